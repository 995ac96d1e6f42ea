import { mrkdwn, plain } from '../block-kit/text.ts';
import { ACTIONS } from '../ids.ts';
import type { Message } from '../message/review-card.ts';
import { channelWords } from './channel-words.ts';

/** What somebody asked for and Slack did not confirm. */
export interface Unconfirmed {
  reviewId: string;
  channelId: string;
  /** In mrkdwn, where it is not the answer itself. */
  what?: string | undefined;
}

/** Told privately when Slack's reply to a post was lost: only a person can see whether it arrived, and a repeat may be a second one. */
export function buildUncertainNotice({ reviewId, channelId, what = 'your answer' }: Unconfirmed): Message {
  const where = channelWords(channelId);
  const text = `Slack did not confirm that ${what} was posted in ${where}. Please look there. If it is missing, press *Post it now*; it is stored.`;
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      {
        type: 'actions',
        block_id: 'notice_actions',
        elements: [{ type: 'button', action_id: ACTIONS.postAgain, text: plain('Post it now'), value: reviewId }],
      },
    ],
  };
}

import { mrkdwn, plain } from '../block-kit/text.ts';
import { ACTIONS } from '../ids.ts';
import type { Message } from '../message/review-card.ts';
import { describeMissingScope } from '../scopes.ts';
import { channelWords } from './channel-words.ts';

/** A post that Slack refuses until an admin changes something. */
export interface NotPermitted {
  reviewId: string;
  channelId: string;
  /** In mrkdwn, where it is not the answer itself. */
  what?: string | undefined;
  /** Slack's word for the refusal. */
  error: string;
  /** The scope that is missing, '' where nobody knows which. */
  scope: string;
}

/** Told privately: what is stored, what an admin has to do, and the click that then posts it. */
export function buildNotPermittedNotice({ reviewId, channelId, what, error, scope }: NotPermitted): Message {
  const where = channelWords(channelId);
  const told =
    what === undefined
      ? `Your answer is stored, but I can't post it in ${where}.`
      : `I can't post ${what} in ${where}. It is stored.`;
  const why =
    error === 'missing_scope'
      ? describeMissingScope(scope)
      : `This workspace doesn't let the app post (\`${error}\`). Ask an admin to allow it.`;
  const text = `${told} ${why} Then press *Post it now*.`;
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

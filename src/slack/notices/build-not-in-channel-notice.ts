import type { Button } from '@slack/types';
import { mrkdwn, plain } from '../block-kit/text.ts';
import { ACTIONS } from '../ids.ts';
import { mention } from '../message/mention.ts';
import type { Message } from '../message/review-card.ts';
import { channelWords } from './channel-words.ts';

export interface NotInChannel {
  reviewId: string;
  /** Where the answer could not be posted. */
  channelId: string;
  /** False where no app can be added, as in a direct message between people. */
  canBeInvited: boolean;
  /** The bot's own user id, which makes the invitation ready to copy. */
  botUserId?: string;
  /** What could not be posted, in mrkdwn, where it is not the answer itself. That can only go where the answer stands. */
  what?: string | undefined;
}

/** Told privately: the answer is stored, why it is not in the channel, and the one click that posts it. */
export function buildNotInChannelNotice({ reviewId, channelId, canBeInvited, botUserId, what }: NotInChannel): Message {
  const where = channelWords(channelId);
  const bot = botUserId ? mention(botUserId) : 'this app';
  const told =
    what === undefined
      ? `Your answer is ready and stored, but I am not in ${where} and cannot post it there.`
      : `I am not in ${where} any more: ${what} could not be posted. It is stored.`;
  const text = canBeInvited
    ? `${told} Invite me with \`/invite\` and ${bot}, then press *Post it now*.`
    : `Your answer is ready and stored, but apps cannot be added to ${where}. I can post it into the conversation between you and me, where its answers can be changed later.`;
  const postNow: Button = {
    type: 'button',
    action_id: ACTIONS.postAgain,
    text: plain('Post it now'),
    value: reviewId,
    style: 'primary',
  };
  const postToMe: Button = {
    type: 'button',
    action_id: ACTIONS.postToMe,
    text: plain('Post it in our conversation'),
    value: reviewId,
  };
  const elements = !canBeInvited ? [postToMe] : what === undefined ? [postNow, postToMe] : [postNow];
  return {
    text,
    blocks: [
      { type: 'section', text: mrkdwn(text) },
      { type: 'actions', block_id: 'notice_actions', elements },
    ],
  };
}

import type { BlockAction } from '@slack/bolt';
import { meaningOf } from '../connection/slack-errors.ts';
import type { MessageBlock } from '../render/message.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import type { ListenerParts } from './parts.ts';

export interface PrivateMessage {
  text: string;
  blocks?: MessageBlock[];
}

/** The ways to reach one person, best first; what an interaction does not bring is left out. */
interface Addressee {
  userId: string;
  /** Works anywhere, five times within 30 minutes. */
  responseUrl?: string | undefined;
  /** Works where the bot is a member. */
  channelId?: string | undefined;
}

/** How long a response address may take, in milliseconds. */
const LIMIT_MS = 2500;

/**
 * Says something that only one person sees: through the response address, else in the channel, else in the person's own
 * conversation with the bot. Never rejects: it is the last thing that can be tried.
 */
export async function tell(
  { interactive, logger }: Pick<ListenerParts, 'interactive' | 'logger'>,
  { userId, responseUrl, channelId }: Addressee,
  message: PrivateMessage,
): Promise<void> {
  const ways: (() => Promise<unknown>)[] = [];
  if (responseUrl !== undefined)
    ways.push(() => postToResponseUrl(responseUrl, { ...message, replace_original: false }));
  if (channelId !== undefined) {
    ways.push(() => interactive.chat.postEphemeral({ channel: channelId, user: userId, ...message, ...AS_WRITTEN }));
  }
  ways.push(() => interactive.chat.postMessage({ channel: userId, ...message, ...AS_WRITTEN }));

  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      logger.warn({ err: error }, 'A private message could not be delivered this way');
    }
  }
}

/** Replaces the private message whose button was pressed, or says it anew where it can no longer be replaced. */
export async function replaceNotice(
  parts: Pick<ListenerParts, 'interactive' | 'logger'>,
  addressee: Addressee,
  message: PrivateMessage,
): Promise<void> {
  if (addressee.responseUrl !== undefined) {
    try {
      await postToResponseUrl(addressee.responseUrl, { ...message, replace_original: true });
      return;
    } catch (error) {
      parts.logger.warn({ err: error }, 'A private message could not be replaced');
    }
  }
  await tell(parts, { ...addressee, responseUrl: undefined }, message);
}

async function postToResponseUrl(url: string, message: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', ...message }),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (!response.ok) throw new Error(`A response address answered with HTTP ${response.status}`);
}

/** Whoever pressed a button, and the ways to tell them something. */
export function presserOf(body: BlockAction): Addressee {
  return { userId: body.user.id, responseUrl: body.response_url, channelId: body.channel?.id };
}

/** What is told where a button outlived its review. */
export const GONE = 'This review is not in the record any more, so nothing was changed.';

const EMOJI = '+1';

/** Answers thanks with a reaction. Without the optional scope `reactions:write` nothing is said, and a lost one does no harm. */
export async function thankBack(
  { interactive, logger }: Pick<ListenerParts, 'interactive' | 'logger'>,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<void> {
  try {
    await interactive.reactions.add({ channel: channelId, timestamp: ts, name: EMOJI });
  } catch (error) {
    const meaning = meaningOf(error);
    // An event may come twice.
    if (meaning === 'reaction-there' || meaning === 'scope-missing') return;
    logger.info({ err: error }, 'Could not react to thanks');
  }
}

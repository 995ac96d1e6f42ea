import { setTimeout as sleep } from 'node:timers/promises';
import type { BlockAction, SlackShortcut } from '@slack/bolt';
import type { Logger } from '../../logger.ts';
import { retry } from '../../retry.ts';
import { answerAt } from '../connection/clients.ts';
import { classifyFailure, type Failure, meaningOf } from '../connection/slack-errors.ts';
import type { MessageBlock } from '../render/message.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import type { ListenerParts } from './parts.ts';

export interface PrivateMessage {
  text: string;
  blocks?: MessageBlock[];
}

/** The ways to reach one person that an interaction brings. */
interface Addressee {
  userId: string;
  /** Works anywhere, five times within 30 minutes. */
  responseUrl?: string | undefined;
  /** Works where the bot is a member. */
  channelId?: string | undefined;
}

export interface TellingParts {
  /** Null where there is no token: then only a response URL works. */
  interactive: ListenerParts['interactive'] | null;
  logger: Logger;
}

/** Limit for a response URL, in milliseconds. */
const LIMIT_MS = 2500;

/**
 * Tells one person something privately: through the response URL, else in the channel, else in a direct message. Logs and
 * gives up where none works. Never rejects.
 */
export async function tell(
  { interactive, logger }: TellingParts,
  { userId, responseUrl, channelId }: Addressee,
  message: PrivateMessage,
): Promise<void> {
  const ways: (() => Promise<unknown>)[] = [];
  if (responseUrl !== undefined) ways.push(() => answer(responseUrl, message, { replace: false }));
  if (channelId !== undefined && interactive !== null) {
    ways.push(() => interactive.chat.postEphemeral({ channel: channelId, user: userId, ...message, ...AS_WRITTEN }));
  }
  if (interactive !== null)
    ways.push(() => interactive.chat.postMessage({ channel: userId, ...message, ...AS_WRITTEN }));

  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      logger.warn({ err: error }, 'Could not deliver a private message this way');
    }
  }
}

/** Replaces the private message whose button was pressed, or sends a new one where it can't be replaced. */
export async function replaceNotice(parts: TellingParts, addressee: Addressee, message: PrivateMessage): Promise<void> {
  if (addressee.responseUrl !== undefined) {
    try {
      await answer(addressee.responseUrl, message, { replace: true });
      return;
    } catch (error) {
      parts.logger.warn({ err: error }, 'Could not replace a private message; sending a new one');
    }
  }
  await tell(parts, { ...addressee, responseUrl: undefined }, message);
}

async function answer(url: string, message: PrivateMessage, { replace }: { replace: boolean }): Promise<void> {
  const answered = await answerAt(url, message, { replace, limitMs: LIMIT_MS });
  if (!answered) throw new Error("The response URL didn't take the message");
}

export const presserOf = (body: BlockAction): Addressee => ({
  userId: body.user.id,
  responseUrl: body.response_url,
  channelId: body.channel?.id,
});

/** The person who used a shortcut, and how to reach them: a global one has no channel. */
export function userOf(shortcut: SlackShortcut): Addressee {
  const from = 'channel' in shortcut ? { channelId: shortcut.channel.id, responseUrl: shortcut.response_url } : {};
  return { userId: shortcut.user.id, ...from };
}

/** Told where a button outlived its review. */
export const GONE = 'This review no longer exists. Nothing was changed.';

/** Told where somebody wants to change the answers of a decided review. */
export const DECIDED = "This review is decided, so its answers can't be changed. Re-open it first.";

const EMOJI = '+1';

/** Answers thanks with a reaction. Does nothing without the optional scope `reactions:write`. */
export async function thankBack(
  { interactive, logger }: Pick<ListenerParts, 'interactive' | 'logger'>,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<void> {
  try {
    await interactive.reactions.add({ channel: channelId, timestamp: ts, name: EMOJI });
  } catch (error) {
    const meaning = meaningOf(error);
    // Slack may deliver an event twice.
    if (meaning === 'reaction-there' || meaning === 'scope-missing') return;
    logger.info({ err: error }, 'Could not react to thanks');
  }
}

/** Pauses after each failed attempt, in milliseconds. */
const PAUSES_MS = [500, 1000, 2000];
/** Longest wait for a rate limit, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Makes a call up to four times, for what doesn't go through the outbox. Retries after a rate limit of up to 30 s, and where
 * the call surely had no effect; with `twiceIsOnce` also where that is unknown. Rejects with the last failure.
 */
export async function tryAgain<T>(
  { pause = waitFor }: Pick<ListenerParts, 'pause'>,
  call: () => Promise<T>,
  { twiceIsOnce }: { twiceIsOnce: boolean },
): Promise<T> {
  return retry(call, {
    pause,
    backoff(error, failures) {
      const pauseMs = PAUSES_MS[failures - 1];
      if (pauseMs === undefined) return undefined;
      const waitMs = waitAfter(classifyFailure(error), pauseMs, twiceIsOnce);
      return waitMs === undefined || waitMs > LONGEST_WAIT_MS ? undefined : waitMs;
    },
  });
}

const waitFor = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

function waitAfter(failure: Failure, pauseMs: number, twiceIsOnce: boolean): number | undefined {
  switch (failure.kind) {
    case 'rate-limited':
      return failure.retryAfterMs;
    case 'unreachable':
      return pauseMs;
    case 'uncertain':
      return twiceIsOnce ? pauseMs : undefined;
    default:
      return undefined;
  }
}

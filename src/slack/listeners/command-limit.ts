import type {
  AllMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { formatCount } from '../../recommender/index.ts';
import { steadyNow } from '../../retry.ts';
import { EVENTS } from '../ids.ts';
import { buildNotOpened } from './new-review.ts';
import { type ListenerParts, personOf, writerOf } from './parts.ts';
import { eventName } from './route-by-name.ts';
import { tell, userOf } from './tell.ts';

// COMMANDS_PER_MINUTE: what one person may send.

/** `isFirst`: the person has not been told yet. */
type Counted = { kind: 'taken' } | { kind: 'refused'; retryInS: number; isFirst: boolean };

interface CommandLimit {
  /** Counts what somebody sends. `id`: the same for each delivery of it, which counts once. `perMinute`: 0 for no limit. */
  count(person: string, id: string, perMinute: number): Counted;
}

const MINUTE_MS = 60_000;

/** Counts in minutes that begin at the same time for everybody, so that nothing older is kept. `now`: in milliseconds. */
export function createCommandLimit(now: () => number = steadyNow): CommandLimit {
  let startedAt = now();
  let taken = new Map<string, Set<string>>();
  let told = new Set<string>();

  return {
    count(person, id, perMinute) {
      if (perMinute === 0) return { kind: 'taken' };
      const at = now();
      if (at - startedAt >= MINUTE_MS) {
        startedAt = at;
        taken = new Map();
        told = new Set();
      }
      const ids = taken.get(person) ?? new Set();
      taken.set(person, ids);
      if (ids.has(id) || ids.size < perMinute) {
        ids.add(id);
        return { kind: 'taken' };
      }
      const isFirst = !told.has(person);
      told.add(person);
      return { kind: 'refused', retryInS: Math.ceil((startedAt + MINUTE_MS - at) / 1000), isFirst };
    },
  };
}

/** What somebody sent, and how to reach them. */
interface Sent {
  userId: string;
  id: string;
  channelId?: string | undefined;
  responseUrl?: string | undefined;
  /** A command's words, which Slack shows nowhere. */
  typed?: string;
  /** Events are acknowledged by Bolt. */
  ack?(): Promise<void>;
}

export function sentByCommand({ command, ack }: SlackCommandMiddlewareArgs): Sent {
  const { user_id: userId, trigger_id: id, channel_id: channelId, response_url: responseUrl } = command;
  return { userId, id, channelId, responseUrl, typed: command.text?.trim() ?? '', ack: () => ack() };
}

export const sentByShortcut = ({ shortcut, ack }: SlackShortcutMiddlewareArgs): Sent => ({
  ...userOf(shortcut),
  id: shortcut.trigger_id,
  ack: () => ack(),
});

const COUNTED = new Set<string>([EVENTS.mention, EVENTS.directMessage]);

/** Undefined for events that nobody sends, and for messages of bots. */
export function sentByEvent({
  event,
  body,
  context,
}: SlackEventMiddlewareArgs & Pick<AllMiddlewareArgs, 'context'>): Sent | undefined {
  if (!COUNTED.has(eventName(event))) return undefined;
  const message: { user?: string; channel?: string } = event as { user?: string; channel?: string };
  const userId = writerOf(message, context.botUserId ?? '');
  return userId === undefined ? undefined : { userId, id: body.event_id, channelId: message.channel };
}

/**
 * Lets through what a person sends within the limit. Above it they are told when to try again: each time where a response URL
 * costs no call, otherwise once per minute.
 */
export function limitSent<Args extends Pick<AllMiddlewareArgs, 'context'>>(
  parts: ListenerParts,
  { limit, onRefused }: { limit: CommandLimit; onRefused: () => void },
  sentBy: (args: Args) => Sent | undefined,
  handle: (args: Args) => Promise<void>,
): (args: Args) => Promise<void> {
  const { commandsPerMinute: most } = parts.settings;
  return async (args) => {
    const sent = sentBy(args);
    if (sent === undefined) return handle(args);
    const { teamId, userId } = personOf(args.context, sent.userId);
    const counted = limit.count(`${teamId} ${userId}`, sent.id, most);
    if (counted.kind === 'taken') return handle(args);
    onRefused();
    await sent.ack?.();
    if (counted.isFirst) parts.logger.info({ actor: userId, teamId }, 'Refused: more than COMMANDS_PER_MINUTE');
    else if (sent.responseUrl === undefined) return;
    const why = `You've reached the limit of ${formatCount(most, 'request')} per minute. Try again in ${counted.retryInS} s.`;
    await tell(parts, sent, buildNotOpened(why, sent.typed ?? ''));
  };
}

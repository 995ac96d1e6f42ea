import { randomUUID } from 'node:crypto';
import type { AckFn, App, Logger as BoltLogger, LogLevel as BoltLogLevel, Receiver, ReceiverEvent } from '@slack/bolt';
import * as z from 'zod';
import { inInteraction } from '../../logger.ts';
import { within } from '../../retry.ts';

// Both ways in, the two clients, and Slack's errors: limits, retries, stopping. Knows no review.
// May import: config (types), logger, retry.

/** The way events reach the bot. Bolt sees a receiver; starting and stopping well is decided here. */
export interface Transport {
  /** For Bolt's App. */
  receiver: Receiver;
  /** Resolves, at most once, to the error after which no event will come again: the app-level token is no longer valid. */
  broken: Promise<unknown>;
  /** Where HTTP requests are answered once it has started; null where none are. */
  port(): number | null;
  /** Takes no new requests, where that can be done before what is in hand is finished. */
  stopAccepting(): void;
  /** Waits for what is in hand, at most so many milliseconds. True where everything is done. */
  settled(limitMs: number): Promise<boolean>;
  /** Ends all connections, within so many milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

export interface TransportSettings {
  slackApiUrl: string;
  logger: BoltLogger;
  logLevel: BoltLogLevel;
  /** Whether the database can be written; rejects where it does not answer. For `GET /readyz`. */
  askDatabase(): Promise<boolean>;
}

/** What has been started and is not yet done, so that a stop can wait for it. */
interface InFlight {
  /** Follows a promise until it settles and hands it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until nothing is in hand, or for so many milliseconds. True where nothing is left. */
  settled(limitMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();

  async function empty(): Promise<void> {
    while (works.size > 0) await Promise.allSettled(works);
  }

  return {
    track(work) {
      works.add(work);
      const forget = () => works.delete(work);
      work.then(forget, forget);
      return work;
    },
    async settled(limitMs) {
      await within(empty(), limitMs);
      return works.size === 0;
    },
  };
}

/** Takes one event from Slack. Never rejects. */
export type TakeEvent = (event: ReceiverEvent) => Promise<void>;

/**
 * The way from a receiver to Bolt. Each event is followed until it is done, runs under a reference of its own, and is
 * acknowledged exactly once: by the first listener that does, or at the end if none did, because over Socket Mode nobody
 * else would and the person would see Slack's own error after 3 s. This stands before Bolt and not among its middleware,
 * so that it also holds where Bolt itself fails.
 */
export function followEvents(app: App, inFlight: InFlight, logger: BoltLogger): TakeEvent {
  return (event) => inFlight.track(inInteraction(newReference(), () => processOnce(app, event, logger)));
}

async function processOnce(app: App, event: ReceiverEvent, logger: BoltLogger): Promise<void> {
  const ack = once(event.ack, logger);
  const fault = payloadFault(event.body);
  if (fault !== undefined) logger.warn(`A payload is not as Slack sends it at "${fault}"; nothing is done about it`);
  else await processWith(app, { ...event, ack }, logger);
  await ack();
}

async function processWith(app: App, event: ReceiverEvent, logger: BoltLogger): Promise<void> {
  try {
    await app.processEvent(event);
  } catch (error) {
    logger.error('An event could not be read', error);
  }
}

/** Short enough to be read to somebody: ten letters and digits. Node draws UUIDs in advance, many at a time, and bytes one by one. */
function newReference(): string {
  return randomUUID().slice(-10);
}

/**
 * Bolt throws at a second acknowledgement over HTTP and only warns over Socket Mode; here the first one counts. One that
 * cannot be delivered, because the connection is gone, stops nothing: a trigger and a response address still work.
 */
function once(ack: AckFn<unknown>, logger: BoltLogger): AckFn<unknown> {
  let first: Promise<void> | undefined;
  return (answer) => {
    first ??= ack(answer).catch((error: unknown) => {
      logger.warn('An acknowledgement could not be delivered', error);
    });
    return first;
  };
}

/** Slack leaves such a field out, sends null, or sends a string. */
const text = z.string().nullish();

/** Ids of people, teams and channels stand in mentions and in calls as they are. */
const id = z
  .string()
  .regex(/^[A-Z0-9]{1,64}$/)
  .nullish();

const option = z.object({ value: text }).nullish();

const answer = z.object({
  value: text,
  selected_option: option,
  selected_user: id,
  selected_date: z.iso.date().nullish(),
  selected_conversation: id,
});

const view = z.object({
  id: text,
  hash: text,
  app_installed_team_id: id,
  callback_id: text,
  private_metadata: text,
  blocks: z.array(z.object({ type: text, block_id: text })).nullish(),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), answer)) }).nullish(),
});

const message = z.object({ ts: text, thread_ts: text, text, user: id });

/**
 * The fields that the listeners read, with the types that Bolt's declarations promise (docs.slack.dev/interactivity,
 * docs.slack.dev/apis/events-api). All others may be anything.
 */
const payload = z.object({
  type: text,
  team_id: id,
  enterprise_id: text,
  user_id: id,
  channel_id: id,
  channel_name: text,
  command: text,
  text,
  trigger_id: text,
  response_url: text,
  callback_id: text,
  message_ts: text,
  event_id: text,
  team: z.object({ id, enterprise_id: text }).nullish(),
  enterprise: z.object({ id: text }).nullish(),
  user: z.object({ id, team_id: id }).nullish(),
  channel: z.object({ id, name: text }).nullish(),
  message: message.nullish(),
  actions: z.array(z.object({ type: text, action_id: text, block_id: text, ...answer.shape })).nullish(),
  view: view.nullish(),
  response_urls: z.array(z.object({ response_url: text })).nullish(),
  event: z
    .object({
      // Always there; Bolt reads it as a string.
      type: z.string(),
      channel: id,
      channel_type: text,
      bot_id: text,
      subtype: text,
      tab: text,
      view: view.nullish(),
      ...message.shape,
    })
    .nullish(),
  authorizations: z.array(z.object({ team_id: id, enterprise_id: text })).nullish(),
});

/**
 * Where a payload is not what Slack sends, as a path; undefined where it is. What Bolt's declarations promise nobody has
 * checked: a boolean in place of an id would get as far as the database, whose library ends the process at one.
 */
export function payloadFault(body: unknown): string | undefined {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return parsed.error.issues[0]?.path.join('.') ?? '';
  const { type, command, actions, user_id: userId, user } = parsed.data;
  if (command != null && userId == null) return 'user_id';
  // Bolt takes whatever has actions for a press, whatever its type says.
  const isByPerson = actions != null || BY_A_PERSON.has(type ?? '');
  return isByPerson && user?.id == null ? 'user.id' : undefined;
}

/** What only a person does. */
const BY_A_PERSON = new Set(['block_actions', 'view_submission', 'view_closed', 'shortcut', 'message_action']);

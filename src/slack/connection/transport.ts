import { randomUUID } from 'node:crypto';
import type { AckFn, App, Logger as BoltLogger, LogLevel as BoltLogLevel, Receiver, ReceiverEvent } from '@slack/bolt';
import * as z from 'zod';
import { ANSWER_WITHIN_MS, withDeadline } from '../../deadline.ts';
import { inInteraction } from '../../logger.ts';
import { within } from '../../retry.ts';
import { withoutForeignUrls } from './foreign-urls.ts';
import type { AnswerPage } from './probes.ts';

// Both transports, the two clients, and Slack's errors: limits, retries, stopping. Knows no review.

/** How events reach the bot: a receiver for Bolt, and a graceful start and stop. */
export interface Transport {
  receiver: Receiver;
  /** Resolves, at most once, to a fatal error: the app-level token is no longer valid, so no more events will come. */
  broken: Promise<unknown>;
  /** The HTTP port once started; null without a server. */
  port(): number | null;
  /** Its connections of Socket Mode, by state. Null over HTTP. */
  sockets(): Sockets | null;
  /** Stops accepting new requests, if running ones can still finish. */
  stopAccepting(): void;
  /** Waits for running work, up to a limit in milliseconds. Returns true where everything is done. */
  settled(limitMs: number): Promise<boolean>;
  /** Closes all connections, within a limit in milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

/** How many connections of Socket Mode are in use, about to close, and not open though they should be. */
export interface Sockets {
  open: number;
  leaving: number;
  missing: number;
}

export interface TransportSettings {
  slackApiUrl: string;
  logger: BoltLogger;
  logLevel: BoltLogLevel;
  /** For `GET /readyz`: returns whether the database is writable. Rejects where it doesn't answer. */
  askDatabase(): Promise<boolean>;
  /** Other pages on the port. Default: none. */
  answerPage?: AnswerPage | undefined;
  /** Default: nobody listens. */
  hearing?: Hearing | undefined;
  /**
   * Returns whether a signed request comes for the first time, to any process, and remembers it for as long as its time is accepted.
   * Rejects where the database does. Default: all are new.
   */
  isNew?: ((signature: string, teamId: string) => Promise<boolean>) | undefined;
  /** Milliseconds from the receipt of an interaction to its answer. Default: as long as Slack waits, and less the way. */
  answerWithinMs?: number | undefined;
  /** What acknowledges an interaction that failed before anybody did. Default: nothing, which closes a dialog. */
  unanswered?: ((body: ReceiverEvent['body']) => unknown) | undefined;
}

/**
 * Why something that claims to come from Slack was refused: signed with another secret, too old or too new, too large, one too
 * many at a time or of one person, not what Slack sends, or taken before.
 */
export const REFUSED_REQUESTS = ['signature', 'stale', 'size', 'rate', 'malformed', 'replayed'] as const;
export type RefusedRequest = (typeof REFUSED_REQUESTS)[number];

export interface Hearing {
  /** Handles an event. Never rejects. */
  follow(event: ReceiverEvent, handle: TakeEvent): Promise<void>;
  onRefused(why: RefusedRequest): void;
}

export const NOBODY: Hearing = { follow: (event, handle) => handle(event), onRefused() {} };

/** Running work, so that a stop can wait for it. */
interface InFlight {
  /** Tracks a promise until it settles, and returns it. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until nothing is running, up to a limit in milliseconds. Returns true where nothing is left. */
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

/** Handles one event from Slack, if it is new. Never rejects, nor may `isNew`. */
export type TakeEvent = (event: ReceiverEvent, isNew?: () => Promise<boolean>) => Promise<void>;

/**
 * Passes events from a receiver to Bolt. Tracks each event until it is done, gives it a reference for the log, and acknowledges
 * it exactly once: by the first listener that does, or at the end. Over Socket Mode nobody else would, and the person would see
 * Slack's error after 3 s. It isn't middleware, so it works even where Bolt fails.
 */
export function followEvents(app: App, inFlight: InFlight, settings: FollowSettings): TakeEvent {
  const { answerWithinMs: withinMs = ANSWER_WITHIN_MS } = settings;
  return (event, isNew = async () => true) => {
    const { body } = event;
    const process = async () => ((await isNew()) ? processOnce(app, event, settings) : event.ack());
    // Slack sends an event again that isn't acknowledged; a person waits for the rest.
    const isAnsweredLast = body['type'] === 'view_submission';
    const hurry = () => withDeadline({ withinMs, isAnsweredLast }, process);
    return inFlight.track(inInteraction(newReference(), body['event'] === undefined ? hurry : process));
  };
}

type FollowSettings = Pick<TransportSettings, 'logger' | 'slackApiUrl' | 'hearing' | 'unanswered' | 'answerWithinMs'>;

async function processOnce(app: App, event: ReceiverEvent, settings: FollowSettings): Promise<void> {
  const { logger, slackApiUrl, hearing = NOBODY, unanswered = () => undefined } = settings;
  const ack = once(event.ack, logger);
  const fault = payloadFault(event.body);
  if (fault === undefined) {
    const { body, foreign } = withoutForeignUrls(event.body, slackApiUrl);
    if (foreign.length > 0) logger.warn(`Ignoring a response URL: ${foreign.join(', ')} isn't Slack's`);
    await hearing.follow({ ...event, body, ack }, (followed) => processWith(app, followed, logger));
    await ack(unanswered(body));
  } else {
    logger.warn(`Ignoring malformed payload (field ${fault})`);
    hearing.onRefused('malformed');
    await ack();
  }
}

async function processWith(app: App, event: ReceiverEvent, logger: BoltLogger): Promise<void> {
  try {
    await app.processEvent(event);
  } catch (error) {
    logger.error('Could not read an event', error);
  }
}

/** Ten letters and digits, short enough to read out. Cut from a UUID, because Node generates those in batches. */
const newReference = (): string => randomUUID().slice(-10);

/**
 * Acknowledges once: Bolt throws at a second acknowledgement over HTTP and only warns over Socket Mode. A failed delivery, as on
 * a lost connection, stops nothing: the trigger and the response URL still work.
 */
function once(ack: AckFn<unknown>, logger: BoltLogger): AckFn<unknown> {
  let first: Promise<void> | undefined;
  return (answer) => {
    first ??= ack(answer).catch((error: unknown) => {
      logger.warn('Could not deliver an acknowledgement', error);
    });
    return first;
  };
}

/** Slack omits such a field, sends null, or sends a string. */
const text = z.string().nullish();

/** Ids of people, teams and channels go into mentions and calls unescaped. */
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
 * The fields that the listeners read, with the types from Bolt's declarations (docs.slack.dev/interactivity,
 * docs.slack.dev/apis/events-api). Other fields may be anything.
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
      // Always present; Bolt reads it as a string.
      type: z.string(),
      channel: id,
      channel_type: text,
      bot_id: text,
      subtype: text,
      tab: text,
      view: view.nullish(),
      function: z.object({ callback_id: text }).nullish(),
      inputs: z.record(z.string(), z.unknown()).nullish(),
      function_execution_id: text,
      bot_access_token: text,
      ...message.shape,
    })
    .nullish(),
  authorizations: z.array(z.object({ team_id: id, enterprise_id: text })).nullish(),
});

/**
 * Returns the path of the first malformed field of a payload, or undefined. Bolt doesn't check its declarations: a boolean in
 * place of an id would reach the database, whose driver crashes the process.
 */
export function payloadFault(body: unknown): string | undefined {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return parsed.error.issues[0]?.path.join('.') ?? '';
  const { type, command, actions, user_id: userId, user } = parsed.data;
  if (command != null && userId == null) return 'user_id';
  // Bolt treats anything with actions as a press, whatever its type.
  const isByPerson = actions != null || BY_A_PERSON.has(type ?? '');
  return isByPerson && user?.id == null ? 'user.id' : undefined;
}

/** Payload types that only a person causes. */
const BY_A_PERSON = new Set(['block_actions', 'view_submission', 'view_closed', 'shortcut', 'message_action']);

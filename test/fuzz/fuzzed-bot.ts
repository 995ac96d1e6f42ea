import { App, type ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { boltLogLevel, createBoltLogger, createLogger } from '../../src/logger.ts';
import { openRecord } from '../../src/open-record.ts';
import type { AccountReader } from '../../src/slack/account/reader.ts';
import { createHttpTransport } from '../../src/slack/connection/http-transport.ts';
import { createInFlight, followEvents, type Transport } from '../../src/slack/connection/transport.ts';
import { createFirstDrafts } from '../../src/slack/form/draft-store.ts';
import { registerListeners } from '../../src/slack/listeners/index.ts';
import type { ListenerParts } from '../../src/slack/listeners/parts.ts';
import { unanswered } from '../../src/slack/listeners/press.ts';
import { createPoster } from '../../src/slack/outbox/poster.ts';
import { createPeople } from '../../src/slack/people/look-ups.ts';
import { settingsWith } from '../support/settings.ts';
import { createFakeSlack, type Said } from './fake-slack.ts';
import { CROSSED_WHAT_IF, HOME, type Input, REVIEW_IDS, STRANGERS_ID, WHAT_IF } from './inputs/payload.ts';
import { type Handled, isAnswered, isEmpty } from './judge.ts';
import { FUZZ_POLICY, isInRecord, isMixed, lookAtGuarded, plantAll, renewSeed } from './record.ts';

const LIMIT_MS = 10_000;

const API_URL = 'https://slack.test/api/';
/** After this number of inputs, the next of the reviews that they act on is made anew. */
const RENEWED_EVERY = 12;
/** So far does the poster's clock go on after a call that Slack did not take: it is not to wait for that in earnest. */
const PATIENCE_MS = 2_000;

/** An account that can't be read, as without credentials. */
const NO_ACCESS: AccountReader = { findEndpoint: async () => ({ ok: false, text: 'No AWS credentials found.' }) };

/** The bot, all but its connection and its clock, on a record in memory and before a Slack that takes everything. */
export interface FuzzedBot {
  /** Hands in one input where a receiver would. @throws Error where it does not end. */
  handle(input: Input): Promise<Handled>;
  /** The same, where `send` brings the body to the bot's server, and answers what came back. */
  handleByServer(input: Input, send: (body: Input['body']) => Promise<unknown>): Promise<Handled>;
  /** The same bot behind its HTTP server. */
  http: Transport;
  /**
   * What the record refused of forms that opened, so far: lines of the log. They are written a moment later, when the input
   * that opened the form is over.
   */
  refusedDrafts(): readonly string[];
  /** Everything that the record holds about reviews, and what of them still has to be posted, as text. */
  lookAtAll(): Promise<string>;
  /** What nobody but strangers and outsiders touched is as it was. */
  guardedAreSame(): Promise<boolean>;
  end(): Promise<void>;
}

export async function startFuzzedBot(signingSecret: string): Promise<FuzzedBot> {
  const errors: string[] = [];
  const refusedDrafts: string[] = [];
  const logger = createLogger({
    level: 'error',
    destination: {
      write(line: string) {
        errors.push(line);
        if (line.includes('Could not save a draft')) refusedDrafts.push(line);
      },
    },
  });
  const bolt = { logger: createBoltLogger(logger, 'error'), logLevel: boltLogLevel('error') };
  const slack = createFakeSlack();
  const realFetch = globalThis.fetch;
  // Private answers go out by the global one.
  globalThis.fetch = slack.fetch;

  const record = await openRecord('file::memory:');
  if (!record.ok) throw new Error(record.text);
  const { db } = record;
  const clientOn = (fetch: typeof globalThis.fetch) =>
    new WebClient('xoxb-1', {
      slackApiUrl: API_URL,
      fetch,
      logger: bolt.logger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  let waitedMs = 0;
  const advisor = createAdvisor({ policy: FUZZ_POLICY });
  const poster = createPoster({
    db,
    advisor,
    workspaceOf: async () => ({
      client: clientOn(slack.fetchOfPoster),
      botUserId: 'U0BOT',
      teamUrl: 'https://slack.test/',
      names: async () => new Map<string, string>(),
      group: async () => null,
      handles: async () => new Map<string, string>(),
      findPublic: async () => new Set<string>(),
    }),
    logger,
    fetch: slack.fetchOfPoster,
    now: () => Date.now() + waitedMs,
  });
  // What is measured is processor time, on however busy a machine.
  const answering = { slackApiUrl: API_URL, answerWithinMs: 60_000, unanswered };
  const http = createHttpTransport(
    { kind: 'http', signingSecret, port: 0 },
    { ...bolt, ...answering, askDatabase: async () => true },
  );
  const app = new App({
    ...bolt,
    botId: 'B0BOT',
    botUserId: 'U0BOT',
    token: 'xoxb-1',
    receiver: http.receiver,
    clientOptions: { slackApiUrl: API_URL, fetch: slack.fetch, retryConfig: { retries: 0 } },
    extendedErrorHandler: true,
    convoStore: false,
  });
  const firstDrafts = createFirstDrafts(db, logger);
  const account = NO_ACCESS;
  const parts: ListenerParts = {
    interactive: clientOn(slack.fetch),
    db,
    firstDrafts,
    poster,
    receivers: 0,
    people: createPeople({ client: clientOn(slack.fetch), logger, teamId: 'T0HOME', enterpriseId: undefined }),
    settings: settingsWith(),
    advisor,
    account,
    logger,
    teamUrl: 'https://home.slack.com/',
    scopes: [],
    // Nobody looks whether it waits here, only whether it tries again.
    pause: async () => {},
    teamId: HOME,
    install: { teamIds: async () => [], forget: async () => {}, remedy: 'install it' },
  };
  // What writes code is loaded with the first of it, and that isn't what is measured.
  await import('../../src/deploy/index.ts');
  registerListeners(app, async () => parts, logger);
  const take = followEvents(app, createInFlight(), { ...answering, logger: bolt.logger });

  await plantAll(db);
  const guarded = await lookAtGuarded(db);
  let serial = 0;

  /** Before each input: its body, with what only the moment of sending knows. */
  async function begin(input: Input): Promise<Input['body']> {
    serial += 1;
    errors.length = 0;
    if (serial % RENEWED_EVERY === 0) await renewSeed(db, serial / RENEWED_EVERY);
    return {
      trigger_id: `${serial}.1`,
      ...(hasResponseAddress(input) && { response_url: `https://slack.test/response/${serial}` }),
      ...input.body,
    };
  }

  async function finish(
    { body, slack: answer, isWellFormed }: Input,
    acknowledgements: unknown[],
    said: Said[],
  ): Promise<Handled> {
    // Otherwise what is posted now would count as said for the next input.
    await poster.settled(LIMIT_MS);
    if (answer !== 'takes it') waitedMs += PATIENCE_MS;
    const isClosed = isWellFormed && body['type'] === 'view_submission' && acknowledgements.every(isEmpty);
    const handled = { acknowledgements, said, errors: [...errors], isPostLeft: false, isStored: true };
    return {
      ...handled,
      isPostLeft: !isAnswered(handled) && (await isPostLeft(body)),
      isStored: !isClosed || (await isInRecord(db, body)),
    };
  }

  /** Something about a review of the payload, or the answer to what was asked in it, is still to be posted. */
  async function isPostLeft(body: Input['body']): Promise<boolean> {
    const text = JSON.stringify(body);
    const left = await db
      .selectFrom('slack_outbox')
      .select(['subject_id', 'asked_event'])
      .where('state', '!=', 'done')
      .execute();
    return left.some(
      ({ subject_id: subjectId, asked_event: event }) =>
        text.includes(subjectId) ||
        (subjectId === REVIEW_IDS[0] && text.includes(WHAT_IF)) ||
        (subjectId === STRANGERS_ID && text.includes(CROSSED_WHAT_IF)) ||
        (event !== '' && event === body['event_id']),
    );
  }

  return {
    http,
    async handle(input) {
      const body = await begin(input);
      const acknowledgements: unknown[] = [];
      const event: ReceiverEvent = { body, ack: async (answer) => void acknowledgements.push(answer) };
      const said = await inTime(slack.handle(input.slack, () => take(event)));
      return finish(input, acknowledgements, said);
    },
    async handleByServer(input, send) {
      const body = await begin(input);
      const acknowledgements: unknown[] = [];
      const said = await inTime(
        slack.handleByConnection(input.slack, async () => {
          acknowledgements.push(await send(body));
          await http.settled(LIMIT_MS);
        }),
      );
      return finish(input, acknowledgements, said);
    },
    async lookAtAll() {
      const tables = ['reviews', 'review_revisions', 'review_concerns', 'review_events', 'slack_outbox'] as const;
      const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
      return JSON.stringify(rows);
    },
    guardedAreSame: async () => (await lookAtGuarded(db)) === guarded && !(await isMixed(db)),
    refusedDrafts: () => refusedDrafts,
    async end() {
      await poster.drain(1000);
      await firstDrafts.allWritten();
      await http.close(0);
      await record.close();
      globalThis.fetch = realFetch;
    },
  };
}

/** @throws Error where it does not end. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it did not end')), LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Commands, and what is done on a message. */
function hasResponseAddress({ body }: Input): boolean {
  return 'command' in body || 'channel' in body;
}

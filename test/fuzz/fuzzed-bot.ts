import { App, type ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { boltLogLevel, createBoltLogger, createLogger } from '../../src/logger.ts';
import { openRecord } from '../../src/open-record.ts';
import { recommend } from '../../src/recommender/index.ts';
import { createFirstDrafts } from '../../src/slack/drafts/first-drafts.ts';
import { registerListeners } from '../../src/slack/listeners/index.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { submitNewReview } from '../../src/slack/posting/submit-review.ts';
import { followEvents } from '../../src/slack/transport/follow-events.ts';
import { createHttpTransport } from '../../src/slack/transport/http/http-transport.ts';
import { createInFlight } from '../../src/slack/transport/in-flight.ts';
import type { Transport } from '../../src/slack/transport/transport.ts';
import { createFakeSlack } from './fake-slack.ts';
import { GUARDED_IDS, HOME, type Input, REVIEW_IDS, SECRET, STRANGER } from './inputs/input.ts';
import type { Handled } from './judge.ts';

const LIMIT_MS = 10_000;

/** The bot, all but its connection and its clock, on a record in memory and before a Slack that takes everything. */
export interface FuzzedBot {
  /** Hands in one input where a receiver would. @throws Error where it does not end. */
  handle(input: Input): Promise<Handled>;
  /** The same bot behind its HTTP server. */
  http: Transport;
  /** What nobody but strangers touched is as it was. */
  guardedAreSame(): Promise<boolean>;
  end(): Promise<void>;
}

export async function startFuzzedBot(signingSecret: string): Promise<FuzzedBot> {
  const errors: string[] = [];
  const logger = createLogger({
    level: 'error',
    destination: { write: (line: string) => void errors.push(line) },
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
      slackApiUrl: 'https://slack.test/api/',
      fetch,
      logger: bolt.logger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
  const poster = createPoster({
    db,
    client: clientOn(slack.fetchOfPoster),
    logger,
    botUserId: 'U0BOT',
    fetch: slack.fetchOfPoster,
  });
  const http = createHttpTransport(
    { kind: 'http', signingSecret, port: 0 },
    { ...bolt, slackApiUrl: '', askDatabase: async () => {} },
  );
  const app = new App({
    ...bolt,
    botId: 'B0BOT',
    botUserId: 'U0BOT',
    token: 'xoxb-1',
    receiver: http.receiver,
    clientOptions: { slackApiUrl: 'https://slack.test/api/', fetch: slack.fetch, retryConfig: { retries: 0 } },
    extendedErrorHandler: true,
    convoStore: false,
  });
  registerListeners(app, {
    interactive: clientOn(slack.fetch),
    db,
    firstDrafts: createFirstDrafts(db),
    poster,
    logger,
    teamUrl: 'https://home.slack.com/',
  });
  const take = followEvents(app, createInFlight(), bolt.logger);

  await slack.handle('takes it', async () => {
    for (const id of [...REVIEW_IDS, ...GUARDED_IDS]) {
      const workload = { name: `${SECRET}-${id}`, description: `${SECRET} <!channel>`, payloadSizeMB: 3 };
      const asked = { id, teamId: HOME, requesterId: 'U0ADA', channelId: 'C0ML', isPublic: true };
      await submitNewReview(db, { ...asked, workload, recommendation: recommend(workload) });
      await poster.kick(id);
    }
    // The thread in which people ask.
    await db.updateTable('slack_posts').set({ message_ts: '1.2' }).where('review_id', '=', 'review-1').execute();
  });
  const look = async () =>
    JSON.stringify(await db.selectFrom('reviews').selectAll().where('id', 'in', GUARDED_IDS).orderBy('id').execute());
  const guarded = await look();
  let serial = 0;

  return {
    http,
    async handle(input) {
      serial += 1;
      errors.length = 0;
      const acknowledgements: unknown[] = [];
      const moment = {
        trigger_id: `${serial}.1`,
        ...(hasResponseAddress(input) && { response_url: `https://hooks.slack.test/response/${serial}` }),
      };
      const event: ReceiverEvent = {
        body: { ...moment, ...input.body },
        ack: async (answer) => void acknowledgements.push(answer),
      };
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('it did not end')), LIMIT_MS);
      });
      try {
        const said = await Promise.race([slack.handle(input.slack, () => take(event)), late]);
        const left = db.selectFrom('slack_outbox').select('id').where('state', '=', 'pending').limit(1);
        const isPostLeft = said.length === 0 && (await left.execute()).length > 0;
        return { acknowledgements, said, errors: [...errors], isPostLeft };
      } finally {
        clearTimeout(timer);
      }
    },
    guardedAreSame: async () => (await look()) === guarded && (await strangersSeeNothing()),
    async end() {
      await poster.drain(1000);
      await http.close(0);
      await record.close();
      globalThis.fetch = realFetch;
    },
  };

  async function strangersSeeNothing(): Promise<boolean> {
    const found = await db.selectFrom('reviews').select('id').where('team_id', '=', STRANGER).execute();
    return found.every(({ id }) => !GUARDED_IDS.includes(id));
  }
}

/** Commands, and what is done on a message. */
function hasResponseAddress({ body }: Input): boolean {
  return 'command' in body || 'channel' in body;
}

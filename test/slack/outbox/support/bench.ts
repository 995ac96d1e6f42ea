import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import type { Advisor } from '../../../../src/advice/advisor.ts';
import { createLogger } from '../../../../src/logger.ts';
import type { TeamRules } from '../../../../src/policy/team-rules.ts';
import { recommend, type Workload } from '../../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../../src/reviews/action.ts';
import { createSlackClock } from '../../../../src/slack/connection/clock.ts';
import type { OnAttempt } from '../../../../src/slack/outbox/deliver.ts';
import { type LookAt, NO_LOOK } from '../../../../src/slack/outbox/look.ts';
import { createPoster, type Poster } from '../../../../src/slack/outbox/poster.ts';
import type { PostingWorkspace } from '../../../../src/slack/outbox/posts.ts';
import { submitAction, submitNewReview } from '../../../../src/slack/outbox/submit-review.ts';
import type { PostingDatabase } from '../../../../src/slack/tables.ts';
import type { Receiver } from '../../../../src/webhooks/send.ts';
import { type DatabaseKind, openTestDatabase } from '../../../database/support/open-test-database.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { workload } from '../../../support/workloads.ts';
import { type Call, type FakeSlack, startFakeSlack } from './fake-slack.ts';
import { alwaysWith, createPostingClient } from './posting-client.ts';

export const TEAM = 'T0000000001';

export const REQUESTER = 'U0000000001';

export const CHANNEL = 'C0000000001';

/** A poster with a real database, a real client and a separate server. */
export interface Bench {
  db: Kysely<PostingDatabase>;
  databaseUrl: string;
  slack: FakeSlack;
  poster: Poster;
  /** Everything that was logged, as it was written. */
  log: string[];
  /** How every attempt ended, such as `message posted`. */
  attempts: string[];
  /** Lets time pass for the poster; its own timers run by the clock on the wall, so it is woken. */
  advance(ms: number): Promise<void>;
  now(): number;
  /** Another poster on the same database, as after a restart. `aheadMs`: its machine's clock is so far ahead of Slack's. */
  restart(aheadMs?: number): Poster;
  submit(options?: SubmitOptions): Promise<string>;
  /** Submits, and posts what can be posted. */
  posted(options?: SubmitOptions): Promise<string>;
  revise(reviewId: string, baseRevision: number, workload?: Partial<Workload>): Promise<void>;
  /** Acts as a person, who is the requester unless told. */
  act(reviewId: string, action: ReviewAction, actorId?: string): Promise<void>;
  /** Ends all of it, and fails where a message broke a rule of Block Kit. */
  close(): Promise<void>;
}

interface SubmitOptions {
  workload?: Workload;
  id?: string;
  channelId?: string;
  team?: TeamRules;
  responseUrl?: string;
  /** How long the response address works, in milliseconds. */
  responseUrlLifetimeMs?: number;
}

const WORKLOAD = workload({ name: 'ct-scan-triage', payloadSizeMB: 500, responseTimeSeconds: 900, requiresGpu: true });

/** `timeoutMs`: how long the client waits for an answer. Short only where none comes: a busy machine is slow. */
export async function startBench({
  kind = 'embedded',
  timeoutMs = 10_000,
  advisor = ADVISOR,
  receivers = [],
  lookAt = NO_LOOK,
  workspaceOf,
  aheadMs = 0,
}: {
  kind?: DatabaseKind;
  timeoutMs?: number;
  advisor?: Advisor;
  /** Those that webhooks go to. */
  receivers?: readonly Receiver[];
  /** Looks at the endpoint of a decision. */
  lookAt?: LookAt;
  /** Default: one that posts to the server. */
  workspaceOf?: (teamId: string) => Promise<PostingWorkspace | null>;
  /** How far the machine's clock is ahead of Slack's. */
  aheadMs?: number;
} = {}): Promise<Bench> {
  let skipped = 0;
  const now = () => Date.now() + skipped;
  const slack = await startFakeSlack({ now });
  const { db, url: databaseUrl, close: closeDatabase } = await openTestDatabase(kind);
  const log: string[] = [];
  const attempts: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const logger = createLogger({ level: 'debug', destination });
  const posters: Poster[] = [];

  function start(aheadMs: number): Poster {
    const ownNow = () => now() + aheadMs;
    const clock = createSlackClock({ ownNow, machineNow: ownNow });
    const client = createPostingClient(slack.apiUrl, timeoutMs, 'xoxb-test', clock.fetch);
    const always = workspaceOf ?? alwaysWith(client);
    const onAttempt: OnAttempt = (job, result) => attempts.push(`${job} ${result}`);
    const poster = createPoster({
      db,
      advisor,
      workspaceOf: always,
      logger,
      receivers,
      lookAt,
      now: clock.now,
      onAttempt,
    });
    posters.push(poster);
    return poster;
  }

  const bench: Bench = {
    db,
    databaseUrl,
    slack,
    poster: start(aheadMs),
    log,
    attempts,
    now,
    async advance(ms) {
      skipped += ms;
      await bench.poster.resume();
    },
    restart(ahead = 0) {
      bench.poster = start(ahead);
      return bench.poster;
    },
    async submit({
      channelId = CHANNEL,
      workload = WORKLOAD,
      id,
      team,
      responseUrl,
      responseUrlLifetimeMs = 1_800_000,
    } = {}) {
      const { review } = await submitNewReview(
        db,
        {
          ...(id !== undefined && { id }),
          teamId: TEAM,
          requesterId: REQUESTER,
          channelId,
          workload,
          recommendation: recommend(workload),
          ...(team !== undefined && { team }),
          ...(responseUrl !== undefined && {
            responseAddress: { url: responseUrl, expiresAt: now() + responseUrlLifetimeMs },
          }),
        },
        now(),
      );
      return review.id;
    },
    async posted(options) {
      const reviewId = await bench.submit(options);
      await bench.poster.kick(reviewId);
      return reviewId;
    },
    async revise(reviewId, baseRevision, changes = { payloadSizeMB: 3 }) {
      const workload = { ...WORKLOAD, ...changes };
      const recommendation = recommend(workload);
      const action = { kind: 'revise', baseRevision, workload, recommendation } as const;
      const asked = { teamId: TEAM, reviewId, actorId: 'U0000000002', action };
      const outcome = await submitAction({ db, receivers: 0 }, asked, now());
      if (!outcome.ok) throw new Error(`Revision refused: ${outcome.kind}`);
    },
    async act(reviewId, action, actorId = REQUESTER) {
      const storing = { db, receivers: receivers.length };
      const outcome = await submitAction(storing, { teamId: TEAM, reviewId, actorId, action }, now());
      if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome)}`);
    },
    async close() {
      await Promise.all(posters.map((poster) => poster.drain(1_000)));
      await slack.close();
      await closeDatabase();
      expect(slack.breaches).toEqual([]);
    },
  };
  return bench;
}

/** Waits until something holds, for as long as a test may take. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to hold within 15 s');
    await sleep(5);
  }
}

/** The state of each job of a review, in order. */
export async function statesOf({ db }: Pick<Bench, 'db'>, reviewId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('slack_outbox')
    .select(['kind', 'state'])
    .where('subject_id', '=', reviewId)
    .orderBy('position')
    .execute();
  return rows.map((row) => `${row.kind} ${row.state}`);
}

export function methodsOf(calls: readonly Call[]): string[] {
  return calls.map((call) => call.method);
}

import type { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import type { ActionOutcome } from '../../../src/reviews/act-on-review.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import type { ReviewState } from '../../../src/reviews/record.ts';
import { listEvents } from '../../../src/reviews/review-rows.ts';
import { findReview, withNeighbours } from '../../../src/reviews/review-store.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { buildReviewMessage } from '../../../src/slack/render/message/index.ts';
import { databases, makePlace } from '../../database/support/open-test-database.ts';
import { rebuild } from '../../reviews/support/rebuild.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';
import { alwaysWith } from './support/posting-client.ts';

const WORKLOADS: readonly Workload[] = [
  workload({ name: 'scans', payloadSizeMB: 500 }),
  workload({ name: 'scans', payloadSizeMB: 3 }),
];

const [FIRST = workload({ name: 'scans' })] = WORKLOADS;

const RECOMMENDATIONS = WORKLOADS.map((workload) => ({ workload, recommendation: recommend(workload) }));

const person = fc.constantFrom('U1', 'U2', 'U3');

const action: fc.Arbitrary<ReviewAction> = fc.oneof(
  fc.record({ kind: fc.constant('raise-concern' as const), text: fc.constantFrom('slow', 'dear', '<!channel>', ' ') }),
  fc.record({
    kind: fc.constant('resolve-concern' as const),
    concernId: fc.integer({ min: 1, max: 3 }),
    note: fc.constantFrom('no', ''),
  }),
  fc.record({ kind: fc.constant('accept' as const), despiteConcerns: fc.constantFrom<number[]>([], [1], [1, 2, 3]) }),
  fc.record({
    kind: fc.constant('override' as const),
    option: fc.constantFrom('real-time' as const, 'asynchronous' as const),
    reason: fc.constantFrom('S3', ''),
  }),
  fc.record({ kind: fc.constant('withdraw' as const) }),
  fc.record({ kind: fc.constant('re-open' as const), reason: fc.constantFrom('prices', '') }),
  fc.record({ kind: fc.constant('supersede' as const), byReviewId: fc.constant('another') }),
  fc.record({ kind: fc.constant('set-decider' as const), userId: fc.constantFrom('U2', null) }),
  fc.record({
    kind: fc.constant('set-decide-by' as const),
    date: fc.constantFrom('2026-11-30', null, 'soon', '2026-01-01'),
    today: fc.constant('2026-11-24'),
  }),
  fc.record({ kind: fc.constant('note-endpoint' as const), endpoint: fc.constantFrom('prod', null, '-') }),
  fc
    .record({ baseRevision: fc.integer({ min: 1, max: 3 }), told: fc.constantFrom(...RECOMMENDATIONS) })
    .map(({ baseRevision, told }) => ({ kind: 'revise' as const, baseRevision, ...told })),
);

/** What happens at the same moment. */
const moment = fc.array(fc.record({ by: person, action }), { minLength: 1, maxLength: 3 });

const sequence = fc.array(moment, { minLength: 1, maxLength: 12 });

/** The only ways from one state into another. */
const WAYS: Readonly<Record<ReviewState, readonly ReviewState[]>> = {
  proposed: ['accepted', 'overridden', 'withdrawn', 'superseded'],
  accepted: ['proposed', 'superseded'],
  overridden: ['proposed', 'superseded'],
  withdrawn: ['proposed'],
  superseded: [],
};

/** A server takes ten times as long. */
const SEQUENCES = { embedded: runs(250, { costly: true }), postgres: runs(25) };

describe.each(databases())('in the %s database', (kind) => {
  const numRuns = SEQUENCES[kind];
  let db: Kysely<RecordTables>;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const place = await makePlace(kind, 'migrated');
    const opened = await openDatabase<RecordTables>(kind === 'embedded' ? 'file::memory:' : place.url);
    if (!opened.ok) throw new Error(opened.text);
    await migrate(opened.db, MIGRATIONS);
    db = opened.db;
    close = async () => {
      await opened.close();
      await place.remove();
    };
  });
  afterAll(() => close());

  it(`${numRuns} sequences of actions by three people lose no event, go no way that is forbidden, and the message shows the record`, async () => {
    const slack = createSlack();
    const poster = createPoster({
      advisor: ADVISOR,
      db,
      logger: pino({ level: 'silent' }),
      workspaceOf: alwaysWith(slack.client),
    });
    await fc.assert(
      fc.asyncProperty(sequence, async (moments) => {
        const { review: asked } = await submitNewReview(db, {
          teamId: 'T1',
          requesterId: 'U1',
          channelId: 'C1',
          workload: FIRST,
          recommendation: recommend(FIRST),
        });
        const outcomes: ActionOutcome[] = [];
        for (const actions of moments) {
          const given = actions.map(({ by, action }) =>
            submitAction({ db, receivers: 0 }, { teamId: 'T1', reviewId: asked.id, actorId: by, action }),
          );
          outcomes.push(...(await Promise.all(given)));
          if (outcomes.length % 3 === 0) await poster.kick(asked.id);
        }
        await poster.kick(asked.id);

        const review = await findReview(db, 'T1', asked.id);
        if (review === undefined) throw new Error('The review is lost');
        const events = await listEvents(db, 'T1', asked.id);
        const told = outcomes.flatMap((outcome) => (outcome.ok ? outcome.events : []));
        expect(events).toHaveLength(1 + told.length);
        for (const event of told) expect(events).toContainEqual(event);

        const { revision, states, ...rebuilt } = rebuild(events);
        expect(review).toMatchObject(rebuilt);
        expect(review.latest.revision).toBe(revision);
        for (const [index, state] of states.slice(1).entries()) {
          const before = states[index] ?? 'proposed';
          if (state !== before) expect(WAYS[before]).toContain(state);
        }
        expect(slack.shown(asked.id)).toEqual(buildReviewMessage(await withNeighbours(db, review)));
      }),
      { numRuns },
    );
    await poster.drain(5_000);
  }, 300_000);
});

/** A Slack that takes everything, and what the message of each review shows there. */
function createSlack() {
  const shown = new Map<string, { text: string; blocks: unknown }>();
  const places = new Map<string, string>();
  let last = 0;
  const chat = {
    async postMessage(call: { text: string; blocks: unknown; thread_ts?: string; metadata: Metadata }) {
      const ts = String(++last);
      if (call.thread_ts !== undefined) return { ts };
      const id = call.metadata.event_payload.review_id;
      if (places.has(id)) throw new Error('Posted twice');
      places.set(id, ts);
      shown.set(ts, { text: call.text, blocks: call.blocks });
      return { ts };
    },
    async update({ ts, text, blocks }: { ts: string; text: string; blocks: unknown }) {
      shown.set(ts, { text, blocks });
      return {};
    },
  };
  return {
    client: { chat } as unknown as WebClient,
    shown: (reviewId: string) => shown.get(places.get(reviewId) ?? ''),
  };
}

interface Metadata {
  event_payload: { review_id: string };
}

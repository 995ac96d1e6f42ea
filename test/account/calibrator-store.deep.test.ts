import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Calibrator, createCalibrator } from '../../src/account/calibration/calibrator.ts';
import { lookAt, type ReadNoted } from '../../src/account/calibration/look.ts';
import { listCalibrations } from '../../src/account/calibration/store.ts';
import { recommend } from '../../src/recommender/index.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import { deleteReview } from '../../src/reviews/retention.ts';
import { forgetMember } from '../../src/slack/erasure/forget-member.ts';
import { deleteTeam } from '../../src/slack/erasure/uninstalls.ts';
import { tellMonth } from '../../src/slack/outbox/since.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { databases } from '../database/support/open-test-database.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, statesOf, TEAM } from '../slack/outbox/support/bench.ts';
import { workload } from '../support/workloads.ts';
import { reviewed } from './support/read-directly.ts';
import { realTime, worldOf } from './support/seeded.ts';

const DAY = 86_400_000;
const WORKLOAD = workload({
  name: 'fraud',
  trafficPattern: 'steady',
  monthlyRequests: 400_000,
  processingTimeSeconds: 0.08,
  responseTimeSeconds: 0.3,
  region: 'us-east-1',
});

/** What AWS says of `fraud`: two ml.m5.xlarge at office hours. */
const FOUND = (() => {
  const { line, days } = reviewed(worldOf(realTime({ name: 'fraud' })), 'fraud');
  return { kind: 'read', line, days } as const;
})();

describe.each(databases())('measuring decisions with the %s database', (kind) => {
  let bench: Bench;
  let asked: string[];
  let found: Awaited<ReturnType<ReadNoted>>;
  let log: string[];
  beforeEach(async () => {
    bench = await startBench({ kind });
    asked = [];
    log = [];
    found = FOUND;
  });
  afterEach(() => bench.close());

  const act = (reviewId: string, action: ReviewAction) =>
    submitAction({ db: bench.db, receivers: 0 }, { teamId: TEAM, reviewId, actorId: REQUESTER, action }, bench.now());
  async function decided(endpoint: string | null = 'fraud', workload = WORKLOAD): Promise<string> {
    const recommendation = recommend(workload);
    const place = { teamId: TEAM, requesterId: REQUESTER, channelId: CHANNEL, isPublic: true };
    const { review } = await submitNewReview(bench.db, { ...place, workload, recommendation }, bench.now());
    await act(review.id, { kind: 'accept' });
    if (endpoint !== null) await act(review.id, { kind: 'note-endpoint', endpoint });
    await bench.poster.kick(review.id);
    return review.id;
  }
  const ask: ReadNoted = async ({ name }, regions) => {
    asked.push(`${name} in ${regions.join(', ')}`);
    return found;
  };
  const regions = ['eu-west-1', 'us-east-1'];
  const calibrator = (read = ask, teamId = TEAM): Calibrator =>
    createCalibrator({
      db: bench.db,
      logger: pino({ level: 'info' }, { write: (line: string) => log.push(line) }),
      teamId,
      lookAt: (review, signal) => lookAt(review, { read, regions, now: bench.now(), signal }),
      tell: async (trx, review, seen, now) => {
        await tellMonth(trx, review, seen, now);
        return () => bench.poster.kick(review.id);
      },
      now: bench.now,
    });
  const lines = () =>
    bench.slack.posts.flatMap(({ args }) =>
      /chose \*/.test(String(args['text'])) && args['thread_ts'] !== undefined ? [String(args['text'])] : [],
    );

  it('says nothing for 30 days, then once what the endpoint costs beside the estimate, in the thread', async () => {
    const id = await decided();
    await bench.advance(29 * DAY);
    await calibrator().run();
    expect([asked, lines()]).toEqual([[], []]);
    await bench.advance(DAY);
    await calibrator().run();
    await calibrator().run();
    await bench.poster.kick(id);
    expect(asked).toEqual(['fraud in us-east-1, eu-west-1']);
    expect(lines()).toEqual([
      expect.stringMatching(
        /^<@U0000000001>: 30 days ago you chose \*Real-time Inference\* at \$[\d.]+ per month\. Quotas and prices: unchanged\. Measured: fraud costs \$\d+ per month at list prices \(2 instances today × 730 h\), over 30 days: \d+ % (?:more|less) than estimated, (?:within|outside) the range\. Volume: [\d,]+ per month, stated as 400,000\. \*Drift:\* It runs on ml\.m5\.xlarge; ml\.[a-z0-9.]+ was decided\. .*Today's answer is the same\.$/,
      ),
    ]);
    const [kept] = await listCalibrations(bench.db);
    const likely = kept?.estimatedUsd?.likely ?? 0;
    expect(kept?.ratio).toBeCloseTo((FOUND.line.monthlyUsd?.now ?? 0) / likely, 10);
  });

  it('measures 6 decisions once each, with two processes at the same time', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 6; number++) ids.push(await decided());
    await bench.advance(31 * DAY);
    await Promise.all([calibrator().run(), calibrator().run()]);
    await Promise.all(ids.map((id) => bench.poster.kick(id)));
    expect(lines()).toHaveLength(6);
    expect(asked).toHaveLength(6);
  });

  it('goes on after a process that died in mid-reading, 10 min later, and not before', async () => {
    await decided();
    await bench.advance(30 * DAY);
    // Never settles: as if killed.
    calibrator(() => new Promise(() => {}))
      .run()
      .catch(() => {});
    await expect.poll(() => bench.db.selectFrom('review_calibrations').select('state').execute()).toHaveLength(1);
    await calibrator().run();
    expect(asked).toEqual([]);
    await bench.advance(11 * 60_000);
    await calibrator().run();
    expect(lines()).toHaveLength(1);
  });

  it("leaves alone what is older than 60 days, not decided, without an endpoint, or another team's", async () => {
    await decided(null);
    await decided();
    await bench.advance(30 * DAY);
    await calibrator(undefined, 'T0000000002').run();
    await bench.advance(31 * DAY);
    const reopened = await decided();
    await act(reopened, { kind: 're-open' });
    await bench.advance(30 * DAY);
    await calibrator().run();
    expect([asked, lines()]).toEqual([[], []]);
  });

  it('says once that the endpoint is gone; and measures another one that is noted afterwards', async () => {
    const id = await decided();
    await bench.advance(30 * DAY);
    found = { kind: 'missing', why: "There's no endpoint fraud in us-east-1." };
    await calibrator().run();
    await calibrator().run();
    expect(lines()).toEqual([
      expect.stringContaining("I couldn't measure fraud. There's no endpoint fraud in us-east-1."),
    ]);
    found = FOUND;
    await act(id, { kind: 'note-endpoint', endpoint: 'fraud-2' });
    await calibrator().run();
    await calibrator().run();
    await bench.poster.kick(id);
    expect(asked).toHaveLength(2);
    expect(lines()).toHaveLength(2);
  });

  it('retries every week where metrics are denied, 5 times by day 58, and then says why', async () => {
    await decided();
    await bench.advance(30 * DAY);
    const why = 'Access denied. It needs cloudwatch:GetMetricData.';
    found = { kind: 'read', line: { ...FOUND.line, unknown: [{ what: 'metrics', why }] }, days: null };
    for (let day = 0; day < 40; day++) {
      await calibrator().run();
      await bench.advance(DAY);
    }
    expect(asked).toHaveLength(5);
    expect(lines()).toEqual([expect.stringContaining(`I couldn't measure fraud. ${why}`)]);
  });

  it('reports once that nothing can be read, tries again every hour, and measures when it can', async () => {
    await decided();
    await decided();
    await bench.advance(30 * DAY);
    found = { kind: 'no-access', text: 'No AWS credentials found.' };
    const one = calibrator();
    for (let hour = 0; hour < 3; hour++) await one.run();
    expect(asked).toHaveLength(3);
    expect(log.filter((line) => line.includes('No AWS credentials found.'))).toHaveLength(1);
    found = FOUND;
    await one.run();
    expect(lines()).toHaveLength(2);
  });

  it('measures the second of 2 decisions where the first is in a Region that cannot be read, and retries that in a week', async () => {
    const [first, second] = [await decided('fraud-old'), await decided()];
    await bench.advance(30 * DAY);
    const why = "AWS can't be reached (ENOTFOUND).";
    const one = calibrator(async ({ name }) => {
      asked.push(name);
      return name === 'fraud-old' ? { kind: 'unread', why } : FOUND;
    });
    for (let day = 0; day < 7; day++) {
      await one.run();
      await bench.advance(DAY);
    }
    expect(asked).toEqual(['fraud-old', 'fraud']);
    expect(await statesOf(bench, second)).toContain('since-line done');
    await one.run();
    expect(asked).toEqual(['fraud-old', 'fraud', 'fraud-old']);
    for (let day = 0; day < 23; day++) {
      await bench.advance(DAY);
      await one.run();
    }
    await bench.poster.kick(first);
    expect(lines().at(-1)).toContain(`I couldn't measure fraud-old. ${why}`);
  });

  it('says nothing of a decision that was taken back while it was measured', async () => {
    const id = await decided();
    await bench.advance(30 * DAY);
    await calibrator(async () => {
      await act(id, { kind: 're-open' });
      return FOUND;
    }).run();
    await calibrator().run();
    await bench.poster.kick(id);
    expect([lines(), await listCalibrations(bench.db)]).toEqual([[], []]);
  });

  it('says what runs where another option was decided, and keeps no ratio', async () => {
    await decided('fraud', {
      ...WORKLOAD,
      trafficPattern: 'intermittent',
      payloadSizeMB: 500,
      responseTimeSeconds: 900,
    });
    await bench.advance(30 * DAY);
    await calibrator().run();
    expect(lines()[0]).toContain('It runs Real-time Inference; Asynchronous Inference was decided.');
    expect((await listCalibrations(bench.db))[0]?.ratio).toBeNull();
  });

  it('goes with its review, with its team, and keeps working after its requester was forgotten', async () => {
    const [first, second] = [await decided(), await decided()];
    await bench.advance(30 * DAY);
    const db = bench.db as unknown as Parameters<typeof deleteTeam>[0] & Parameters<typeof forgetMember>[0];
    await forgetMember(db, { userId: REQUESTER, removeTexts: true, actor: 'admin' }, bench.now());
    await calibrator().run();
    expect(lines()).toHaveLength(2);
    expect(await statesOf(bench, first)).toContain('since-line done');
    await deleteReview(bench.db, first);
    expect((await listCalibrations(bench.db)).map(({ reviewId }) => reviewId)).toEqual([second]);
    await deleteTeam(db, TEAM);
    expect(await bench.db.selectFrom('review_calibrations').selectAll().execute()).toEqual([]);
  });

  it('stops in mid-reading, and the next run measures it', async () => {
    await decided();
    await bench.advance(30 * DAY);
    const one: Calibrator = calibrator(async (_noted, _regions, { signal }) => {
      one.stop();
      return signal.aborted ? { kind: 'stopped' } : FOUND;
    });
    await one.run();
    const [row] = await bench.db.selectFrom('review_calibrations').selectAll().execute();
    expect(row).toMatchObject({ state: 'waiting' });
    await calibrator().run();
    expect(lines()).toHaveLength(1);
  });
});

import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCalibrator } from '../../src/account/calibration/calibrator.ts';
import { lookAt, readNotedFromAws } from '../../src/account/calibration/look.ts';
import { listCalibrations } from '../../src/account/calibration/store.ts';
import { type InferenceOptionId, recommend } from '../../src/recommender/index.ts';
import { tellMonth } from '../../src/slack/outbox/since.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, TEAM } from '../slack/outbox/support/bench.ts';
import type { AwsDouble } from '../support/aws/aws-double.ts';
import { HOUR_MS } from '../support/aws/world.ts';
import { type AwsAccess, giveAwsAccess } from '../support/aws-access.ts';
import { workload } from '../support/workloads.ts';
import { realTime, steady, worldOf } from './support/seeded.ts';

// Decisions, measured with the real SDK against the double of AWS. What is stored: `calibrator-store.deep.test.ts`.

const DAY = 24 * HOUR_MS;
const END = Math.floor((Date.now() + 31 * DAY) / DAY) * DAY;
const WORKLOAD = workload({ name: 'fraud', trafficPattern: 'steady', monthlyRequests: 72_000, responseTimeSeconds: 1 });
const jobs = [1, 2, 3, 4].map((week) => ({
  TransformJobName: `weekly-scores-${week}`,
  CreationTime: new Date(END - week * 7 * DAY),
  ModelName: 'scores',
  TransformStartTime: new Date(END - week * 7 * DAY),
  TransformEndTime: new Date(END - week * 7 * DAY + 2 * HOUR_MS),
  TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
}));

describe('measuring decisions in AWS', () => {
  let bench: Bench;
  let access: AwsAccess;
  let double: AwsDouble;
  beforeAll(async () => {
    const world = worldOf(realTime({ name: 'fraud', requests: steady(100) }), { jobs });
    access = await giveAwsAccess({ 'eu-west-1': world }, {}, END);
    ({ double } = access);
  });
  beforeEach(async () => {
    bench = await startBench();
  });
  afterEach(() => bench.close());
  afterAll(() => access.end());

  async function decided(endpoint: string, option?: InferenceOptionId): Promise<void> {
    const asked = { teamId: TEAM, requesterId: REQUESTER, channelId: CHANNEL, workload: WORKLOAD };
    const recommendation = recommend(WORKLOAD);
    const { review } = await submitNewReview(bench.db, { ...asked, recommendation }, bench.now());
    const person = { teamId: TEAM, reviewId: review.id, actorId: REQUESTER };
    const action = option ? ({ kind: 'override', option, reason: 'weekly' } as const) : ({ kind: 'accept' } as const);
    await submitAction({ db: bench.db, receivers: 0 }, { ...person, action }, bench.now());
    await submitAction(
      { db: bench.db, receivers: 0 },
      { ...person, action: { kind: 'note-endpoint', endpoint } },
      bench.now(),
    );
    await bench.poster.kick(review.id);
  }
  const measure = () =>
    createCalibrator({
      db: bench.db,
      logger: pino({ level: 'silent' }),
      teamId: TEAM,
      lookAt: (review, signal) =>
        lookAt(review, { read: readNotedFromAws, regions: ['us-east-1', 'eu-west-1'], now: bench.now(), signal }),
      tell: async (trx, review, seen, now) => {
        await tellMonth(trx, review, seen, now);
        return () => bench.poster.kick(review.id);
      },
      now: bench.now,
    }).run();

  it('finds a bare name in the second Region, an ARN in its own, a job by its stem; never in another account', async () => {
    const arn = (account: string) => `arn:aws:sagemaker:eu-west-1:${account}:endpoint/fraud`;
    await decided('fraud');
    await decided(arn('123456789012'));
    await decided(arn('999999999999'));
    await decided('weekly-scores-2', 'batch-transform');
    await decided('none');
    await bench.advance(END - Date.now());
    await measure();
    const found = new Map((await listCalibrations(bench.db)).map((one) => [one.endpoint, one]));
    const fraud = { region: 'eu-west-1', runs: 'real-time', why: null, days: 30, volume: { measured: 72_000 } };
    expect(found.get('fraud')).toMatchObject(fraud);
    expect(found.get(arn('123456789012'))).toMatchObject(fraud);
    expect(found.get(arn('999999999999'))).toMatchObject({
      measuredUsd: null,
      why: "It's in the AWS account 999999999999, which isn't the one that I can read.",
    });
    expect(found.get('weekly-scores-2')).toMatchObject({ runs: 'batch-transform', volume: { measured: 4 }, why: null });
    expect(found.get('none')?.why).toBe("There's no endpoint none in us-east-1, eu-west-1.");
    expect(bench.slack.posts.filter(({ args }) => /chose \*/.test(String(args['text'])))).toHaveLength(5);
    expect(double.seen.writes).toEqual([]);
  });

  it('measures what it can read where a noted ARN is in a Region that is not enabled', async () => {
    await decided('arn:aws:sagemaker:af-south-1:123456789012:endpoint/fraud');
    await decided('fraud');
    await bench.advance(END - Date.now());
    double.misbehave({ refused: { 'af-south-1': 'UnrecognizedClientException' } });
    await measure();
    double.misbehave({});
    const rows = await bench.db.selectFrom('review_calibrations').select(['endpoint', 'state']).execute();
    expect(new Map(rows.map(({ endpoint, state }) => [endpoint, state]))).toEqual(
      new Map([
        ['arn:aws:sagemaker:af-south-1:123456789012:endpoint/fraud', 'waiting'],
        ['fraud', 'measured'],
      ]),
    );
  });

  it('finds a bare name in the second Region where the first is not enabled', async () => {
    await decided('fraud');
    await bench.advance(END - Date.now());
    double.misbehave({ refused: { 'us-east-1': 'UnrecognizedClientException' } });
    await measure();
    double.misbehave({});
    const [found] = await listCalibrations(bench.db);
    expect(found).toMatchObject({ region: 'eu-west-1', why: null });
  });

  it('waits with what is denied, and leaves all as it was where AWS refuses the credentials', async () => {
    await decided('fraud');
    await bench.advance(END - Date.now());
    double.misbehave({ denied: ['cloudwatch:GetMetricData'] });
    await measure();
    const rows = () => bench.db.selectFrom('review_calibrations').select('state').execute();
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    double.misbehave({});
    await bench.advance(7 * DAY);
    const expired = 'ExpiredTokenException';
    double.misbehave({ refused: { 'us-east-1': expired, 'eu-west-1': expired } });
    await measure();
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    expect(await listCalibrations(bench.db)).toEqual([]);
    double.misbehave({});
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    await measure();
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    expect(await listCalibrations(bench.db)).toEqual([]);
    process.env['AWS_ENDPOINT_URL'] = double.url;
  });
});

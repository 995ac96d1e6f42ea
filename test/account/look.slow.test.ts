import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lookAt, readNotedFromAws } from '../../src/account/look.ts';
import type { InferenceOptionId } from '../../src/recommender/index.ts';
import type { AwsDouble } from '../support/aws/aws-double.ts';
import { HOUR_MS } from '../support/aws/world.ts';
import { type AwsAccess, giveAwsAccess } from '../support/aws-access.ts';
import { REVIEWS } from '../support/reviews.ts';
import { realTime, steady, worldOf } from './support/seeded.ts';

// Decisions' endpoints, read with the real SDK from the double of AWS.

const DAY = 24 * HOUR_MS;
const END = Math.floor(Date.now() / DAY) * DAY;
const jobs = [1, 2, 3, 4].map((week) => ({
  TransformJobName: `weekly-scores-${week}`,
  CreationTime: new Date(END - week * 7 * DAY),
  ModelName: 'scores',
  TransformStartTime: new Date(END - week * 7 * DAY),
  TransformEndTime: new Date(END - week * 7 * DAY + 2 * HOUR_MS),
  TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
}));

describe("a look at a decision's endpoint", () => {
  let access: AwsAccess;
  let double: AwsDouble;
  beforeAll(async () => {
    const world = worldOf(realTime({ name: 'fraud', requests: steady(100) }), { jobs });
    access = await giveAwsAccess({ 'eu-west-1': world }, {}, END);
    ({ double } = access);
  });
  afterEach(() => double.misbehave({}));
  afterAll(() => access.end());

  const accepted = REVIEWS['accepted'];
  if (accepted?.decision == null) throw new Error('It is accepted');
  const { decision } = accepted;
  const look = (endpoint: string, option: InferenceOptionId = 'real-time', signal = new AbortController().signal) =>
    lookAt(
      { ...accepted, endpoint, decision: { ...decision, option } },
      { read: readNotedFromAws, regions: ['us-east-1', 'eu-west-1'], now: END, signal },
    );
  const arn = (account: string, region = 'eu-west-1') => `arn:aws:sagemaker:${region}:${account}:endpoint/fraud`;

  it('finds a bare name in the second Region, an ARN in its own, a job by its stem; never in another account', async () => {
    const fraud = { why: null, days: 30, volume: { observed: 72_000 } };
    for (const endpoint of ['fraud', arn('123456789012')]) {
      const { bill, differences } = await look(endpoint);
      expect(bill).toMatchObject({ endpoint, ...fraud });
      expect(bill.observedUsd).toBeGreaterThan(0);
      expect(differences).toEqual([]);
    }
    expect(await look(arn('999999999999'))).toMatchObject({
      bill: { observedUsd: null, why: "It's in the AWS account 999999999999, which isn't the one that I can read." },
      differences: null,
    });
    const job = await look('weekly-scores-2', 'batch-transform');
    expect(job.bill).toMatchObject({ volume: { observed: 4 }, why: null });
    expect((await look('none')).bill.why).toBe("There's no endpoint none in us-east-1, eu-west-1.");
    expect(double.seen.writes).toEqual([]);
  });

  it('says how what runs differs, and compares no bill of another option', async () => {
    const { bill, differences } = await look('fraud', 'asynchronous');
    expect(differences).toEqual(['It runs Real-time Inference; Asynchronous Inference was decided.']);
    expect(bill).toMatchObject({ ratio: null, why: null });
  });

  it('says what it could not read, and reads the other Region where one is not enabled', async () => {
    const unknown = 'UnrecognizedClientException';
    double.misbehave({ refused: { 'us-east-1': unknown } });
    expect((await look('fraud')).bill.why).toBeNull();
    double.misbehave({ refused: { 'af-south-1': unknown } });
    const refused = await look(arn('123456789012', 'af-south-1'));
    expect(refused).toMatchObject({ bill: { observedUsd: null }, differences: null });
    double.misbehave({ denied: ['cloudwatch:GetMetricData'] });
    expect((await look('fraud')).bill.why).toMatch(/^Access denied/);
  });

  it('asks no other Region where AWS refuses the credentials, and ends when it is told to', async () => {
    const expired = 'ExpiredTokenException';
    double.misbehave({ refused: { 'us-east-1': expired, 'eu-west-1': expired } });
    expect((await look('fraud')).bill.why).toMatch(/ExpiredToken/);
    double.misbehave({});
    expect((await look('fraud', 'real-time', AbortSignal.abort())).bill.why).toBe("AWS didn't respond in time.");
  });
});

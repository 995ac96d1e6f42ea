import { describe, expect, it } from 'vitest';
import { type Reading, readOne, readRegion } from '../../src/account/aws/read-account.ts';
import { writeIamPolicy } from '../../src/account/iam-policy.ts';
import { rank } from '../../src/account/rank.ts';
import type { AwsDouble } from '../support/aws/aws-double.ts';
import type { Faults, World } from '../support/aws/world.ts';
import { asynchronous, never, office, realTime, serverless, worldOf } from './support/seeded.ts';
import { readingOf, serveAws } from './support/serve-aws.ts';

// The real SDK against the double of AWS.

const REGION = 'us-east-1';
const jobs = Array.from({ length: 12 }, (_, day) => ({
  TransformJobName: `nightly-scores-2026-11-${String(day + 10)}`,
  CreationTime: new Date(Date.UTC(2026, 10, day + 10, 2)),
  ModelName: 'scores',
  TransformStartTime: new Date(Date.UTC(2026, 10, day + 10, 2)),
  TransformEndTime: new Date(Date.UTC(2026, 10, day + 10, 4)),
  TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
}));

const WORLD: World = worldOf(
  realTime({ name: 'fraud', scales: [1, 4] }),
  realTime({ name: 'idle', requests: never, count: 1 }),
  serverless({ name: 'search' }),
  asynchronous({ name: 'scans', scales: [1, 2] }),
  ...Array.from({ length: 9 }, (_, at) => realTime({ name: `small-${at}`, requests: office(100 + at) })),
  { jobs, quotas: [{ QuotaName: 'ml.m5.xlarge for endpoint usage', Value: 10 }] },
);

const few = worldOf(realTime({ name: 'fraud', scales: [1, 4] }), asynchronous({ name: 'scans', scales: [1, 2] }), {
  jobs,
  quotas: [],
});

describe('reading an account', () => {
  let double: AwsDouble;
  async function start(faults: Faults = {}, world = WORLD): Promise<void> {
    double = await serveAws({ [REGION]: world }, faults);
  }
  async function audit(more: Partial<Reading> = {}) {
    const region = await readRegion(REGION, readingOf(more));
    if (!region.ok) throw new Error(region.text);
    return rank([region.read], region.incomplete);
  }

  it('finds all 13 endpoints and one recurring job, the largest saving first, and writes nothing', async () => {
    await start();
    const shown: string[] = [];
    const { lines, account } = await audit({ progress: (text) => shown.push(text) });
    expect(account).toMatchObject({ endpoints: 13, incomplete: [] });
    expect(lines).toHaveLength(14);
    const savings = lines.map(({ saving }) => saving ?? -Infinity);
    expect(savings).toEqual(savings.toSorted((one, other) => other - one));
    expect(lines.find(({ name }) => name === 'nightly-scores')).toMatchObject({
      kind: 'transform-job',
      saving: null,
      runs: { instance: 'ml.m5.xlarge', perMonth: 12, meanHours: 2 },
      workload: { datasetRunsPerMonth: 12 },
    });
    expect(lines.find(({ name }) => name === 'idle')).toMatchObject({ monthlyUsd: { recommended: 0 } });
    expect(lines.find(({ name }) => name === 'fraud')?.findings.map(({ code }) => code)).toContain('quota');
    expect(shown.at(-1)).toBe('us-east-1: 13 of 13 endpoints');
    expect(double.seen.writes).toEqual([]);
  });

  it('has at most 5 requests in flight, and asks for the metrics of 13 endpoints in 3 calls', async () => {
    await start();
    await audit();
    expect(double.seen.mostInFlight.get(REGION)).toBe(5);
    expect(double.seen.calls.get('cloudwatch:GetMetricData')).toBe(3);
  });

  it('leaves what is denied unknown, and names the permission', async () => {
    await start({ denied: ['sagemaker:DescribeModel', 'application-autoscaling:DescribeScalableTargets'] });
    const { lines, account } = await audit();
    expect(account.endpoints).toBe(13);
    expect(account.incomplete.map((one) => one.why).sort()).toEqual([
      'Access denied. It needs application-autoscaling:DescribeScalableTargets.',
      'Access denied. It needs sagemaker:DescribeModel.',
    ]);
    const fraud = lines.find(({ name }) => name === 'fraud');
    expect(fraud?.runs).toMatchObject({ option: 'real-time', hosting: null, scaling: null, count: 2 });
    expect(fraud?.unknown).toContainEqual({ what: 'model', why: 'Access denied. It needs sagemaker:DescribeModel.' });
  });

  it('finds the same where every third call is refused', async () => {
    await start({}, few);
    const undisturbed = await audit();
    await start({ throttleEvery: 3 }, few);
    const { lines, account } = await audit();
    expect(account.incomplete).toEqual([]);
    expect(lines.map(({ name, saving }) => [name, saving])).toEqual(
      undisturbed.lines.map(({ name, saving }) => [name, saving]),
    );
  });

  describe('denied one call at a time', () => {
    const { Statement: statements }: { Statement: { Action: string[] }[] } = JSON.parse(writeIamPolicy());
    const calls = statements.flatMap(({ Action }) => Action);

    it.each(calls)('%s: the audit ends, and names the permission where it is needed', async (action) => {
      await start({ denied: [action] }, few);
      const { lines, account } = await audit();
      const said = account.incomplete.map(({ why }) => why);
      const isNeeded = double.seen.calls.has(action) && !action.startsWith('ecr:');
      expect(said).toEqual(isNeeded ? [`Access denied. It needs ${action}.`] : []);
      expect(account.endpoints).toBe(action === 'sagemaker:ListEndpoints' ? 0 : 2);
      expect(lines.flatMap(({ findings }) => findings).filter(({ code }) => code === 'idle')).toEqual([]);
      if (action === 'cloudwatch:GetMetricData') expect(account.saving).toBe(0);
    });
  });

  it('says that there is no such endpoint, and that AWS is not there, in one sentence each', async () => {
    await start();
    expect(await readOne('none', REGION, readingOf())).toEqual({ ok: true, reviewed: null });
    const one = await readOne('fraud', REGION, readingOf());
    expect(one.ok && one.reviewed?.line).toMatchObject({ name: 'fraud', runs: { min: 1, max: 4 } });
    await double.close();
    expect(await readOne('fraud', REGION, readingOf())).toMatchObject({
      ok: false,
      text: "AWS can't be reached (ECONNREFUSED).",
    });
  });

  it('takes an account without endpoints for what it is', async () => {
    await start({}, {});
    expect(await audit()).toMatchObject({ lines: [], account: { endpoints: 0, saving: 0, incomplete: [] } });
  });
});

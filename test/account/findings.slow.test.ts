import { describe, expect, it } from 'vitest';
import { mergesOf } from '../../src/account/findings/fleet.ts';
import { rank } from '../../src/account/rank.ts';
import { HOUR_MS, type World } from '../support/aws/world.ts';
import { reviewed } from './support/read-directly.ts';
import {
  asynchronous,
  IMAGE,
  NOW,
  never,
  office,
  type Part,
  realTime,
  type Seeded,
  serverless,
  steady,
  VARIANT,
  variantSeries,
  worldOf,
} from './support/seeded.ts';

const DAY_MS = 24 * HOUR_MS;
const name = 'scoring';

/** The codes found on an endpoint called "scoring". */
const codesOf = (...parts: Part[]): string[] => reviewed(worldOf(...parts), name).line.findings.map(({ code }) => code);

/** The sentence of one code; undefined where it isn't found. */
const textOf = (code: string, ...parts: Part[]): string | undefined =>
  reviewed(worldOf(...parts), name).line.findings.find((one) => one.code === code)?.text;

const tracking = (metric: string, names: readonly string[]) => ({
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 5,
    CustomizedMetricSpecification: {
      Namespace: 'AWS/SageMaker',
      MetricName: metric,
      Dimensions: names.map((one) => ({ Name: one, Value: one === 'EndpointName' ? name : VARIANT })),
    },
  },
});

const predefined = {
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 70,
    PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
  },
};

const wakeUp = { PolicyType: 'StepScaling', Alarms: [{ AlarmName: 'wake-up' }] };
const wakeUpAlarm = {
  AlarmName: 'wake-up',
  Namespace: 'AWS/SageMaker',
  MetricName: 'HasBacklogWithoutCapacity',
  Dimensions: [{ Name: 'EndpointName', Value: name }],
  StateValue: 'OK',
};

describe('idle', () => {
  it('is an endpoint of 200 days without a request in 30, to be deleted for $0', () => {
    const { line } = reviewed(worldOf(realTime({ name, requests: never, count: 1 })), name);
    expect(line.findings.find(({ code }) => code === 'idle')?.text).toBe('No requests in 30 days.');
    expect([line.monthlyUsd?.recommended, line.saving]).toEqual([0, line.monthlyUsd?.now]);
  });
  it.each([
    ['one with requests', { requests: office(10) }],
    ['one of 13 days', { requests: never, ageDays: 13 }],
    ['one whose metrics have no data at all', { requests: () => undefined }],
  ] as const)('is not %s', (_case, more) => {
    expect(codesOf(realTime({ name, ...more }))).not.toContain('idle');
  });
  it('is an asynchronous one that processed nothing and has an empty queue, which publishes no Invocations', () => {
    expect(codesOf(asynchronous({ name, requests: never }))).toContain('idle');
    expect(codesOf(asynchronous({ name }))).not.toContain('idle');
  });
});

describe('metric-never-published', () => {
  it('is a policy on InvocationsPerInstance by EndpointName alone', () => {
    const policy = tracking('InvocationsPerInstance', ['EndpointName']);
    expect(textOf('metric-never-published', realTime({ name, scales: [1, 4], policies: [policy] }))).toBe(
      "scoring-policy-0 follows InvocationsPerInstance by EndpointName, which had no data in 30 days. It can't scale out.",
    );
  });
  it('is the predefined InvocationsPerInstance on an asynchronous endpoint, not on a real-time one', () => {
    const more: Seeded = { name, scales: [1, 4], policies: [predefined] };
    expect(codesOf(asynchronous(more))).toContain('metric-never-published');
    expect(codesOf(realTime(more))).not.toContain('metric-never-published');
  });
  it('is not ApproximateBacklogSizePerInstance while there are 0 instances', () => {
    const policies = [tracking('ApproximateBacklogSizePerInstance', ['EndpointName'])];
    const found = (count: number) => codesOf(asynchronous({ name, scales: [0, 2], count, policies }));
    expect(found(0)).not.toContain('metric-never-published');
    expect(found(1)).toContain('metric-never-published');
  });
});

describe('no-wake-up', () => {
  it('is an asynchronous endpoint with minimum 0 and no step scaling on HasBacklogWithoutCapacity', () => {
    expect(codesOf(asynchronous({ name, scales: [0, 2] }))).toContain('no-wake-up');
    const woken = { name, scales: [0, 2], policies: [wakeUp], alarms: [wakeUpAlarm] } as const;
    expect(codesOf(asynchronous(woken))).not.toContain('no-wake-up');
    expect(codesOf(asynchronous({ name, scales: [1, 2] }))).not.toContain('no-wake-up');
  });

  it('says what requests at zero wait for: the backlog to exceed the target, or nothing at all', () => {
    const follows = (metric: string) =>
      textOf('no-wake-up', asynchronous({ name, scales: [0, 2], policies: [tracking(metric, ['EndpointName'])] }));
    expect(follows('ApproximateBacklogSizePerInstance')).toMatch(
      /^At zero instances, requests wait until the backlog exceeds/,
    );
    expect(follows('Invocations')).toMatch(/^At zero instances, requests wait without end/);
  });
});

it('never-at-zero is an asynchronous endpoint of at least 1 instance that idles in most hours', () => {
  expect(textOf('never-at-zero', asynchronous({ name, scales: [1, 2] }))).toBe(
    'Idle in 82 % of the hours, and it never scales to zero.',
  );
  expect(codesOf(asynchronous({ name }))).toContain('never-at-zero');
  expect(codesOf(asynchronous({ name, scales: [0, 2] }))).not.toContain('never-at-zero');
  expect(codesOf(asynchronous({ name, scales: [1, 2], requests: steady(10) }))).not.toContain('never-at-zero');
});

it('cannot-scale is a target whose minimum and maximum are both 2', () => {
  expect(textOf('cannot-scale', realTime({ name, scales: [2, 2] }))).toContain('both 2');
  expect(codesOf(realTime({ name, scales: [1, 2] }))).not.toContain('cannot-scale');
  expect(codesOf(realTime({ name }))).not.toContain('cannot-scale');
});

describe('alarm-without-data', () => {
  const alarm = (days: number, metric: string) => ({
    AlarmName: 'latency-high',
    StateValue: 'INSUFFICIENT_DATA',
    StateUpdatedTimestamp: new Date(NOW - days * DAY_MS),
    Namespace: 'AWS/SageMaker',
    MetricName: metric,
    Dimensions: [
      { Name: 'EndpointName', Value: name },
      ...(metric === 'Invocations' ? [{ Name: 'VariantName', Value: VARIANT }] : []),
    ],
  });
  it('is one in INSUFFICIENT_DATA for 9 days whose metric has no data', () => {
    expect(textOf('alarm-without-data', realTime({ name, alarms: [alarm(9, 'ModelLatency')] }))).toBe(
      "The alarm latency-high has had no data for 9 days: ModelLatency isn't published with its dimensions.",
    );
  });
  it('is not one for a day, nor one whose metric has data', () => {
    expect(codesOf(realTime({ name, alarms: [alarm(1, 'ModelLatency')] }))).not.toContain('alarm-without-data');
    expect(codesOf(realTime({ name, alarms: [alarm(9, 'Invocations')] }))).not.toContain('alarm-without-data');
  });
});

it('one-instance is one instance with requests in every hour, not two, nor office hours', () => {
  expect(codesOf(realTime({ name, count: 1, requests: steady(100) }))).toContain('one-instance');
  expect(codesOf(realTime({ name, count: 2, requests: steady(100) }))).not.toContain('one-instance');
  expect(codesOf(realTime({ name, count: 1, requests: office(100) }))).not.toContain('one-instance');
});

describe('gpu-idle', () => {
  it('is a GPU under 5 % at its busiest, of all GPUs together', () => {
    const found = (type: string, gpuPercent: number) => codesOf(realTime({ name, type, gpuPercent }));
    expect(found('ml.g5.xlarge', 4.9)).toContain('gpu-idle');
    expect(found('ml.g5.xlarge', 5)).not.toContain('gpu-idle');
    expect(found('ml.g5.12xlarge', 19)).toContain('gpu-idle');
    expect(found('ml.m5.xlarge', 0)).not.toContain('gpu-idle');
  });
  /** What is found and what is needed on one ml.g5.xlarge with requests of 80 ms at the 95th percentile, 57 ms on average. */
  const seen = (perHour: number, gpuPercent: number, type = 'ml.g5.xlarge') => {
    const world = worldOf(realTime({ name, type, count: 1, requests: steady(perHour), gpuPercent }));
    const { findings, workload, unknown } = reviewed(world, name).line;
    const text = findings.find(({ code }) => code === 'gpu-idle')?.text;
    return [text, workload.requiresGpu, unknown.some(({ what }) => what === 'whether a CPU is enough')];
  };
  const never = (percent: number) => `GPU use never exceeded ${percent} % in 30 days.`;
  it('leaves the GPU out where requests filled 5.8 % of the busiest 5 min and it showed 1 %, not 4 %', () => {
    expect(seen(3600, 1)).toEqual([`${never(1)} Test the model on a CPU.`, false, false]);
    const light = 'Requests filled only 5.8 % of the busiest 5 min, so a smaller GPU may do, or a CPU.';
    expect(seen(3600, 4)).toEqual([`${never(4)} ${light}`, true, true]);
  });
  it('leaves it in on 10 requests per hour, which even a working GPU shows as 0 %, and on 1 per day', () => {
    expect(seen(10, 0.1).slice(1)).toEqual([true, true]);
    expect(seen(1 / 24, 0).slice(1)).toEqual([true, true]);
  });
  it('leaves it in where one of 4 GPUs was busy for 16 %, although that is 4 % of all', () => {
    expect(seen(3600, 16, 'ml.g5.12xlarge').slice(1)).toEqual([true, true]);
    expect(seen(3600, 1, 'ml.g5.12xlarge').slice(1)).toEqual([false, false]);
  });
});

describe('merge', () => {
  const four = (image: string): World =>
    worldOf(...[1, 2, 3, 4].map((at) => realTime({ name: `small-${at}`, image, requests: office(600), count: 2 })));
  const auditOf = (world: World) => {
    const all = (world.endpoints ?? []).map(({ EndpointName: one }) => reviewed(world, one));
    return { audit: rank([{ reviewed: all, jobs: [], quotas: [] }], []), all };
  };

  it('is 4 small endpoints of one image, and counts their common saving once', () => {
    const { audit, all } = auditOf(four(IMAGE));
    const [merge] = mergesOf(all);
    const now = all.reduce((sum, { line }) => sum + (line.monthlyUsd?.now ?? 0), 0);
    expect(audit.lines.map(({ findings }) => findings.some(({ code }) => code === 'merge'))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const own = audit.lines.reduce((sum, { saving, likely }) => sum + (saving ?? likely?.saving ?? 0), 0);
    // Whether they can share role, VPC and environment isn't measured.
    expect(audit.account.saving).toBe(0);
    expect(audit.account.likely).toBeCloseTo(Math.max(own, merge?.saving ?? 0), 6);
    expect(audit.account.likely).toBeLessThanOrEqual(now);
    expect(audit.account.monthlyUsd.now - audit.account.monthlyUsd.recommended).toBeCloseTo(audit.account.saving, 6);
  });
  it('claims no saving for an image that AWS does not document as multi-model', () => {
    const { all } = auditOf(four('123456789012.dkr.ecr.us-east-1.amazonaws.com/own:1'));
    expect(mergesOf(all).map(({ saving, endpoints }) => [saving, endpoints.length])).toEqual([[null, 4]]);
  });
  it('counts room for all models in memory: 8 of 3.2 GB take 2 instances of 16 GB, 8 of 12.8 GB save nothing', () => {
    const saved = (memoryPercent: number) => {
      const names = Array.from({ length: 8 }, (_, at) => `small-${at}`);
      const world = worldOf(...names.map((one) => realTime({ name: one, count: 1, memoryPercent })));
      const { all } = auditOf(world);
      const each = all[0]?.line.monthlyUsd?.now ?? 0;
      return Number(((mergesOf(all)[0]?.saving ?? Number.NaN) / each).toFixed(2));
    };
    expect(saved(20)).toBe(6);
    expect(saved(60)).toBe(2);
    expect(saved(80)).toBeCloseTo(0, 6);
  });
  it('claims no saving where the memory of one is not known', () => {
    const parts = ['a', 'b', 'c'].map((one) => realTime({ name: one, count: 1 }));
    const world = worldOf(...parts);
    const without = { ...world, series: world.series?.filter(({ metric }) => metric !== 'MemoryUtilization') ?? [] };
    expect(mergesOf(auditOf(without).all).map(({ saving, beyondOwn }) => [saving, beyondOwn])).toEqual([[null, 0]]);
  });
  it('is not 2 endpoints, nor a busy one', () => {
    const two = worldOf(realTime({ name: 'a' }), realTime({ name: 'b' }));
    expect(mergesOf(auditOf(two).all)).toEqual([]);
    const busy = worldOf(...['a', 'b', 'c'].map((one) => realTime({ name: one, requests: office(200_000) })));
    expect(mergesOf(auditOf(busy).all)).toEqual([]);
  });
});

describe('serverless', () => {
  it('is throttled where concurrency reached all of its maximum, 1, not 0.99', () => {
    expect(textOf('serverless-throttled', serverless({ name, use: 1 }))).toBe(
      'Concurrency reached 10. Requests above it are throttled.',
    );
    expect(codesOf(serverless({ name, use: 0.99 }))).not.toContain('serverless-throttled');
  });
  const provisionedUse = (value: number) =>
    variantSeries(name, 'ServerlessProvisionedConcurrencyUtilization', () => [[value, 1]]);
  it('has provisioned-unused where none of 5 units was used', () => {
    const found = (use: number) => codesOf(serverless({ name, provisioned: 5, series: [provisionedUse(use)] }));
    expect(found(0)).toContain('provisioned-unused');
    expect(found(0.01)).not.toContain('provisioned-unused');
    expect(codesOf(serverless({ name, series: [provisionedUse(0)] }))).not.toContain('provisioned-unused');
  });
  it('has provisioned-short where 240 requests in 30 days spilled over', () => {
    const spill = variantSeries(name, 'ServerlessProvisionedConcurrencySpilloverInvocations', (hour) => [
      [hour % 3 === 0 ? 1 : 0, 1],
    ]);
    const parts = serverless({ name, provisioned: 5, series: [provisionedUse(1), spill] });
    expect(textOf('provisioned-short', parts)).toBe('240 requests exceeded the 5 provisioned concurrency.');
  });
});

describe('old-generation', () => {
  it('names a newer type with as much for less, in the same Region', () => {
    expect(textOf('old-generation', realTime({ name, type: 'ml.m4.xlarge' }))).toMatch(
      /^ml\.m[56]i?\.xlarge has at least as much as ml\.m4\.xlarge, for \$0\.23 instead of \$0\.24 per hour\.$/,
    );
    expect(codesOf(realTime({ name, type: 'ml.m7i.xlarge' }))).not.toContain('old-generation');
  });

  it('names none for the same price, which saves nothing', () => {
    // ml.m5.xlarge and ml.m6i.xlarge are both $0.23 per hour in us-east-1.
    expect(codesOf(realTime({ name, type: 'ml.m5.xlarge' }))).not.toContain('old-generation');
  });

  it('names no type with less network for one whose name has an n, such as ml.c7g for ml.c6gn', () => {
    expect(codesOf(realTime({ name, type: 'ml.c6gn.xlarge' }))).not.toContain('old-generation');
    expect(codesOf(realTime({ name, type: 'ml.g4dn.16xlarge' }))).not.toContain('old-generation');
  });

  it('names no ml.g6.xlarge for an ml.g5.xlarge, of half the memory bandwidth', () => {
    expect(codesOf(realTime({ name, type: 'ml.g5.xlarge' }))).not.toContain('old-generation');
  });
});

describe('timeout-too-short', () => {
  it('is p99 of more than 90 % of the time-out that the container sets', () => {
    const found = (p99Ms: number) =>
      textOf(
        'timeout-too-short',
        realTime({ name, p95Ms: 100, p99Ms, environment: { TS_DEFAULT_RESPONSE_TIMEOUT: '10' } }),
      );
    expect(found(9100)).toBe('p99 latency is 9.1 s, and requests time out at 10 s.');
    expect(found(9000)).toBeUndefined();
  });
  it('is p99 over 54 s on a synchronous endpoint, not on an asynchronous one', () => {
    expect(codesOf(realTime({ name, p99Ms: 55_000 }))).toContain('timeout-too-short');
    expect(codesOf(realTime({ name, p99Ms: 54_000 }))).not.toContain('timeout-too-short');
    expect(codesOf(asynchronous({ name, p99Ms: 300_000 }))).not.toContain('timeout-too-short');
  });
});

it('quota is a sum of maxima of 6 where the quota is 5, on every endpoint of the type', () => {
  const world = worldOf(
    realTime({ name: 'a', scales: [1, 4] }),
    realTime({ name: 'b', count: 2 }),
    realTime({ name: 'c', type: 'ml.c6i.large' }),
  );
  const all = ['a', 'b', 'c'].map((one) => reviewed(world, one));
  const found = (Value: number) => {
    const quotas = [{ QuotaName: 'ml.m5.xlarge for endpoint usage', Value }];
    const { lines } = rank([{ reviewed: all, jobs: [], quotas }], []);
    return lines
      .filter(({ findings }) => findings.some(({ code }) => code === 'quota'))
      .map((line) => line.name)
      .sort();
  };
  expect(found(5)).toEqual(['a', 'b']);
  expect(found(6)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { measure } from '../../src/account/measure.ts';
import { runsOf } from '../../src/account/runs.ts';
import { heldBy } from '../../src/account/throughput.ts';
import { factsOf, reviewed } from './support/read-directly.ts';
import {
  asynchronous,
  NOW,
  never,
  office,
  type Part,
  realTime,
  serverless,
  steady,
  variantSeries,
  worldOf,
} from './support/seeded.ts';

const name = 'scoring';
const lineOf = (...parts: Part[]) => reviewed(worldOf(...parts), name).line;

describe('a measured workload', () => {
  it('has requests, peak and p95 of 30 days, each with its metric, statistic, period and datapoints', () => {
    const { workload, measured } = lineOf(realTime({ name, requests: steady(3600), p95Ms: 80 }));
    expect(workload).toMatchObject({
      monthlyRequests: 2_592_000,
      peakRequestsPerSecond: 1,
      processingTimeSeconds: 0.08,
      trafficPattern: 'steady',
      busyHoursPerDay: 24,
      busyDaysPerWeek: 7,
    });
    expect(measured.monthlyRequests).toEqual({
      metric: 'Invocations',
      statistic: 'Sum',
      days: 30,
      periodSeconds: 300,
      points: 8640,
    });
    expect(measured.processingTimeSeconds).toMatchObject({ metric: 'ModelLatency', statistic: 'p95', points: 1 });
  });

  it('takes the peak of five minutes: half of an hour of 3,600 requests within them is 6 per second', () => {
    const bursty = realTime({ name });
    const series = (bursty.series ?? []).map((one) => (one.metric === 'Invocations' ? { ...one, burst: 0.5 } : one));
    expect(lineOf({ ...bursty, series }).workload.peakRequestsPerSecond).toBe(6);
    expect(lineOf(realTime({ name })).workload.peakRequestsPerSecond).toBe(1);
  });

  it('counts busy hours by the clock: 6 hours on 22 of 30 days is sporadic', () => {
    const { workload } = lineOf(realTime({ name, requests: office(100) }));
    expect(workload).toMatchObject({ trafficPattern: 'intermittent', busyHoursPerDay: 6, busyDaysPerWeek: 5.1 });
  });

  it('projects 10 days of data to 30, and claims no saving under 14 days', () => {
    const young = (hour: number) => (hour * 3_600_000 < NOW - 10 * 86_400_000 ? undefined : 100);
    const { workload, measured, saving, monthlyUsd } = lineOf(realTime({ name, requests: young, ageDays: 10 }));
    expect(workload.monthlyRequests).toBe(72_000);
    expect(measured.monthlyRequests?.days).toBe(10);
    expect([saving, typeof monthlyUsd?.now, typeof monthlyUsd?.recommended]).toEqual([null, 'number', 'number']);
  });

  it.each(['InvocationsProcessed', 'InvocationsProcesssed'])(
    'counts an asynchronous endpoint by %s, once',
    (spelling) => {
      const { workload, measured } = lineOf(asynchronous({ name, spelling, requests: steady(10) }));
      expect([workload.monthlyRequests, measured.monthlyRequests?.metric]).toEqual([7200, spelling]);
    },
  );

  it('counts requests once where both spellings have data', () => {
    const both = variantSeries(name, 'InvocationsProcesssed', () => [[1, 10]]);
    const { workload } = lineOf(asynchronous({ name, requests: steady(10), series: [both] }));
    expect(workload.monthlyRequests).toBe(7200);
  });

  it('measures a component by its own dimension: the variant publishes no invocations', () => {
    const component = {
      InferenceComponentName: 'llm',
      EndpointName: name,
      CreationTime: new Date(0),
      Specification: { ModelName: 'scoring-model', ComputeResourceRequirements: { MinMemoryRequiredInMb: 4096 } },
      RuntimeConfig: { CurrentCopyCount: 1 },
    };
    const parts = realTime({ name, type: 'ml.g5.xlarge', variant: { ModelName: undefined } });
    const own = (metric: string, at: () => [number, number][]) => {
      return { namespace: 'AWS/SageMaker', metric, dimensions: { InferenceComponentName: 'llm' }, at };
    };
    const series = [
      ...(parts.series ?? []).filter(({ namespace }) => namespace !== 'AWS/SageMaker'),
      own('Invocations', () => [[1, 60]]),
      own('ModelLatency', () => [[2_000_000, 60]]),
    ];
    const { runs, workload } = lineOf({ ...parts, series, components: [component] });
    expect(runs).toMatchObject({ hosting: 'inference-components', components: 1 });
    expect(workload).toMatchObject({ monthlyRequests: 43_200, processingTimeSeconds: 2, modelSizeGB: 4 });
  });

  it('leaves payload and response time unknown, always, and says why', () => {
    for (const part of [realTime({ name }), serverless({ name }), asynchronous({ name, requests: never })]) {
      const { unknown, workload } = lineOf(part);
      const what = unknown.map((one) => one.what);
      expect(what).toEqual(expect.arrayContaining(['payloadSizeMB', 'responseTimeSeconds']));
      expect([workload.payloadSizeMB, workload.responseTimeSeconds]).toEqual([undefined, undefined]);
      expect(unknown.filter(({ why }) => why === '')).toEqual([]);
    }
  });

  it('never fills utilization in: no data for memory leaves its size unknown', () => {
    const parts = realTime({ name });
    const series = (parts.series ?? []).filter(({ metric }) => metric !== 'MemoryUtilization');
    const { workload, unknown } = lineOf({ ...parts, series });
    expect(workload.modelSizeGB).toBeUndefined();
    expect(unknown.find(({ what }) => what === 'modelSizeGB')?.why).toBe('No data for MemoryUtilization.');
  });
});

describe('14 and 30 days', () => {
  it.each([
    [14, 60, 20_160],
    [15, 300, 4320],
    [62, 300, 17_856],
  ])(
    'of %i days have data at %i s: %i datapoints, none of them too fine for its age',
    (days, periodSeconds, points) => {
      const { line } = reviewed(worldOf(realTime({ name })), name, { days });
      expect(line.measured.monthlyRequests).toMatchObject({ days, periodSeconds, points });
    },
  );
});

describe('what runs', () => {
  it('is 2 ml.m5.xlarge for $0.23 × 1,460 h and 2 × 30 GB of storage', () => {
    const { runs, monthlyUsd, counted } = lineOf(realTime({ name }));
    expect(runs).toMatchObject({ option: 'real-time', hosting: 'single-model', instance: 'ml.m5.xlarge', count: 2 });
    expect(monthlyUsd?.now).toBeCloseTo(0.23 * 1460 + 2 * 30 * 0.14, 1);
    expect(counted).toBe('2 instances today × 730 h');
  });

  it('counts an endpoint that scales by its mean, weighted by requests', () => {
    const { monthlyUsd, counted } = lineOf(realTime({ name, count: 3, scales: [1, 4], requests: steady(3600) }));
    expect(counted).toBe('3 instances on average, weighted by requests, × 730 h');
    expect(monthlyUsd?.now).toBeCloseTo(3 * (0.23 * 730 + 30 * 0.14), 1);
  });

  describe('a queue that scales from 0 to 2', () => {
    /** Its line; `perHour`: samples of CPUUtilization in an hour, 60 for each instance that ran. */
    function queue(perHour: (hour: number) => number, ageDays = 200) {
      const part = asynchronous({ name, scales: [0, 2], ageDays });
      const series = (part.series ?? []).map((one) => {
        if (one.metric !== 'CPUUtilization') return one;
        return { ...one, at: (hour: number) => (perHour(hour) > 0 ? ([[40, perHour(hour)]] as const) : undefined) };
      });
      return lineOf({ ...part, series });
    }
    const night = (hour: number) => (hour % 24 < 6 ? 60 : 0);
    const unsure = (line: ReturnType<typeof queue>) => line.unknown.some(({ what }) => what === 'cost while scaling');

    it('costs a quarter of an instance where one ran for 6 of 24 hours, and says what that count rests on', () => {
      const line = queue(night);
      expect(line.counted).toBe('0.25 instances on average, by samples of CPUUtilization, × 730 h');
      expect(unsure(line)).toBe(true);
      expect(unsure(lineOf(asynchronous({ name })))).toBe(false);
    });

    it('is averaged over its 20 days, not over 30', () => {
      const young = (hour: number) => (hour * 3_600_000 < NOW - 20 * 86_400_000 ? 0 : 60);
      expect(queue(young, 20).counted).toBe('1 instance on average, by samples of CPUUtilization, × 730 h');
    });

    it('has no bill where samples come more often than once a minute: 3 instances of at most 2', () => {
      expect(queue(() => 132).counted).toBe('2 instances on average, by samples of CPUUtilization, × 730 h');
      const line = queue(() => 180);
      expect([line.counted, line.monthlyUsd?.now ?? null, line.saving]).toEqual([null, null, null]);
    });

    it('has no bill without samples', () => {
      expect(queue(() => 0).monthlyUsd?.now ?? null).toBeNull();
    });
  });

  it('saves nothing where a serverless endpoint is what it should be', () => {
    const { recommendation, saving, monthlyUsd } = lineOf(serverless({ name }));
    expect(recommendation.choice?.option).toBe('serverless');
    expect(monthlyUsd?.now).toBeCloseTo(monthlyUsd?.recommended ?? Number.NaN, 6);
    expect(saving).toBeCloseTo(0, 6);
  });

  it('has a bill of the same estimator: the saving is the difference', () => {
    const { saving, likely: rests, monthlyUsd, recommendation } = lineOf(realTime({ name, count: 4 }));
    const { choice, costs } = recommendation;
    const likely = costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
    expect(monthlyUsd?.recommended).toBe(likely);
    expect(saving).toBeNull();
    expect(rests?.saving).toBeCloseTo((monthlyUsd?.now ?? 0) - (likely ?? 0), 6);
  });

  it('keeps two instances where two are configured, and sizes for the measured peak', () => {
    const busy = { name, type: 'ml.m5.large', count: 6, requests: steady(54_000), p95Ms: 200, p99Ms: 200 } as const;
    const parts = realTime({ ...busy, model: { VpcConfig: {} } });
    const { recommendation, workload } = lineOf(parts);
    expect(workload).toMatchObject({ availability: 'multi-az', requiresVpc: true, peakRequestsPerSecond: 15 });
    const { instance } = recommendation.choice ?? {};
    if (instance) expect(instance.max).toBeGreaterThanOrEqual(2);
  });

  it('has no bill in a Region without prices: unknown, never 0', () => {
    const part = realTime({ name, type: 'ml.p2.xlarge' });
    const { monthlyUsd, saving } = lineOf(part);
    expect(monthlyUsd?.now ?? null).toBeNull();
    expect(saving).toBeNull();
  });

  it('takes an idle GPU for not needed, and says that latency after the change is not known', () => {
    const { workload, measured, unknown } = lineOf(realTime({ name, type: 'ml.g5.xlarge', gpuPercent: 1 }));
    expect([workload.requiresGpu, workload.instanceType]).toEqual([false, undefined]);
    expect(measured.requiresGpu?.metric).toBe('GPUUtilization');
    expect(unknown.map(({ what }) => what)).toContain('latency after the change');
  });
});

describe('a saving', () => {
  it('is verified where the answer is firm and nothing but measured: an endpoint without requests', () => {
    const { saving, likely, monthlyUsd } = lineOf(realTime({ name, requests: never }));
    expect([saving, likely]).toEqual([monthlyUsd?.now, null]);
  });

  it('is likely where a fact that nobody stated turns the option, which is named with it', () => {
    const { saving, likely, recommendation } = lineOf(realTime({ name, count: 3, requests: steady(100) }));
    expect(recommendation.choice).toMatchObject({ option: 'serverless', confidence: 'likely' });
    expect(saving).toBeNull();
    expect(likely?.saving).toBeGreaterThan(300);
    expect(likely?.conditions).toContainEqual({
      what: 'responseTimeSeconds',
      text: 'the allowed response time is at least 1 s',
      holds: true,
    });
  });

  it('is likely where an option is firm but callers who never waited for a start would', () => {
    const scans = asynchronous({ name, requests: office(12), p95Ms: 90_000 });
    const { saving, likely, recommendation } = lineOf(scans);
    expect(recommendation.choice).toMatchObject({ scaling: 'scale-to-zero', confidence: 'firm' });
    expect(saving).toBeNull();
    expect(likely?.conditions).toEqual([
      { what: 'coldStarts', text: 'minutes of delay after idle periods are fine', holds: true },
    ]);
  });

  it('is likely where fewer instances than held the peak would have to hold more than one was seen to', () => {
    const gpu = { type: 'ml.g5.2xlarge', count: 3, requests: steady(60_000), p95Ms: 30, gpuPercent: 20 };
    const { saving, likely } = lineOf(realTime({ name, ...gpu }));
    expect(saving).toBeNull();
    expect(likely?.conditions).toEqual([
      {
        what: 'throughput',
        text: 'one instance holds more than the 5.56 requests per second it was seen to',
        holds: true,
      },
    ]);
  });

  it('never counts as negative what only room for more would cost', () => {
    const gpu = { type: 'ml.g5.2xlarge', count: 3, requests: steady(60_000), p95Ms: 150 };
    const { saving, likely, monthlyUsd } = lineOf(realTime({ name, ...gpu }));
    expect(Number(monthlyUsd?.recommended)).toBeGreaterThan(Number(monthlyUsd?.now));
    expect([saving, likely]).toEqual([null, null]);
  });
});

describe('what an instance was seen to hold', () => {
  it('is what its size rests on, measured, where as many instances are needed as held the peak', () => {
    const { recommendation, saving } = lineOf(
      realTime({ name, type: 'ml.g5.2xlarge', count: 2, requests: steady(20_000), p95Ms: 150 }),
    );
    expect(recommendation.choice?.instance).toMatchObject({ type: 'ml.g5.2xlarge', start: 2 });
    expect(recommendation.choice?.sizing).toMatchObject({
      basis: 'measured',
      text: '2 × ml.g5.2xlarge held the peak, at 2.78 requests per second each. What more one of them holds was not measured.',
      measured: { source: 'row', instanceType: 'ml.g5.2xlarge', unit: 'requests', modelled: null },
    });
    expect(saving).toBe(0);
  });

  it('is no limit: an endpoint that is hardly used is not told to need as many instances', () => {
    const { recommendation } = lineOf(realTime({ name, type: 'ml.g5.2xlarge', count: 6, requests: steady(360) }));
    expect(recommendation.choice?.instance?.start).toBeLessThan(6);
    expect(recommendation.choice?.sizing?.basis).toBe('stated');
  });

  it('is read of one instance where their number moves, at its busiest 5 minutes', () => {
    const facts = factsOf(worldOf(realTime({ name, scales: [1, 4], requests: steady(3600) })), name);
    const held = heldBy(runsOf(facts), measure(facts));
    expect(held?.instances).toBe(2);
    expect(held?.requestsPerSecond).toBeCloseTo(0.5, 6);
  });
});

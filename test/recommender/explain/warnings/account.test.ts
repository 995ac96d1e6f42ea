import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend, servingOf } from '../../../../src/recommender/index.ts';
import { runs } from '../../../support/lane.ts';
import { codesOf } from '../../../support/reading.ts';
import { anyWorkload, sparseWorkload, workload } from '../../../support/workloads.ts';
import { PRICES } from '../../costs/support.ts';
import { optionFor, told, warned } from './told.ts';

describe('serverless concurrency beyond what a new account starts with', () => {
  const quiet = { trafficPattern: 'intermittent', responseTimeSeconds: 5 } as const;

  it('is a warning for 8 requests at once, which take a maximum concurrency of 12, not for 7, which take 10', () => {
    expect(optionFor({ ...quiet, burstRequests: 8 })).toBe('serverless');
    const eight = warned('account-concurrency-may-be-lower', { ...quiet, burstRequests: 8 });
    expect(eight).toMatchObject({ asked: 12, allowed: 10 });
    expect(eight?.text).toBe(
      'Request a quota for a maximum concurrency of 12: new accounts can start with 10 for all serverless endpoints together.',
    );
    expect(warned('account-concurrency-may-be-lower', { ...quiet, burstRequests: 7 })).toBeUndefined();
  });

  it('names as many as the template has: 12 for a peak of 8 per second at 1 s each', () => {
    const peak = { ...quiet, peakRequestsPerSecond: 8, processingTimeSeconds: 1 };
    expect(warned('account-concurrency-may-be-lower', peak)?.asked).toBe(12);
    expect(servingOf(workload(peak), 'serverless')?.serverless?.maxConcurrency).toBe(12);
  });

  it('is none on real-time inference, nor where nothing is said of it', () => {
    const direct = recommend(workload({ trafficPattern: 'variable', responseTimeSeconds: 5, burstRequests: 150 }));
    expect(direct.choice?.option).toBe('real-time');
    expect(codesOf(direct.warnings)).not.toContain('account-concurrency-may-be-lower');
    expect(codesOf(recommend(workload(quiet)).warnings)).not.toContain('account-concurrency-may-be-lower');
  });
});

describe('an endpoint for each model, beyond what an account starts with', () => {
  const each = { payloadSizeMB: 30, modelsShareContainer: true } as const;

  it('is a warning for 5 models on instances, not for 4', () => {
    const five = recommend(workload({ ...each, modelCount: 5 }));
    expect(five.choice).toMatchObject({ option: 'asynchronous', hosting: 'single-model' });
    expect(five.warnings.find(({ code }) => code === 'endpoint-quota-may-be-lower')).toMatchObject({
      asked: 5,
      allowed: '4 instances across all endpoints',
    });
    const four = recommend(workload({ ...each, modelCount: 4 }));
    expect(codesOf(four.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });

  it('is a warning for 6 models on serverless endpoints, not for 5', () => {
    const scheduled = { trafficPattern: 'dataset', datasetRunsPerMonth: 8760 } as const;
    const six = recommend(workload({ ...scheduled, modelCount: 6 }));
    expect(six.choice).toMatchObject({ option: 'serverless', hosting: 'single-model' });
    expect(six.warnings.find(({ code }) => code === 'endpoint-quota-may-be-lower')).toMatchObject({
      asked: 6,
      allowed: '5 endpoints',
    });
    const five = recommend(workload({ ...scheduled, modelCount: 5 }));
    expect(codesOf(five.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });

  it('is none for a job each, nor for models that share an endpoint', () => {
    const jobs = recommend(workload({ trafficPattern: 'dataset', modelCount: 50 }));
    expect(codesOf(jobs.warnings)).not.toContain('endpoint-quota-may-be-lower');
    const shared = recommend(workload({ modelCount: 50, modelsShareContainer: true }));
    expect(codesOf(shared.warnings)).not.toContain('endpoint-quota-may-be-lower');
  });
});

describe('a total of endpoints that is a condition of the choice', () => {
  it('is said once: for 21 models on instances only as the condition', () => {
    const { warnings } = told({ payloadSizeMB: 30, modelsShareContainer: true, modelCount: 21 });
    expect(codesOf(warnings)).toEqual(['many-endpoints']);
  });
});

describe('more instances at the peak than the 4 that an account starts with', () => {
  /** One ml.m5.xlarge does 28 requests of 100 ms a second. */
  const peak = (peakRequestsPerSecond: number) =>
    ({
      trafficPattern: 'variable',
      responseTimeSeconds: 0.5,
      processingTimeSeconds: 0.1,
      peakRequestsPerSecond,
      instanceType: 'ml.m5.xlarge',
    }) as const;

  it('are a warning at 112.1 requests per second, which need 5 and have room for a sixth, not at 112', () => {
    expect(warned('instance-quota-may-be-lower', peak(112.1), PRICES)).toMatchObject({ asked: 6, allowed: 4 });
    expect(warned('instance-quota-may-be-lower', peak(112), PRICES)).toBeUndefined();
  });

  it('are counted over all endpoints, unless the endpoints alone are too many', () => {
    const each = { ...peak(112.1), responseTimeSeconds: 900, payloadSizeMB: 30, modelsShareContainer: true } as const;
    expect(told({ ...each, modelCount: 3, monthlyRequests: 250_000_000 }, PRICES).chosen).toContain('asynchronous');
    expect(
      warned('instance-quota-may-be-lower', { ...each, modelCount: 3, monthlyRequests: 250_000_000 }, PRICES)?.asked,
    ).toBeGreaterThan(4);
    expect(codesOf(told({ ...each, modelCount: 10 }, PRICES).warnings)).toContain('endpoint-quota-may-be-lower');
    expect(warned('instance-quota-may-be-lower', { ...each, modelCount: 10 }, PRICES)).toBeUndefined();
  });

  it('are said to be for the peak, for the busiest hour behind a queue, or for each endpoint', () => {
    expect(warned('instance-quota-may-be-lower', peak(112.1), PRICES)?.text).toContain(
      '6 instances for the peak, with room above it',
    );
    const queued = { ...peak(1), responseTimeSeconds: 900, monthlyRequests: 200_000_000 } as const;
    expect(told(queued, PRICES).chosen).toContain('asynchronous');
    expect(warned('instance-quota-may-be-lower', queued, PRICES)?.text).toContain(
      '6 instances for the busiest hour, with room above it',
    );
    const zones = { modelCount: 3, modelsShareContainer: true, payloadSizeMB: 30, availability: 'multi-az' } as const;
    expect(warned('instance-quota-may-be-lower', zones, PRICES)?.text).toContain('6 instances for 3 endpoints');
  });

  it('are none behind a queue that only a second is that busy, nor without instances', () => {
    const queued = { ...peak(1000), responseTimeSeconds: 900, payloadSizeMB: 30, monthlyRequests: 1_000_000 } as const;
    expect(told(queued, PRICES).chosen).toContain('asynchronous');
    expect(warned('instance-quota-may-be-lower', queued, PRICES)).toBeUndefined();
    expect(warned('instance-quota-may-be-lower', { trafficPattern: 'dataset', modelCount: 9 }, PRICES)).toBeUndefined();
  });
});

describe('instances that a stated concurrency takes', () => {
  const chat = { trafficPattern: 'steady', responseTimeSeconds: 5 } as const;

  it('are those that the estimate prices: 5 requests in progress on a GPU each need 5, and 4 are in the quota', () => {
    const inProgress = (concurrentRequests: number) => ({ ...chat, requiresGpu: true, concurrentRequests });
    expect(recommend(workload(inProgress(5))).choice?.instance?.max).toBe(5);
    expect(warned('instance-quota-may-be-lower', inProgress(5))).toMatchObject({ asked: 5, allowed: 4 });
    expect(warned('instance-quota-may-be-lower', inProgress(4))).toBeUndefined();
  });

  it('are counted by memory and speed: 5,000 streams of llama-3-8b take 16 ml.g7e.24xlarge, and 4 are in the quota', () => {
    const tokens = {
      inputTokens: 1000,
      outputTokens: 300,
      contextTokens: 8192,
      requiresStreaming: 'response',
    } as const;
    const stated = { ...chat, ...tokens, modelId: 'llama-3-8b', concurrentRequests: 5000 } as const;
    const { choice, warnings } = recommend(workload(stated));
    expect(choice?.instance).toMatchObject({ type: 'ml.g7e.24xlarge', max: 16 });
    const warning = warnings.find(({ code }) => code === 'instance-quota-may-be-lower');
    expect(warning).toMatchObject({ asked: 16, allowed: 4 });
  });

  it('are unknown where the tokens are: a burst of 3,600 for a model of 8 billion parameters is one instance, and no quota', () => {
    const stated = { modelId: 'llama-3-8b', trafficPattern: 'variable', burstRequests: 3600 } as const;
    const { choice, warnings } = recommend(workload(stated));
    expect(choice).toMatchObject({ sizing: { basis: 'unknown' }, instance: { min: 1, max: 2 } });
    expect(warnings.map(({ code }) => code)).not.toContain('instance-quota-may-be-lower');
  });

  it('are as many as choice.instance has, whatever is stated, and of an unknown load at least its start', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        const { choice, warnings, workload: understood } = recommend(stated);
        const warning = warnings.find(
          ({ code }) => code === 'instance-quota-may-be-lower' || code === 'burst-over-quota',
        );
        if (warning === undefined || choice?.instance == null || choice.hosting === 'multi-model') return;
        const { start, max, variants = 1 } = choice.instance;
        const endpoints = (choice.hosting === 'single-model' ? (understood.modelCount ?? 0) : 1) * variants;
        // Of a load that isn't known, the room is no number to ask for.
        const most = choice.sizing?.basis === 'unknown' ? [start, max] : [max];
        if (endpoints > 0) expect(most.map((count) => count * endpoints)).toContain(warning.asked);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the quota of a GPU type, of which most start at 0', () => {
  const chat = (concurrentRequests: number) =>
    ({ trafficPattern: 'steady', responseTimeSeconds: 5, requiresGpu: true, concurrentRequests }) as const;

  it('is requested for one, and for 4 where 4 are planned', () => {
    expect(warned('gpu-quota-starts-at-zero', chat(1))).toMatchObject({ asked: 'ml.g4dn.xlarge', allowed: 0 });
    expect(warned('gpu-quota-starts-at-zero', chat(4))).toMatchObject({ asked: '4 × ml.g4dn.xlarge', allowed: 0 });
  });

  it('is said once, with the number, where 5 are more than the account starts with', () => {
    expect(warned('gpu-quota-starts-at-zero', chat(5))).toBeUndefined();
    expect(warned('instance-quota-may-be-lower', chat(5))?.text).toBe(
      'Request a quota of 5 instances for the peak; accounts start with 4, and with 0 of most GPU types.',
    );
  });
});

describe('the quota of components that go to zero', () => {
  const components = (modelCount: number, activeModelCount: number) =>
    ({
      trafficPattern: 'intermittent',
      coldStarts: 'minutes-acceptable',
      responseTimeSeconds: 20,
      processingTimeSeconds: 2,
      monthlyRequests: 20_000,
      modelsScaleIndependently: true,
      requiresScaleToZero: true,
      requiresGpu: true,
      modelSizeGB: 8,
      modelCount,
      activeModelCount,
    }) as const;

  it('is the most that choice.instance has: 20 for 20 models of which 3 are called', () => {
    const stated = components(20, 3);
    expect(recommend(workload(stated)).choice?.instance).toMatchObject({ min: 0, start: 3, max: 20 });
    expect(warned('memory-instances-over-quota', stated)?.text).toBe(
      'Request a quota of 20 instances for the memory of the models; accounts start with 4, and with 0 of most GPU types.',
    );
    expect(warned('gpu-quota-starts-at-zero', stated)).toBeUndefined();
    expect(warned('instance-quota-may-be-lower', stated)).toBeUndefined();
  });

  it('is 4 of the GPU type for 4 models of which 1 is called, and 5 are more than accounts start with', () => {
    expect(warned('gpu-quota-starts-at-zero', components(4, 1))?.asked).toBe('4 × ml.g4dn.xlarge');
    expect(warned('memory-instances-over-quota', components(4, 1))).toBeUndefined();
    expect(warned('memory-instances-over-quota', components(5, 1))).toMatchObject({ asked: 5, allowed: 4 });
  });

  it('has the room for scaling of one model without a stated time: 2', () => {
    const { processingTimeSeconds: _, ...open } = components(1, 1);
    expect(recommend(workload(open)).choice?.instance).toMatchObject({ min: 0, start: 1, max: 2 });
    expect(warned('gpu-quota-starts-at-zero', open)?.asked).toBe('2 × ml.g4dn.xlarge');
  });

  it('is one where the size is unknown, and as many as hold the models where there are 20', () => {
    const scans = { trafficPattern: 'intermittent', requiresGpu: true, payloadSizeMB: 300 } as const;
    const { choice } = recommend(workload(scans));
    expect(choice).toMatchObject({ scaling: 'scale-to-zero', sizing: { basis: 'unknown' }, instance: { max: 2 } });
    expect(warned('gpu-quota-starts-at-zero', scans)?.asked).toBe('ml.g4dn.xlarge');
    const { processingTimeSeconds: _, modelSizeGB: __, ...open } = components(20, 3);
    const untold = { ...open, modelId: 'llama-3-8b' };
    expect(recommend(workload(untold)).choice?.sizing?.basis).toBe('unknown');
    expect(warned('memory-instances-over-quota', untold)?.asked).toBe(20);
  });

  it('is for the peak where that takes more than memory: 9 for 6 models and 3 requests per second of 2 s', () => {
    const { monthlyRequests: _, ...rest } = components(6, 3);
    const busy = { ...rest, peakRequestsPerSecond: 3 };
    expect(recommend(workload(busy)).choice?.instance?.max).toBe(9);
    expect(warned('instance-quota-may-be-lower', busy)).toMatchObject({ asked: 9, allowed: 4 });
    expect(warned('memory-instances-over-quota', busy)).toBeUndefined();
  });
});

describe('a burst on an asynchronous endpoint', () => {
  const burst = (burstRequests: number, responseTimeSeconds = 900) =>
    ({
      trafficPattern: 'steady',
      requiresGpu: true,
      payloadSizeMB: 50,
      processingTimeSeconds: 60,
      monthlyRequests: 20_000,
      responseTimeSeconds,
      burstRequests,
    }) as const;

  it('of 2,000 requests of 60 s due in 15 min needs 134 instances, and accounts start with 4', () => {
    const warning = warned('burst-over-quota', burst(2000));
    expect(warning).toMatchObject({ asked: 134, allowed: 4 });
    expect(warning?.text).toBe(
      'Request a quota of 134 instances for 2,000 requests of 60 s arriving together, due in 15 min; accounts start with 4, and with 0 of most GPU types.',
    );
    expect(warned('instance-quota-may-be-lower', burst(2000))).toBeUndefined();
  });

  it('is a warning for 61 requests, which need 5 instances, not for 60, which need 4', () => {
    expect(warned('burst-over-quota', burst(61))?.asked).toBe(5);
    expect(warned('burst-over-quota', burst(60))).toBeUndefined();
  });

  it('needs 200 and room for 40 more where new instances have to start first, which takes 5 of the 15 min', () => {
    const scaled = { ...burst(2000), trafficPattern: 'variable' } as const;
    expect(told(scaled).chosen).toBe('asynchronous/single-model/auto-scaling');
    expect(warned('burst-over-quota', scaled)?.asked).toBe(240);
  });

  it('is due within the 6 h that a request lasts in the queue, where no response time is stated', () => {
    const { responseTimeSeconds: _, ...open } = burst(40_000);
    expect(warned('burst-over-quota', open)?.text).toBe(
      'Request a quota of 112 instances for 40,000 requests of 60 s arriving together, which expire after 6 hours in the queue; accounts start with 4, and with 0 of most GPU types.',
    );
  });

  it('has instances that stay on where a new one does not serve in time: 9 min and 60 s of 5 min', () => {
    const scaled = (seconds: number) => ({ ...burst(2000, seconds), trafficPattern: 'variable' }) as const;
    expect(told(scaled(599)).chosen).toBe('asynchronous/single-model/auto-scaling');
    const warning = warned('burst-before-scaling', scaled(300));
    expect(warning).toMatchObject({ asked: 400, allowed: 540 });
    expect(warning?.text).toBe(
      '400 instances stay on: 2,000 requests of 60 s are due in 5 min, and a new instance serves after about 9 min.',
    );
    expect(warned('burst-before-scaling', scaled(599))).toBeDefined();
    expect(warned('burst-before-scaling', scaled(600))).toBeUndefined();
    expect(warned('burst-before-scaling', burst(2000, 300))).toBeUndefined();
  });

  it("can't be planned for without a processing time, and that is said of more than one instance takes", () => {
    const { processingTimeSeconds: _, ...open } = burst(2000);
    expect(warned('burst-not-planned', open)?.text).toBe(
      '2,000 requests arriving together are not planned for: give the processing time to have the instances counted.',
    );
    expect(warned('burst-not-planned', { ...open, burstRequests: 2 })).toBeDefined();
    expect(warned('burst-not-planned', { ...open, burstRequests: 1 })).toBeUndefined();
    expect(warned('burst-not-planned', burst(2000))).toBeUndefined();
  });
});

describe('more instances for memory than the 4 that an account starts with', () => {
  /** ml.m5.large holds 6 models of 1 GB in what can be used of its 8 GB. */
  const hot = (activeModelCount: number) =>
    ({
      modelCount: 200,
      modelSizeGB: 1,
      trafficPattern: 'variable',
      responseTimeSeconds: 1,
      processingTimeSeconds: 0.05,
      monthlyRequests: 1_000_000,
      activeModelCount,
      instanceType: 'ml.m5.large',
    }) as const;

  it('are a warning for 25 hot models, which need 5, not for 24, and not said to be for the peak', () => {
    const warning = warned('memory-instances-over-quota', hot(25), PRICES);
    expect(warning).toMatchObject({ asked: 5, allowed: 4 });
    expect(warning?.text).toBe('Request a quota of 5 instances for the memory of busy models; accounts start with 4.');
    expect(warned('instance-quota-may-be-lower', hot(25), PRICES)).toBeUndefined();
    expect(warned('memory-instances-over-quota', hot(24), PRICES)).toBeUndefined();
  });

  it('are for the peak where that needs more: 600 requests per second of 50 ms, 22 instances and 5 more', () => {
    const busy = { ...hot(25), peakRequestsPerSecond: 600 };
    expect(warned('instance-quota-may-be-lower', busy, PRICES)?.asked).toBe(27);
    expect(warned('memory-instances-over-quota', busy, PRICES)).toBeUndefined();
  });

  it('are a warning for 5 inference components with a GPU each, not for 4', () => {
    const apart = (modelCount: number) => ({ modelCount, modelsScaleIndependently: true, requiresGpu: true }) as const;
    expect(warned('memory-instances-over-quota', apart(5), PRICES)?.asked).toBe(5);
    expect(warned('memory-instances-over-quota', apart(4), PRICES)).toBeUndefined();
  });
});

describe('a GPU, for which an account starts with a quota of 0', () => {
  it('is a warning on an endpoint, with the type that is priced, an ml.g4dn.xlarge for $0.74 per hour, or stated', () => {
    expect(warned('gpu-quota-starts-at-zero', { requiresGpu: true }, PRICES)).toMatchObject({
      asked: 'ml.g4dn.xlarge',
      allowed: 0,
    });
    const stated = { trafficPattern: 'variable', instanceType: 'ml.g6e.xlarge' } as const;
    expect(warned('gpu-quota-starts-at-zero', stated, PRICES)?.asked).toBe('ml.g6e.xlarge');
  });

  it('names no type where none that is priced holds the model: 450 GB', () => {
    const large = { requiresGpu: true, modelSizeGB: 450, responseTimeSeconds: 5 } as const;
    const warning = warned('gpu-quota-starts-at-zero', large, PRICES);
    expect(warning).not.toHaveProperty('asked');
    expect(warning?.text).toBe('Request a quota for your GPU instance type on endpoints; most GPU types start at 0.');
  });

  it('is none where no GPU is needed, nor for a job, whose quota is another', () => {
    expect(warned('gpu-quota-starts-at-zero', { trafficPattern: 'variable' }, PRICES)).toBeUndefined();
    expect(
      warned('gpu-quota-starts-at-zero', { trafficPattern: 'dataset', requiresGpu: true }, PRICES),
    ).toBeUndefined();
  });
});

describe('captured data', () => {
  it('is a warning, since Model Monitor is closed to new customers, and none where it is not required', () => {
    expect(warned('model-monitor-closed', { requiresDataCapture: true })?.source?.title).toContain('Model Monitor');
    expect(warned('model-monitor-closed', { requiresDataCapture: false })).toBeUndefined();
    expect(warned('model-monitor-closed', {})).toBeUndefined();
  });
});

describe("more requests per second than the account's 10,000", () => {
  const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

  it('are a warning at 10,001, not at 10,000', () => {
    const over = warned('request-rate-over-account', { ...direct, peakRequestsPerSecond: 10_001 });
    expect(over).toMatchObject({ asked: 10_001, allowed: 10_000 });
    expect(warned('request-rate-over-account', { ...direct, peakRequestsPerSecond: 10_000 })).toBeUndefined();
  });

  it('are a warning where they follow from 27 billion a month, sustained, not from 26 billion', () => {
    const steady = { trafficPattern: 'steady', responseTimeSeconds: 0.5 } as const;
    expect(warned('request-rate-over-account', { ...steady, monthlyRequests: 27e9 })).toBeDefined();
    expect(warned('request-rate-over-account', { ...steady, monthlyRequests: 26e9 })).toBeUndefined();
  });

  it('are none with streaming, for a dataset, nor behind a queue: the quota is of InvokeEndpoint', () => {
    const many = { peakRequestsPerSecond: 20_000 } as const;
    expect(warned('request-rate-over-account', { ...direct, ...many, requiresStreaming: 'response' })).toBeUndefined();
    expect(
      warned('request-rate-over-account', { ...many, trafficPattern: 'dataset', datasetRunsPerMonth: 8760 }),
    ).toBeUndefined();
    expect(optionFor({ ...many, payloadSizeMB: 500 })).toBe('asynchronous');
    expect(warned('request-rate-over-account', { ...many, payloadSizeMB: 500 })).toBeUndefined();
  });
});

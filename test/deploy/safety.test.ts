import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Deployment, deploymentOf } from '../../src/deploy/deployment.ts';
import { type InferenceOptionId, sizingFor, type Workload } from '../../src/recommender/index.ts';
import { explained, surely } from '../support/answers.ts';
import { at } from '../support/deploy-rules/rule.ts';
import { runs } from '../support/lane.ts';
import { possible, sparseWorkload } from '../support/workloads.ts';
import { deployed } from './cases.ts';

const CALLED: Partial<Workload> = {
  trafficPattern: 'variable',
  peakRequestsPerSecond: 20,
  modelSizeGB: 1,
  requiresGpu: false,
};

const propertiesOf = ({ template }: Deployment, id: string) => template.Resources[id]?.Properties;
const called = (stated: Partial<Workload>): Deployment => deployed({ ...CALLED, ...stated }, { option: 'real-time' });

const WRITES: Partial<Workload> = {
  modelId: 'meta-llama/Llama-3.1-8B-Instruct',
  modelSizeGB: undefined,
  requiresGpu: undefined,
  peakRequestsPerSecond: 2,
  inputTokens: 1000,
  outputTokens: 500,
};

describe('the latency alarm', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['the response time that callers need', { responseTimeSeconds: 0.3, processingTimeSeconds: 0.1 }, 'ModelLatency', 0.3],
    ['twice a stated processing time', { processingTimeSeconds: 0.1 }, 'ModelLatency', 0.2],
    ['the middle of 40 s and the 60 s that AWS waits', { processingTimeSeconds: 40 }, 'ModelLatency', 50],
    ['the whole answer of a stream', { ...WRITES, requiresStreaming: 'response', answerSeconds: 30 }, 'ModelLatency', 30],
    ['the first part of a stream both ways', { responseTimeSeconds: 0.5, requiresStreaming: 'bidirectional' }, 'FirstChunkLatency', 0.5],
  ] as const)('is on %s', (_, stated, metric, seconds) => {
    const alarm = propertiesOf(called(stated), 'Latency');
    expect(alarm).toMatchObject({ MetricName: metric, ExtendedStatistic: 'p95', Threshold: seconds * 1e6 });
  });

  it('is on twice the modelled answer of a stream, whose stated time is that of its first token', () => {
    const stated = { ...WRITES, requiresStreaming: 'response', responseTimeSeconds: 2 } as const;
    const { likely } = explained({ ...CALLED, ...stated }).choice?.sizing?.tokens?.answerSeconds ?? {};
    const alarm = propertiesOf(called(stated), 'Latency');
    expect(Number(alarm?.['Threshold'])).toBeCloseTo(Number(likely) * 2e6, -5);
    expect(alarm?.['AlarmDescription']).toContain('that an answer is modelled to take');
  });

  it('is one on the wait for the container where nobody states how long a request takes', () => {
    const unknown = called({ concurrentRequests: 4, peakRequestsPerSecond: undefined });
    expect(propertiesOf(unknown, 'Latency')).toBeUndefined();
    expect(propertiesOf(unknown, 'Overhead')).toMatchObject({ MetricName: 'OverheadLatency', Threshold: 1e6 });
    expect(JSON.stringify(propertiesOf(unknown, 'Endpoint'))).not.toContain('"Ref":"Latency"');
  });

  it('exists exactly where a latency is stated or modelled, and at no invented limit: 300 workloads', () => {
    fc.assert(
      fc.property(sparseWorkload, (fields) => {
        const stated = possible({ ...fields, name: 'churn' });
        const recommendation = surely(stated);
        for (const option of ['real-time', 'serverless'] as const) {
          const deployment = deploymentOf(recommendation, { option });
          if (!deployment.ok) continue;
          const alarms = Object.entries(deployment.template.Resources).filter(([id]) => /Latency$/.test(id));
          const thresholds = alarms.map(([, { Properties }]) => Number(Properties['Threshold']) / 1e6);
          expect(alarms.length > 0, JSON.stringify(stated)).toBe(isKnown(stated, option));
          for (const seconds of thresholds) expect(seconds).not.toBe(432);
        }
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });
});

/** Somebody stated how long a request or an answer takes or may take, or it is modelled. */
function isKnown(stated: Workload, option: InferenceOptionId): boolean {
  const { responseTimeSeconds, processingTimeSeconds, answerSeconds, requiresStreaming = 'none' } = stated;
  const needed = {
    none: responseTimeSeconds,
    response: answerSeconds,
    bidirectional: responseTimeSeconds ?? answerSeconds,
  }[requiresStreaming];
  const sizing = sizingFor(stated, option);
  const isModelled = sizing !== null && (sizing.tokens !== null || sizing.basis === 'modelled');
  return isModelled || [needed, processingTimeSeconds].some((seconds) => seconds !== undefined);
}

describe('what else is watched', () => {
  const ids = ({ template }: Deployment): string[] =>
    Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === 'AWS::CloudWatch::Alarm');

  it.each([
    ['around the clock', {}, true],
    ['in office hours', { busyHoursPerDay: 8 }, false],
    ['on five days', { busyDaysPerWeek: 5 }, false],
    ['so rarely that an hour may have none', { monthlyRequests: 5000, peakRequestsPerSecond: undefined }, false],
  ] as const)('is an hour without requests where traffic is steady %s: %j %s', (_, more, isWatched) => {
    const steady = called({ trafficPattern: 'steady', processingTimeSeconds: 0.1, ...more });
    expect(ids(steady).includes('NoRequests')).toBe(isWatched);
  });

  it('is no hour without requests where traffic varies', () => {
    expect(ids(called({ processingTimeSeconds: 0.1 }))).toEqual(['Errors', 'Latency']);
  });

  it('is GPU memory on all GPUs together, but not of a model that writes tokens', () => {
    const seen = called({ requiresGpu: true, processingTimeSeconds: 0.1, instanceType: 'ml.g5.12xlarge' });
    expect(propertiesOf(seen, 'GpuMemory')).toMatchObject({ Statistic: 'Maximum', Threshold: 4 * 95 });
    expect(ids(called({ ...WRITES, responseTimeSeconds: 30 }))).not.toContain('GpuMemory');
    expect(ids(called({ processingTimeSeconds: 0.1 }))).not.toContain('GpuMemory');
  });

  it.each([
    [50_000_000, [60, 3, 5], 'Over 1 % of requests to the endpoint fail with a server error.'],
    [43_800, [60, 3, 5], 'Over 1 % of requests to the endpoint fail with a server error.'],
    [43_700, [300, 2, 12], '2 requests to the endpoint failed with a server error within an hour.'],
    [8760, [300, 2, 12], '2 requests to the endpoint failed with a server error within an hour.'],
    [8700, [300, 1, 1], 'A request to the endpoint failed with a server error.'],
  ])('is a share with a request per minute, and a number with fewer: %i per month', (monthlyRequests, when, says) => {
    const alarm = propertiesOf(
      called({ monthlyRequests, peakRequestsPerSecond: undefined, processingTimeSeconds: 0.1 }),
      'Errors',
    );
    const isShare = says.startsWith('Over');
    expect([alarm?.['Period'], alarm?.['DatapointsToAlarm'], alarm?.['EvaluationPeriods']]).toEqual(when);
    expect([alarm?.['Statistic'], alarm?.['Threshold']]).toEqual(isShare ? ['Average', 0.01] : ['Sum', 1]);
    expect(alarm).toMatchObject({ TreatMissingData: 'notBreaching' });
    expect(String(alarm?.['AlarmDescription'])).toContain(says);
  });

  // biome-ignore format: one case a line.
  it.each([
    // 15 min less 90 s, 3 min of the alarm and 5 min of a start are less than half of them.
    ['half of 15 min', { responseTimeSeconds: 900, processingTimeSeconds: 90 }, 450],
    ['an hour less 90 s and 8 min', { responseTimeSeconds: 3600, processingTimeSeconds: 90 }, 3030],
    ['what processing leaves of 10 min', { responseTimeSeconds: 600, processingTimeSeconds: 400 }, 200],
    ['a minute at least', { responseTimeSeconds: 130, processingTimeSeconds: 100 }, 60],
    ['3 h at most', { responseTimeSeconds: 40_000, processingTimeSeconds: 90 }, 10_800],
    ['half of an hour where nothing is added', { responseTimeSeconds: 3600, processingTimeSeconds: 90, trafficPattern: 'steady' }, 1800],
  ] as const)('of a queue is a wait while there is time to help: %s', (_, more, seconds) => {
    const queue = { trafficPattern: 'variable', monthlyRequests: 20_000, ...more } as const;
    expect(propertiesOf(deployed(queue, { option: 'asynchronous' }), 'Waiting')).toMatchObject({ Threshold: seconds });
  });

  it('of a queue says when an answer is due, and how much of that is processing', () => {
    const stated = { responseTimeSeconds: 3600, processingTimeSeconds: 90, monthlyRequests: 20_000 } as const;
    const queue = deployed({ trafficPattern: 'variable', ...stated }, { option: 'asynchronous' });
    expect(propertiesOf(queue, 'Waiting')?.['AlarmDescription']).toBe(
      'The oldest request has waited over 3,030 s. Its answer is due after 1 hour, of which processing takes 90 s. Raise the maximum of instances.',
    );
  });
});

describe('the alarms of adapters', () => {
  const adapters = { ...WRITES, trafficPattern: 'variable', modelCount: 3, modelAdapters: true } as const;
  const shared = { ...adapters, modelsShareEndpoint: true } as const;
  const described = (deployment: Deployment): string[] =>
    Object.keys(deployment.template.Resources).flatMap((id) =>
      /^Adapter1(Errors|Latency|Overhead)$/.test(id) ? String(propertiesOf(deployment, id)?.['AlarmDescription']) : [],
    );

  it('speak of the copies and the logs of the base, as an adapter has neither', () => {
    const texts = described(deployed({ ...shared, responseTimeSeconds: 30 }, { option: 'real-time' }));
    expect(texts).toHaveLength(2);
    expect(texts.join(' ')).not.toMatch(/its logs|Give it more copies/);
    expect(texts[0]).toContain('See the logs of the base model.');
    expect(texts[1]).toContain('Raise the maximum of copies of the base model');
  });

  it('go with a maximum that is of the base', () => {
    const compiled = { ...shared, instanceType: 'ml.inf2.8xlarge' } as const;
    const { MaxCopyCount } = deployed(compiled, { option: 'real-time' }).template.Parameters;
    expect(MaxCopyCount?.Description).toBe('Copies of the base model at most, as many as the instances have room for.');
  });
});

describe('the roll-out of an update', () => {
  const policyOf = (deployment: Deployment): unknown => propertiesOf(deployment, 'Endpoint')?.['DeploymentConfig'];

  it.each([
    ['a canary, of several instances', { peakRequestsPerSecond: 400 }, 'BlueGreenUpdatePolicy', 'CANARY'],
    ['all at once, where one may be all', { peakRequestsPerSecond: 0.1 }, 'BlueGreenUpdatePolicy', 'ALL_AT_ONCE'],
  ] as const)('is %s', (_, more, policy, type) => {
    const config = policyOf(
      called({ processingTimeSeconds: 0.1, availability: type === 'CANARY' ? 'multi-az' : 'single-instance', ...more }),
    );
    expect(at(config, policy, 'TrafficRoutingConfiguration', 'Type')).toBe(type);
  });

  it('is rolling on accelerators, of which a second fleet may not be had', () => {
    const gpus = called({ requiresGpu: true, processingTimeSeconds: 0.1, availability: 'multi-az' });
    expect(at(policyOf(gpus), 'RollingUpdatePolicy', 'MaximumBatchSize')).toEqual({
      Type: 'CAPACITY_PERCENT',
      Value: 50,
    });
    expect(gpus.notes).toContain('An update adds 50 % of the instances at a time: have quota for as many more.');
  });

  it.each([
    ['10 min where the alarms take 4', 50_000_000, 600],
    ['15 min where two requests come in 9 min, a period of 5 min and a minute follow', 10_000, 900],
    ['50 min where a request comes every 44 min', 1000, 3000],
  ])('is watched for %s', (_, monthlyRequests, seconds) => {
    const few = called({ monthlyRequests, peakRequestsPerSecond: undefined, processingTimeSeconds: 0.1 });
    const { BlueGreenUpdatePolicy } = Object(policyOf(few));
    expect(BlueGreenUpdatePolicy.TerminationWaitInSeconds).toBe(seconds);
    expect(JSON.stringify(policyOf(few))).toContain('{"AlarmName":{"Ref":"Errors"}}');
  });

  it.each([
    ['real-time', { processingTimeSeconds: 0.1 }],
    ['asynchronous', { processingTimeSeconds: 90, responseTimeSeconds: 900 }],
  ] as const)('is watched for 10 min where an alarm takes over an hour, and a note says so: %s', (option, more) => {
    const stated = { ...CALLED, ...more, monthlyRequests: 500, peakRequestsPerSecond: undefined };
    const rare = deployed(stated, { option });
    expect(policyOf(rare)).toHaveProperty('AutoRollbackConfiguration');
    expect(at(policyOf(rare), 'BlueGreenUpdatePolicy', 'TerminationWaitInSeconds')).toBe(600);
    expect(rare.template.Parameters).toHaveProperty('RollBackOnAlarms');
    expect(rare.notes.join(' ')).toContain(
      'An update may end before an alarm rings that would roll it back, as few requests come. Send some yourself in the 10 min before the old fleet ends',
    );
  });

  it('is left to AWS for a package of AWS Marketplace', () => {
    const packaged = called({ processingTimeSeconds: 0.1, requiresMarketplaceModel: true });
    expect(policyOf(packaged)).toBeUndefined();
    expect(packaged.template.Parameters).not.toHaveProperty('RollBackOnAlarms');
    expect(JSON.stringify(packaged.template.Resources['ExecutionRole'])).not.toContain('DescribeAlarms');
  });
});

it('the key is listed with all that it encrypts', () => {
  const queue = { trafficPattern: 'variable', processingTimeSeconds: 90, monthlyRequests: 20_000 } as const;
  const { KmsKeyArn } = deployed(queue, { option: 'asynchronous', with: ['kms'] }).template.Parameters;
  expect(KmsKeyArn?.Description).toMatch(/^KMS key for volumes, responses and topics\./);
  expect(KmsKeyArn).not.toHaveProperty('Default');
});

describe('the records of a job', () => {
  const scored = (stated: Partial<Workload>) => {
    const deployment = deployed(
      { trafficPattern: 'dataset', datasetRunsPerMonth: 30, modelSizeGB: 1, ...stated },
      { option: 'batch-transform' },
    );
    const job = at(propertiesOf(deployment, 'Run'), 'Definition', 'States', 'Transform', 'Parameters');
    const { SplitType } = deployment.template.Parameters;
    return { split: SplitType?.Default, strategy: at(job, 'BatchStrategy'), payload: at(job, 'MaxPayloadInMB') };
  };
  const several = { 'Fn::If': ['IsSplit', 'MultiRecord', 'SingleRecord'] };

  it('go several MB at a time where they are small and many', () => {
    const stated = { datasetRecordsPerRun: 5_000_000, datasetSizeGB: 5, processingTimeSeconds: 0.001 };
    expect(scored(stated)).toEqual({ split: 'Line', strategy: several, payload: 6 });
  });

  it('go as many at a time as half of the time-out allows', () => {
    // 300 s / 0.1 s = 3,000 records of 1 KB.
    const stated = { datasetRecordsPerRun: 1024 ** 2, datasetSizeGB: 1, processingTimeSeconds: 0.1 };
    expect(scored(stated)).toEqual({ split: 'Line', strategy: several, payload: 2 });
  });

  it('go one by one where a MB of them takes too long', () => {
    const stated = { datasetRecordsPerRun: 1024 ** 2, datasetSizeGB: 1, processingTimeSeconds: 5 };
    expect(scored(stated)).toEqual({ split: 'Line', strategy: 'SingleRecord', payload: 6 });
  });

  it('are files where each is large', () => {
    const stated = { datasetRecordsPerRun: 2000, payloadSizeMB: 40, processingTimeSeconds: 3 };
    expect(scored(stated)).toEqual({ split: 'None', strategy: several, payload: 40 });
  });

  it('are the team’s to say where their size is neither', () => {
    expect(scored({ datasetRecordsPerRun: 2000, payloadSizeMB: 4 }).split).toBeUndefined();
  });
});

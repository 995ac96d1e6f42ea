import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COSTLIEST_FIRST, type WarningCode } from '../../../../src/recommender/explain/warnings/index.ts';
import type { Workload, WorkloadField } from '../../../../src/recommender/index.ts';
import { explained } from '../../../support/answers.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { YOU } from '../../../support/reading.ts';
import { anyWorkload, sparseWorkload } from '../../../support/workloads.ts';
import { pricedWorkload } from '../../costs/support.ts';
import { WARNING_EXAMPLES } from './examples.ts';
import { told } from './told.ts';

const workloads = fc.oneof(
  anyWorkload,
  sparseWorkload,
  pricedWorkload,
  fc.constantFrom(...WARNING_EXAMPLES).chain(([, stated]) => sparseWorkload.map((more) => ({ ...more, ...stated }))),
);

const RATES = ['monthlyRequests', 'peakRequestsPerSecond', 'outputTokensPerSecond'] as const;
const IN_PROGRESS = ['burstRequests', 'concurrentRequests', 'peakRequestsPerSecond', 'datasetRecordsPerRun'] as const;
/** Each says that the model writes tokens, or how large it is. */
// biome-ignore format: one workload a line.
const MODEL = ['modelId', 'modelConfig', 'modelParametersBillion', 'inputTokens', 'outputTokens', 'contextTokens'] as const;
// biome-ignore format: one workload a line.
const SEVERAL = ['modelCount', 'modelsShareContainer', 'modelsShareEndpoint', 'activeModelCount', 'modelInvocationFrequency', 'containerCount',
  'containerInvocation'] as const;

// biome-ignore format: one workload a line.
const LOADS = [...RATES, 'concurrentRequests', 'burstRequests', 'datasetRecordsPerRun', 'outputTokensPerSecond'] as const;

/** Groups of fields, each of which triggers: without any field of one group there is no warning. */
// biome-ignore format: one workload a line.
const TRIGGERS: Record<WarningCode, readonly (readonly WorkloadField[])[]> = {
  'instance-not-for-transform': [['trafficPattern'], ['instanceType']],
  'no-instance-holds-model': [[...MODEL, 'modelSizeGB']],
  'image-for-arm64': [['instanceType']],
  'model-over-instance': [['instanceType'], [...MODEL, 'modelSizeGB']],
  'context-over-model': [['modelId', 'modelConfig'], ['contextTokens']],
  'model-without-gpu': [[...MODEL], ['requiresGpu']],
  'instance-not-listed': [['instanceType', 'region']],
  'size-is-modelled': [[...MODEL, 'processingTimeOn'], LOADS],
  'size-is-unknown': [LOADS],
  'stated-time-beyond-model': [['processingTimeSeconds'], MODEL],
  'measurement-without-type': [['measurements']],
  'measurement-of-other-model': [['measurements'], ['modelId']],
  'measurements-disagree': [['measurements']],
  'stated-time-differs': [['measurements'], ['processingTimeSeconds', 'answerSeconds']],
  'measurement-over-limit': [['measurements']],
  'measurement-without-tokens': [['measurements'], MODEL],
  'measurement-failed': [['measurements']],
  'transform-payload-default': [['trafficPattern'], ['payloadSizeMB']],
  'transform-concurrency-default': [['trafficPattern'], ['datasetRecordsPerRun'], ['processingTimeSeconds']],
  'capacity-may-lack': [['instanceType', 'requiresGpu', 'processingTimeOn', ...MODEL]],
  'transform-timeout-default': [['trafficPattern'], ['processingTimeSeconds']],
  'invocation-timeout-default': [['processingTimeSeconds']],
  'queue-expires-before-due': [['responseTimeSeconds', 'datasetDeadlineHours', 'datasetRunsPerMonth']],
  'model-over-guidance': [['modelSizeGB', 'modelId', 'modelConfig', 'modelParametersBillion']],
  'zero-may-be-refused': [['coldStarts', 'requiresScaleToZero'], ['region']],
  'components-start-at-one': [['coldStarts', 'requiresScaleToZero']],
  'request-rate-over-account': [RATES],
  'stream-longer-than-connection': [['requiresStreaming'], ['processingTimeSeconds'], ['callerTimeoutSeconds']],
  'caller-timeout-shorter-than-need': [['responseTimeSeconds'], ['callerTimeoutSeconds']],
  'answer-after-connection': [['callerTimeoutSeconds']],
  'over-budget': [['monthlyBudgetUsd']],
  'idle-always-on': [['trafficPattern', 'busyHoursPerDay', 'busyDaysPerWeek', ...RATES]],
  'data-set-stated-as-requests': [['datasetSizeGB', 'datasetRecordsPerRun', 'datasetRunsPerMonth', 'datasetDeadlineHours']],
  'hot-models-over-memory': [SEVERAL, ['modelSizeGB'], ['activeModelCount', 'modelInvocationFrequency']],
  'one-instance-in-production': [['availability', ...RATES]],
  'requests-fail-while-waking': [['coldStarts', 'requiresScaleToZero']],
  'payload-near-quota': [['payloadSizeMB']],
  'processing-near-quota': [['processingTimeSeconds']],
  'memory-near-quota': [['modelSizeGB']],
  'model-may-exceed-disk': [['modelSizeGB']],
  'image-near-quota': [['containerImageSizeGB']],
  'concurrency-near-quota': [IN_PROGRESS],
  'only-streaming-has-time': [['requiresStreaming'], ['processingTimeSeconds']],
  'client-timeout-too-short': [['processingTimeSeconds']],
  'response-time-without-margin': [['processingTimeSeconds'], ['responseTimeSeconds']],
  'cold-start-against-response-time': [['responseTimeSeconds']],
  'cold-load-takes-seconds': [SEVERAL],
  'gpu-quota-starts-at-zero': [['requiresGpu', 'processingTimeOn', 'instanceType', ...MODEL]],
  'instance-quota-may-be-lower': [['requiresMultipleVariants', ...RATES, ...SEVERAL, 'modelAdapters', 'modelsScaleIndependently', 'availability',
    'burstRequests', 'concurrentRequests', 'datasetRecordsPerRun']],
  'new-instance-may-lack': [[...MODEL]],
  'burst-over-quota': [['burstRequests'], ['processingTimeSeconds']],
  'burst-not-planned': [['burstRequests']],
  'memory-instances-over-quota': [[...SEVERAL, 'modelAdapters', 'modelsScaleIndependently']],
  'endpoint-quota-may-be-lower': [['modelCount', 'activeModelCount', 'containerCount', 'containerInvocation']],
  'account-concurrency-may-be-lower': [[...IN_PROGRESS, ...RATES, ...SEVERAL, 'processingTimeSeconds']],
  'model-monitor-closed': [['requiresDataCapture']],
  'wakes-only-with-policy': [['trafficPattern', 'busyHoursPerDay', 'busyDaysPerWeek', 'monthlyRequests', 'requiresScaleToZero']],
  'instance-type-not-used': [['instanceType']],
  'router-streaming': [['availability', 'otherRegions'], ['requiresStreaming']],
  'router-payload': [['availability', 'otherRegions'], ['payloadSizeMB']],
  'router-time': [['availability', 'otherRegions'], ['processingTimeSeconds', 'audioSeconds']],
  'two-regions-data': [['availability', 'otherRegions']],
};

const without = (stated: Workload, fields: readonly WorkloadField[]): Workload =>
  Object.fromEntries(Object.entries(stated).filter(([field]) => !fields.includes(field as WorkloadField))) as Workload;

/** What rests on no fact of AWS's. */
const WITHOUT_SOURCE: readonly WarningCode[] = [
  'size-is-modelled',
  'size-is-unknown',
  'stated-time-beyond-model',
  'measurement-without-type',
  'measurement-of-other-model',
  'measurements-disagree',
  'stated-time-differs',
  'measurement-over-limit',
  'measurement-without-tokens',
  'measurement-failed',
  'two-regions-data',
];

describe('every warning', () => {
  it.each(WARNING_EXAMPLES)('is told: %s for %j', (code, stated) => {
    const warning = told(stated).warnings.find((each) => each.code === code);
    expect(warning).toBeDefined();
    if (WITHOUT_SOURCE.includes(code)) expect(warning?.source).toBeUndefined();
    else expect(warning?.source?.url).toMatch(/^https:\/\//);
  });

  it('reads as people read it', async () => {
    const said = new Set<string>();
    const lines = WARNING_EXAMPLES.flatMap(([code, stated]) => {
      const warning = told(stated).warnings.find((each) => each.code === code);
      // Once for each way in which a sentence can go, whatever its figures.
      const way = `${code} ${warning?.text.replaceAll(/[\d.,]*\d/g, '#')}`;
      if (said.has(way)) return [];
      said.add(way);
      const source = warning?.source ? [`    ${warning.source.title}`] : [];
      return [`${code}  ${JSON.stringify(stated)}`, `  ${warning?.text}`, ...source, ''];
    });
    await expectGolden(lines.join('\n'), 'recommender/warnings.txt');
    expect(lines.filter((line) => YOU.test(line))).toEqual([]);
  });

  it('is one sentence, with its numbers in it', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        for (const { code, text, asked, allowed } of told(stated).warnings) {
          expect(text).toMatch(/^\S.*[^.]\.$/);
          expect(text).not.toMatch(/\. \S|undefined|null|NaN|Infinity|\[object| {2}/);
          if (COSTLIEST_FIRST.some((each) => each === code) && (asked ?? allowed) !== undefined)
            expect(text).toMatch(/\d|One/);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('goes with the fact that triggers it', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        for (const { code } of told(stated).warnings) {
          for (const fields of TRIGGERS[code as WarningCode] ?? []) {
            const left = told(without(stated, fields)).warnings.map((warning) => warning.code);
            expect(left, `${code} without ${fields.join(', ')}`).not.toContain(code);
          }
        }
      }),
      { numRuns: runs(600) },
    );
  });

  it('comes once, behind the conditions of the choice, the costliest first', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        const { warnings, conditions } = told(stated);
        const ranks = warnings.slice(conditions).map(({ code }) => COSTLIEST_FIRST.indexOf(code as WarningCode));
        expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
        expect(ranks).not.toContain(-1);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the instances that a quota is asked for', () => {
  it('are as many as choice.instance has, whatever is stated, and of an unknown load at least its start', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        const { choice, warnings, workload: understood } = explained(stated);
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

describe('a comfortable workload', () => {
  const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });

  it('is told nothing, whatever its figures are between the cuts', () => {
    const comfortable = fc.record({
      trafficPattern: fc.constantFrom('steady' as const, 'variable' as const),
      responseTimeSeconds: within(0.5, 20),
      payloadSizeMB: within(0, 5.4),
      processingTimeSeconds: within(0.01, 0.4),
      modelCount: fc.constant(1),
      modelSizeGB: within(0.01, 100),
      containerImageSizeGB: within(0.1, 8),
      availability: fc.constant('multi-az' as const),
      callerTimeoutSeconds: within(29, 60),
    });
    fc.assert(
      fc.property(comfortable, (stated) => {
        expect(told(stated).warnings).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteCode } from '../../../src/recommender/explain/notes.ts';
import type { WARNINGS } from '../../../src/recommender/explain/warnings/index.ts';
import {
  parseWorkload,
  type Reason,
  type ReasonCode,
  recommend,
  type Workload,
  type WorkloadField,
} from '../../../src/recommender/index.ts';
import { describedWorkload } from '../../support/confidence.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';
import { EXAMPLES } from './examples.ts';

type Code = Exclude<ReasonCode, keyof typeof WARNINGS | NoteCode>;

/** Fields that are stated together. */
type Facts = readonly WorkloadField[];

const MODELS: readonly Facts[] = [['modelCount'], ['activeModelCount'], ['containerCount']];
const NO_COLD_STARTS: readonly Facts[] = [['coldStarts'], ['responseTimeSeconds']];
const CONCURRENCY: readonly Facts[] = [
  ['burstRequests'],
  ['concurrentRequests'],
  ['peakRequestsPerSecond', 'processingTimeSeconds'],
  ['datasetRecordsPerRun', 'processingTimeSeconds'],
];
/** As stated, or as it follows from what is known of the model. */
const MODEL_SIZE: readonly Facts[] = [['modelSizeGB'], ['modelId'], ['modelConfig'], ['modelParametersBillion']];
const GPU: readonly Facts[] = [
  ['requiresGpu'],
  ['instanceType'],
  ['modelId'],
  ['modelConfig'],
  ['modelParametersBillion'],
  ['inputTokens'],
  ['outputTokens'],
  ['contextTokens'],
];
/** The seconds of a request, or what they follow from. */
const TIMED: readonly Facts[] = [['processingTimeSeconds'], ['audioSeconds']];
/** Requests in progress say how much is processed, without the time of one. */
const ESTIMATED: readonly Facts[] = [...TIMED, ['concurrentRequests'], ['inputTokens'], ['modelId']];
const SEQUENCE: readonly Facts[] = [['containerInvocation'], ['containerCount']];
const NOTHING: readonly Facts[] = [[]];

/** What must be stated for each reason, in one of these ways. `NOTHING`: it speaks of AWS alone, or its words follow the facts. */
const NAMES: Record<Code, readonly Facts[]> = {
  'payload-over-quota': [['payloadSizeMB']],
  'payload-disputed': [['payloadSizeMB']],
  'record-over-mini-batch': [['payloadSizeMB', 'trafficPattern']],
  'processing-over-quota': TIMED,
  'concurrency-over-quota': CONCURRENCY,
  'model-over-memory': MODEL_SIZE,
  'image-over-quota': [['containerImageSizeGB']],
  'region-not-listed': [['region']],
  policy: NOTHING,
  'endpoints-over-quota': MODELS,
  'many-endpoints': MODELS,
  'containers-over-quota': MODELS,
  'models-over-containers': MODELS,
  'gpu-instance-not-supported': [['instanceType']],
  'answer-later-than-needed': [['processingTimeSeconds', 'responseTimeSeconds']],
  'queue-gives-no-promise': [['responseTimeSeconds']],
  'requests-not-a-data-set': NOTHING,
  'caller-waits': [['responseTimeSeconds', 'trafficPattern']],
  'caller-timeout-shorter': [['processingTimeSeconds', 'callerTimeoutSeconds']],
  'cold-starts-not-accepted': NO_COLD_STARTS,
  'busy-times-not-known': NO_COLD_STARTS,
  'wake-up-takes-minutes': NOTHING,
  'wake-up-over-response-time': [['responseTimeSeconds'], ['trafficPattern']],
  'wake-up-unproven': [['responseTimeSeconds']],
  'warm-capacity-is-not-zero': [['requiresScaleToZero']],
  'scale-to-zero-not-supported': [['requiresScaleToZero']],
  'most-models-hot': [['activeModelCount'], ['modelInvocationFrequency']],
  'cold-loads-not-accepted': NO_COLD_STARTS,
  'gpu-not-supported': GPU,
  'vpc-not-supported': [['requiresVpc']],
  'network-isolation-not-supported': [['requiresNetworkIsolation']],
  'data-capture-not-supported': [['requiresDataCapture']],
  'variants-not-supported': [['requiresMultipleVariants']],
  'marketplace-not-supported': [['requiresMarketplaceModel']],
  'data-capture-disputed': [['requiresDataCapture']],
  'variants-disputed': [['requiresMultipleVariants']],
  'network-isolation-disputed': [['requiresNetworkIsolation']],
  'streaming-not-supported': [['requiresStreaming']],
  'job-start-up-over-interval': [['datasetRunsPerMonth']],
  'job-start-up-fills-interval': [['datasetRunsPerMonth']],
  'job-over-interval': [['datasetRunsPerMonth', 'datasetRecordsPerRun', 'processingTimeSeconds']],
  'job-over-deadline': [['datasetDeadlineHours']],
  'job-needs-quota-raise': [['datasetRecordsPerRun', 'processingTimeSeconds']],
  'hosting-not-on-option': NOTHING,
  'needs-server-of-all-frameworks': [['modelsShareContainer']],
  'sharing-saves-little': NOTHING,
  'no-fixed-sequence': NOTHING,
  'no-shared-container': [['modelsShareContainer']],
  'containers-in-sequence': SEQUENCE,
  'containers-picked-by-caller': NOTHING,
  'models-scale-alone': [['modelsScaleIndependently']],
  'adapters-over-one-base': [['modelAdapters']],
  'one-endpoint-wanted': [['modelsShareEndpoint']],
  'many-endpoints-to-run': NOTHING,
  'shared-container-preferred': NOTHING,
  'scored-one-by-one': [['trafficPattern']],
  'components-not-needed': NOTHING,
  'zero-needs-components': NOTHING,
  'many-models-one-container': NOTHING,
  'containers-stay-loaded': NOTHING,
  'sequence-on-one-endpoint': SEQUENCE,
  'components-share-instances': NOTHING,
  'adapters-share-base': [['modelAdapters']],
  'one-model-each': NOTHING,
  'payload-fits': [['payloadSizeMB']],
  'processing-fits': TIMED,
  'answers-directly': [['responseTimeSeconds']],
  'answers-after-timeout': [['callerTimeoutSeconds', 'processingTimeSeconds']],
  'stays-warm': NO_COLD_STARTS,
  'feature-available': [
    ...GPU,
    ['requiresVpc'],
    ['requiresNetworkIsolation'],
    ['requiresDataCapture'],
    ['requiresMultipleVariants'],
    ['requiresMarketplaceModel'],
    ['requiresStreaming'],
  ],
  'memory-available': MODEL_SIZE,
  'image-fits': [['containerImageSizeGB']],
  'concurrency-available': CONCURRENCY,
  'region-available': [['region']],
  'answers-within-queue': [['responseTimeSeconds']],
  'warm-in-known-hours': NO_COLD_STARTS,
  'scales-to-zero': NOTHING,
  'steady-uses-instances': [['trafficPattern']],
  'follows-traffic': NOTHING,
  'schedule-before-peaks': [['trafficPredictable'], ['busyHoursPerDay'], ['busyDaysPerWeek']],
  'pays-for-use-only': NOTHING,
  'unpredictable-and-tolerant': [['trafficPredictable', 'coldStarts']],
  'queue-absorbs-peaks': NOTHING,
  'scores-stored-data': [['trafficPattern']],
  'called-by-scheduler': [['trafficPattern']],
  'cheapest-by-estimate': ESTIMATED,
  'estimates-are-close': ESTIMATED,
  'worth-its-price': ESTIMATED,
  'only-one-left': NOTHING,
  'costs-more': ESTIMATED,
  'bills-while-idle': NOTHING,
  'fails-while-waking': NOTHING,
  'cold-starts-in-busy-traffic': NOTHING,
  'cold-starts-against-performance': [['costPriority']],
  'queue-slower-than-direct': NOTHING,
  'capacity-for-peaks': [['responseTimeSeconds'], ['costPriority'], ['trafficPattern']],
  'capacity-for-unknown-peaks': [['trafficPredictable']],
  'minutes-allow-a-queue': [['responseTimeSeconds'], ['costPriority']],
  'job-suits-stored-data': [['trafficPattern']],
  'certain-preferred': NOTHING,
};

/** Few hours or few requests make idle periods; known hours are known in advance. */
const IDLE: readonly Facts[] = [['trafficPattern'], ['busyHoursPerDay'], ['busyDaysPerWeek'], ['monthlyRequests']];
const HOURS: readonly Facts[] = [['trafficPredictable'], ['busyHoursPerDay'], ['busyDaysPerWeek']];

/** Words that speak of a fact, and the ways in which it can be stated. */
const WORDS: readonly (readonly [RegExp, readonly Facts[]])[] = [
  [/\byou (ruled out|accept) cold starts/i, [['coldStarts']]],
  [
    /\byou need an answer in|\byou allow \d|\bof your \d|request needs an answer|leaves no time for cold/i,
    [['responseTimeSeconds']],
  ],
  [/\bsteady\b|traffic (varies|rises|falls)|seldom|rarely/i, [['trafficPattern']]],
  [/\bidle period|\bgaps?\b/i, IDLE],
  [/\byou score a dataset|between runs|each run|per record/i, [['trafficPattern']]],
  [/\bunpredictable\b/i, [['trafficPredictable']]],
  [/\bknown busy hours/i, HOURS],
  [/\d [KMG]B per (request|record)/, [['payloadSizeMB']]],
  [/\d (ms|s|min|hours?) per (request|record)|^Processing takes/, TIMED],
  [/\d concurrent requests/, CONCURRENCY],
  [/\bmodel of \d/i, MODEL_SIZE],
  [/\bcontainer image of \d/i, [['containerImageSizeGB']]],
  [/\d models/, MODELS],
  [/\d containers?\b/, MODELS],
  [/^Requests name their/, [['containerInvocation']]],
  [/\byour models (share|run in)/i, [['modelsShareContainer']]],
  [/\bneed to scale independently/i, [['modelsScaleIndependently']]],
  [/\badapters\b/i, [['modelAdapters']]],
  [/\byou want one endpoint/i, [['modelsShareEndpoint']]],
  [/\byou need (a GPU|GPU instances)|which has a GPU/i, GPU],
  [/\byou need (a VPC|VPC)/i, [['requiresVpc']]],
  [/\byou need network isolation/i, [['requiresNetworkIsolation']]],
  [/\byou need data capture/i, [['requiresDataCapture']]],
  [/\byou need multiple production variants/i, [['requiresMultipleVariants']]],
  [/\byou need (a model|models) from AWS Marketplace/i, [['requiresMarketplaceModel']]],
  [/\byou need scale to zero/i, [['requiresScaleToZero']]],
  [/\byou need (\w+ )?streaming/i, [['requiresStreaming']]],
  [/\byou put\b/i, [['costPriority']]],
  [/\bcaller disconnects/i, [['callerTimeoutSeconds']]],
  [/\bfor [a-z]{2}(-[a-z]+)+-\d/, [['region']]],
  [/\bml\.\w/, [['instanceType']]],
  [/\bfor jobs|between jobs|next is due/i, [['datasetRunsPerMonth']]],
  [/\bit's due in/i, [['datasetDeadlineHours']]],
  [/\bmost models are called/i, [['activeModelCount'], ['modelInvocationFrequency']]],
];

const isStated = (ways: readonly Facts[], stated: Workload): boolean =>
  ways.some((facts) => facts.every((field) => stated[field] !== undefined));

/** Rest on a working figure, which they name: how long waking up or the start of a job takes. */
const OF_WORKING_FIGURES: ReadonlySet<string> = new Set([
  'job-start-up-over-interval',
  'job-start-up-fills-interval',
  'wake-up-over-response-time',
  'wake-up-unproven',
] satisfies Code[]);

/** What a reason says of a workload that nobody stated. */
function unstated({ code, text }: Reason, stated: Workload): string[] {
  if (/\bassumed\b/.test(text)) return OF_WORKING_FIGURES.has(code) ? [] : [`${code} rests on an assumption: ${text}`];
  const listed = isStated(NAMES[code as Code], stated) ? [] : [`${code} names ${JSON.stringify(NAMES[code as Code])}`];
  const said = WORDS.filter(([words, ways]) => words.test(text) && !isStated(ways, stated));
  return [...listed, ...said.map(([words]) => `${code} says ${words}`)].map((fault) => `${fault}: ${text}`);
}

function reasonsFor(stated: Workload): Reason[] {
  const { rationale, rejected, rejectedHosting } = recommend(stated);
  return [...rationale, ...[...rejected, ...rejectedHosting].flatMap(({ reasons }) => reasons)];
}

const faultsFor = (stated: Workload): string[] => reasonsFor(stated).flatMap((reason) => unstated(reason, stated));

const decided = (
  JSON.parse(readFileSync(new URL('../decided-cases.json', import.meta.url), 'utf8')) as { workload: unknown }[]
)
  .map(({ workload: given }) => parseWorkload(given))
  .flatMap((parsed) => (parsed.ok ? [parsed.workload] : []));

describe('a reason', () => {
  it('names nothing that nobody stated, in the workloads with a known answer', () => {
    expect(decided).toHaveLength(30);
    expect(decided.flatMap(faultsFor)).toEqual([]);
  });

  it('names nothing that nobody stated, in the workload that is an example of it', () => {
    const examples = Object.values(EXAMPLES).flat();
    expect(examples.flatMap((stated) => faultsFor(workload(stated)))).toEqual([]);
  });

  it('names nothing that nobody stated, whatever is stated', () => {
    fc.assert(
      fc.property(describedWorkload, (stated) => {
        expect(faultsFor(stated)).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it.each([
    ['follows-traffic', 'Traffic varies; auto scaling adds and removes instances with it.', {}],
    ['pays-for-use-only', 'Traffic leaves long gaps; nothing runs and nothing is paid in them.', {}],
    ['cold-starts-in-busy-traffic', 'Traffic is seldom idle; instances that are up serve it.', {}],
    ['stays-warm', 'You ruled out cold starts; these instances are always on.', { responseTimeSeconds: 0.2 }],
    ['steady-uses-instances', 'It uses its instances.', {}],
    ['one-model-each', '2 models get one endpoint each.', { modelsShareContainer: true }],
    ['shared-container-preferred', 'The models are assumed to share a container.', { modelCount: 3 }],
  ] as const)('is found out where it does: %s', (code, text, stated) => {
    expect(unstated({ code, text }, workload(stated))).toHaveLength(1);
  });
});

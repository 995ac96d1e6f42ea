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

/** What must be stated for some reasons, in one of these ways. `NOTHING`: they speak of AWS alone, or their words follow the facts. */
// biome-ignore format: one fact a line.
const STATED: readonly (readonly [ways: readonly Facts[], ...codes: Code[]])[] = [
  [[['payloadSizeMB']], 'payload-over-quota', 'payload-disputed', 'payload-fits'],
  [[['payloadSizeMB', 'trafficPattern']], 'record-over-mini-batch'],
  [TIMED, 'processing-over-quota', 'processing-fits'],
  [CONCURRENCY, 'concurrency-over-quota', 'concurrency-available'],
  [MODEL_SIZE, 'model-over-memory', 'memory-available', 'job-lacks-types'],
  [[...MODEL_SIZE, ['region']], 'multi-model-gpu-too-small'],
  [[['containerImageSizeGB']], 'image-over-quota', 'image-fits'],
  [[['region']], 'region-not-listed', 'region-available'],
  [MODELS, 'endpoints-over-quota', 'many-endpoints', 'containers-over-quota', 'models-over-containers'],
  [[['instanceType']], 'gpu-instance-not-supported'],
  [[['processingTimeSeconds', 'responseTimeSeconds']], 'answer-later-than-needed'],
  [[['responseTimeSeconds']], 'queue-gives-no-promise', 'wake-up-unproven', 'answers-directly', 'answers-within-queue'],
  [[['responseTimeSeconds', 'trafficPattern']], 'caller-waits'],
  [[['processingTimeSeconds', 'callerTimeoutSeconds']], 'caller-timeout-shorter'],
  [NO_COLD_STARTS, 'cold-starts-not-accepted', 'busy-times-not-known', 'cold-loads-not-accepted', 'stays-warm',
    'warm-in-known-hours'],
  [[['responseTimeSeconds'], ['trafficPattern']], 'wake-up-over-response-time'],
  [[['requiresScaleToZero']], 'warm-capacity-is-not-zero', 'scale-to-zero-not-supported'],
  [[['activeModelCount'], ['modelInvocationFrequency']], 'most-models-hot'],
  [GPU, 'gpu-not-supported'],
  [[['requiresVpc']], 'vpc-not-supported'],
  [[['requiresNetworkIsolation']], 'network-isolation-not-supported', 'network-isolation-disputed'],
  [[['requiresDataCapture']], 'data-capture-not-supported', 'data-capture-disputed'],
  [[['requiresMultipleVariants']], 'variants-not-supported', 'variants-disputed'],
  [[['requiresMarketplaceModel']], 'marketplace-not-supported'],
  [[['requiresStreaming']], 'streaming-not-supported'],
  [[['datasetRunsPerMonth']], 'job-start-up-over-interval', 'job-start-up-fills-interval'],
  [[['datasetRunsPerMonth', 'datasetRecordsPerRun', 'processingTimeSeconds']], 'job-over-interval'],
  [[['datasetDeadlineHours']], 'job-over-deadline'],
  [[['datasetRecordsPerRun', 'processingTimeSeconds']], 'job-needs-quota-raise'],
  [[['modelsShareContainer']], 'needs-server-of-all-frameworks', 'no-shared-container'],
  [SEQUENCE, 'containers-in-sequence', 'sequence-on-one-endpoint'],
  [[['modelsScaleIndependently']], 'models-scale-alone'],
  [[['modelAdapters']], 'adapters-over-one-base', 'adapters-share-base'],
  [[['modelsShareEndpoint']], 'one-endpoint-wanted'],
  [[['trafficPattern']], 'scored-one-by-one', 'steady-uses-instances', 'scores-stored-data', 'called-by-scheduler',
    'job-suits-stored-data'],
  [[['callerTimeoutSeconds', 'processingTimeSeconds']], 'answers-after-timeout'],
  [[...GPU, ['requiresVpc'], ['requiresNetworkIsolation'], ['requiresDataCapture'], ['requiresMultipleVariants'],
    ['requiresMarketplaceModel'], ['requiresStreaming']],
    'feature-available'],
  [[['trafficPredictable'], ['busyHoursPerDay'], ['busyDaysPerWeek']], 'schedule-before-peaks'],
  [[['trafficPredictable', 'coldStarts']], 'unpredictable-and-tolerant'],
  [ESTIMATED, 'cheapest-by-estimate', 'estimates-are-close', 'worth-its-price', 'costs-more'],
  [[['costPriority']], 'cold-starts-against-performance'],
  [[['responseTimeSeconds'], ['costPriority'], ['trafficPattern']], 'capacity-for-peaks'],
  [[['trafficPredictable']], 'capacity-for-unknown-peaks'],
  [[['responseTimeSeconds'], ['costPriority']], 'minutes-allow-a-queue'],
  [NOTHING, 'policy', 'requests-not-a-data-set', 'wake-up-takes-minutes', 'hosting-not-on-option', 'sharing-saves-little',
    'no-fixed-sequence', 'containers-picked-by-caller', 'many-endpoints-to-run', 'shared-container-preferred',
    'components-not-needed', 'zero-needs-components', 'many-models-one-container', 'containers-stay-loaded',
    'components-share-instances', 'one-model-each', 'scales-to-zero', 'follows-traffic', 'pays-for-use-only',
    'queue-absorbs-peaks', 'only-one-left', 'bills-while-idle', 'fails-while-waking', 'cold-starts-in-busy-traffic',
    'queue-slower-than-direct', 'certain-preferred'],
];
const WAYS = new Map(
  STATED.flatMap(([ways, ...codes]) => codes.map((code): [string, readonly Facts[]] => [code, ways])),
);

/** Few hours or few requests make idle periods; known hours are known in advance. */
const IDLE: readonly Facts[] = [['trafficPattern'], ['busyHoursPerDay'], ['busyDaysPerWeek'], ['monthlyRequests']];
const HOURS: readonly Facts[] = [['trafficPredictable'], ['busyHoursPerDay'], ['busyDaysPerWeek']];

/** Words that speak of a fact, and the ways in which it can be stated. */
const WORDS: readonly (readonly [RegExp, readonly Facts[]])[] = [
  [/\bcold starts (of seconds )?are (ruled out|accepted)/i, [['coldStarts']]],
  [
    /\bcallers (need an answer in|wait up to \d)|\bof the \d.* allowed|request needs an answer|leaves no time for cold/i,
    [['responseTimeSeconds']],
  ],
  [/\bsteady\b|traffic (varies|rises|falls)|seldom|rarely/i, [['trafficPattern']]],
  [/\bidle period|\bgaps?\b/i, IDLE],
  [/\bscores a dataset|between runs|each run|per record/i, [['trafficPattern']]],
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
  [/\bthe models (share a|run in)/i, [['modelsShareContainer']]],
  [/\bneed to scale independently/i, [['modelsScaleIndependently']]],
  [/\badapters\b/i, [['modelAdapters']]],
  [/\bhave to share one endpoint/i, [['modelsShareEndpoint']]],
  [/\bworkload needs a GPU|^The chosen \S+ has a GPU/i, GPU],
  [/\bworkload needs VPC/i, [['requiresVpc']]],
  [/\bworkload needs network isolation/i, [['requiresNetworkIsolation']]],
  [/\bworkload needs data capture/i, [['requiresDataCapture']]],
  [/\bworkload needs multiple production variants/i, [['requiresMultipleVariants']]],
  [/\bworkload needs models from AWS Marketplace/i, [['requiresMarketplaceModel']]],
  [/\bworkload needs scale to zero/i, [['requiresScaleToZero']]],
  [/\bworkload needs (\w+ )?streaming/i, [['requiresStreaming']]],
  [/\b(performance|lowest cost) comes first/i, [['costPriority']]],
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
  const ways = WAYS.get(code) ?? [];
  const listed = isStated(ways, stated) ? [] : [`${code} names ${JSON.stringify(ways)}`];
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
    ['stays-warm', 'Cold starts are ruled out; these instances are always on.', { responseTimeSeconds: 0.2 }],
    ['steady-uses-instances', 'It uses its instances.', {}],
    ['one-model-each', '2 models get one endpoint each.', { modelsShareContainer: true }],
    ['shared-container-preferred', 'The models are assumed to share a container.', { modelCount: 3 }],
  ] as const)('is found out where it does: %s', (code, text, stated) => {
    expect(unstated({ code, text }, workload(stated))).toHaveLength(1);
  });
});

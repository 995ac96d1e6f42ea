import {
  formatGB,
  formatMB,
  formatNumber,
  formatSeconds,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  optionTitle,
  QUOTAS,
  type Source,
} from '../recommender/index.ts';
import { capitalized } from './text.ts';

// What AWS allows, as people ask for it: a figure with its page, whatever workload it is for.

/** What a limit is of. */
export type Limited =
  | 'feature'
  | 'stream'
  | 'queue'
  | 'containers'
  | 'models'
  | 'image'
  | 'concurrency'
  | 'disk'
  | 'start-up'
  | 'rate'
  | 'instances'
  | 'endpoints'
  | 'memory'
  | 'time'
  | 'payload';

/** A row of AWS's feature matrix. */
export type Feature = keyof (typeof INFERENCE_OPTIONS)[number]['supports'];

/** What somebody asks of AWS's limits. */
export interface LimitAsk {
  /** Null where it is of something that isn't known here; `'all'` where no word says of what. */
  of: Limited | 'all' | null;
  /** Those that are named; none means all. */
  options: readonly InferenceOptionId[];
  feature?: Feature;
  /** An amount that the question names, in the limit's own unit. */
  asked?: number;
}

/** One limit. */
export interface Limit {
  /** The option that has it. */
  title: string;
  /** "payload at most 4 MB", "no GPUs". */
  says: string;
  source: Source;
  /** Another figure of AWS's, and the one above which it takes a test. */
  disputed?: { says: string; above: string; source: Source };
  /** Whether the amount that was asked about is within it; absent where none was. */
  holds?: boolean;
}

/** What is known of a limit. */
export interface LimitAnswer {
  /** "Payload limits". */
  heading: string;
  /** Empty where nothing is known. */
  limits: readonly Limit[];
  /** That a figure is missing; '' where none is. */
  missing: string;
}

type QuotaName = keyof typeof QUOTAS;

type Quota = (typeof QUOTAS)[QuotaName];

type Row = readonly [option: InferenceOptionId, what: string, quota: QuotaName];

const ROWS = {
  payload: [
    ['real-time', 'payload', 'realTimePayload'],
    ['serverless', 'payload', 'serverlessPayload'],
    ['asynchronous', 'payload', 'asynchronousPayload'],
    ['batch-transform', 'a record, or a mini-batch of records,', 'batchRecord'],
  ],
  time: [
    ['real-time', 'processing', 'realTimeProcessing'],
    ['serverless', 'processing', 'serverlessProcessing'],
    ['asynchronous', 'processing', 'asynchronousProcessing'],
    ['batch-transform', 'processing of a record', 'batchRecordProcessing'],
  ],
  stream: [
    ['real-time', 'a streamed response', 'realTimeResponseStream'],
    ['real-time', 'a bidirectional stream', 'realTimeBidirectionalStream'],
  ],
  queue: [['asynchronous', 'the wait in the queue', 'asynchronousQueueAge']],
  containers: [['real-time', 'on one endpoint', 'containersPerEndpoint']],
  image: [['serverless', 'container image', 'serverlessImage']],
  concurrency: [
    ['serverless', 'per endpoint', 'serverlessConcurrency'],
    ['serverless', 'per account and Region', 'serverlessAccountConcurrency'],
  ],
  disk: [
    ['serverless', 'disk', 'serverlessDisk'],
    ['real-time', "an instance's volume", 'volume'],
    ['asynchronous', "an instance's volume", 'volume'],
  ],
  'start-up': [
    ['real-time', 'model download, and as much for the health check,', 'startUpTimeout'],
    ['asynchronous', 'model download, and as much for the health check,', 'startUpTimeout'],
  ],
  rate: [['real-time', 'per account', 'invocationsPerSecond']],
  // What accounts start with. Of a job, AWS's API names another figure.
  instances: [
    ['real-time', 'a new account', 'endpointInstances'],
    ['asynchronous', 'a new account', 'endpointInstances'],
    ['batch-transform', 'a new account', 'batchInstances'],
  ],
  endpoints: [['serverless', 'per account and Region', 'serverlessEndpoints']],
  memory: [['serverless', 'memory for model, server and requests', 'serverlessMemory']],
} as const satisfies Partial<Record<Limited, readonly Row[]>>;

type Kind = keyof typeof ROWS;

const KINDS = Object.keys(ROWS) as Kind[];

/** What the limits are of, to stand before "limits". */
const NAMES: Readonly<Record<Kind, string>> = {
  payload: 'payload',
  time: 'processing time',
  stream: 'stream',
  queue: 'queue',
  containers: 'containers',
  image: 'container image',
  concurrency: 'concurrency',
  disk: 'disk',
  'start-up': 'start-up time',
  rate: 'request rate',
  instances: 'instances',
  endpoints: 'endpoints',
  memory: 'memory',
};

const FEATURES: Readonly<Record<Feature, string>> = {
  gpu: 'GPUs',
  vpc: 'VPC access',
  'network-isolation': 'network isolation',
  'data-capture': 'data capture',
  variants: 'multiple production variants',
  marketplace: 'models from AWS Marketplace',
};

const SUPPORTS = { yes: '', no: 'no ', disputed: "AWS's pages disagree on " } as const;

const UNKNOWN =
  'I have no figure for that limit. I know those of payload, processing time, memory, concurrency, container image, containers per endpoint and queue.';

/** What is known of a limit, with the page for each figure. Nothing is said that no page states. */
export function answerLimit({ of, options, feature, asked }: LimitAsk): LimitAnswer {
  if (of === null) return { heading: '', limits: [], missing: UNKNOWN };
  if (of === 'feature')
    return { heading: 'What AWS supports', limits: featuresOf(feature ?? 'gpu', options), missing: '' };
  if (of === 'all' && options.length > 0) {
    return { heading: 'Limits', limits: KINDS.flatMap((kind) => limitsOf(kind, { options })), missing: '' };
  }
  if (of === 'models') {
    const missing = 'I have no figure for models per endpoint; these are containers.';
    return { heading: headingOf('containers'), limits: limitsOf('containers', { options: [] }), missing };
  }
  const kind = of === 'all' ? 'payload' : of;
  const limits = limitsOf(kind, { options, asked });
  if (limits.length > 0) return { heading: headingOf(kind), limits, missing: '' };
  const missing = `I have no figure for ${options.map(optionTitle).join(' or ')}.`;
  return { heading: headingOf(kind), limits: limitsOf(kind, { options: [], asked }), missing };
}

const headingOf = (kind: Kind): string => `${capitalized(NAMES[kind])} limits`;

interface Meant {
  /** None means all. */
  options: readonly InferenceOptionId[];
  asked?: number | undefined;
}

const limitsOf = (kind: Kind, { options, asked }: Meant): Limit[] =>
  (ROWS[kind] as readonly Row[])
    .filter(([option]) => options.length === 0 || options.includes(option))
    .map(([option, what, name]): Limit => {
      const quota = QUOTAS[name];
      return {
        title: optionTitle(option),
        says: `${what} at most ${written(quota.value, quota.unit)}`,
        source: quota.source,
        ...('disputed' in quota && {
          disputed: {
            says: written(quota.disputed.value, quota.unit),
            above: written(Math.min(quota.value, quota.disputed.value), quota.unit),
            source: quota.disputed.source,
          },
        }),
        ...holdsIn(quota, asked),
      };
    });

/** Where AWS's pages disagree, an amount between their figures neither fits nor doesn't. */
function holdsIn(quota: Quota, asked: number | undefined): Pick<Limit, 'holds'> {
  const most = 'disputed' in quota ? Math.max(quota.value, quota.disputed.value) : quota.value;
  if (asked === undefined || (asked > quota.value && asked <= most)) return {};
  return { holds: asked <= quota.value };
}

const featuresOf = (feature: Feature, options: readonly InferenceOptionId[]): Limit[] =>
  INFERENCE_OPTIONS.filter(({ id }) => options.length === 0 || options.includes(id)).map(
    ({ title, supports, supportsSource }) => ({
      title,
      says: `${SUPPORTS[supports[feature]]}${FEATURES[feature]}`,
      source: supportsSource,
    }),
  );

const WRITTEN: Readonly<Record<string, (value: number) => string>> = { MB: formatMB, GB: formatGB, s: formatSeconds };

const written = (value: number, unit: string): string => WRITTEN[unit]?.(value) ?? `${formatNumber(value)} ${unit}`;

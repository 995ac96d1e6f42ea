import * as z from 'zod';
import { type Measurement, type MeasurementSource, SOURCE_NAMES } from '../recommender/index.ts';
import type { Same } from './held.ts';
import { named } from './parts.ts';

/** As in an endpoint's configuration. */
const instanceType = z.string().regex(/^ml\.[a-z0-9-]{1,30}\.[a-z0-9-]{1,30}$/);
/** No figure is larger. */
const FIGURE_MAX = 1e12;
const aboveZero = z.number().positive().max(FIGURE_MAX);
const atLeastZero = z.number().min(0).max(FIGURE_MAX);
const share = z.number().min(0).max(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const measurementSource = z.enum(Object.keys(SOURCE_NAMES) as MeasurementSource[]).describe('What measured it');

const MEANINGS = {
  instanceType: "AWS's name of the type that was measured, such as ml.g6e.xlarge; null where nobody says",
  instanceCount: 'Instances that did the work together; 1 if not stated',
  model: 'The model that was measured, as the file names it',
  measuredAt: 'The day of the measurement, such as 2026-11-20',
  concurrency: 'Requests in progress on all instances together',
  requestsPerSecond: 'Requests that succeeded per second, on all instances together',
  outputTokensPerSecond: 'Output tokens per second, on all instances together',
  inputTokens: 'Input tokens of a request, on average',
  outputTokens: 'Output tokens of a request, on average',
  seconds: 'A whole request, in seconds',
  timeToFirstTokenSeconds: 'Until the first token, in seconds',
  failedShare: 'Requests that failed, of all, 0 to 1. Above 0.01 the level does not count as capacity',
} as const;

const seconds = z.strictObject({
  mean: aboveZero.nullable(),
  p50: aboveZero.nullable(),
  p95: aboveZero.nullable(),
  p99: aboveZero.nullable(),
});

const point = z.strictObject({
  concurrency: aboveZero.nullable().describe(MEANINGS.concurrency),
  requestsPerSecond: aboveZero.describe(MEANINGS.requestsPerSecond),
  outputTokensPerSecond: aboveZero.nullable().describe(MEANINGS.outputTokensPerSecond),
  inputTokens: atLeastZero.nullable().describe(MEANINGS.inputTokens),
  outputTokens: atLeastZero.nullable().describe(MEANINGS.outputTokens),
  seconds: seconds.describe(MEANINGS.seconds),
  timeToFirstTokenSeconds: aboveZero.nullable().describe(MEANINGS.timeToFirstTokenSeconds),
  failedShare: share.nullable().describe(MEANINGS.failedShare),
});

export const stored = z
  .strictObject({
    source: measurementSource,
    instanceType: instanceType.nullable().describe(MEANINGS.instanceType),
    instanceCount: z.int().min(1).describe(MEANINGS.instanceCount),
    model: z.string().nullable().describe(MEANINGS.model),
    measuredAt: date.nullable().describe(MEANINGS.measuredAt),
    points: z.array(point).min(1).describe('A level of load each, by concurrency'),
  })
  .meta({ id: 'measurement' });

true satisfies Same<z.output<typeof stored>, Measurement>;

/** A row that somebody writes: one level of load on one type. */
const row = z.strictObject({
  ...named,
  instanceType: instanceType.nullish().describe(MEANINGS.instanceType),
  concurrency: aboveZero.nullish().describe(MEANINGS.concurrency),
  requestsPerSecond: aboveZero.describe(MEANINGS.requestsPerSecond),
  p50: aboveZero.nullish().describe('Half of the requests take at most this, in seconds'),
  p95: aboveZero.nullish().describe('95 of 100 requests take at most this, in seconds; at least p50'),
  p99: aboveZero.nullish().describe('99 of 100 requests take at most this, in seconds'),
  outputTokensPerSecond: aboveZero.nullish().describe(MEANINGS.outputTokensPerSecond),
  inputTokens: atLeastZero.nullish().describe(MEANINGS.inputTokens),
  outputTokens: atLeastZero.nullish().describe(MEANINGS.outputTokens),
  failedShare: share.nullish().describe(MEANINGS.failedShare),
  instanceCount: z.int().min(1).nullish().describe(MEANINGS.instanceCount),
  model: z.string().nullish().describe(MEANINGS.model),
  measuredAt: z.string().nullish().describe(MEANINGS.measuredAt),
});

const anything = z.looseObject({});
const list = z.array(z.looseObject({}));

/** A measurement as a person may write it: of each field less than is stored. */
const written = z.looseObject({
  ...named,
  source: measurementSource,
  instanceType: instanceType.nullish().describe(MEANINGS.instanceType),
  instanceCount: z.int().min(1).nullish().describe(MEANINGS.instanceCount),
  points: z
    .array(
      z.looseObject({
        ...point.partial().shape,
        requestsPerSecond: point.shape.requestsPerSecond,
        seconds: z.looseObject(seconds.partial().shape).nullish().describe(MEANINGS.seconds),
      }),
    )
    .min(1),
});

/** Files of load testers and of AWS's jobs, by what tells them apart. The rest of each is theirs. */
const OTHERS = [
  z.looseObject({ request_throughput: z.looseObject({ unit: z.string() }) }).describe('The JSON of AIPerf'),
  z
    .looseObject({
      metadata: z.looseObject({ guidellm_version: z.unknown(), version: z.literal(2) }),
      benchmarks: list,
    })
    .describe('The report of GuideLLM'),
  z.looseObject({ request_throughput: z.unknown(), model_id: z.unknown() }).describe("The JSON of vLLM's bench serve"),
  z
    .looseObject({ AIRecommendationJobName: z.unknown(), Recommendations: list })
    .describe('The answer of describe-ai-recommendation-job'),
  z
    .looseObject({ InferenceRecommendations: z.array(anything) })
    .describe('The answer of describe-inference-recommendations-job'),
  z.looseObject({ Steps: z.array(anything).min(1) }).describe('The answer of list-inference-recommendations-job-steps'),
];

/** One measurement of a file: a row, a stored one, or what a load tester wrote. */
export const anyMeasurement = z.union([
  row.describe('A row: one level of load'),
  written.describe('A measurement as recommend --json prints it'),
  ...OTHERS,
]);

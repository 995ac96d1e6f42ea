import * as z from 'zod';
import type { JobLine } from '../account/jobs.ts';
import type { AccountLine } from '../account/rank.ts';
import type { EndpointLine } from '../account/review.ts';
import type { WorkloadField } from '../recommender/index.ts';
import type { Same } from './held.ts';
import { count, each, field, figure, hosting, option, scaling, text, texts } from './parts.ts';
import { pricesUsed, reason, recommendation, workload } from './recommendation.ts';

// A line of `account --json`. Amounts are US dollars per month.

export const runs = z.strictObject({
  option: option.nullable(),
  hosting: hosting.nullable(),
  scaling: scaling.nullable(),
  ...each(['instance', 'status', 'since'], text),
  ...each(['count', 'min', 'max', 'memorySizeInMB', 'maxConcurrency', 'provisionedConcurrency'], figure),
  ...each(['variants', 'containers', 'components'], figure),
});

const unknown = z.array(z.strictObject(each(['what', 'why'], z.string()))).describe('What was not read, and why');
const rests = z.strictObject({ statistic: z.string(), days: z.number(), points: count });

const conditions = z.array(z.strictObject({ ...each(['what', 'text'], z.string()), holds: z.boolean() }));
const likely = z.strictObject({ saving: z.number(), conditions }).nullable();

const endpoint = z.strictObject({
  kind: z.literal('endpoint'),
  region: text,
  name: z.string(),
  runs,
  workload,
  measured: z.partialRecord(field, rests.extend({ metric: z.string(), periodSeconds: z.number() })),
  configured: z.partialRecord(field, z.string()).describe('The setting that each field was read from'),
  monthlyUsd: z.strictObject({ now: figure, recommended: figure }).nullable(),
  counted: text.describe('What monthlyUsd.now counts'),
  saving: figure.describe('Verified; it may be negative'),
  likely: likely.describe('What would be saved where facts hold that nobody measured or stated'),
  recommendation,
  findings: z.array(reason),
  unknown,
  missing: z.array(field).exactOptional().describe('To an assistant: what to state before anything can be proposed'),
});

true satisfies Same<z.output<typeof endpoint>, EndpointLine & { missing?: WorkloadField[] }>;

const { configured: _, counted: __, missing: ___, ...shared } = endpoint.shape;

const job = z.strictObject({
  ...shared,
  kind: z.literal('transform-job'),
  region: z.string(),
  runs: z.strictObject({
    option: z.literal('batch-transform'),
    hosting: z.literal('single-model'),
    ...each(['instance', 'model'], text),
    ...each(['count', 'meanHours'], figure),
    perMonth: z.number(),
  }),
  measured: z.record(z.string(), rests),
  likely: z.null(),
  findings: z.tuple([]),
});

true satisfies Same<z.output<typeof job>, JobLine>;

const whole = z.strictObject({
  kind: z.literal('account'),
  endpoints: count,
  monthlyUsd: z.strictObject({ now: z.number(), recommended: z.number() }),
  ...each(['saving', 'likely'], z.number()),
  days: figure,
  merges: z.array(z.strictObject({ region: text, image: z.string(), endpoints: texts, saving: figure })),
  prices: pricesUsed.exactOptional(),
  incomplete: unknown,
});

true satisfies Same<z.output<typeof whole>, AccountLine>;

export const account = z.union([endpoint, job, whole]);

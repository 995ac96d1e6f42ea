import * as z from 'zod';
import { HOSTING_PATTERNS, INFERENCE_OPTIONS, SCHEMA_KEY, WORKLOAD_FIELDS } from '../recommender/index.ts';

// What several documents have.

/** What every file that people write may have. */
export const named = { [SCHEMA_KEY]: z.string().optional().describe('The JSON Schema of this file, for editors') };

/** The same schema under several names. */
export const each = <const Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;

export const text = z.string().nullable();
export const texts = z.array(z.string());
export const figure = z.number().nullable();
export const count = z.int().min(0);
const spanned = each(['low', 'likely', 'high'], z.number());
export const span = z
  .strictObject(spanned)
  .meta({ id: 'span', description: 'From the least to the most that is expected' });

export const option = z.enum(INFERENCE_OPTIONS.map(({ id }) => id)).meta({ id: 'option' });
export const hosting = z.enum(HOSTING_PATTERNS.map(({ id }) => id));
export const scaling = z.enum([
  'fixed',
  'auto-scaling',
  'scale-to-zero',
  'on-demand',
  'provisioned-concurrency',
  'per-job',
]);
export const field = z.enum(WORKLOAD_FIELDS).meta({ id: 'field', description: 'A field of a workload' });

export const usdSpan = z.strictObject(spanned).meta({ id: 'usd', description: 'US dollars per month' });

export const chosenInstance = z
  .strictObject({
    type: z.string().describe("AWS's name, such as ml.g5.xlarge"),
    min: z.number().min(0).describe('0 where it scales to zero'),
    start: z.number().min(1),
    max: z.number().min(1).describe('At least start; where it scales, with room above what the peak takes'),
    peak: z.number().min(1).exactOptional().describe('What the load takes at most, where max has room above it'),
    busyMin: z.number().min(1).exactOptional().describe('The least in known busy hours'),
    holds: z.string().describe('Why it holds the load. Empty where its size is not known'),
    variants: z
      .number()
      .min(1)
      .exactOptional()
      .describe('Production variants of each endpoint, where there are several'),
    endpoints: z.number().min(1).exactOptional().describe('Endpoints, where each model has one'),
  })
  .meta({ id: 'instance' });

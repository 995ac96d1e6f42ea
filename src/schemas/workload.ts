import * as z from 'zod';
import { INSTANCE_TYPE_NAMES, POINTS_MAX, rowOf, WORKLOAD_FIELDS, type WorkloadField } from '../recommender/index.ts';
import { MEANINGS } from '../wording/field-meanings.ts';
import { anyMeasurement } from './measurement.ts';
import { named } from './parts.ts';

/** Fields of which the row's check is code. */
const IN_WORDS: Partial<Record<WorkloadField, z.ZodType>> = {
  instanceType: z.enum(INSTANCE_TYPE_NAMES),
  measurements: z.array(anyMeasurement).min(1).max(POINTS_MAX),
};

/** A workload as `parseWorkload` takes it: null is *not stated*. */
export const writtenWorkload = z.strictObject({
  ...named,
  ...Object.fromEntries(
    WORKLOAD_FIELDS.map((field) => {
      const check = IN_WORDS[field] ?? rowOf(field).schema;
      const taken = field === 'name' ? z.nonoptional(check) : z.nullish(check);
      return [field, taken.describe(MEANINGS[field])] as const;
    }),
  ),
});

import * as z from 'zod';
import { FIELD_NAMES, FIELDS } from './fields/index.ts';

// What a team states, as data: one row a field, and what is derived from the rows. Knows zod and nothing else.

/** What a team tells about a model to be served. Absent means *not stated*, never "no". Only `name` is required. */
export type Workload = z.infer<typeof workloadSchema>;
export type WorkloadField = keyof Workload;

/** One thing that is wrong with an input: the field (empty where the input as a whole is wrong) and a sentence. */
export interface Fault {
  field: string;
  text: string;
}

/** What `--json` prints in the place of a workload that is refused. */
export interface RefusedWorkload {
  kind: 'invalid';
  faults: Fault[];
}

type Fields = { [F in keyof typeof FIELDS]: (typeof FIELDS)[F]['schema'] };
type OptionalFields = { [F in Exclude<keyof Fields, 'name'>]: z.ZodOptional<Fields[F]> };

const { name, ...others } = FIELDS;
const optionalFields = Object.fromEntries(
  Object.entries(others).map(([field, { schema }]) => [field, schema.optional()]),
) as unknown as OptionalFields;

export const workloadSchema = z.strictObject({ name: name.schema, ...optionalFields });

/** Every field, in the order of the form. */
export const WORKLOAD_FIELDS: readonly WorkloadField[] = FIELD_NAMES;

/** The words that a field takes, for fields that take one of a few words; otherwise nothing. */
export function wordsOf(field: WorkloadField): readonly string[] | undefined {
  const { schema } = FIELDS[field];
  return schema instanceof z.ZodEnum ? schema.options : undefined;
}

/** The type of one field's value, for whoever has to read or change any field. */
export function kindOf(field: WorkloadField): 'text' | 'number' | 'yes-or-no' | 'words' {
  const { schema } = FIELDS[field];
  if (schema instanceof z.ZodEnum) return 'words';
  if (schema instanceof z.ZodBoolean) return 'yes-or-no';
  return schema instanceof z.ZodNumber || schema instanceof z.ZodLiteral ? 'number' : 'text';
}

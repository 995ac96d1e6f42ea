import * as z from 'zod/mini';
import type { Fault } from './fault.ts';
import { DEMANDS } from './fields/demands.ts';
import { LANGUAGE_MODELS } from './fields/language-models.ts';
import { MEASUREMENTS } from './fields/measurements.ts';
import { MODELS } from './fields/models.ts';
import type { Row, Span } from './fields/row.ts';
import { TRAFFIC } from './fields/traffic.ts';

// What a team states, as data: one row a field, and what is derived from the rows. Knows zod and nothing else.

type Rows = typeof TRAFFIC & typeof MODELS & typeof LANGUAGE_MODELS & typeof MEASUREMENTS & typeof DEMANDS;
type Field = keyof Rows;

/** Every field in the order of the form. Units stand in the names; 1 MB is 2^20 bytes and 1 GB is 1024 MB, as in AWS's API. */
const FIELDS: Rows = { ...TRAFFIC, ...MODELS, ...LANGUAGE_MODELS, ...MEASUREMENTS, ...DEMANDS };

/** A field of which the number is searched. */
export type NumberField = { [F in Field]: Rows[F] extends { span: Span } ? F : never }[Field];

/** A field that has a meaning only for requests. */
export type FieldAboutRequests = { [F in Field]: Rows[F] extends { about: 'requests' } ? F : never }[Field];

/** The questions of the form that come from a row alone, by id. */
export type RowQuestionId = {
  [F in Field]: Rows[F] extends { form: { id: infer Id } } ? Id : never;
}[Field];

/** Everything about a field: its check, label, question and unit. */
export const rowOf = (field: Field): Row => FIELDS[field];

/** What a field is called in a sentence, without a capital: "payload", "response time". */
export const labelOf = (field: Field): string => FIELDS[field].label;

/** The question that settles an assumption about a field: "Seconds per request?" */
export const questionFor = (field: Field): string => FIELDS[field].question;

/** What shows in an empty field: "300 ms, or 15 min". Undefined where its words are chosen. */
export const exampleOf = (field: Field): string | undefined => {
  const { form, sample } = rowOf(field);
  return form?.example ?? sample?.toString();
};

/** How a field's value reads: "sporadic" for `intermittent`. */
export const wordingOf = (field: Field, value: string): string => rowOf(field).values?.[value] ?? value;

/** In what a field's number is counted; nothing for a field that takes no number. */
export const unitOf = (field: Field): Row['unit'] => rowOf(field).unit;

/** What each field takes. Over `keyof Rows`, so that an editor shows a row's docstring at the field. */
type Facts = { -readonly [F in keyof Rows]?: z.output<Rows[F]['schema']> | undefined };

declare const checked: unique symbol;

/**
 * What a team tells about a model to be served. Absent means *not stated*, never "no". Only `name` is required, and only
 * `parseWorkload` makes one: to change one, copy it.
 */
export interface Workload extends Facts {
  name: string;
  readonly [checked]: true;
}

/** The name of a field: `payloadSizeMB`. Its unit is in the name. */
export type WorkloadField = Field;

/** What `--json` prints in the place of a workload that is refused. */
export interface RefusedWorkload {
  kind: 'invalid';
  faults: Fault[];
}

type Fields = { [F in Field]: Rows[F]['schema'] };
type OptionalFields = { [F in Exclude<keyof Fields, 'name'>]: z.ZodMiniOptional<Fields[F]> };

const { name, ...others } = FIELDS;
const optionalFields = Object.fromEntries(
  Object.entries(others).map(([field, { schema }]) => [field, z.optional(schema)]),
) as unknown as OptionalFields;

export const workloadSchema = z.strictObject({ name: name.schema, ...optionalFields });

/** Every field, in the order of the form. */
export const WORKLOAD_FIELDS = Object.keys(FIELDS) as readonly WorkloadField[];

/** The words that a field takes, for fields that take one of a few words; otherwise nothing. */
export function wordsOf(field: WorkloadField): readonly string[] | undefined {
  const { schema } = FIELDS[field];
  return schema instanceof z.ZodMiniEnum ? (schema.options as readonly string[]) : undefined;
}

/** The type of one field's value, for code that reads or changes any field. */
export function kindOf(field: WorkloadField): 'text' | 'number' | 'yes-or-no' | 'words' | 'object' | 'list' {
  const { schema } = FIELDS[field];
  if (schema instanceof z.ZodMiniEnum) return 'words';
  if (schema instanceof z.ZodMiniBoolean) return 'yes-or-no';
  if (schema instanceof z.ZodMiniRecord) return 'object';
  if (schema instanceof z.ZodMiniArray) return 'list';
  return schema instanceof z.ZodMiniNumber || schema instanceof z.ZodMiniLiteral ? 'number' : 'text';
}

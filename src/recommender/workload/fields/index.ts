import { DEMANDS } from './demands.ts';
import { LANGUAGE_MODELS } from './language-models.ts';
import { MODELS } from './models.ts';
import type { Row, Span } from './row.ts';
import { TRAFFIC } from './traffic.ts';

/** Every field in the order of the form. Units stand in the names; 1 MB is 2^20 bytes and 1 GB is 1024 MB, as in AWS's API. */
export const FIELDS = { ...TRAFFIC, ...MODELS, ...LANGUAGE_MODELS, ...DEMANDS };

export type Field = keyof typeof FIELDS;

/** A field of which the number is searched. */
export type NumberField = { [F in Field]: (typeof FIELDS)[F] extends { span: Span } ? F : never }[Field];

/** The questions of the form that come from a row alone, by id. */
export type RowQuestionId = {
  [F in Field]: (typeof FIELDS)[F] extends { form: { id: infer Id } } ? Id : never;
}[Field];

export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

export const rowOf = (field: Field): Row => FIELDS[field];

/** What a field is called in a sentence, without a capital: "payload", "response time". */
export const labelOf = (field: Field): string => FIELDS[field].label;

/** The question that settles an assumption about a field: "Seconds per request?" */
export const questionFor = (field: Field): string => FIELDS[field].question;

/** How a word that a field takes reads: "long gaps" of `intermittent`. */
export const wordingOf = (field: Field, value: string): string => rowOf(field).values?.[value] ?? value;

/** In what a field's number is counted; nothing for a field that takes no number. */
export const unitOf = (field: Field): Row['unit'] => rowOf(field).unit;

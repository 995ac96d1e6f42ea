import * as z from 'zod';
import { type Guardrail, INFERENCE_OPTIONS, type Workload } from '../recommender/index.ts';

// A team's policy: its file, what it makes of a recommendation, and the team's defaults. Pure but for reading the file.

/** Where a rule or a default holds: in any of the named places, of each kind that is named. Absent: everywhere. */
export interface When {
  /** Slack IDs of channels. */
  readonly channel?: readonly string[] | undefined;
  /** AWS Regions, with `*` for any characters. */
  readonly region?: readonly string[] | undefined;
  /** Slack IDs of the people who ask. */
  readonly requestedBy?: readonly string[] | undefined;
}

export type Rule = Omit<Guardrail, 'when'> & { readonly when?: When | undefined };

/** The answers that a team has defaults for. */
export type Assumed = Pick<Partial<Workload>, 'region' | 'availability' | 'costPriority'>;

/** Answers that are assumed where people say nothing. */
export interface TeamDefault {
  readonly when?: Omit<When, 'region'> | undefined;
  readonly assume: { readonly [F in keyof Assumed]: Assumed[F] | undefined };
}

/** Keys and numbers from the top of the file to a place in it. */
export type Path = readonly (string | number)[];

/** A policy file that was read and has no fault. */
export interface Policy {
  /** Eight hexadecimal digits that change with the file's meaning. */
  readonly version: string;
  readonly defaults: readonly TeamDefault[];
  readonly rules: readonly Rule[];
}

const LIST_MAX = 500;
/** AWS takes 50 tags per resource (SageMaker AI API, AddTags, 2026-09); templates have three more. */
const TAGS_MAX = 40;
const USD_MAX = 1_000_000_000;

/** One value is a list of one. */
const listOf = <Item extends z.ZodType<string>>(item: Item) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(LIST_MAX));

const channel = z.string().regex(/^[CGD][A-Z0-9]{2,30}$/, 'Must be the ID of a channel, such as C0123456789.');
const person = z.string().regex(/^[UW][A-Z0-9]{2,30}$/, 'Must be the ID of a person, such as U0123456789.');

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);

const option = z.enum(OPTION_IDS, { error: `Must be one of ${OPTION_IDS.join(', ')}.` });
const instanceType = z
  .string()
  .regex(/^[a-z0-9.*-]{1,40}$/, 'Must be an instance type, such as ml.g5.xlarge, or a pattern, such as ml.g*.');
const region = z
  .string()
  .regex(/^[a-z0-9*-]{1,30}$/, 'Must be a Region, such as eu-central-1, or a pattern, such as eu-*.');
const plainRegion = z
  .string()
  .regex(/^[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/, 'Must be a Region, such as eu-central-1.');
/** Letters, digits and these characters are allowed in the key of a tag (SageMaker AI API, Tag, 2026-09). */
const tag = z
  .string()
  .regex(/^[a-zA-Z0-9 _.:/=+@-]{1,128}$/, 'Must be the key of a tag: 1 to 128 letters, digits and _ . : / = + - @.')
  .refine((key) => !/^\s|\s$|^aws:/i.test(key), "Can't start with aws:, or start or end with a space.");
const dollars = z
  .number({ error: 'Must be US dollars per month, above 0, such as 500.' })
  .positive('Must be US dollars per month, above 0, such as 500.')
  .max(USD_MAX, 'Must be at most 1,000,000,000 US dollars per month.');
const name = z
  .string({ error: 'Give the rule a name that people understand.' })
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} .,:;()/%+'’$–-]{0,49}$/u,
    'Must be 1 to 50 letters, digits, spaces and simple punctuation.',
  );

const place = { channel: listOf(channel).optional(), requestedBy: listOf(person).optional() };

const cases = z.strictObject({
  option: listOf(option).optional(),
  instanceType: listOf(instanceType).optional(),
  region: listOf(region).optional(),
});

const budget = z.strictObject({ budgetUsd: dollars });

const rule = z.strictObject({
  name,
  when: z.strictObject({ ...place, region: listOf(region).optional() }).optional(),
  forbid: cases.optional(),
  allow: cases.optional(),
  require: z
    .strictObject({
      availability: z.literal('multi-az', { error: 'Must be multi-az.' }).optional(),
      tags: listOf(tag).pipe(z.array(z.string()).max(TAGS_MAX)).optional(),
    })
    .optional(),
  limit: budget.optional(),
  except: budget.optional(),
  overriddenBy: listOf(person).optional(),
});

const teamDefault = z.strictObject({
  when: z.strictObject(place).optional(),
  assume: z.strictObject({
    region: plainRegion.optional(),
    availability: z.enum(['single-instance', 'multi-az'], { error: 'Must be single-instance or multi-az.' }).optional(),
    costPriority: z
      .enum(['lowest-cost', 'balanced', 'performance'], { error: 'Must be lowest-cost, balanced or performance.' })
      .optional(),
  }),
});

/** The file, as it is written. */
export const policySchema = z.strictObject({
  version: z.literal(1, { error: 'Must be 1, the version of the format.' }),
  defaults: z.array(teamDefault).max(LIST_MAX).prefault([]),
  rules: z.array(rule).max(LIST_MAX).prefault([]),
});

/** A group of fields in the file: its place, such as `rules[].forbid`, empty for the file itself, and the fields it takes. */
export interface FieldGroup {
  readonly place: string;
  readonly fields: readonly string[];
}

/** Every group of fields in the file, from the top down. */
export function fieldGroups(): FieldGroup[] {
  return groupsIn(z.toJSONSchema(policySchema, { io: 'output', unrepresentable: 'any' }), '');
}

function groupsIn({ properties, items }: z.core.JSONSchema.JSONSchema, place: string): FieldGroup[] {
  if (isSchema(items)) return groupsIn(items, `${place}[]`);
  if (properties === undefined) return [];
  const inner = Object.entries(properties).flatMap(([field, schema]) =>
    isSchema(schema) ? groupsIn(schema, place === '' ? field : `${place}.${field}`) : [],
  );
  return [{ place, fields: Object.keys(properties) }, ...inner];
}

const isSchema = (value: unknown): value is z.core.JSONSchema.JSONSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

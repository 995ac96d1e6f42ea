import * as z from 'zod';
import {
  type Guardrail,
  HOSTING_PATTERNS,
  INFERENCE_OPTIONS,
  nearest,
  type TeamPrices,
  type Workload,
} from '../recommender/index.ts';
import { instanceType, oneOf, pricesSchema } from './prices.ts';
import type { TeamPolicy } from './team-rules.ts';

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

/** A policy file that was read and has no fault. */
export interface Policy extends TeamPolicy {
  /** Eight hexadecimal digits that change with the file's meaning. */
  readonly version: string;
  readonly defaults: readonly TeamDefault[];
  readonly rules: readonly Rule[];
  /** What the team pays. Absent: AWS's list prices. */
  readonly prices?: TeamPrices | undefined;
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

const personOrGroup = z
  .string()
  .regex(
    /^[UWS][A-Z0-9]{2,30}$/,
    'Must be the ID of a person, such as U0123456789, or of a user group, such as S0123456789.',
  );

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);
const HOSTING_IDS = HOSTING_PATTERNS.map(({ id }) => id);
const CONFIDENCES = ['firm', 'likely', 'needs-facts'] as const;

const option = oneOf(OPTION_IDS);
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

const whole = (error: string, min: number, max: number) => z.int({ error }).min(min, error).max(max, error);

const MOST_APPROVALS = 20;
const MOST_DAYS = 365;
const MOST_NUDGES = 20;
const MOST_YEARS_DAYS = 3650;

const approval = z.strictObject({
  name,
  when: z
    .strictObject({
      monthlyUsdOver: dollars.optional(),
      channel: listOf(channel).optional(),
      region: listOf(region).optional(),
      option: listOf(option).optional(),
      hosting: listOf(oneOf(HOSTING_IDS)).optional(),
      confidence: listOf(oneOf(CONFIDENCES)).optional(),
      environment: listOf(
        z.string().regex(/^[\p{L}\p{N}]{1,30}$/u, 'Must be one word of letters and digits, such as prod.'),
      ).optional(),
    })
    .optional(),
  count: whole('Must be a whole number from 1 to 20.', 1, MOST_APPROVALS),
  from: listOf(personOrGroup)
    .pipe(z.array(z.string()).min(1, 'Names nobody. Leave it out for everyone who may decide.'))
    .optional(),
  notRequester: z.boolean({ error: 'Must be true or false.' }).optional(),
});

const timeZone = z.string().superRefine((zone, context) => {
  if (isTimeZone(zone)) return;
  const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  context.addIssue({ code: 'custom', message: `Must be a time zone, such as Europe/Berlin.${hint}` });
});

/** Returns whether it is a time zone of the IANA database. An offset, such as `+02:00`, isn't: it ignores daylight saving time. */
function isTimeZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

/** The file, as it is written. */
export const policySchema = z.strictObject({
  version: z.literal(1, { error: 'Must be 1, the version of the format.' }),
  defaults: z.array(teamDefault).max(LIST_MAX).prefault([]),
  rules: z.array(rule).max(LIST_MAX).prefault([]),
  approvals: z.array(approval).max(LIST_MAX).optional(),
  concerns: z.strictObject({ blockingMayBeAcceptedBy: listOf(personOrGroup) }).optional(),
  nudge: z
    .strictObject({
      afterDays: whole('Must be a whole number of days from 0 to 365; 0 for never.', 0, MOST_DAYS).optional(),
      most: whole('Must be a whole number from 1 to 20.', 1, MOST_NUDGES).optional(),
    })
    .optional(),
  revisit: z
    .strictObject({ afterDays: whole('Must be a whole number of days from 1 to 3650.', 1, MOST_YEARS_DAYS) })
    .optional(),
  timeZone: timeZone.optional(),
  readerModel: z
    .strictObject({ forbid: z.array(z.strictObject({ channel: listOf(channel) })).max(LIST_MAX) })
    .optional(),
  prices: pricesSchema.optional(),
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

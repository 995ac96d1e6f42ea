import * as z from 'zod';
import { HOSTING_PATTERNS, INFERENCE_OPTIONS, nearest, type TeamPrices, type Workload } from '../recommender/index.ts';
import { instanceType, oneOf, pricesSchema } from './prices.ts';

// A team's policy: its file, what it makes of a recommendation, and the team's defaults. Pure but for reading the file.

type ReadOnly<T> = T extends readonly (infer Item)[]
  ? readonly ReadOnly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: ReadOnly<T[Key]> }
    : T;

type Written = ReadOnly<z.output<typeof policySchema>>;

/** A policy file that was read and has no fault. */
export interface Policy extends Omit<Written, 'version' | 'prices'> {
  /** Eight hexadecimal digits that change with the file's meaning. */
  readonly version: string;
  /** What the team pays. Absent: AWS's list prices. */
  readonly prices?: TeamPrices | undefined;
}

/** What a policy says of a team's decisions. */
export type TeamPolicy = Omit<Policy, 'version' | 'prices' | 'defaults' | 'rules'>;

/** Where a rule or a default holds: in any of the named places, of each kind that is named. Absent: everywhere. */
export type When = NonNullable<Rule['when']>;
export type Rule = Policy['rules'][number];

/** Answers that are assumed where people say nothing. */
export type TeamDefault = Policy['defaults'][number];

/** The answers that a team has defaults for. */
export type Assumed = Pick<Partial<Workload>, keyof TeamDefault['assume']>;

const LIST_MAX = 500;
/** AWS takes 50 tags per resource (SageMaker AI API, AddTags, 2026-09); templates have three more. */
const TAGS_MAX = 40;
const USD_MAX = 1_000_000_000;

/** One value is a list of one. `none`: what to say of an empty list, where that isn't allowed. */
const listOf = <Item extends z.ZodType<string>>(item: Item, means: string, max = LIST_MAX, none?: string) => {
  const list = none === undefined ? z.array(item) : z.array(item).min(1, none);
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), list.max(max)).describe(means);
};

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

const CHANNELS = 'Slack IDs of channels, such as C0123456789';
const REGIONS = 'AWS Regions; * stands for any characters, as in eu-*';
const OPTIONS = 'Ways in which SageMaker AI serves a model';

const place = {
  channel: listOf(channel, CHANNELS).optional(),
  requestedBy: listOf(person, 'Slack IDs of the people who ask, such as U0123456789').optional(),
};

const cases = z.strictObject({
  option: listOf(option, OPTIONS).optional(),
  instanceType: listOf(instanceType, 'Instance types; * stands for any characters, as in ml.g*').optional(),
  region: listOf(region, REGIONS).optional(),
});

const budget = z.strictObject({ budgetUsd: dollars.describe('US dollars per month') });

const rule = z.strictObject({
  name: name.describe('What people read, 1 to 50 characters. No two rules share one'),
  when: z
    .strictObject({ ...place, region: listOf(region, REGIONS).optional() })
    .optional()
    .describe('Where the rule holds: all that is here must match. Without it: everywhere'),
  forbid: cases.optional().describe('Rules out whatever any of these lists names'),
  allow: cases.optional().describe('Rules out whatever these lists do not name'),
  require: z
    .strictObject({
      availability: z
        .literal('multi-az', { error: 'Must be multi-az.' })
        .optional()
        .describe('At least two instances, in two Availability Zones'),
      tags: listOf(tag, 'Keys of tags that templates ask for', TAGS_MAX).optional(),
    })
    .optional(),
  limit: budget.optional().describe('The most that an option may cost per month, by its estimate'),
  except: budget.optional().describe('What costs at most this per month is not forbidden'),
  overriddenBy: listOf(person, 'Slack IDs of the people who may set the rule aside. Without it, nobody may').optional(),
});

const teamDefault = z.strictObject({
  when: z.strictObject(place).optional().describe('For whom it is assumed. Without it: for everybody'),
  assume: z.strictObject({
    region: plainRegion.optional().describe('An AWS Region, such as eu-central-1'),
    availability: z
      .enum(['single-instance', 'multi-az'], { error: 'Must be single-instance or multi-az.' })
      .optional()
      .describe('Whether one instance is enough; multi-az means at least two'),
    costPriority: z
      .enum(['lowest-cost', 'balanced', 'performance'], { error: 'Must be lowest-cost, balanced or performance.' })
      .optional()
      .describe("The team's cost tolerance"),
  }),
});

const whole = (error: string, min: number, max: number) => z.int({ error }).min(min, error).max(max, error);

const MOST_APPROVALS = 20;
const MOST_DAYS = 365;
const MOST_NUDGES = 20;
const MOST_YEARS_DAYS = 3650;

const approval = z.strictObject({
  name: name.describe('What people read. No two approvals share one'),
  when: z
    .strictObject({
      monthlyUsdOver: dollars.optional().describe('What the option exceeds per month, in US dollars'),
      channel: listOf(channel, CHANNELS).optional(),
      region: listOf(region, REGIONS).optional(),
      option: listOf(option, OPTIONS).optional(),
      hosting: listOf(oneOf(HOSTING_IDS), 'How models and containers share the option').optional(),
      confidence: listOf(oneOf(CONFIDENCES), 'How sure the answer is').optional(),
      environment: listOf(
        z.string().regex(/^[\p{L}\p{N}]{1,30}$/u, 'Must be one word of letters and digits, such as prod.'),
        "A word of the workload's or the channel's name, such as prod",
      ).optional(),
    })
    .optional()
    .describe('What it is needed for: all that is here must match. Without it: everything'),
  count: whole('Must be a whole number from 1 to 20.', 1, MOST_APPROVALS).describe('How many people approve'),
  from: listOf(
    personOrGroup,
    'Slack IDs of people and user groups. Without it: everyone who may decide',
    LIST_MAX,
    'Names nobody. Leave it out for everyone who may decide.',
  ).optional(),
  notRequester: z
    .boolean({ error: 'Must be true or false.' })
    .optional()
    .describe("Whether the requester's own approval doesn't count"),
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

export const policySchema = z.strictObject({
  version: z.literal(1, { error: 'Must be 1, the version of the format.' }).describe('The version of the format: 1'),
  defaults: z.array(teamDefault).max(LIST_MAX).prefault([]).describe('What is assumed where people say nothing'),
  rules: z.array(rule).max(LIST_MAX).prefault([]).describe('What may serve a workload'),
  approvals: z.array(approval).max(LIST_MAX).optional().describe('Whose approval a decision takes'),
  concerns: z
    .strictObject({
      blockingMayBeAcceptedBy: listOf(personOrGroup, 'Who may decide while a blocking concern is open, with a reason'),
    })
    .optional(),
  nudge: z
    .strictObject({
      afterDays: whole('Must be a whole number of days from 0 to 365; 0 for never.', 0, MOST_DAYS)
        .optional()
        .describe('Days without an event before an open review is brought up; 0 for never'),
      most: whole('Must be a whole number from 1 to 20.', 1, MOST_NUDGES)
        .optional()
        .describe('How often, once per week'),
    })
    .optional()
    .describe('Reminders of open reviews'),
  revisit: z
    .strictObject({
      afterDays: whole('Must be a whole number of days from 1 to 3650.', 1, MOST_YEARS_DAYS).describe(
        'Days after a decision to look at it again',
      ),
    })
    .optional(),
  timeZone: timeZone.optional().describe('Of due dates and reminders, such as Europe/Berlin. Without it: UTC'),
  readerModel: z
    .strictObject({ forbid: z.array(z.strictObject({ channel: listOf(channel, CHANNELS) })).max(LIST_MAX) })
    .optional()
    .describe('Where no language model reads what people write'),
  prices: pricesSchema.optional().describe('What the team pays'),
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

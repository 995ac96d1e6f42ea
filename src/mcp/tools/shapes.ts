import * as z from 'zod';
import {
  HOSTING_PATTERNS,
  INFERENCE_OPTIONS,
  rowOf,
  type SizingBasis,
  WORKLOAD_FIELDS,
} from '../../recommender/index.ts';
import { MEANINGS } from '../../wording/field-meanings.ts';

// What several tools take and return, as an assistant sees it. The checks of a workload are the recommender's own.

const fields = WORKLOAD_FIELDS.filter((field) => field !== 'name');

/** A workload, with what each field means. They are described once, in the tool that comes first. */
export const describedWorkload = z
  .strictObject({
    name: rowOf('name').schema.check(z.describe(MEANINGS.name)),
    ...Object.fromEntries(fields.map((field) => [field, z.optional(rowOf(field).schema).describe(MEANINGS[field])])),
  })
  .describe(
    'What is known of a model and its traffic. Leave out what nobody stated: absent is not the same as no. For example {"name": "fraud-scoring", "trafficPattern": "steady", "peakRequestsPerSecond": 20, "payloadSizeMB": 3, "responseTimeSeconds": 0.2}',
  );

/** A workload where its fields are described elsewhere: every schema is read with every conversation. */
export const workload = z.looseObject({ name: z.string() }).describe('As in recommend');

/** New values of some fields. */
export const changes = z
  .strictObject(Object.fromEntries(fields.map((field) => [field, z.nullish(rowOf(field).schema)])))
  .describe(
    'Fields of a workload and their new values; null takes a fact back. For example {"payloadSizeMB": 30, "trafficPattern": null}',
  );

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);
export const optionId = z.enum(OPTION_IDS, `must be one of ${OPTION_IDS.join(', ')}`);
export const hostingId = z.enum(HOSTING_PATTERNS.map(({ id }) => id));
export const usd = z
  .object({ low: z.number(), likely: z.number(), high: z.number() })
  .nullable()
  .describe('USD per month; null: unknown price');

/** An object whose fields are described elsewhere. */
export const anObject = z.object({}) as z.ZodType<object>;

const page = z.object({ url: z.string() });

export const reason = z.object({
  code: z.string(),
  text: z.string(),
  source: page.optional().describe('Where AWS says so, and when it was read'),
});

export const outside = z
  .array(z.object({ id: z.string(), text: z.string(), source: page }))
  .optional()
  .describe("What else of AWS's to look at: over budget, or the plain alternative");
export const savingsPlan = z
  .object({ instances: z.number(), text: z.string(), source: page })
  .optional()
  .describe('For instances that run all month');

export const wouldFitIf = z.object({ text: z.string(), changes: anObject }).nullable();

export const SIZING_BASES = [
  'measured',
  'stated',
  'modelled',
  'bounded',
  'unknown',
] as const satisfies readonly SizingBasis[];

export const span = z.object({ low: z.number(), likely: z.number(), high: z.number() });

const sizing = z
  .object({
    basis: z
      .enum(SIZING_BASES)
      .describe('What the count rests on. modelled: load-test it. unknown: ask for `needs`, and claim no count'),
    typeFirm: z.boolean(),
    count: span.nullable().describe('Instances at the peak; null where unknown'),
    text: z.string().describe('What decides'),
    needs: z.array(z.string()).describe('What to state or measure, most telling first'),
    tokens: anObject.nullable().describe('What users of a language model see at the peak: tokens per second, seconds'),
    alternatives: z.array(anObject).describe('What the type was chosen against'),
    measured: anObject.optional().describe("The team's own measurement that the speed rests on"),
    decides: z.array(anObject).optional().describe('Constraints that bind, each with the bill when relaxed by half'),
  })
  .nullable();

export const instance = z.object({ type: z.string(), min: z.number(), start: z.number(), max: z.number() }).nullable();

export const choice = z.object({
  option: optionId,
  hosting: hostingId,
  scaling: z.string(),
  title: z.string(),
  instance,
  times: anObject.nullable().optional().describe('Of scaling, in seconds'),
  sizing: sizing.optional().describe('null: nothing is an instance. Absent: sized by earlier rules'),
  confidence: z.enum(['firm', 'likely', 'needs-facts']),
  holdsIf: z.array(z.object({ field: z.string(), text: z.string(), to: z.string().nullable() })),
  conditional: z.boolean(),
});

export const recommendation = z.object({
  kind: z.enum(['recommended', 'nothing-fits']),
  workload: z.object({ name: z.string() }),
  choice: choice.nullable(),
  rationale: z.array(reason),
  rejected: z.array(
    z.object({ option: optionId, verdict: z.enum(['ruled-out', 'outranked']), reasons: z.array(reason), wouldFitIf }),
  ),
  costs: z.array(z.object({ option: optionId, monthlyUsd: usd, listMonthlyUsd: usd.optional() })),
  flips: z.array(z.object({ field: z.string(), text: z.string() })),
  assumptions: z.array(z.object({ field: z.string(), text: z.string(), decisive: z.boolean() })),
  questions: z
    .array(z.object({ field: z.string(), words: z.string().optional(), answers: z.array(anObject) }))
    .optional()
    .describe(
      'Ask these: too little is known to choose. Each answer has the `values` that lead to an `option`; of `words` in doubt also the `field`, and `otherwise` is where none of them leads',
    ),
  outside,
  savingsPlan,
  warnings: z.array(reason),
  notes: z.array(reason).optional().describe('Settings and features of AWS that suit the choice'),
  facts: z.looseObject({ quotasAsOf: z.string(), pricesAsOf: z.string(), version: z.string() }),
  policy: anObject.optional().describe("What the team's policy decided and assumed"),
});

export const unknown = z.array(z.object({ what: z.string(), why: z.string() }));

/** What an answer rests on that nobody stated. */
export const grounds = {
  policy: z.array(z.string()).describe("What the team's policy decided and assumed"),
  open: z.array(z.string()).describe('To confirm with the person'),
  assumptions: z.array(z.string()),
};

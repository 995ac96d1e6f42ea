import * as z from 'zod';
import { DEPLOYMENT_FORMATS } from '../deploy/index.ts';
import {
  HOSTING_PATTERNS,
  INFERENCE_OPTIONS,
  labelOf,
  rowOf,
  type SizingBasis,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../recommender/index.ts';

// What the tools take and return, as an assistant sees it. The checks of a workload are the recommender's own.

/** Longest text of words, in characters. A Slack message has no more (https://docs.slack.dev/reference/methods/chat.postMessage). */
export const WORDS_MAX = 40_000;

/** "payload, MB", and what the field takes where its schema does not say it. */
function describe(field: WorkloadField): string {
  const unit = unitOf(field);
  const { expects } = rowOf(field);
  return [labelOf(field), unit === 'count' ? undefined : unit, expects].filter((part) => part !== undefined).join(', ');
}

/** A workload with or without what each field means. */
function workloadWith(means: boolean) {
  const fields = WORKLOAD_FIELDS.map((field) => {
    const { schema } = rowOf(field);
    const told = means ? schema.describe(describe(field)) : schema;
    return [field, field === 'name' ? told : told.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(fields));
}

/** Its fields are described once, in the tool that comes first: every description is read with every conversation. */
const describedWorkload = workloadWith(true).describe(
  'What is known of a model and its traffic. Leave out what nobody stated: absent is not the same as no.',
);
const workload = workloadWith(false).describe('As in recommend');

const changes = z
  .partialRecord(z.enum(WORKLOAD_FIELDS.filter((field) => field !== 'name')), z.unknown())
  .describe('Fields of a workload and their new values. null takes a fact back.');

const OPTION_IDS = INFERENCE_OPTIONS.map(({ id }) => id);
const optionId = z.enum(OPTION_IDS, `must be one of ${OPTION_IDS.join(', ')}`);
const hostingId = z.enum(HOSTING_PATTERNS.map(({ id }) => id));
const usd = z
  .object({ low: z.number(), likely: z.number(), high: z.number() })
  .nullable()
  .describe('USD per month; null: unknown price');

/** An object whose fields are described elsewhere. */
const anObject = z.object({}) as z.ZodType<object>;

const page = z.object({ url: z.string() });

const reason = z.object({
  code: z.string(),
  text: z.string(),
  source: page.optional().describe('Where AWS says so, and when it was read'),
});

const outside = z
  .array(z.object({ id: z.string(), text: z.string(), source: page }))
  .optional()
  .describe("What else of AWS's to look at: over budget, or the plain alternative");
const savingsPlan = z
  .object({ instances: z.number(), text: z.string(), source: page })
  .optional()
  .describe('For instances that run all month');

const wouldFitIf = z.object({ text: z.string(), changes: anObject }).nullable();

const scalingTimes = z.object({
  wakeUpSeconds: z.number().nullable(),
  addedAfterSeconds: z.number(),
  removedAfterSeconds: z.number(),
});
const SIZING_BASES = ['measured', 'stated', 'modelled', 'bounded', 'unknown'] as const satisfies readonly SizingBasis[];

const span = z.object({ low: z.number(), likely: z.number(), high: z.number() });

const sizing = z
  .object({
    basis: z
      .enum(SIZING_BASES)
      .describe('What the count rests on. modelled: load-test it. unknown: ask for `needs`, and claim no count'),
    typeFirm: z.boolean(),
    count: span.nullable().describe('Instances at the peak; null where unknown'),
    text: z.string().describe('What decides'),
    needs: z.array(z.string()).describe('What to state or measure, most telling first'),
    tokens: z
      .object({
        neededPerSecond: z.number().nullable(),
        eachPerSecond: span,
        perStream: span,
        firstTokenSeconds: span,
        answerSeconds: span,
        inProgress: z.number(),
      })
      .nullable()
      .describe('What users of a language model see at the peak'),
    alternatives: z
      .array(z.object({ type: z.string(), count: z.number(), monthlyUsd: z.number(), why: z.string() }))
      .describe('What the type was chosen against'),
    measured: z
      .object({
        source: z.string().describe('What measured it'),
        instanceType: z.string().describe('Another than the chosen one where basis is modelled: scaled from it'),
        measuredAt: z.string().nullable(),
        model: z.string().nullable(),
        concurrency: z.number().nullable().describe('In progress on one instance'),
        latency: z.object({ seconds: z.number(), statistic: z.enum(['p95', 'p50', 'mean', 'rate']) }).nullable(),
        unit: z.enum(['tokens', 'requests']).describe('Per second of one instance'),
        measured: z.number(),
        modelled: span.nullable().describe('What the throughput model says of the same load'),
      })
      .optional()
      .describe("The team's own measurement that the speed rests on"),
  })
  .nullable();

const instance = z.object({ type: z.string(), min: z.number(), start: z.number(), max: z.number() }).nullable();

const choice = z.object({
  option: optionId,
  hosting: hostingId,
  scaling: z.string(),
  title: z.string(),
  instance,
  times: scalingTimes.nullable().optional(),
  sizing: sizing.optional().describe('null: nothing is an instance. Absent: sized by earlier rules'),
  confidence: z.enum(['firm', 'likely', 'needs-facts']),
  holdsIf: z.array(z.object({ field: z.string(), text: z.string(), to: z.string().nullable() })),
  conditional: z.boolean(),
});

const recommendation = z.object({
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

const heard = z.object({
  says: anObject.describe('Facts that were read'),
  from: anObject.describe('The words of each fact'),
  unclear: z.array(anObject).describe('Ask about `field`: `words` may state any of its `readings`'),
  notUsed: z.array(z.string()),
  by: anObject.optional(),
  note: z.string().optional(),
});

const outcome = z.object({
  option: optionId.nullable().describe('null: no option fits'),
  hosting: hostingId.nullable(),
  scaling: z.string().nullable(),
  confidence: z.enum(['firm', 'likely', 'needs-facts']).nullable(),
  instance: instance.describe('null: nothing is an instance, or none was found'),
  count: span.nullable().describe('Instances at the peak; null where unknown'),
  basis: z.enum(SIZING_BASES).nullable().describe('What the count rests on'),
  monthlyUsd: usd,
});

const unknown = z.array(z.object({ what: z.string(), why: z.string() }));

/** The input of each tool. */
export const INPUTS = {
  recommend: z.strictObject({
    workload: describedWorkload.optional(),
    words: z
      .string('must be a text')
      .min(1, 'must not be empty')
      .max(WORDS_MAX, `must have at most ${WORDS_MAX} characters`)
      .optional()
      .describe('The workload in plain English: "3 MB, 20 rps, 200 ms"'),
  }),
  whatIf: z.strictObject({ workload, changes }),
  findSavings: z.strictObject({ workload: z.looseObject({ name: z.string() }).describe('As in recommend') }),
  explainOption: z.strictObject({ workload, option: optionId }),
  renderTemplate: z.strictObject({
    workload,
    format: z.enum(DEPLOYMENT_FORMATS, `must be one of ${DEPLOYMENT_FORMATS.join(', ')}`),
  }),
  reviewEndpoint: z.strictObject({
    described: z
      .array(z.looseObject({}, 'must be a JSON object'), 'must be a list of JSON objects')
      .min(1, 'must not be empty')
      .describe('What the AWS CLI prints for one endpoint: describe-endpoint-config, and more of it if there is more'),
  }),
  importMeasurement: z.strictObject({
    content: z
      .union(
        [z.string(), z.looseObject({}), z.array(z.looseObject({}))],
        'must be a text, an object or a list of objects',
      )
      .describe(
        'The file as text or JSON, or rows: {instanceType, concurrency, requestsPerSecond, p50, p95, outputTokensPerSecond}, seconds',
      ),
    instanceType: z
      .string('must be a text')
      .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, 'must be as AWS writes it, such as ml.g6e.xlarge')
      .optional()
      .describe('Where the file names none: ask the person which one was measured'),
  }),
  searchReviews: z.strictObject({
    query: z
      .string('must be a text')
      .min(1, 'must not be empty')
      .max(200, 'must have at most 200 characters')
      .describe('Words of the name of a review'),
    limit: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(50, 'must be at most 50')
      .optional()
      .describe('Most reviews to return; 10 without it'),
  }),
};

/** The structured result of each tool. */
export const OUTPUTS = {
  recommend: z.object({ recommendation, heard: heard.optional() }),
  whatIf: z.object({ before: outcome, after: outcome }),
  findSavings: z.object({
    name: z.string(),
    option: optionId.nullable(),
    monthlyUsd: usd.describe('Today, of the recommended option'),
    heading: z.string(),
    ways: z
      .array(
        z.object({
          lever: z.string(),
          costs: z.enum(['quality', 'time', 'safety', 'work', 'demand', 'preference']).describe('What is given up'),
          changes: anObject.describe('As in what_if; empty: the option fits as it is'),
          option: optionId,
          size: z.object({ type: z.string(), count: z.number() }).nullable(),
          usd: z.number(),
          savedUsd: z.number(),
          text: z.string(),
        }),
      )
      .describe('The cheapest first, likely US dollars per month'),
    waysOut: z
      .array(z.object({ changes: anObject, text: z.string() }))
      .optional()
      .describe('Where no option fits'),
    outside,
    savingsPlan,
  }),
  explainOption: z.object({
    option: optionId,
    title: z.string(),
    verdict: z.enum(['chosen', 'ruled-out', 'outranked']),
    reasons: z.array(reason),
    wouldFitIf,
  }),
  renderTemplate: z.object({
    files: z.array(z.object({ path: z.string(), content: z.string() })),
    parameters: z.array(z.object({ name: z.string(), why: z.string() })),
    notes: z.array(z.string()),
    behaviour: z.object({
      firstAnswerAfterIdleSeconds: z.number().nullable(),
      zeroAfterSeconds: z.number().nullable(),
      maxRequestsPerSecond: z.number().nullable(),
      peakReachedAfterSeconds: z.number().nullable(),
      basis: z.array(z.string()),
    }),
  }),
  importMeasurement: z.object({
    measurements: z.array(anObject).describe('To give as `measurements` of a workload'),
    asks: z.array(z.string()).describe('What to ask the person before they count'),
  }),
  reviewEndpoint: z.object({
    kind: z.literal('endpoint'),
    region: z.string().nullable(),
    name: z.string(),
    runs: anObject,
    workload: z.object({ name: z.string() }),
    measured: anObject.describe('By field: metric, statistic, days, period in seconds, datapoints'),
    monthlyUsd: z.object({ now: z.number().nullable(), recommended: z.number().nullable() }).nullable(),
    saving: z.number().nullable().describe('Verified: every fact is measured or stated'),
    likely: anObject
      .nullable()
      .describe('What is saved per month if its conditions hold; null where it is verified or nothing'),
    recommendation: anObject.describe('As in recommend'),
    findings: z.array(reason),
    unknown,
  }),
  searchReviews: z.object({
    reviews: z.array(
      z.object({
        name: z.string(),
        state: z.string(),
        recommended: optionId.nullable().describe('null: no option fits'),
        decided: optionId.nullable().describe('What the team chose; null until it is decided'),
        since: z.string().describe('When it came into its state, as an ISO date'),
        openConcerns: z.number(),
        link: z.string().nullable().describe('To its message in Slack, or to the channel; null before it is posted'),
      }),
    ),
  }),
};

import * as z from 'zod';
import { type Recommendation, rowOf, WORKLOAD_FIELDS, type Workload } from '../recommender/index.ts';
import type { Same } from './held.ts';
import { measurementSource, stored } from './measurement.ts';
import { chosenInstance, field, hosting, option, scaling, span, texts, usdSpan } from './parts.ts';

// What the recommender answers. The compiler holds it to the type.

export const value = z.union([z.string(), z.number(), z.boolean()]);

export const source = z
  .strictObject({
    title: z.string(),
    url: z.string(),
    date: z.string().describe('A day or a month: 2026-09-25, 2026-09'),
  })
  .meta({ id: 'source', description: 'Where AWS says so, and when that was read' });

export const reason = z
  .strictObject({
    code: z.string(),
    text: z.string().describe('A whole sentence in English'),
    asked: z.union([z.number(), z.string()]).exactOptional().describe('What the workload needs'),
    allowed: z.union([z.number(), z.string()]).exactOptional().describe('The limit that it was compared with'),
    rule: z.string().exactOptional().describe("The name of the team's rule; with the code policy only"),
    source: source.exactOptional(),
  })
  .meta({ id: 'reason' });

export const shapes = WORKLOAD_FIELDS.map((name) => {
  const { schema } = rowOf(name);
  return [name, name === 'name' ? schema : z.optional(name === 'measurements' ? z.array(stored) : schema)] as const;
});
/** The rows are the source of both, of the type and of this. */
export const workload = z
  .strictObject(Object.fromEntries(shapes))
  .meta({ id: 'workload' }) as unknown as z.ZodType<Workload>;
export const facts = z
  .strictObject(Object.fromEntries(shapes))
  .partial()
  .meta({ id: 'facts', description: 'Fields of a workload' }) as unknown as z.ZodType<Partial<Workload>>;

const seconds = z.number().min(0);

const times = z.strictObject({
  wakeUpSeconds: seconds
    .nullable()
    .describe('From the first request after an idle period until an instance serves; null where one is always on'),
  addedAfterSeconds: seconds.describe('From the start of a higher load until another instance serves'),
  removedAfterSeconds: seconds.describe("From the last answer until an instance that isn't needed is gone"),
});

const basis = z
  .enum(['measured', 'stated', 'modelled', 'bounded', 'unknown'])
  .describe('How fast one instance is known to be, best first');

const tokens = z.strictObject({
  neededPerSecond: z.number().nullable().describe('Output tokens per second of the busiest second'),
  eachPerSecond: span.describe('Output tokens per second that one instance makes at most'),
  perStream: span.describe('Output tokens per second of one stream, at the peak'),
  firstTokenSeconds: span,
  answerSeconds: span,
  inProgress: z.number().describe('Requests in progress at the peak, on all instances'),
});

const measured = z.strictObject({
  source: measurementSource,
  instanceType: z.string().describe('Another than the chosen one where the speed is scaled from it'),
  measuredAt: z.string().nullable(),
  model: z.string().nullable(),
  concurrency: z.number().nullable().describe('Requests in progress on one instance'),
  latency: z.strictObject({ seconds, statistic: z.enum(['p95', 'p50', 'mean', 'rate']) }).nullable(),
  unit: z.enum(['tokens', 'requests']).describe('Per second of one instance'),
  measured: z.number(),
  modelled: span.nullable().describe('What the throughput model says of the same load'),
});

const sizing = z.strictObject({
  basis,
  typeFirm: z.boolean().describe('No ordinary value of an unstated fact leads to another type'),
  count: span.nullable().describe('Instances at the peak, of each endpoint or job; null where unknown'),
  text: z.string().describe('What decides'),
  needs: z.array(field).describe('What to state or measure, the most telling first'),
  waitSeconds: z
    .strictObject({ p95: seconds })
    .exactOptional()
    .describe('What 95 of 100 requests wait at most for a free worker at the peak'),
  tokens: tokens.nullable().describe('What users of a language model see at the peak'),
  alternatives: z.array(
    z.strictObject({ type: z.string(), count: z.number().min(1), monthlyUsd: z.number(), why: z.string() }),
  ),
  measured: measured.exactOptional(),
  decides: z
    .array(
      z.strictObject({
        field: z
          .enum([
            'responseTimeSeconds',
            'processingTimeSeconds',
            'answerSeconds',
            'streamTokensPerSecond',
            'concurrentRequests',
            'inputTokens',
            'outputTokens',
            'contextTokens',
            'memory',
            'invocation-limit',
          ])
          .describe('`memory` and `invocation-limit` (how long AWS lets a call take) are no fields of a workload'),
        value: z.number().describe('As stated or assumed; of memory in GB'),
        relaxedMonthlyUsd: z.number().nullable().describe('With it relaxed by half; null where unknown'),
      }),
    )
    .exactOptional()
    .describe('The constraints that bind, the one that costs most first'),
});

const extent = z
  .strictObject({
    least: z.number(),
    below: z.number().exactOptional(),
    most: z.number(),
    above: z.number().exactOptional(),
  })
  .describe('From the least to the most, and the numbers next to these at which it holds no longer');

const region = z.strictObject({
  code: z.string().nullable().describe('null: a second Region that nobody named'),
  monthlyUsd: z.number().nullable(),
  instance: chosenInstance.nullable(),
});

const choice = z.strictObject({
  option,
  hosting,
  scaling,
  title: z.string(),
  instance: chosenInstance.nullable().describe('What the estimate prices; null where nothing is an instance'),
  sizing: sizing.nullable().exactOptional(),
  times: times.nullable().exactOptional(),
  regions: z.array(region).exactOptional().describe('Of several Regions, its own first'),
  confidence: z.enum(['firm', 'likely', 'needs-facts']).describe("How far the option depends on what isn't stated"),
  holdsIf: z
    .array(
      z.strictObject({
        field,
        text: z.string(),
        to: option.nullable().describe('null where nothing would fit'),
        value: value.exactOptional(),
        range: extent.exactOptional(),
        alike: z.array(value).exactOptional(),
      }),
    )
    .describe('What would lead to another option, the likeliest first'),
  conditional: z.boolean().describe('It holds only if a stated condition is tested or met'),
});

const rejected = z.strictObject({
  option,
  title: z.string(),
  verdict: z.enum(['ruled-out', 'outranked']),
  reasons: z.array(reason).min(1),
  wouldFitIf: z.strictObject({ text: z.string(), changes: facts }).nullable(),
});

const bill = z.strictObject({
  name: z.string(),
  unit: z.string(),
  unitPriceUsd: z.number().nullable().describe('null where the price is not known, never 0'),
  monthlyQuantity: z.number(),
  monthlyCostUsd: z.number().nullable(),
  basis: z.enum(['listed', 'derived', 'regional-guide', 'unknown']),
});

export const monthlyUsd = usdSpan.nullable().describe('US dollars per month; null without a volume or a price');

const cost = z.strictObject({
  option,
  monthlyUsd,
  listMonthlyUsd: usdSpan.exactOptional().describe("At AWS's list prices, where that differs"),
  perMillionOutputTokensUsd: z
    .strictObject({
      low: z.number(),
      high: z.number(),
      source: source.nullable(),
      basis: z.enum(['measured', 'modelled']).exactOptional(),
    })
    .nullable(),
  isModelled: z.literal(true).exactOptional(),
  components: z.array(bill.meta({ id: 'bill' })),
  note: z.string().nullable(),
});

const answer = z.strictObject({
  option: option.nullable(),
  field: field.exactOptional(),
  values: z.array(value),
  cost: cost.pick({ option: true, monthlyUsd: true, components: true, isModelled: true }).nullable(),
});

const doubt = z.strictObject({ words: z.string(), readings: z.array(z.strictObject({ field, value })) });

const cases = z.strictObject({
  option: z.array(option).optional(),
  instanceType: texts.optional(),
  region: texts.optional(),
});
const budget = z.strictObject({ budgetUsd: z.number() });

const guardrail = z.strictObject({
  name: z.string(),
  when: z.strictObject({ region: texts.optional() }).optional(),
  forbid: cases.optional(),
  allow: cases.optional(),
  require: z.strictObject({ availability: z.literal('multi-az').optional(), tags: texts.optional() }).optional(),
  limit: budget.optional(),
  except: budget.optional(),
  overriddenBy: texts.optional(),
});

const policy = z.strictObject({
  version: z.string(),
  rules: z.array(guardrail),
  decidedBy: texts.describe('Rules that made the answer another one'),
  technicallyBest: z
    .strictObject({
      option,
      title: z.string(),
      instance: chosenInstance.nullable(),
      basis: basis.exactOptional(),
      monthlyUsd: z.number().nullable(),
    })
    .nullable(),
  assumed: facts.exactOptional(),
  overrides: z
    .array(z.strictObject({ rule: z.string(), byId: z.string(), at: z.number(), reason: z.string() }))
    .exactOptional(),
});

export const pricesUsed = z.strictObject({
  list: z.string(),
  discountPercent: z.number().exactOptional(),
  discounts: z.array(z.strictObject({ instanceType: z.string(), percent: z.number() })).exactOptional(),
  savingsPlan: z
    .strictObject({
      term: z.enum(['1-year', '3-years']),
      payment: z.enum(['no-upfront', 'partial-upfront', 'all-upfront']),
      rates: z.array(
        z.strictObject({
          instanceType: z.string(),
          region: z.string(),
          usd: z.number(),
          component: z.enum(['hosting', 'asynchronous', 'batch']).optional(),
        }),
      ),
    })
    .exactOptional(),
  currency: z.strictObject({ code: z.string(), perUsd: z.number(), asOf: z.string() }).exactOptional(),
});

const printed = z.strictObject({
  kind: z.enum(['recommended', 'nothing-fits']),
  workload: workload.describe('As understood: only what was stated'),
  choice: choice.nullable().describe('null where no option fits'),
  rationale: z.array(reason).describe('Why this one, strongest first'),
  rejected: z.array(rejected).describe('Each of the other options; all four where no option fits'),
  rejectedHosting: z.array(z.strictObject({ hosting, title: z.string(), reasons: z.array(reason) })),
  costs: z.array(cost).describe('Of the options that fit, the choice first'),
  outsideHours: z.strictObject({ monthlyUsd: z.number(), zero: z.literal(true) }).exactOptional(),
  outside: z
    .array(
      z.strictObject({
        id: z.enum(['bedrock-on-demand', 'bedrock-imported', 'processing-job', 'lambda']),
        text: z.string(),
        source,
      }),
    )
    .exactOptional()
    .describe("What else of AWS's to look at"),
  savingsPlan: z.strictObject({ instances: z.number(), text: z.string(), source }).exactOptional(),
  flips: z
    .array(z.strictObject({ field, from: z.unknown(), to: z.unknown(), option: option.nullable(), text: z.string() }))
    .describe('What would lead to another option, one fact at a time'),
  assumptions: z.array(z.strictObject({ field, value: z.unknown(), text: z.string(), decisive: z.boolean() })),
  questions: z
    .array(
      z.strictObject({
        field,
        words: z.string().exactOptional(),
        answers: z.array(answer),
        otherwise: answer.pick({ option: true, cost: true }).exactOptional(),
      }),
    )
    .exactOptional()
    .describe('What to ask where too little is known to choose'),
  doubts: z.array(doubt).exactOptional().describe('Words that can be read in more than one way'),
  warnings: z.array(reason).describe('What to know before deploying, the costliest first'),
  notes: z.array(reason).exactOptional().describe('Settings and features of AWS that suit the choice'),
  facts: z.strictObject({
    quotasAsOf: z.string(),
    pricesAsOf: z.string(),
    version: z.string().describe('A hash of all quotas and prices'),
    prices: pricesUsed.exactOptional().describe('What the team pays instead of list prices'),
  }),
  policy: policy.exactOptional().describe("What the team's policy did"),
});

export const recommendation = printed.meta({ id: 'recommendation' });

true satisfies Same<z.output<typeof recommendation>, Recommendation>;

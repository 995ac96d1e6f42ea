import * as z from 'zod';
import type { Advisor } from '../../advice/advisor.ts';
import {
  asksForFacts,
  labelOf,
  type OptionCost,
  optionTitle,
  parseWorkload,
  type Recommendation,
  rowOf,
  type Span,
  type TokenSizing,
  type WorkloadField,
} from '../../recommender/index.ts';
import { writeCostRange, writeLikelyUsd, writePricesAsOf } from '../../wording/money.ts';
import { confidenceWords, impasse, joinClauses } from '../../wording/sentences.ts';
import { sizeLines } from '../../wording/size-lines.ts';
import { perMillionWords, tokensOfOne, whatUsersSee, writeCount } from '../../wording/sizes.ts';
import { writeAll } from '../parts.ts';
import { briefly, groundParts, groundsOf, openLines } from '../texts.ts';
import { grounds, optionId, SIZING_BASES, span, workload } from './shapes.ts';
import { refuse, refuseAll, type ToolAnswer, tool } from './tool.ts';

const LOAD = [
  'peakRequestsPerSecond',
  'concurrentRequests',
  'inputTokens',
  'outputTokens',
] as const satisfies WorkloadField[];

const load = z
  .strictObject(Object.fromEntries(LOAD.map((field) => [field, z.optional(rowOf(field).schema)])))
  .describe('At the peak: requests per second, or in progress. Tokens per request, of the longest usual ones');

const input = z.strictObject({
  model: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .optional()
    .describe('A known model, such as llama-3.1-8b. For others, or with more facts, give a workload'),
  load: load.optional(),
  workload: workload.optional(),
});

const range = z.object({ low: z.number(), high: z.number() });

const sized = z.object({
  type: z.string(),
  isRecommended: z.boolean(),
  count: z.number().describe('Instances at the peak, likely'),
  outputTokensPerSecond: z.number().describe('Of one instance at most, likely'),
  monthlyUsd: z.number().describe('Of all, likely'),
  perMillionOutputTokensUsd: z.number().nullable().describe('As the tokens come in a month, idle hours included'),
  basis: z.enum(SIZING_BASES).describe('What the speed rests on. modelled: load-test it'),
  ranges: z.object({
    count: span,
    outputTokensPerSecond: span,
    monthlyUsd: span,
    perMillionOutputTokensUsd: range.nullable(),
  }),
  atPeak: z
    .object({ perStream: span, firstTokenSeconds: span, answerSeconds: span, inProgress: z.number() })
    .describe('What users see: tokens per second of one stream, seconds'),
  why: z.string().nullable().describe('Of an alternative: why it is named'),
});

const output = z.object({
  option: optionId,
  neededTokensPerSecond: z.number().nullable().describe('Output tokens of the busiest second'),
  instances: z.array(sized).describe('The cheapest first'),
  restsOn: z.array(z.string()),
  ...grounds,
  source: z.object({ title: z.string(), url: z.string(), date: z.string() }).nullable().describe('Of modelled speeds'),
  pricesAsOf: z.string(),
});

type Sized = z.output<typeof sized>;

export const sizeTool = tool(
  {
    name: 'size_model',
    title: 'Size a language model',
    description:
      'How many instances of which type serve a language model under a load: the recommended type and the next ones, cheapest first, each with output tokens per second, monthly cost, cost per million output tokens, what users see at the peak, and what the figures rest on. For a model that writes no tokens, use recommend.',
    input,
    output,
  },
  ({ model, load: given = {}, workload: stated }, { advisor }) => {
    if (model === undefined && stated === undefined) return refuse('Give a model and its load, or a workload.');
    if (stated !== undefined && (model !== undefined || Object.keys(given).length > 0)) {
      return refuse('Give either model and load, or a workload that states both.');
    }
    if (given['peakRequestsPerSecond'] != null && given['concurrentRequests'] != null) {
      return refuse('Give peakRequestsPerSecond or concurrentRequests: each says the load alone.');
    }
    const parsed = parseWorkload(stated ?? { ...given, name: model, modelId: model });
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload);
    return answered(recommendation, advisor);
  },
);

function answered(recommendation: Recommendation, advisor: Advisor): ToolAnswer<z.input<typeof output>> {
  const { choice, costs, facts } = recommendation;
  const { sizing } = choice ?? {};
  const types = [choice?.instance?.type ?? [], sizing?.alternatives.map(({ type }) => type) ?? []].flat();
  const rows = types
    .flatMap((type) => rowFor(type, recommendation, advisor) ?? [])
    .toSorted((one, other) => one.sized.monthlyUsd - other.sized.monthlyUsd);
  if (choice === null || !sizing?.tokens || rows.length === 0) return refuse(whyNone(recommendation));
  const rests = sizeLines(recommendation).filter((line) => !line.startsWith('Next: '));
  const grounds = groundsOf(recommendation);
  const source = costs.find(({ option }) => option === choice.option)?.perMillionOutputTokensUsd?.source ?? null;
  const lines = [
    `${optionTitle(choice.option)} (${confidenceWords(choice)?.toLowerCase()}).`,
    ...rows.map(({ words }) => `- ${words}`),
    ...rests,
    ...(source === null ? [] : [`Speeds: ${source.title} (${source.date}), ${source.url}`]),
    `Amounts: ${writePricesAsOf(facts.pricesAsOf)}.`,
    writeAll(groundParts(grounds)),
  ];
  return {
    ok: true,
    structured: {
      option: choice.option,
      neededTokensPerSecond: sizing.tokens.neededPerSecond,
      instances: rows.map((row) => row.sized),
      restsOn: rests,
      ...grounds,
      source: source && { title: source.title, url: source.url, date: source.date },
      pricesAsOf: facts.pricesAsOf,
    },
    text: lines.join('\n'),
  };
}

/** What the recommender says where the type is given, in figures and in words. Undefined where it doesn't serve that way. */
function rowFor(type: string, recommendation: Recommendation, advisor: Advisor) {
  const { choice: chosen, workload } = recommendation;
  const { choice, costs } = advisor.estimate({ ...recommendation, workload: { ...workload, instanceType: type } });
  const cost = costs.find(({ option }) => option === chosen?.option);
  const { count, tokens, basis } = choice?.sizing ?? {};
  if (choice?.option !== chosen?.option || !choice || !cost?.monthlyUsd || !count || !tokens || !basis)
    return undefined;
  const why = chosen?.sizing?.alternatives.find((other) => other.type === type)?.why ?? null;
  const perMillion = millionOf(cost);
  const sized: Sized = {
    type,
    isRecommended: chosen?.instance?.type === type,
    count: count.likely,
    outputTokensPerSecond: rounded(tokens.eachPerSecond.likely),
    monthlyUsd: rounded(cost.monthlyUsd.likely),
    perMillionOutputTokensUsd: perMillion?.likely ?? null,
    basis,
    ranges: {
      count,
      outputTokensPerSecond: roundedSpan(tokens.eachPerSecond),
      monthlyUsd: roundedSpan(cost.monthlyUsd),
      perMillionOutputTokensUsd: perMillion && { low: perMillion.low, high: perMillion.high },
    },
    atPeak: atPeak(tokens),
    why,
  };
  const words = [
    `${writeCount(choice)}${sized.isRecommended ? ' (recommended)' : ''}`,
    `${writeLikelyUsd(cost)} per month${writeCostRange(cost)}`,
    ...(perMillion === null ? [] : [perMillionWords(perMillion)]),
    tokensOfOne(tokens),
    `users see ${whatUsersSee(choice)}`,
    basis,
    ...(why === null ? [] : [why]),
  ];
  return { sized, words: words.join('; ') };
}

/** The bill by its tokens: the recommender gives both ends, in proportion to the month's. */
function millionOf({ monthlyUsd, perMillionOutputTokensUsd }: OptionCost): Span | null {
  if (monthlyUsd === null || perMillionOutputTokensUsd === null) return null;
  const { low, high } = perMillionOutputTokensUsd;
  return roundedSpan({ low, likely: (high * monthlyUsd.likely) / monthlyUsd.high, high });
}

const rounded = (value: number): number => Number(value.toPrecision(3));

const roundedSpan = ({ low, likely, high }: Span): Span => ({
  low: rounded(low),
  likely: rounded(likely),
  high: rounded(high),
});

const atPeak = ({ perStream, firstTokenSeconds, answerSeconds, inProgress }: TokenSizing): Sized['atPeak'] => ({
  perStream: roundedSpan(perStream),
  firstTokenSeconds: roundedSpan(firstTokenSeconds),
  answerSeconds: roundedSpan(answerSeconds),
  inProgress: rounded(inProgress),
});

/** Why there is no size in tokens, and what to state or to ask instead. */
function whyNone(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `No option fits. ${impasse(recommendation)}`;
  const { sizing } = choice;
  if (sizing?.basis === 'unknown') {
    const needs = sizing.needs.map((field) => `${field} (${labelOf(field)})`);
    const ask = needs.length === 0 ? [] : [`Ask the person, and state: ${joinClauses(needs, 'and')}.`];
    return [sizing.text, ...ask, ...openLines(recommendation)].join('\n');
  }
  const open = asksForFacts(recommendation) ? openLines(recommendation) : [];
  return [`This isn't sized in tokens. recommend says: ${briefly(recommendation)}.`, ...open].join('\n');
}

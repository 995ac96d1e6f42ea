import type { Advisor } from '../../advice/advisor.ts';
import { timeOfChosen } from '../../advice/alternatives.ts';
import {
  asksForFacts,
  labelOf,
  type OptionCost,
  type Recommendation,
  type Span,
  type TokenSizing,
} from '../../recommender/index.ts';
import { writeCostRange, writeLikelyUsd } from '../../wording/money.ts';
import { type Line, part } from '../../wording/parts.ts';
import { impasse, joinClauses } from '../../wording/sentences.ts';
import { perMillionWords, tokensOfOne, whatUsersSee, writeCount } from '../../wording/sizes.ts';

// What each instance type would take that an answer was weighed against. It calculates no speed itself: each row is the recommender's
// answer where that type is given.

/** A row and a line for each type, the cheapest first, or why there is none and what to state. */
export function instancesOf(recommendation: Recommendation, advisor: Advisor) {
  const { choice, costs } = recommendation;
  const types = [choice?.instance?.type ?? [], choice?.sizing?.alternatives.map(({ type }) => type) ?? []].flat();
  const rows = types
    .flatMap((type) => rowFor(type, recommendation, advisor) ?? [])
    .toSorted((one, other) => one.sized.monthlyUsd - other.sized.monthlyUsd);
  const structured = rows.map(({ sized }) => sized);
  if (rows.length === 0) return { structured, parts: [part('Instances', [whyNone(recommendation)])] };
  const source = costs.find(({ option }) => option === choice?.option)?.perMillionOutputTokensUsd?.source ?? undefined;
  const lines: Line[] = rows.map(({ words }) => ({ text: words, source }));
  return { structured, parts: [{ title: 'Instances, the cheapest first', lines }] };
}

/** What the recommender says where the type is given, in figures and in words. Undefined where it doesn't serve that way. */
function rowFor(type: string, recommendation: Recommendation, advisor: Advisor) {
  const { choice: chosen, workload } = recommendation;
  const { choice, costs } = advisor.estimate({
    ...recommendation,
    workload: { ...workload, ...timeOfChosen(recommendation), instanceType: type },
  });
  const cost = costs.find(({ option }) => option === chosen?.option);
  const { count, tokens = null, basis } = choice?.sizing ?? {};
  if (choice?.option !== chosen?.option || !choice || !cost?.monthlyUsd || !count || !basis) return undefined;
  const why = chosen?.sizing?.alternatives.find((other) => other.type === type)?.why ?? null;
  const perMillion = millionOf(cost);
  // Figures of tokens are null for a model that writes none.
  const sized = {
    type,
    isRecommended: chosen?.instance?.type === type,
    /** Instances at the peak, likely. */
    count: count.likely,
    /** Of one instance at most, likely. */
    outputTokensPerSecond: tokens && rounded(tokens.eachPerSecond.likely),
    /** Of all, likely. */
    monthlyUsd: rounded(cost.monthlyUsd.likely),
    /** As the tokens come in a month, idle hours included. */
    perMillionOutputTokensUsd: perMillion?.likely ?? null,
    basis,
    ranges: {
      count,
      outputTokensPerSecond: tokens && roundedSpan(tokens.eachPerSecond),
      monthlyUsd: roundedSpan(cost.monthlyUsd),
      perMillionOutputTokensUsd: perMillion && { low: perMillion.low, high: perMillion.high },
    },
    atPeak: tokens && atPeak(tokens),
    /** Of an alternative: why it is named. */
    why,
  };
  const words = [
    `${writeCount(choice)}${sized.isRecommended ? ' (recommended)' : ''}`,
    `${writeLikelyUsd(cost)} per month${writeCostRange(cost)}`,
    ...(perMillion === null ? [] : [perMillionWords(perMillion)]),
    ...(tokens === null ? [] : [tokensOfOne(tokens), `users see ${whatUsersSee(choice)}`]),
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

/** What users see: tokens per second of one stream, seconds. */
const atPeak = ({ perStream, firstTokenSeconds, answerSeconds, inProgress }: TokenSizing) => ({
  perStream: roundedSpan(perStream),
  firstTokenSeconds: roundedSpan(firstTokenSeconds),
  answerSeconds: roundedSpan(answerSeconds),
  inProgress: rounded(inProgress),
});

/** Why no type is compared, and what to state. */
function whyNone(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `No option fits. ${impasse(recommendation)}`;
  const { sizing } = choice;
  const needs = (sizing?.needs ?? []).map((field) => `${field} (${labelOf(field)})`);
  if (sizing?.basis === 'unknown')
    return needs.length > 0 ? `${sizing.text} Ask the person, and state ${joinClauses(needs, 'and')}.` : sizing.text;
  if (choice.instance === null) return `${choice.title} has no instances to compare.`;
  return asksForFacts(recommendation)
    ? 'Too little is known to compare types.'
    : 'There is no bill to compare types by.';
}

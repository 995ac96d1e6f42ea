import type { KnownBlock } from '@slack/types';
import {
  type CostComponent,
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
} from '../../../recommender/index.ts';
import type { CostAsk } from '../../../wording/ask-words.ts';
import { describeCostDifference, writeBillLine, writeMonthlyCost, writeWithPrices } from '../../../wording/money.ts';
import { readWords } from '../../../wording/read-words.ts';
import type { Message } from '../message.ts';
import { clip, escapeWithin, joinLines, mrkdwn, reasonLine } from '../mrkdwn.ts';
import { buildCheaper } from './cheaper.ts';
import type { Detail } from './detail.ts';

const NAME_MAX = 100;

const UNIT_MAX = 40;

const LINE_MAX = 400;

const NOTE_MAX = 400;

const TEXT_MAX = 2500;

/** Each option's total and the lines of its bill. */
export const costLinesDetail: Detail = {
  id: 'cost-lines',
  build({ recommendation: { costs } }) {
    const lines = costLines(costs, (cost) => `*${optionTitle(cost.option)}*: ${writeMonthlyCost(cost)}`);
    return lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }];
  },
};

/** A heading for each option that has a bill, as given, a line for each of its components, and what is to be known about it. */
function costLines(costs: readonly OptionCost[], headingOf: (cost: OptionCost) => string): string[] {
  return costs.flatMap((cost) => {
    const { components, note } = cost;
    const lines = [...components.map(componentLine), ...(note === null ? [] : [`• ${escapeWithin(note, NOTE_MAX)}`])];
    return lines.length === 0 ? [] : [headingOf(cost), ...lines];
  });
}

function componentLine(component: CostComponent): string {
  const { name, unit } = component;
  const line = writeBillLine({ ...component, name: clip(name, NAME_MAX), unit: clip(unit, UNIT_MAX) });
  return `• ${escapeWithin(line, LINE_MAX)}`;
}

const PRICES_MAX = 60;

const LINES_MAX = 2900;

/** What each option that fits costs a month, and the lines of its bill. */
export function buildCosts({ costs, facts }: Recommendation): Message {
  if (costs.length === 0) {
    const text =
      'No cost can be estimated: nothing that fits has a price. The number of requests is what most often lacks.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const totals = costs.map((cost) => `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`);
  const prices = writeWithPrices(facts.pricesAsOf);
  const heading = `*Cost*${prices === undefined ? '' : ` ${escapeWithin(prices, PRICES_MAX)}`}`;
  const lines = costLines(costs, ({ option }) => `*${optionTitle(option)}*, a month`);
  const blocks: KnownBlock[] = [{ type: 'section', text: mrkdwn([heading, ...totals].join('\n')) }];
  if (lines.length > 0) blocks.push({ type: 'section', text: mrkdwn(joinLines(lines, LINES_MAX)) });
  const [first] = costs;
  return {
    text: first === undefined ? 'Cost' : `Cost: ${optionTitle(first.option)} ${writeMonthlyCost(first)}`,
    blocks,
  };
}

interface CostQuestion {
  /** With what the question supposes. */
  recommendation: Recommendation;
  /** Without it. */
  before: Recommendation;
  about: CostAsk;
  /** Those that the question names; none means all that fit. */
  options: readonly InferenceOptionId[];
  /** As it was asked. */
  words: string;
}

/** What something costs, and what of it was asked: the total, what drives it, a unit of it, whether it stays in a budget. */
export function buildCostAnswer({ recommendation, before, about, options, words }: CostQuestion): Message {
  const named = { ...recommendation, costs: recommendation.costs.filter(({ option }) => options.includes(option)) };
  switch (about) {
    case 'cheaper':
      return buildCheaper(recommendation);
    case 'break-even':
      return buildBreakEven(recommendation, options);
    case 'breakdown':
      return buildBreakdown(recommendation);
    case 'per-token':
      return buildPerToken(recommendation);
    case 'per-request':
      return buildPerRequest(recommendation);
    case 'budget':
      return buildBudget(recommendation, words);
    case 'total': {
      const missing = options.filter((option) => !named.costs.some((cost) => cost.option === option));
      const lines = [
        ...differenceLines(before, recommendation, options),
        ...missing.flatMap((option) => ruledOutLines(recommendation, option)),
        ...yearLines(options.length > 0 ? named : recommendation, words),
      ];
      const whole = options.length === 0 || named.costs.length === 0 ? recommendation : named;
      return withLines(lines, buildCosts(whole));
    }
  }
}

/** With what the question supposes, what changes about the cost of the choice. */
function differenceLines(
  before: Recommendation,
  after: Recommendation,
  options: readonly InferenceOptionId[],
): string[] {
  if (before === after || options.length > 0) return [];
  const difference = describeCostDifference(before, after);
  return difference === undefined ? [] : [`*Cost:* ${difference}`];
}

function ruledOutLines({ rejected }: Recommendation, option: InferenceOptionId): string[] {
  const [first] = rejected.find((other) => other.option === option)?.reasons ?? [];
  return first === undefined ? [] : [`*${optionTitle(option)}* is ruled out and has no estimate: ${reasonLine(first)}`];
}

const MONTHS_PER_YEAR = 12;

function yearLines({ costs }: Recommendation, words: string): string[] {
  if (!/\b(?:year|yearly|annual|annually|annum)\b/i.test(words)) return [];
  return costs.flatMap(({ option, monthlyUsd }) =>
    monthlyUsd === null
      ? []
      : [`*${optionTitle(option)}:* about ${formatUsd(monthlyUsd.likely * MONTHS_PER_YEAR)} per year`],
  );
}

function withLines(lines: readonly string[], { text, blocks }: Message): Message {
  if (lines.length === 0) return { text, blocks };
  return { text, blocks: [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }, ...blocks] };
}

const costOfChoice = ({ choice, costs }: Recommendation): OptionCost | undefined =>
  costs.find(({ option }) => option === choice?.option);

/** What most of the bill goes to. */
function buildBreakdown(recommendation: Recommendation): Message {
  const cost = costOfChoice(recommendation);
  if (cost === undefined) return buildCosts(recommendation);
  const paid = cost.components
    .filter(({ monthlyCostUsd }) => (monthlyCostUsd ?? 0) > 0)
    .toSorted((a, b) => (b.monthlyCostUsd ?? 0) - (a.monthlyCostUsd ?? 0));
  const [largest] = paid;
  const total = cost.monthlyUsd?.likely;
  const share =
    largest?.monthlyCostUsd != null && total !== undefined && total > 0
      ? [
          `Most of it: ${escapeWithin(largest.name, NAME_MAX)}, ${Math.round((largest.monthlyCostUsd / total) * 100)} %.`,
        ]
      : [];
  return withLines(share, buildCosts({ ...recommendation, costs: [cost] }));
}

/** From which volume on another option is the cheaper one. */
function buildBreakEven(recommendation: Recommendation, options: readonly InferenceOptionId[]): Message {
  const { costs } = recommendation;
  const missing = options.filter((option) => !costs.some((cost) => cost.option === option));
  const found = costs.flatMap(({ note }) => (note?.includes(' is cheaper than ') ? [note] : []));
  const none =
    costs.length > 1
      ? 'No break-even: the estimate finds none up to 10 billion requests per month.'
      : 'No break-even: only one option fits.';
  const lines = [
    ...missing.flatMap((option) => ruledOutLines(recommendation, option)),
    ...(found.length > 0 ? [`*Break-even:* ${escapeWithin(found.join(' '), TEXT_MAX / 2)}`] : [none]),
    ...costs.map((cost) => `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`),
  ];
  return plainLines(lines);
}

function buildPerRequest(recommendation: Recommendation): Message {
  const cost = costOfChoice(recommendation);
  const { workload } = recommendation;
  const isDataset = workload.trafficPattern === 'dataset';
  const count = isDataset ? recordsOf(recommendation) : workload.monthlyRequests;
  const total = cost?.monthlyUsd?.likely;
  if (cost === undefined || total === undefined || count === undefined || count <= 0) {
    const what = isDataset ? 'records per run and runs per month' : 'requests per month';
    return withLines([`The cost per request needs ${what} and a monthly total.`], buildCosts(recommendation));
  }
  const noun = isDataset ? 'records' : 'requests';
  return plainLines([
    `*${optionTitle(cost.option)}:* about ${formatUsd((total / count) * 1000)} per 1,000 ${noun}, at ${formatNumber(count)} ${noun} per month.`,
    `• In total: ${writeMonthlyCost(cost)}`,
  ]);
}

function recordsOf({ workload }: Recommendation): number | undefined {
  const { datasetRecordsPerRun: records, datasetRunsPerMonth: runs } = workload;
  return records === undefined || runs === undefined ? undefined : records * runs;
}

/** The bill is for instances or seconds; tokens share it only where it is known how many there are. */
function buildPerToken(recommendation: Recommendation): Message {
  const cost = costOfChoice(recommendation);
  const { inputTokens, outputTokens, monthlyRequests } = recommendation.workload;
  const total = cost?.monthlyUsd?.likely;
  const tokens = (inputTokens ?? 0) + (outputTokens ?? 0);
  if (cost === undefined || total === undefined || monthlyRequests === undefined || tokens === 0) {
    const missing = [
      ...(tokens === 0 ? ['tokens per request (input and output)'] : []),
      ...(monthlyRequests === undefined ? ['requests per month'] : []),
      ...(total === undefined ? ['a monthly total'] : []),
    ].join(' and ');
    const line = `SageMaker bills for instances or seconds, not tokens. A price per million tokens needs ${missing}.`;
    return plainLines([line, ...(cost === undefined ? [] : [`• In total: ${writeMonthlyCost(cost)}`])]);
  }
  const million = (total / (monthlyRequests * tokens)) * 1e6;
  return plainLines([
    `*${optionTitle(cost.option)}:* about ${formatUsd(million)} per million tokens, input and output together.`,
    `• ${formatNumber(monthlyRequests)} requests per month × ${formatNumber(tokens)} tokens; in total ${writeMonthlyCost(cost)}`,
  ]);
}

/** Whether the choice stays within an amount: the one in the question, else the budget of the workload. */
function buildBudget(recommendation: Recommendation, words: string): Message {
  const limit = readWords(words).says.monthlyBudgetUsd ?? recommendation.workload.monthlyBudgetUsd;
  const cost = costOfChoice(recommendation);
  if (limit === undefined) return buildCosts(recommendation);
  if (!cost?.monthlyUsd) {
    return withLines(
      [`No total is known, so I can't say whether it stays within ${formatUsd(limit)} per month.`],
      buildCosts(recommendation),
    );
  }
  const { low, likely, high } = cost.monthlyUsd;
  const verdict =
    high <= limit
      ? `Yes, it stays within ${formatUsd(limit)} per month.`
      : likely <= limit
        ? `Probably, but the high estimate is over ${formatUsd(limit)} per month.`
        : low <= limit
          ? `Probably not: only the low estimate is within ${formatUsd(limit)} per month.`
          : `No, it is over ${formatUsd(limit)} per month.`;
  return plainLines([verdict, `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`]);
}

function plainLines(lines: readonly string[]): Message {
  const [first = ''] = lines;
  return {
    text: first.replaceAll('*', '').replace(/ \(<[^<>]*>\)/g, ''),
    blocks: [{ type: 'section', text: mrkdwn(joinLines(lines, TEXT_MAX)) }],
  };
}

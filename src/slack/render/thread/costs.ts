import type { Compared } from '../../../advice/advisor.ts';
import {
  type CostCurve,
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
} from '../../../recommender/index.ts';
import type { CostAsk } from '../../../wording/ask-words.ts';
import { describeCostDifference, writeMonthlyCost } from '../../../wording/money.ts';
import { readWords } from '../../../wording/read-words.ts';
import { OUTSIDE_TITLE, type Savings, savingsWords } from '../../../wording/savings.ts';
import { linesIn, sayLines, section } from '../blocks.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, reasonLine } from '../mrkdwn.ts';
import { buildBreakEven, buildByVolume, buildCosts, ruledOutLines } from './bill.ts';

const NAME_MAX = 100;
const LINE_MAX = 400;
const TEXT_MAX = 2500;
/** A message without a bill. */
const plain = (lines: readonly string[]): Message => sayLines(lines, 1800);

interface CostQuestion {
  /** With what the question supposes. */
  recommendation: Recommendation;
  /** Without it and with it; absent where it supposes nothing. */
  compared?: Compared | undefined;
  about: Exclude<CostAsk, 'cheaper'>;
  /** Named in the question; empty means all that fit. */
  options: readonly InferenceOptionId[];
  /** As it was asked. */
  words: string;
  /** What the options cost at other volumes. */
  curve: CostCurve | null;
  look: { chart?: boolean };
}

/** Answers a question about cost: the total, what drives it, the cost per unit, or a budget. */
export function buildCostAnswer(asked: CostQuestion): Message {
  const { recommendation, options, words, curve, look } = asked;
  const named = { ...recommendation, costs: recommendation.costs.filter(({ option }) => options.includes(option)) };
  switch (asked.about) {
    case 'by-volume':
      return buildByVolume(recommendation, curve, look);
    case 'break-even':
      return buildBreakEven(recommendation, options, curve, look);
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
        ...(options.length > 0 ? [] : differenceLines(asked.compared)),
        ...missing.flatMap((option) => ruledOutLines(recommendation, option)),
        ...yearLines(options.length > 0 ? named : recommendation, words),
      ];
      const whole = options.length === 0 || named.costs.length === 0 ? recommendation : named;
      return withLines(lines, buildCosts(whole));
    }
  }
}

/** What the question's conditions do to the cost of the choice. */
function differenceLines(compared: Compared | undefined): string[] {
  const difference = compared && describeCostDifference(compared.before, compared.after);
  return difference === undefined ? [] : [`*Cost:* ${difference}`];
}

const MONTHS_PER_YEAR = 12;

function yearLines({ costs }: Recommendation, words: string): string[] {
  if (!/\b(?:year|yearly|annual|annually|annum)\b/i.test(words)) return [];
  return costs.flatMap(({ option, monthlyUsd }) =>
    monthlyUsd === null
      ? []
      : [`*${optionTitle(option)}:* about ${formatUsd(monthlyUsd.likely * MONTHS_PER_YEAR, 'estimated')} per year`],
  );
}

const withLines = (lines: readonly string[], { text, blocks }: Message): Message => ({
  text,
  blocks: [...linesIn(lines, TEXT_MAX), ...blocks],
});

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
      ? [shareLine(escapeWithin(largest.name, NAME_MAX), Math.round((largest.monthlyCostUsd / total) * 100))]
      : [];
  return withLines(share, buildCosts({ ...recommendation, costs: [cost] }));
}

const shareLine = (name: string, percent: number): string =>
  percent === 100 ? `All of it: ${name}.` : `Most of it: ${name}, ${percent}%.`;

function buildPerRequest(recommendation: Recommendation): Message {
  const cost = costOfChoice(recommendation);
  const { workload } = recommendation;
  const isDataset = workload.trafficPattern === 'dataset';
  const count = isDataset ? recordsOf(recommendation) : workload.monthlyRequests;
  const total = cost?.monthlyUsd?.likely;
  if (cost === undefined || total === undefined || count === undefined || count <= 0) {
    const what = isDataset ? 'records per run and runs per month' : 'requests per month';
    return withLines([`I need ${what} to work out a cost per request.`], buildCosts(recommendation));
  }
  const noun = isDataset ? 'records' : 'requests';
  return plain([
    `*${optionTitle(cost.option)}:* about ${formatUsd((total / count) * 1000, 'estimated')} per 1,000 ${noun}, at ${formatNumber(count)} ${noun} per month.`,
    `• Total: ${writeMonthlyCost(cost)}`,
  ]);
}

function recordsOf({ workload }: Recommendation): number | undefined {
  const { datasetRecordsPerRun: records, datasetRunsPerMonth: runs } = workload;
  return records === undefined || runs === undefined ? undefined : records * runs;
}

/** AWS bills instances or seconds, so a cost per token needs the number of tokens. */
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
    const line = `SageMaker bills for instances or seconds, not tokens. For a price per million tokens I need ${missing}.`;
    return plain([line, ...(cost === undefined ? [] : [`• Total: ${writeMonthlyCost(cost)}`])]);
  }
  const million = (total / (monthlyRequests * tokens)) * 1e6;
  return plain([
    `*${optionTitle(cost.option)}:* about ${formatUsd(million, 'estimated')} per million tokens, input and output together.`,
    `• ${formatNumber(monthlyRequests)} requests per month × ${formatNumber(tokens)} tokens; total ${writeMonthlyCost(cost)}`,
  ]);
}

/** Whether the choice stays within the amount in the question, or else within the workload's budget. */
function buildBudget(recommendation: Recommendation, words: string): Message {
  const limit = readWords(words).says.monthlyBudgetUsd ?? recommendation.workload.monthlyBudgetUsd;
  const cost = costOfChoice(recommendation);
  if (limit === undefined) return buildCosts(recommendation);
  if (!cost?.monthlyUsd) {
    return withLines([`There's no monthly total to compare with ${formatUsd(limit)}.`], buildCosts(recommendation));
  }
  const { low, likely, high } = cost.monthlyUsd;
  const verdict =
    high <= limit
      ? `Yes, it stays within ${formatUsd(limit)} per month.`
      : likely <= limit
        ? `Probably, but the high estimate is over ${formatUsd(limit)} per month.`
        : low <= limit
          ? `Probably not: only the low estimate is within ${formatUsd(limit)} per month.`
          : `No, it's over ${formatUsd(limit)} per month.`;
  return plain([verdict, `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`]);
}

/** What would cost less than the choice: the best three ways, and what to look at beside them. */
export function buildCheaper(savings: Savings): Message {
  const { heading, lines } = savingsWords(savings, (text) => `*${text}*`);
  const { outside = [], savingsPlan } = savings.today;
  const shown = [
    ...lines.map((line) => `• ${escapeWithin(line, LINE_MAX)}`),
    ...(outside.length === 0 ? [] : [`*${OUTSIDE_TITLE}*`, ...outside.map((line) => `• ${reasonLine(line)}`)]),
    ...(savingsPlan === undefined ? [] : [reasonLine(savingsPlan)]),
  ];
  return {
    text: [heading.replaceAll('*', ''), ...lines.slice(0, 1).map((line) => escapeWithin(line, LINE_MAX))].join(' '),
    blocks: [section(joinLines([heading, ...shown], TEXT_MAX))],
  };
}

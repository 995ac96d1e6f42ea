import type { Compared } from '../../../advice/advisor.ts';
import type { Lever, Saving, Savings } from '../../../advice/savings.ts';
import {
  type Choice,
  type CostCurve,
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
  roundedModelled,
} from '../../../recommender/index.ts';
import type { CostAsk } from '../../../wording/ask-words.ts';
import { wayIn } from '../../../wording/differences.ts';
import { describeCostDifference, writeMonthlyCost } from '../../../wording/money.ts';
import { readWords } from '../../../wording/read-words.ts';
import { writeCount } from '../../../wording/sizes.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';
import { buildBreakEven, buildByVolume, buildCosts, plainLines, ruledOutLines } from './bill.ts';

const NAME_MAX = 100;
const LINE_MAX = 400;
const TEXT_MAX = 2500;

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
export function buildCostAnswer({
  recommendation,
  compared,
  about,
  options,
  words,
  curve,
  look,
}: CostQuestion): Message {
  const named = { ...recommendation, costs: recommendation.costs.filter(({ option }) => options.includes(option)) };
  switch (about) {
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
        ...(options.length > 0 ? [] : differenceLines(compared)),
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
  return plainLines([
    `*${optionTitle(cost.option)}:* about ${formatUsd((total / count) * 1000)} per 1,000 ${noun}, at ${formatNumber(count)} ${noun} per month.`,
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
    return plainLines([line, ...(cost === undefined ? [] : [`• Total: ${writeMonthlyCost(cost)}`])]);
  }
  const million = (total / (monthlyRequests * tokens)) * 1e6;
  return plainLines([
    `*${optionTitle(cost.option)}:* about ${formatUsd(million)} per million tokens, input and output together.`,
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
  return plainLines([verdict, `• ${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}`]);
}

const WAYS_MAX = 4;

/** What would cost less than the choice: other options that fit, and changes to the workload. */
export function buildCheaper({ today, ways }: Savings): Message {
  const { choice, costs } = today;
  const cost = costOfChoice(today);
  if (choice === null || !cost?.monthlyUsd) {
    const unknown = choice?.sizing?.basis === 'unknown' ? writeCount(choice) : undefined;
    const text =
      unknown === undefined
        ? "There's no monthly total to compare. Give requests per month and the processing time."
        : `There's no monthly total to compare: ${unknown}.`;
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const { likely } = cost.monthlyUsd;
  const now = `${optionTitle(choice.option)}, ${writeMonthlyCost(cost)}`;
  const heading =
    ways.length === 0
      ? `I found nothing cheaper than ${now}.`
      : costs.some(({ option, monthlyUsd }) => option !== choice.option && (monthlyUsd?.likely ?? Infinity) < likely)
        ? `*Cheaper* than ${now}:`
        : `*${optionTitle(choice.option)}* is the cheapest that fits: ${writeMonthlyCost(cost)}. *Cheaper* would need:`;
  const isModelled = cost.perMillionOutputTokensUsd?.basis === 'modelled';
  const amount = (usd: number): string => formatUsd(isModelled ? roundedModelled(usd) : usd);
  const lines = ways.slice(0, WAYS_MAX).map((way) => {
    const text = escapeWithin(wayWords(way, choice), LINE_MAX);
    return `• ${amount(way.usd)} instead of ${amount(likely)} per month: ${text}`;
  });
  return {
    text: heading.replaceAll('*', ''),
    blocks: [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], TEXT_MAX)) }],
  };
}

function wayWords(way: Saving, { option: chosen, sizing }: Choice): string {
  const title = optionTitle(way.option);
  switch (way.kind) {
    case 'also-fits':
      return `${title}, which also fits`;
    case 'would-fit':
      return wayIn(way) ?? title;
    case 'type': {
      const size = `${formatNumber(way.count)} × ${way.type}${way.option === chosen ? '' : `, then ${title}`}`;
      return sizing?.basis === 'stated' ? `${size}, if a request takes no longer there` : size;
    }
    case 'lever':
      return `${LEVERS[way.lever]}${way.option === chosen ? '' : `, then ${title}`}`;
  }
}

const LEVERS: Readonly<Record<Lever, string>> = {
  'half-time': 'half the processing time',
  'one-zone': 'one Availability Zone instead of two',
  'any-type': 'the smallest instance that holds the model',
  'lowest-cost': 'lowest cost as the priority',
};

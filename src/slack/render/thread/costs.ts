import {
  formatNumber,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  optionTitle,
  type Recommendation,
  recommendAgain,
  type Workload,
} from '../../../recommender/index.ts';
import type { CostAsk } from '../../../wording/ask-words.ts';
import { fitSentence } from '../../../wording/differences.ts';
import { describeCostDifference, writeMonthlyCost } from '../../../wording/money.ts';
import { readWords } from '../../../wording/read-words.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';
import { buildBreakEven, buildByVolume, buildCosts, plainLines, ruledOutLines } from './bill.ts';

const NAME_MAX = 100;
const LINE_MAX = 400;
const TEXT_MAX = 2500;

interface CostQuestion {
  /** With what the question supposes. */
  recommendation: Recommendation;
  /** Without it. */
  before: Recommendation;
  about: CostAsk;
  /** Named in the question; empty means all that fit. */
  options: readonly InferenceOptionId[];
  /** As it was asked. */
  words: string;
  look: { chart?: boolean };
}

/** Answers a question about cost: the total, what drives it, the cost per unit, or a budget. */
export function buildCostAnswer({ recommendation, before, about, options, words, look }: CostQuestion): Message {
  const named = { ...recommendation, costs: recommendation.costs.filter(({ option }) => options.includes(option)) };
  switch (about) {
    case 'cheaper':
      return buildCheaper(recommendation);
    case 'by-volume':
      return buildByVolume(recommendation, look);
    case 'break-even':
      return buildBreakEven(recommendation, options, look);
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

/** What the question's conditions do to the cost of the choice. */
function differenceLines(
  before: Recommendation,
  after: Recommendation,
  options: readonly InferenceOptionId[],
): string[] {
  if (before === after || options.length > 0) return [];
  const difference = describeCostDifference(before, after);
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

/** Savings below 5% aren't worth a line. */
const WORTH = 0.95;
const WAYS_MAX = 4;

interface Way {
  usd: number;
  text: string;
}

/** What would cost less than the choice: other options that fit, and changes to the workload. */
function buildCheaper(recommendation: Recommendation): Message {
  const { choice, costs } = recommendation;
  const cost = costs.find(({ option }) => option === choice?.option);
  if (choice === null || !cost?.monthlyUsd) {
    const text = "There's no monthly total to compare. Give requests per month and the processing time.";
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const { likely } = cost.monthlyUsd;
  const others = costs.flatMap(({ option, monthlyUsd }): Way[] =>
    option === choice.option || monthlyUsd === null
      ? []
      : [{ usd: monthlyUsd.likely, text: `${optionTitle(option)}, which also fits` }],
  );
  const ways = [...others, ...optionWays(recommendation), ...leverWays(recommendation, likely)]
    .filter(({ usd }) => usd < likely * WORTH)
    .toSorted((one, other) => one.usd - other.usd)
    .slice(0, WAYS_MAX);
  const now = `${optionTitle(choice.option)}, ${writeMonthlyCost(cost)}`;
  const heading =
    ways.length === 0
      ? `I found nothing cheaper than ${now}.`
      : others.some(({ usd }) => usd < likely)
        ? `*Cheaper* than ${now}:`
        : `*${optionTitle(choice.option)}* is the cheapest that fits: ${writeMonthlyCost(cost)}. *Cheaper* would need:`;
  const lines = ways.map(
    ({ usd, text }) => `• ${formatUsd(usd)} instead of ${formatUsd(likely)} per month: ${escapeWithin(text, LINE_MAX)}`,
  );
  return {
    text: heading.replaceAll('*', ''),
    blocks: [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], TEXT_MAX)) }],
  };
}

/** What each other option would need, where the change leaves the workload what it is. */
function optionWays(recommendation: Recommendation): Way[] {
  const { workload, rejected } = recommendation;
  return rejected.flatMap(({ option, wouldFitIf, verdict }) => {
    if (wouldFitIf === null || verdict !== 'ruled-out' || !isNear(workload, wouldFitIf.changes)) return [];
    const usd = costWith(recommendation, wouldFitIf.changes, option);
    return usd === undefined ? [] : [{ usd, text: fitSentence({ option, wouldFitIf }) ?? optionTitle(option) }];
  });
}

const FIELDS_MAX = 2;
const TIMES_MAX = 4;
/** What a workload is, rather than what it needs. */
const GIVEN = new Set(['trafficPattern', 'modelCount', 'containerCount']);

/** Returns whether a change is realistic: at most two fields, and no number more than four times apart. */
function isNear(workload: Workload, changes: Partial<Workload>): boolean {
  const fields = Object.keys(changes) as (keyof Workload)[];
  return (
    fields.length <= FIELDS_MAX &&
    fields.every((field) => {
      if (GIVEN.has(field)) return false;
      const [from, to] = [workload[field], changes[field]];
      if (typeof from !== 'number' || typeof to !== 'number') return true;
      return Math.max(from, to) <= TIMES_MAX * Math.min(from, to);
    })
  );
}

/** Savings within the same option. */
function leverWays(recommendation: Recommendation, likely: number): Way[] {
  const { workload, choice } = recommendation;
  const { processingTimeSeconds: seconds, availability, instanceType, costPriority } = workload;
  const levers: readonly (readonly [changes: Partial<Workload>, text: string])[] = [
    ...(seconds === undefined ? [] : [[{ processingTimeSeconds: seconds / 2 }, 'half the processing time'] as const]),
    ...(availability === 'multi-az'
      ? [[{ availability: 'single-instance' }, 'one Availability Zone instead of two'] as const]
      : []),
    ...(instanceType === undefined
      ? []
      : [[{ instanceType: undefined }, 'the smallest instance that holds the model'] as const]),
    ...(costPriority === 'lowest-cost'
      ? []
      : [[{ costPriority: 'lowest-cost' }, 'lowest cost as the priority'] as const]),
  ];
  return levers.flatMap(([changes, text]) => {
    const after = recommendAgain(recommendation, { ...workload, ...changes });
    const usd = after.costs.find(({ option }) => option === after.choice?.option)?.monthlyUsd?.likely;
    if (usd === undefined || usd >= likely) return [];
    const option = after.choice?.option;
    const moved = option === undefined || option === choice?.option ? '' : `, then ${optionTitle(option)}`;
    return [{ usd, text: `${text}${moved}` }];
  });
}

function costWith(before: Recommendation, changes: Partial<Workload>, option: InferenceOptionId): number | undefined {
  const { costs } = recommendAgain(before, { ...before.workload, ...changes });
  return costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
}

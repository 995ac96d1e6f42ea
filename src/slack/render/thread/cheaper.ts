import {
  formatUsd,
  type InferenceOptionId,
  optionTitle,
  type Recommendation,
  recommend,
  type Workload,
} from '../../../recommender/index.ts';
import { writeMonthlyCost } from '../../../wording/money.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, mrkdwn } from '../mrkdwn.ts';

/** A cheaper way is worth a line if it saves a twentieth. */
const WORTH = 0.95;
const WAYS_MAX = 4;
const LINE_MAX = 400;
const TEXT_MAX = 2500;

interface Way {
  usd: number;
  text: string;
}

/** What would cost less than the choice: another option that fits, and changes of the workload, each worked out. */
export function buildCheaper(recommendation: Recommendation): Message {
  const { choice, costs } = recommendation;
  const cost = costs.find(({ option }) => option === choice?.option);
  if (choice === null || !cost?.monthlyUsd) {
    const text =
      'No total is known, so nothing cheaper can be worked out. Say the requests per month and the processing time.';
    return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
  }
  const { likely } = cost.monthlyUsd;
  const others = costs.flatMap(({ option, monthlyUsd }): Way[] =>
    option === choice.option || monthlyUsd === null
      ? []
      : [{ usd: monthlyUsd.likely, text: `${optionTitle(option)} fits too, and wasn't chosen for other reasons` }],
  );
  const ways = [...others, ...optionWays(recommendation), ...leverWays(recommendation, likely)]
    .filter(({ usd }) => usd < likely * WORTH)
    .toSorted((one, other) => one.usd - other.usd)
    .slice(0, WAYS_MAX);
  const now = `${optionTitle(choice.option)}, ${writeMonthlyCost(cost)}`;
  const heading =
    ways.length === 0
      ? `Nothing near is cheaper than ${now}.`
      : others.some(({ usd }) => usd < likely)
        ? `*Cheaper* than ${now}:`
        : `The cheapest that fits is this one: ${now}. *Cheaper* would need:`;
  const lines = ways.map(
    ({ usd, text }) => `• ${formatUsd(usd)} instead of ${formatUsd(likely)} per month: ${escapeWithin(text, LINE_MAX)}`,
  );
  return {
    text: heading.replaceAll('*', ''),
    blocks: [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], TEXT_MAX)) }],
  };
}

/** What each option that was not chosen would need, where that keeps what the workload is. */
function optionWays({ workload, rejected }: Recommendation): Way[] {
  return rejected.flatMap(({ option, wouldFitIf, verdict }) => {
    if (wouldFitIf === null || verdict !== 'ruled-out' || !isNear(workload, wouldFitIf.changes)) return [];
    const usd = costWith(workload, wouldFitIf.changes, option);
    return usd === undefined ? [] : [{ usd, text: `${optionTitle(option)}. ${wouldFitIf.text}` }];
  });
}

const FIELDS_MAX = 2;
const TIMES_MAX = 4;
/** What a workload is, rather than what it needs. */
const GIVEN = new Set(['trafficPattern', 'modelCount', 'containerCount']);

/** Whether a team may think of it: two fields at most, and no number that becomes another altogether. */
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

/** What a team can do without another option. */
function leverWays({ workload, choice }: Recommendation, likely: number): Way[] {
  const { processingTimeSeconds: seconds, availability, instanceType, costPriority } = workload;
  const levers: readonly (readonly [changes: Partial<Workload>, text: string])[] = [
    ...(seconds === undefined ? [] : [[{ processingTimeSeconds: seconds / 2 }, 'half the processing time'] as const]),
    ...(availability === 'multi-az'
      ? [[{ availability: 'single-instance' }, 'one instance instead of two zones'] as const]
      : []),
    ...(instanceType === undefined
      ? []
      : [[{ instanceType: undefined }, 'the smallest instance that holds the model'] as const]),
    ...(costPriority === 'lowest-cost'
      ? []
      : [[{ costPriority: 'lowest-cost' }, 'lowest cost before performance'] as const]),
  ];
  return levers.flatMap(([changes, text]) => {
    const after = recommend({ ...workload, ...changes });
    const usd = after.costs.find(({ option }) => option === after.choice?.option)?.monthlyUsd?.likely;
    if (usd === undefined || usd >= likely) return [];
    const option = after.choice?.option;
    const moved = option === undefined || option === choice?.option ? '' : `, then ${optionTitle(option)}`;
    return [{ usd, text: `${text}${moved}` }];
  });
}

function costWith(workload: Workload, changes: Partial<Workload>, option: InferenceOptionId): number | undefined {
  const { costs } = recommend({ ...workload, ...changes });
  return costs.find((cost) => cost.option === option)?.monthlyUsd?.likely;
}

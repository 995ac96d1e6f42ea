import {
  briefReason,
  formatNumber,
  formatSeconds,
  type InferenceOptionId,
  instanceTypeOf,
  isQueue,
  type OptionCost,
  optionTitle,
  type Recommendation,
  type RejectedOption,
} from '../recommender/index.ts';
import { fitWords, wayIn } from './differences.ts';
import { writeLikelyUsd, writeMonthlyCost } from './money.ts';
import type { Changes } from './read-what-if.ts';
import { writeCount } from './sizes.ts';
import { paidWith } from './team-prices.ts';

// What would cost less than an answer, as data and in the words that the thread, the terminal and assistants share.

/** What would cost less than the choice. */
export interface Savings {
  /** The answer of today, which all ways are compared with. */
  readonly today: Recommendation;
  /** The cheapest first. */
  readonly ways: readonly Saving[];
  /** Where no option fits: what would make one fit, the cheapest first. Else empty. */
  readonly waysOut: readonly PricedWayOut[];
}

/** An option that would fit, and its bill. */
export interface PricedWayOut {
  readonly option: InferenceOptionId;
  readonly wouldFitIf: NonNullable<RejectedOption['wouldFitIf']>;
  readonly bill: OptionCost;
  /** US dollars per month, likely. */
  readonly usd: number;
}

/**
 * What is changed for a smaller bill. `another-option`: nothing, since it fits already. `fewer-demands`: what rules a cheaper option
 * out. `another-type`, `any-type`: the instance type, or that one is named. `one-zone`: no second Availability Zone. `office-hours`:
 * off at night and on weekends. `batching`, `half-time`: half the time per request, on a GPU and on anything else.
 */
export type Lever =
  | 'another-option'
  | 'fewer-demands'
  | 'another-type'
  | 'any-type'
  | 'one-zone'
  | 'eight-bits'
  | 'four-bits'
  | 'another-region'
  | 'office-hours'
  | 'queue'
  | 'batching'
  | 'half-time';

/**
 * What is given up for it. `quality`: of the model's answers. `time`: of requests. `safety`: of availability or of data. `work`: the
 * team's. `demand`: something that was asked for. `preference`: what ranked the choice first.
 */
export type Sacrifice = 'quality' | 'time' | 'safety' | 'work' | 'demand' | 'preference';

/** A way to a smaller bill. */
export interface Saving {
  readonly lever: Lever;
  readonly costs: Sacrifice;
  /** Fields of the workload as they would be. Empty for `another-option`. */
  readonly changes: Changes;
  /** What serves then. */
  readonly option: InferenceOptionId;
  /** Instances at the peak, of each endpoint. Null where nothing is an instance, and for options that aren't chosen. */
  readonly size: { readonly type: string; readonly count: number } | null;
  /** What it costs then. */
  readonly bill: OptionCost;
  /** US dollars per month, likely: the recommender's own figure for these changes. */
  readonly usd: number;
  /** US dollars per month less than today. */
  readonly savedUsd: number;
  /** Of `fewer-demands`: what makes the option fit. */
  readonly wouldFitIf: RejectedOption['wouldFitIf'];
}

/** Over what serves the workload elsewhere. */
export const OUTSIDE_TITLE = 'Outside SageMaker endpoints';

/** More than three aren't read. */
const SHOWN_MAX = 3;

/** Writes what decides, such as in bold. */
type Strong = (text: string) => string;

/** What would cost less, in words: a heading, and the best three ways with what each saves and costs. */
export function savingsWords(savings: Savings, strong: Strong = (text) => text) {
  const { today } = savings;
  const { choice, costs } = today;
  const cost = costs.find(({ option }) => option === choice?.option);
  if (choice === null) {
    const lines = shownOut(savings).map(({ text }) => text);
    const heading = 'No option fits, so there is no bill to lower.';
    return { heading: lines.length === 0 ? heading : `${heading} What would make one fit:`, lines };
  }
  if (!cost?.monthlyUsd) return { heading: withoutTotal(choice, cost), lines: [] };
  const ways = shownWays(savings);
  const paid = paidWith(today);
  const monthly = `${writeMonthlyCost(cost)}${paid === undefined ? '' : `, ${paid}`}`;
  const now = `${optionTitle(choice.option)}, ${monthly}`;
  const fitsCheaper = savings.ways.some(({ lever }) => lever === 'another-option');
  const heading =
    ways.length === 0
      ? `I found nothing cheaper than ${now}.`
      : fitsCheaper
        ? `${strong('Cheaper')} than ${now}:`
        : `${strong(optionTitle(choice.option))} is the cheapest that fits: ${monthly}. ${strong('Cheaper')} would need:`;
  return { heading, lines: ways.map((way) => savingWords(way, today)) };
}

/** The best three. Those whose amount reads the same as that of today are no saving to a reader. */
const shownWays = ({ today, ways }: Savings): Saving[] =>
  ways.filter((way) => shareOf(way, today) > 0).slice(0, SHOWN_MAX);

/** "If a request takes at most 1 hour: Asynchronous Inference, about $163 per month.", of what a team could change. */
function shownOut({ today, waysOut }: Savings) {
  return waysOut
    .flatMap((way) => {
      const condition = fitWords(way, today.workload)?.replace(/^Fits if (.*)\.$/, 'If $1');
      const text = `${condition}: ${optionTitle(way.option)}, ${aboutUsd(way.bill)} per month.`;
      return condition === undefined ? [] : [{ ...way, text }];
    })
    .slice(0, SHOWN_MAX);
}

function aboutUsd(bill: OptionCost): string {
  const usd = String(writeLikelyUsd(bill));
  return usd.startsWith('less than') ? usd : `about ${usd}`;
}

const NO_TOTAL = "There's no monthly total to compare";

/** Why there is none: what the bill lacks, or why nothing says how many instances it takes. */
function withoutTotal(choice: NonNullable<Recommendation['choice']>, cost: OptionCost | undefined): string {
  const { sizing } = choice;
  if (sizing?.basis === 'unknown' && sizing.needs.length === 0) return `${NO_TOTAL}. ${sizing.text}`;
  // What follows the first sentence is about other figures.
  const [note = ''] = (cost?.note ?? '').split(/(?<=\.) /);
  if (note.startsWith('No total')) return note.replace('No total', NO_TOTAL);
  if (note !== '') return `${NO_TOTAL}. ${note}`;
  const unknown = sizing?.basis === 'unknown' ? writeCount(choice) : undefined;
  return unknown === undefined ? `${NO_TOTAL}.` : `${NO_TOTAL}: ${unknown}.`;
}

/** "$4,200 instead of $5,400 per month (22% less): 8-bit weights, 6 × ml.g6e.xlarge. Check the quality of its answers first." */
export function savingWords(way: Saving, today: Recommendation): string {
  const now = today.costs.find(({ option }) => option === today.choice?.option);
  const before = now && writeLikelyUsd(now);
  return `${writeLikelyUsd(way.bill)} instead of ${before} per month (${shareOf(way, today)}% less): ${wayWords(way, today)}`;
}

/** By how much less it is, in percent of the amounts as they are written. */
function shareOf({ bill }: Saving, { choice, costs }: Recommendation): number {
  const now = costs.find(({ option }) => option === choice?.option);
  const [before, after] = [now, bill].map((cost) => Number((cost && writeLikelyUsd(cost))?.replace(/[^\d.]/g, '')));
  return Math.min(SHARE_MAX, Math.round((1 - Number(after) / Number(before)) * 100));
}

/** Nothing is free: what costs next to nothing saves 99%. */
const SHARE_MAX = 99;

function wayWords(way: Saving, today: Recommendation): string {
  const [what, cost] = LEVERS[way.lever](way, today);
  const { choice } = today;
  const isSaid = way.size === null || SAYS_SIZE.has(way.lever) || !isOtherSize(way.size, choice);
  const size = isSaid || way.size === null ? undefined : sizeWords(way.size);
  const isOther = !SAYS_OPTION.has(way.lever) && way.option !== choice?.option;
  const on = size === undefined ? '' : isOther ? ` on ${size}` : `, ${size}`;
  const served = isOther ? `, which makes ${optionTitle(way.option)}${on} the choice` : on;
  const queued = isOther && isQueue(way.option) ? ' Requests then wait in a queue.' : '';
  return `${what}${served}. ${cost}`.trimEnd() + queued;
}

const SAYS_SIZE: ReadonlySet<Lever> = new Set(['another-type', 'any-type']);
const SAYS_OPTION: ReadonlySet<Lever> = new Set(['another-option', 'fewer-demands', 'queue']);

const isOtherSize = ({ type, count }: NonNullable<Saving['size']>, choice: Recommendation['choice']): boolean =>
  type !== choice?.instance?.type || count !== choice.sizing?.count?.likely;

const sizeWords = ({ type, count }: NonNullable<Saving['size']>): string => `${formatNumber(count)} × ${type}`;

type Words = readonly [what: string, cost: string];

const isGraviton = ({ type }: NonNullable<Saving['size']>): boolean => instanceTypeOf(type)?.isArm === true;

/** Counts are those of one endpoint or variant of several. */
const isOfParts = (choice: Recommendation['choice']): boolean =>
  (choice?.instance?.endpoints ?? choice?.instance?.variants ?? 1) > 1;

const CHECK_QUALITY = 'Check the quality of its answers on your own prompts first.';

/** What is done, and what it costs in quality, time or safety. */
const LEVERS: Readonly<Record<Lever, (way: Saving, today: Recommendation) => Words>> = {
  'another-option': ({ option }, { rejected }) => {
    const [reason] = rejected.find((other) => other.option === option)?.reasons ?? [];
    return [`${optionTitle(option)}, which also fits`, reason === undefined ? '' : `${briefReason(reason, option)}.`];
  },
  'fewer-demands': (way, { choice }) => [
    // What is chosen today fits already.
    way.option === choice?.option
      ? withoutStop(String(way.wouldFitIf?.text)).replace(/^Fits/, optionTitle(way.option))
      : withoutStop(wayIn(way) ?? optionTitle(way.option)),
    '',
  ],
  'another-type': ({ size, changes }, { choice }) => [
    size === null
      ? ''
      : `${isOfParts(choice) ? 'each ' : ''}${sizeWords(size)}${isGraviton(size) ? ', if the image is built for arm64' : ''}`,
    choice?.sizing?.basis === 'stated' && changes.processingTimeOn === undefined
      ? 'Only if a request takes no longer there: measure it.'
      : 'Load-test it first: nothing was measured there.',
  ],
  'any-type': ({ size }, { workload }) => [
    `${size === null ? 'any type' : sizeWords(size)} instead of the named ${workload.instanceType}`,
    'Measure a request there first.',
  ],
  'one-zone': () => [
    'one Availability Zone instead of two',
    'If the instance or its zone fails, requests fail until it is replaced.',
  ],
  'eight-bits': () => ['8-bit weights', CHECK_QUALITY],
  'four-bits': () => ['4-bit weights', CHECK_QUALITY],
  'another-region': ({ changes }) => [
    `in ${changes.region}`,
    'Check latency for your callers, and whether your data may be there.',
  ],
  'office-hours': ({ changes }) => [
    `on for ${changes.busyHoursPerDay} hours on ${changes.busyDaysPerWeek} days per week`,
    'Only if nobody needs it at night or on weekends: the first request afterwards waits minutes or is retried.',
  ],
  queue: ({ changes }) => [
    `Asynchronous Inference, answers within ${formatSeconds(changes.responseTimeSeconds ?? 0)}`,
    'Requests wait in a queue, and callers are notified.',
  ],
  batching: () => [
    'batching on the GPU',
    'Only if that halves the time per request, and requests wait for their batch: measure the p95.',
  ],
  'half-time': () => ['half the processing time', 'That takes a faster model or runtime.'],
};

const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** The same as data, with the words of each way. */
export function savingsReport(savings: Savings) {
  const { today } = savings;
  const { choice, workload, costs, outside, savingsPlan } = today;
  const out = shownOut(savings);
  return {
    name: workload.name,
    option: choice?.option ?? null,
    monthlyUsd: costs.find(({ option }) => option === choice?.option)?.monthlyUsd ?? null,
    heading: savingsWords(savings).heading,
    ways: shownWays(savings).map((way) => {
      const { lever, costs: given, changes, option, size, usd, savedUsd } = way;
      return { lever, costs: given, changes, option, size, usd, savedUsd, text: savingWords(way, today) };
    }),
    ...(out.length > 0 && {
      waysOut: out.map(({ wouldFitIf: { changes }, text }) => ({ changes, text })),
    }),
    ...(outside && { outside }),
    ...(savingsPlan && { savingsPlan }),
  };
}

import { costOf } from '../../../src/recommender/costs/bill.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { drawFrom } from '../../support/months/traffic.ts';
import { simulatedUsd } from './simulated-bill.ts';
import { statedWorkload, writingWorkload } from './stated-workloads.ts';
import { BOOK, plansFor } from './support.ts';

/** How estimates compare with simulated months. Shares are from 0 to 1. */
export interface Coverage {
  readonly months: number;
  /** Months whose bill lies in the range, give or take 0.1 %. */
  readonly inside: number;
  readonly below: number;
  readonly above: number;
  /** Estimates whose likely amount is within a factor of 1.25 of the mean bill. */
  readonly near: number;
  /** Likely amount against the mean bill: the median. */
  readonly likelyToMean: number;
  /** The top of the range against its bottom: the median, and the share over 3. */
  readonly width: number;
  readonly wide: number;
}

/** One estimate, and the bills of the months that were simulated for it. */
interface Compared {
  readonly kind: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly bills: readonly number[];
}

/** One workload in this number is of a model that writes tokens. */
const WRITING_EACH = 5;
/** Months for each estimate; the mean of fewer says little. */
const MONTHS_EACH = 20;
/** More is no workload of one team. */
const USD_MAX = 1e6;

/** Simulates at least `months` months of workloads whose volume and processing time are stated. By option and scaling, and `all`. */
export function coverageOf(months: number, seed: number): ReadonlyMap<string, Coverage> {
  const kinds = new Map<string, Compared[]>();
  const all: Compared[] = [];
  for (let at = 0; all.length * MONTHS_EACH < months; at += 1) {
    for (const compared of comparedFor(seed * 104_729 + at)) {
      all.push(compared);
      kinds.set(compared.kind, [...(kinds.get(compared.kind) ?? []), compared]);
    }
  }
  const sorted = [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map([['all', all] as const, ...sorted].map(([kind, compared]) => [kind, summaryOf(compared)]));
}

function comparedFor(seed: number): Compared[] {
  const isWriting = seed % WRITING_EACH === 0;
  const workload = (isWriting ? writingWorkload : statedWorkload)(drawFrom(seed));
  const needs = understand(workload);
  return plansFor(workload).flatMap((plan, index) => {
    const range = costOf({ plan, needs, book: BOOK }).monthlyUsd;
    if (!range || range.high > USD_MAX) return [];
    const month = (at: number) => simulatedUsd(plan, needs, BOOK, drawFrom(seed * 131 + index * 31 + at));
    const bills = Array.from({ length: MONTHS_EACH }, (_, at) => month(at));
    const more = needs.isDataset ? ' (dataset)' : isWriting ? ' (tokens)' : '';
    return [{ kind: `${plan.option} ${plan.scaling}${more}`, ...range, bills }];
  });
}

const ROUNDING = 1.001;

function summaryOf(compared: readonly Compared[]): Coverage {
  let below = 0;
  let above = 0;
  for (const { bills, low, high } of compared) {
    below += bills.filter((usd) => usd * ROUNDING < low).length;
    above += bills.filter((usd) => usd > high * ROUNDING).length;
  }
  const months = compared.length * MONTHS_EACH;
  const factors = compared.map(({ likely, bills }) => likely / mean(bills));
  const widths = compared.map(({ low, high }) => high / low);
  return {
    months,
    inside: 1 - (below + above) / months,
    below: below / months,
    above: above / months,
    near: share(factors, (factor) => factor > 1 / 1.25 && factor < 1.25),
    likelyToMean: median(factors),
    width: median(widths),
    wide: share(widths, (width) => width > 3),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

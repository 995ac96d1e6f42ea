import { estimateFor } from '../costs/bill.ts';
import { breakEvenPoint, planCurves } from '../costs/break-even.ts';
import type { Plan } from '../costs/costing.ts';
import { bookFor, type PriceBook } from '../costs/price-book.ts';
import { requestsPerMonth, volumeAt } from '../costs/volume.ts';
import type { PriceList } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from '../facts/working-figures.ts';
import { countsByPace, type Needs, restated } from '../needs/needs.ts';
import type { Guardrail, InferenceOptionId } from '../recommendation.ts';
import type { Workload } from '../workload/workload.ts';
import { judge } from './judge.ts';
import { planOf } from './judgement.ts';

/** What each option that fits costs per month at growing volumes, with everything but the volume as stated. */
export interface CostCurve {
  /** What a volume counts: requests per month; of a dataset, its records per run or its runs per month. */
  readonly counts: 'requests' | 'records' | 'runs';
  /** The choice first. Options without a price are left out. */
  readonly options: readonly InferenceOptionId[];
  /** From the smallest volume to the largest, evenly in log: 2 to 20, the stated one among them. */
  readonly points: readonly CostPoint[];
  /** Three usual volumes, where none is stated. */
  readonly usual: readonly CostPoint[];
  /** Where the choice and another option cost the same: the nearest to the stated volume. Null where none is. */
  readonly breakEven: VolumeBreakEven | null;
  /** Seconds per request that are assumed; null where they are stated. */
  readonly assumedSeconds: number | null;
}

export interface CostPoint {
  /** In what the curve counts. */
  readonly volume: number;
  readonly isStated: boolean;
  /** US dollars per month, in the order of the options. */
  readonly usd: readonly number[];
}

interface VolumeBreakEven {
  readonly volume: number;
  readonly cheaperBelow: InferenceOptionId;
  readonly cheaperAbove: InferenceOptionId;
}

/** Requests, records or runs that a chart can show. */
const DRAWN = { from: 1, to: 1e12 } as const;

/** Null where no option that fits has a price, or the stated volume is under 1 or beyond 10^12. */
export function costCurve(
  workload: Workload,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = [],
): CostCurve | null {
  const { needs, ranked } = judge(workload, prices, guardrails);
  const plans = ranked.map(({ pair }) => planOf(pair));
  const book = bookFor(prices, needs.region);
  // How many GPUs a volume takes can't be drawn by a time that nobody stated.
  if (needs.requiresGpu && needs.processingTimeSeconds === undefined && !countsByPace(needs)) return null;
  const axis = axisOf(needs);
  if (axis.stated !== undefined && !(axis.stated >= DRAWN.from && axis.stated <= DRAWN.to)) return null;
  const breakEven = nearestBreakEven(plans, needs, book, axis.stated);
  const usdAt = estimates(plans, axis, book);
  const tried = spanOf(axis, breakEven?.volume).map(usdAt);
  const isPriced = plans.map((_, at) => tried.some(({ usd }) => usd[at] !== null));
  const points = rising(pricedPoints(tried, isPriced));
  if (points.length < 2 || !isPriced.includes(true)) return null;
  return {
    counts: axis.counts,
    options: plans.filter((_, at) => isPriced[at]).map(({ option }) => option),
    points,
    usual: axis.stated === undefined ? pricedPoints(axis.usual.map(usdAt), isPriced) : [],
    breakEven,
    assumedSeconds:
      needs.processingTimeSeconds === undefined && !countsByPace(needs) ? BREAK_EVEN_PROCESSING_SECONDS : null,
  };
}

/**
 * More requests never cost less: where the type that is chosen for a volume costs a little more than the cheapest, its neighbours
 * take after the stated volume, or after the one before.
 */
function rising(points: readonly CostPoint[]): CostPoint[] {
  const amounts = points.map(({ usd }) => [...usd]);
  const stated = Math.max(
    0,
    points.findIndex(({ isStated }) => isStated),
  );
  const bound = (at: number, by: number, limit: (a: number, b: number) => number): void => {
    const own = amounts[at] ?? [];
    for (const [option, usd] of own.entries()) own[option] = limit(usd, amounts[by]?.[option] ?? usd);
  };
  for (let at = stated - 1; at >= 0; at--) bound(at, at + 1, Math.min);
  for (let at = stated + 1; at < points.length; at++) bound(at, at - 1, Math.max);
  return points.map((point, at) => ({ ...point, usd: amounts[at] ?? point.usd }));
}

interface Axis {
  readonly counts: CostCurve['counts'];
  readonly stated: number | undefined;
  readonly usual: readonly [least: number, middle: number, most: number];
  readonly requestsAt: (volume: number) => number;
  readonly needsAt: (volume: number) => Needs;
}

const USUAL_REQUESTS: Axis['usual'] = [1e4, 1e6, 1e8];
/** Once, about daily, about every hour. */
const USUAL_RUNS: Axis['usual'] = [1, 30, 730];

/** A dataset grows by its records; where only these are stated, by its runs. */
function axisOf(needs: Needs): Axis {
  const { datasetRecordsPerRun: records, datasetRunsPerMonth: runs } = needs.stated;
  if (!needs.isDataset) {
    const stated = finite(requestsPerMonth(needs));
    return { counts: 'requests', stated, usual: USUAL_REQUESTS, requestsAt: (volume) => volume, needsAt: () => needs };
  }
  const withRuns = (datasetRunsPerMonth: number): Needs => restated(needs, { datasetRunsPerMonth });
  if (runs === undefined && records !== undefined) {
    const requestsAt = (volume: number): number => volume * records;
    return { counts: 'runs', stated: undefined, usual: USUAL_RUNS, requestsAt, needsAt: withRuns };
  }
  const stated = runs === undefined ? undefined : finite(records);
  const tried = runs === undefined ? withRuns(1) : needs;
  const requestsAt = (volume: number): number => volume * (runs ?? 1);
  return { counts: 'records', stated, usual: USUAL_REQUESTS, requestsAt, needsAt: () => tried };
}

const finite = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) ? value : undefined;

interface Tried extends Omit<CostPoint, 'usd'> {
  readonly usd: readonly (number | null)[];
}

function estimates(plans: readonly Plan[], axis: Axis, book: PriceBook): (volume: number) => Tried {
  let known: { needs: Needs; estimators: ReturnType<typeof estimateFor>[] } | undefined;
  return (volume) => {
    const needs = axis.needsAt(volume);
    if (known?.needs !== needs) known = { needs, estimators: plans.map((plan) => estimateFor({ plan, needs, book })) };
    const seconds = needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS;
    const tried = volumeAt(needs, axis.requestsAt(volume), seconds);
    return { volume, isStated: volume === axis.stated, usd: known.estimators.map((usdAt) => usdAt(tried)) };
  };
}

/** A chart needs every amount of a volume, so a volume beyond what can be priced is left out. */
function pricedPoints(tried: readonly Tried[], isPriced: readonly boolean[]): CostPoint[] {
  return tried.flatMap(({ usd, ...point }) => {
    const amounts = usd.filter((_, at) => isPriced[at]);
    return amounts.every((amount) => amount !== null) ? [{ ...point, usd: amounts }] : [];
  });
}

/** Each run of a dataset is a separate job, so its break-even says little. */
function nearestBreakEven(
  plans: readonly Plan[],
  needs: Needs,
  book: PriceBook,
  stated: number | undefined,
): VolumeBreakEven | null {
  if (needs.isDataset) return null;
  const [first, ...others] = planCurves(plans, needs, book);
  if (first === undefined) return null;
  const found = others.flatMap((other): VolumeBreakEven[] => {
    const point = breakEvenPoint(first, other, needs);
    if (point === null) return [];
    const above = point.cheaperBelow === first.plan ? other.plan : first.plan;
    return [{ volume: point.requests, cheaperBelow: point.cheaperBelow.option, cheaperAbove: above.option }];
  });
  const distance = ({ volume }: VolumeBreakEven): number =>
    stated === undefined || stated === 0 ? volume : Math.abs(Math.log(volume / stated));
  return found.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** A chart's vertical axis is linear: a crossing far below the largest amount isn't seen. */
const BEYOND = 3.5;
const BELOW = 10;
const TO_MIN = 10;
const FINE = [1, 2, 5];
const COARSE = [1, 3];
/** In which the fine steps, and the coarse ones, stay within 20 volumes. */
const FINE_DECADES_MAX = 4;
const COARSE_DECADES_MAX = 9;
/** Steps this near to the stated volume would stand on top of it. */
const APART = 1.2;

/** In round steps, from well below the stated volume and the break-even to a little above both. */
function spanOf({ stated, usual }: Axis, breakEven: number | undefined): number[] {
  const own = stated !== undefined && stated > 0 ? [stated] : [];
  const marks = breakEven === undefined || !isInReach(own, breakEven) ? own : [...own, breakEven];
  const [least, , most] = usual;
  const [from, to] =
    marks.length > 0
      ? [
          Math.max(1, Math.min(...marks) / BELOW),
          Math.min(Number.MAX_VALUE, Math.max(TO_MIN, Math.max(...marks) * BEYOND)),
        ]
      : [least, most];
  const steps = roundSteps(from, to).filter(
    (step) => stated === undefined || Math.max(step / stated, stated / step) >= APART,
  );
  return [...steps, ...(stated === undefined ? [] : [stated])].toSorted((a, b) => a - b);
}

const isInReach = ([own]: readonly number[], other: number): boolean =>
  own === undefined || Math.abs(Math.log10(own / other)) <= COARSE_DECADES_MAX - Math.log10(BELOW * BEYOND);

function roundSteps(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const within = decades <= FINE_DECADES_MAX ? FINE : COARSE;
  const first = Math.floor(Math.log10(from));
  const count = Math.ceil(decades) + 1;
  const steps = Array.from({ length: count + 1 }, (_, at) => within.map((step) => step * 10 ** (first + at))).flat();
  return steps.filter((step, at) => (steps[at + 1] ?? step) > from && step <= to);
}

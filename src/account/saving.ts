import { clauseFor, hasInstances, type Recommendation, type Workload } from '../recommender/index.ts';
import { clausesOf } from '../wording/sentences.ts';
import type { Runs } from './runs.ts';

// What a move saves: verified, or likely where it rests on facts that nothing measured and nobody stated.

export interface Condition {
  /** A field of the workload, or what else isn't known. */
  readonly what: string;
  /** "the payload is under 513 KB" */
  readonly text: string;
  /** Whether it has to be true; else it must not be. */
  readonly holds: boolean;
}

export interface Likely {
  /** US dollars per month, above 0. */
  readonly saving: number;
  /** At least one, the likeliest to fail first. */
  readonly conditions: readonly Condition[];
}

/** What both bills of an endpoint make. */
export interface Savings {
  /** Verified. Null where it isn't, and where it can't be told. */
  readonly saving: number | null;
  readonly likely: Likely | null;
}

/** Less is rounding. */
const CENT = 0.01;

/** A difference of two bills as a saving. It is verified without conditions; what saves nothing claims nothing. */
export function savingsOf(difference: number | null, conditions: readonly Condition[]): Savings {
  if (difference === null) return { saving: null, likely: null };
  if (Math.abs(difference) < CENT / 2) return { saving: 0, likely: null };
  if (conditions.length === 0) return { saving: difference, likely: null };
  return { saving: null, likely: difference < 0 ? null : { saving: difference, conditions } };
}

/** How many instances held the measured peak, and how much each. Null where that isn't known. */
export interface Held {
  readonly instances: number;
  readonly requestsPerSecond: number;
}

/**
 * What has to be true for an endpoint to become what is recommended: what would turn the answer, and whatever its callers have
 * today and would lose.
 */
export function conditionsFor(runs: Runs, held: Held | null, recommendation: Recommendation): Condition[] {
  const { choice, workload } = recommendation;
  if (choice === null) return [];
  const turns = clausesOf(recommendation).map(({ field, text, isPositive }) => ({
    what: field ?? 'the choice',
    text,
    holds: isPositive,
  }));
  return [
    ...turns,
    ...coldStarts(runs, recommendation, workload, turns),
    ...latencyElsewhere(runs, recommendation),
    ...capacity(runs, held, recommendation),
  ];
}

/** Callers who never waited for a start may not want to. */
function coldStarts(
  { min, option }: Runs,
  { choice }: Recommendation,
  { coldStarts: stated }: Workload,
  turns: readonly Condition[],
): Condition[] {
  const stops = choice?.scaling === 'scale-to-zero' || choice?.scaling === 'on-demand';
  const isAlwaysOn = option !== null && hasInstances(option) && min !== 0;
  if (!stops || !isAlwaysOn || stated !== undefined || turns.some(({ what }) => what === 'coldStarts')) return [];
  const accepted = choice.scaling === 'scale-to-zero' ? 'minutes-acceptable' : 'acceptable';
  return [{ what: 'coldStarts', text: clauseFor('coldStarts', accepted), holds: true }];
}

/** What it would run on instead of its instances, on which alone latency was measured: another type, or serverless capacity. */
export function elsewhere({ instance }: Runs, { choice }: Recommendation): string | undefined {
  if (instance === null || choice === null || choice.instance?.type === instance) return undefined;
  return choice.instance?.type ?? choice.title.toLowerCase();
}

function latencyElsewhere(runs: Runs, recommendation: Recommendation): Condition[] {
  const on = elsewhere(runs, recommendation);
  if (on === undefined) return [];
  return [{ what: 'latency after the change', text: `${on} is as fast as ${runs.instance}`, holds: true }];
}

/** As many instances as held the peak are measured to. Another number rests on what one of them holds. */
function capacity({ instance }: Runs, held: Held | null, recommendation: Recommendation): Condition[] {
  const basis = recommendation.choice?.sizing?.basis;
  const peak = instancesAtPeak(recommendation, instance);
  if (peak === null) return [];
  if (basis !== 'stated' && basis !== 'measured')
    return [{ what: 'size', text: 'the size holds, which is modelled', holds: true }];
  if (held === null || peak === held.instances) return [];
  const rate = Number(held.requestsPerSecond.toPrecision(3));
  const text =
    peak < held.instances
      ? `one instance holds more than the ${rate} requests per second it was seen to`
      : `one instance needs room beyond the ${rate} requests per second it held`;
  return [{ what: 'throughput', text, holds: true }];
}

/** Instances of a type that an answer takes at the peak; null where it takes another type or none. */
export function instancesAtPeak({ choice }: Recommendation, type: string | null): number | null {
  const instance = choice?.instance;
  return instance == null || instance.type !== type ? null : (instance.peak ?? instance.start);
}

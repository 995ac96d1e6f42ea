import type { Architecture, Precision } from './architecture.ts';
import type { GpuType } from './gpus.ts';
import type { Span } from './interval.ts';
import type { Scaling, TypeLoad } from './load.ts';
import type { Limits, TypePlan } from './plan.ts';

/** A type that may be chosen, with its price. */
export interface PricedType extends GpuType {
  /** Null: not listed. It is sized, and never chosen. */
  readonly usdPerHour: number | null;
}

/** A language model, its requests, and how many they are. */
export interface SizingQuery {
  /** The same object again is sized from what was kept of it. */
  readonly architecture: Architecture;
  readonly precision: Precision;
  readonly fp8Cache: boolean;
  /** Mean tokens of a request: at least 0 and 1, at most a billion. Images count as input. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the longest request. Null, or less than input and output together: as long as those. */
  readonly contextTokens: number | null;
  readonly hasImages?: boolean;
  /** Null: not known, and nothing is counted. */
  readonly load: {
    readonly peakRps?: number | null;
    readonly concurrentRequests?: number | null;
    /** Output tokens per second at the busiest moment: a peak in requests is stated in place of it. */
    readonly tokensPerSecond?: number | null;
    readonly meanRps?: number | null;
  } | null;
  readonly limits?: Partial<Limits>;
  readonly scaling: Scaling;
  readonly costPriority: 'cost' | 'balanced' | 'performance';
  readonly instances: readonly PricedType[];
}

/** One type, and what it takes of it. */
export interface SizedType extends PricedType {
  /** How it serves the model: its split, its copies, the requests of each, its class, what it rests on. */
  readonly plan: TypePlan;
  /** Of one instance at its most. */
  readonly tokensPerSecond: Span;
  readonly requestsPerSecond: Span;
  /** Null without a load. */
  readonly load: TypeLoad | null;
  /** In US dollars. Null without a load or a price. */
  readonly monthlyUsd: { readonly scaled: Span; readonly fixed: Span } | null;
}

/** A type with a load and a price. */
export interface ChosenType extends SizedType {
  readonly usdPerHour: number;
  readonly load: TypeLoad;
  readonly monthlyUsd: NonNullable<SizedType['monthlyUsd']>;
}

export const isChosen = (sized: SizedType): sized is ChosenType => sized.monthlyUsd !== null;

/** Its likely bill: with scaling where the number of instances follows the load. */
export const billOf = ({ monthlyUsd: usd }: SizedType, isScaled: boolean): number | null =>
  usd && (isScaled ? usd.scaled.likely : usd.fixed.likely);

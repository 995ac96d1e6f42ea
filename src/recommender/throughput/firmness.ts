import { GPUS } from './gpus.ts';
import { type Load, loadOn, monthlyUsd } from './load.ts';
import { type ChosenType, isChosen, type SizedType, type SizingQuery } from './sized-type.ts';

/** Why a type might be another one if its speed were known. */
export type Doubt =
  /** Only the number of parameters is known. */
  | 'architecture'
  /** A mixture of experts, images, or tensor parallel over PCIe. */
  | 'class'
  /** Its GPU has fewer than ten public measurements. */
  | 'few-measurements'
  /** At three quarters of its modelled speed another GPU is cheaper. */
  | 'not-clearly-cheaper';

/** How sure the type is, not the count. Stated tokens, rate and precision are the caller's to ask for. */
export interface Firmness {
  readonly isFirm: boolean;
  readonly doubts: readonly Doubt[];
  /** The type's month, were it three quarters as fast, in US dollars. */
  readonly monthlyUsdIfSlower: number;
  /** The cheapest type with another GPU. */
  readonly runnerUp: ChosenType | null;
  /** It and the runner-up were measured with this model. */
  readonly areMeasured: boolean;
}

/** Leaving a GPU out of the fit moves its speed by about a quarter at most. */
const SLOWER = 0.75;

export function firmnessOf(
  choice: ChosenType,
  candidates: readonly SizedType[],
  { scaling, architecture }: SizingQuery,
  load: Load,
): Firmness {
  const { tokensPerSecond, sequences, grade, basis } = choice.plan;
  const slowerPlan = { ...choice.plan, tokensPerSecond: tokensPerSecond * SLOWER, sequences: sequences * SLOWER };
  const slower = loadOn(slowerPlan, load, scaling);
  const way = scaling.isScaled ? 'scaled' : 'fixed';
  const usd = monthlyUsd(slower.averageInstances[way].likely, choice.usdPerHour);
  const runnerUp = candidates.filter(isChosen).find(({ gpu }) => gpu !== choice.gpu) ?? null;
  const isCheaper = runnerUp === null || usd < runnerUp.monthlyUsd[way].likely;
  const doubts: Doubt[] = [];
  if (!architecture.isKnown) doubts.push('architecture');
  if (grade === 'C' || grade === 'D') doubts.push('class');
  if (GPUS[choice.gpu].hasFewMeasurements) doubts.push('few-measurements');
  if (!isCheaper) doubts.push('not-clearly-cheaper');
  const areMeasured = basis === 'measured' && runnerUp?.plan.basis === 'measured';
  return { isFirm: doubts.length === 0 || areMeasured, doubts, monthlyUsdIfSlower: usd, runnerUp, areMeasured };
}

import { type CostCurve, formatNumber, formatSeconds, optionTitle } from '../recommender/index.ts';

// How many of what a bill grows with, and where two options cost the same.

/** "requests per month": what the volumes of a curve count. */
export const COUNTED: Readonly<Record<CostCurve['counts'], string>> = {
  requests: 'requests per month',
  records: 'records per run',
  runs: 'runs per month',
};

/** "60,000", "1.2 million": to three digits from a million on. */
export function writeBriefCount(volume: number): string {
  if (volume < 1_000_000) return formatNumber(volume);
  const [unit, size] = volume < 1e9 ? ['million', 1e6] : ['billion', 1e9];
  return `${formatNumber(Number((volume / size).toPrecision(3)))} ${unit}`;
}

/**
 * "Break-even at about 44 million requests per month: Serverless Inference costs less below, Real-time Inference above."; undefined
 * where the options of a curve don't cross.
 */
export function writeBreakEven({ breakEven, counts }: CostCurve): string | undefined {
  if (breakEven === null) return undefined;
  const { volume, cheaperBelow, cheaperAbove } = breakEven;
  return `Break-even at about ${writeBriefCount(Number(volume.toPrecision(2)))} ${COUNTED[counts]}: ${optionTitle(cheaperBelow)} costs less below, ${optionTitle(cheaperAbove)} above.`;
}

/** "Assumes 0.2 s per request."; undefined where a curve rests on what was stated. */
export const writeCurveAssumption = ({ assumedSeconds }: CostCurve): string | undefined =>
  assumedSeconds === null ? undefined : `Assumes ${formatSeconds(assumedSeconds)} per request.`;

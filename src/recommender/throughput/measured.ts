import { MEASURED_SPEEDS, type MeasuredSpeed } from '../facts/measured-speeds.ts';
import { bitsOf } from './architecture.ts';
import type { RequestTokens, ServedAs } from './replica.ts';

/** p5e and p5en hold the same 8 H200. */
const SAME_GPUS: Readonly<Record<string, string>> = { 'ml.p5en.48xlarge': 'ml.p5e.48xlarge' };
const TOKENS_WITHIN = 2;

/**
 * The measurement of the same model, type and precision with tokens within a factor of two of a request's: of several the one
 * whose input is nearest. Nothing where there is none.
 */
export function measurementOf(
  { architecture: { modelId }, precision }: ServedAs,
  type: string,
  { inputTokens, outputTokens }: RequestTokens,
): MeasuredSpeed | undefined {
  if (modelId === null || precision === 'nvfp4') return undefined;
  let nearest: MeasuredSpeed | undefined;
  let least = Infinity;
  for (const speed of MEASURED_SPEEDS) {
    if (speed.model !== modelId || speed.bits !== bitsOf(precision)) continue;
    if (speed.type !== type && speed.type !== SAME_GPUS[type]) continue;
    const [inside, outside] = [ratio(speed.input, inputTokens), ratio(speed.output, outputTokens)];
    if (inside > TOKENS_WITHIN || outside > TOKENS_WITHIN || inside >= least) continue;
    [nearest, least] = [speed, inside];
  }
  return nearest;
}

const ratio = (one: number, other: number): number => Math.max(one / other, other / one);

/**
 * Median output tokens per second of the instance: between two measured levels in proportion, below the lowest as many for each
 * request as there. Nothing above the highest.
 */
export function measuredTokensPerSecond(
  { levels }: Pick<MeasuredSpeed, 'levels'>,
  inProgress: number,
): number | undefined {
  let below: (typeof levels)[number] | undefined;
  for (const level of levels) {
    const [at, , , median] = level;
    if (inProgress > at) {
      below = level;
      continue;
    }
    if (below === undefined) return (median * inProgress) / at;
    return below[3] + ((inProgress - below[0]) / (at - below[0])) * (median - below[3]);
  }
  return undefined;
}

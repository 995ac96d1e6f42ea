import { FACTORS, type Factors } from '../../src/recommender/throughput/factors.ts';
import { type Case, modelledTokens } from './compare.ts';

const NAMES = Object.keys(FACTORS) as (keyof Factors)[];

/** Of one model on one GPU at one precision there are up to hundreds of measurements, of another one two. */
const groupOf = ({ measurement: { model, gpu, precision } }: Case): string => `${model} ${gpu} ${precision}`;

/** What each measurement counts: a group of n as the square root of n, so that neither the largest nor the smallest decides. */
function weightsOf(cases: readonly Case[]): Map<Case, number> {
  const sizes = new Map<string, number>();
  for (const one of cases) sizes.set(groupOf(one), (sizes.get(groupOf(one)) ?? 0) + 1);
  return new Map(cases.map((one) => [one, 1 / Math.sqrt(sizes.get(groupOf(one)) ?? 1)]));
}

/** How far the model is off: the weighted mean of the absolute logarithms of measured by modelled. */
export function lossOf(cases: readonly Case[], factors: Factors, weights = weightsOf(cases)): number {
  let loss = 0;
  let sum = 0;
  for (const one of cases) {
    const weight = weights.get(one) ?? 0;
    loss += weight * Math.abs(Math.log(one.measurement.tokensPerSecond / modelledTokens(one, factors)));
    sum += weight;
  }
  return loss / sum;
}

const FIRST_STEP = 0.2;
const LAST_STEP = 0.01;

/** The factors with the least loss near `start`: each is moved up and down in turn, by smaller and smaller steps. */
export function refit(
  cases: readonly Case[],
  start: Factors = FACTORS,
): { readonly factors: Factors; readonly loss: number } {
  let factors = start;
  const weights = weightsOf(cases);
  let loss = lossOf(cases, factors, weights);
  for (let step = FIRST_STEP; step >= LAST_STEP; ) {
    const before = loss;
    for (const name of NAMES) {
      for (const by of [1 + step, 1 / (1 + step)]) {
        const tried = { ...factors, [name]: factors[name] * by };
        const triedLoss = lossOf(cases, tried, weights);
        if (triedLoss < loss) [factors, loss] = [tried, triedLoss];
      }
    }
    if (loss === before) step /= 2;
  }
  return { factors, loss };
}

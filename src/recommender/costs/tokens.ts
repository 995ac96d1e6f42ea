import { MEASURED_SPEEDS, type MeasuredSpeed } from '../facts/measured-speeds.ts';
import { SECONDS_PER_HOUR, SPEED_ERROR } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { OptionCost } from '../recommendation.ts';
import { formatCount, formatNumber, formatUsd } from '../workload/measures.ts';
import { endpointsOf } from './capacity.ts';
import type { Plan } from './costing.ts';
import type { PriceBook } from './price-book.ts';
import { instanceOf } from './priced-instance.ts';

/** Cost per million output tokens where price and speed are known, and how that is said; else what to measure. */
export interface TokenCost {
  readonly usd: OptionCost['perMillionOutputTokensUsd'];
  readonly note: string | null;
}

const NOT_IN_QUESTION: TokenCost = { usd: null, note: null };

/**
 * What a million output tokens cost on the instances of a plan at the busiest moment, from a measurement of the same model, type
 * and precision with tokens within a factor of two of those that are stated, and never beyond the concurrency that was measured.
 */
export function tokenCostOf(plan: Plan, needs: Needs, book: PriceBook): TokenCost {
  const { model, stated } = needs;
  const { outputTokens, inputTokens } = stated;
  const instance = instanceOf(plan, needs, book);
  const [line] = plan.costing.lines(plan);
  const price = instance && line && book.find(line.component, instance.type);
  if (model?.cache === undefined || !outputTokens || !instance || !price) return NOT_IN_QUESTION;
  if (inputTokens === undefined) {
    return { usd: null, note: 'State the input tokens for a cost per million output tokens.' };
  }
  const concurrency = Math.max(1, (needs.concurrency ?? 1) / endpointsOf(plan, needs) / instance.max);
  const speed = speedOf(needs, instance.type, inputTokens, outputTokens);
  const tokens = speed && tokensPerSecond(speed, concurrency);
  if (speed === undefined || tokens === undefined) {
    return { usd: null, note: whatToMeasure(needs, instance.type, concurrency) };
  }
  const usdAt = (perSecond: number): number => (price.usd * 1e6) / (perSecond * SECONDS_PER_HOUR);
  const low = usdAt(tokens.highest) * (1 - SPEED_ERROR);
  const high = usdAt(tokens.lowest) * (1 + SPEED_ERROR);
  const { title, date } = speed.source;
  const note = `About ${formatUsd(low)} to ${formatUsd(high)} per million output tokens at ${formatCount(inputTokens, 'input token')} (${title}, ${date}).`;
  return { usd: { low, high, source: { ...speed.source } }, note };
}

function whatToMeasure({ model }: Needs, type: string, concurrency: number): string {
  const load = `${formatNumber(Math.ceil(concurrency))} in progress`;
  return `Tokens per second of ${model?.known?.id ?? 'the model'} weren't measured publicly on ${type} with ${load}: measure them for a cost per million output tokens.`;
}

/** p5e and p5en hold the same 8 H200. */
const SAME_GPUS: Readonly<Record<string, string>> = { 'ml.p5en.48xlarge': 'ml.p5e.48xlarge' };
const TOKENS_WITHIN = 2;

/** Of the measurements that stand for it the one with the most similar requests. */
function speedOf({ model }: Needs, type: string, input: number, output: number): MeasuredSpeed | undefined {
  let nearest: MeasuredSpeed | undefined;
  let least = Infinity;
  for (const speed of MEASURED_SPEEDS) {
    if (speed.model !== model?.known?.id || speed.bits !== model.bits) continue;
    if (speed.type !== type && speed.type !== SAME_GPUS[type]) continue;
    const [inside, outside] = [ratio(speed.input, input), ratio(speed.output, output)];
    if (inside > TOKENS_WITHIN || outside > TOKENS_WITHIN || inside * outside >= least) continue;
    [nearest, least] = [speed, inside * outside];
  }
  return nearest;
}

const ratio = (one: number, other: number): number => Math.max(one / other, other / one);

/** Between two measured concurrencies in proportion; below the lowest the lowest; above the highest nothing. */
function tokensPerSecond(
  { levels }: MeasuredSpeed,
  concurrency: number,
): { readonly lowest: number; readonly highest: number } | undefined {
  let below: (typeof levels)[number] | undefined;
  for (const level of levels) {
    const [at, lowest, highest] = level;
    if (concurrency > at) {
      below = level;
      continue;
    }
    if (below === undefined) return { lowest, highest };
    const share = (concurrency - below[0]) / (at - below[0]);
    return { lowest: below[1] + share * (lowest - below[1]), highest: below[2] + share * (highest - below[2]) };
  }
  return undefined;
}

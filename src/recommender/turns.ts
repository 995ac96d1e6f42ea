import { type BreakEven, bookFor, breakEvenPoint, costCurves } from './costs/index.ts';
import type { PriceList } from './costs/price-list.ts';
import { planOf } from './economics.ts';
import type { Judgement } from './judge.ts';

/** A break-even between two of the options that fit, by their places among them. */
export interface Turn {
  readonly better: number;
  readonly worse: number;
  readonly point: BreakEven;
}

/** Every break-even between two options that fit, found once for all that is said of them. Of a data set there are none. */
export function turnsOf({ needs, ranked }: Judgement, prices: PriceList): Turn[] {
  if (needs.isDataset || ranked.length < 2) return [];
  const plans = ranked.map(({ pair }) => planOf(pair));
  const curves = costCurves(plans, needs, bookFor(prices, needs.region));
  const turns: Turn[] = [];
  for (const [better, curve] of curves.entries()) {
    for (const [index, other] of curves.slice(better + 1).entries()) {
      const point = breakEvenPoint(curve, other, needs);
      if (point) turns.push({ better, worse: better + 1 + index, point });
    }
  }
  return turns;
}

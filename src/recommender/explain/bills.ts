import { costOf } from '../costs/bill.ts';
import { type BreakEven, breakEvenPoint, planCurves } from '../costs/break-even.ts';
import { bookFor } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from '../facts/working-figures.ts';
import { type Judgement, planOf } from '../judge/judgement.ts';
import type { Needs } from '../needs/needs.ts';
import { optionTitle } from '../options/index.ts';
import type { InferenceOptionId, OptionCost } from '../recommendation.ts';
import { formatNumber, formatSeconds } from '../workload/measures.ts';

/** A bill for every option that fits, the choice first, each with where it stops being the cheaper one. */
export function billsFor(
  { needs, ranked }: Judgement,
  prices: PriceList,
  turns: readonly PairedBreakEven[],
): OptionCost[] {
  const book = bookFor(prices, needs.region);
  return ranked.map(({ pair }, index) => {
    const bill = costOf(planOf(pair), needs, book);
    const notes = bill.note === null ? [] : [bill.note];
    for (const { better, worse, point } of turns) {
      const other = ranked[worse]?.pair.option.id;
      if (better === index && other !== undefined) notes.push(breakEvenText(point, pair.option.id, other, needs));
    }
    return { ...bill, note: notes.length > 0 ? notes.join(' ') : null };
  });
}

function breakEvenText(point: BreakEven, a: InferenceOptionId, b: InferenceOptionId, needs: Needs): string {
  const cheaper = point.cheaperBelow.option;
  const dearer = cheaper === a ? b : a;
  const seconds = needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS;
  return `Below about ${requestsOf(point)} requests per month at ${formatSeconds(seconds)} each, ${optionTitle(cheaper)} is cheaper than ${optionTitle(dearer)}.`;
}

/** Two digits are as many as the estimate is worth. */
function requestsOf({ requests }: BreakEven): string {
  return formatNumber(Number(requests.toPrecision(2)));
}

/** A break-even between two of the options that fit, by their places among them. */
export interface PairedBreakEven {
  readonly better: number;
  readonly worse: number;
  readonly point: BreakEven;
}

/** Every break-even between two options that fit, found once for all that is said of them. Of a data set there are none. */
export function breakEvensOf({ needs, ranked }: Judgement, prices: PriceList): PairedBreakEven[] {
  if (needs.isDataset || ranked.length < 2) return [];
  const plans = ranked.map(({ pair }) => planOf(pair));
  const curves = planCurves(plans, needs, bookFor(prices, needs.region));
  const turns: PairedBreakEven[] = [];
  for (const [better, curve] of curves.entries()) {
    for (const [index, other] of curves.slice(better + 1).entries()) {
      const point = breakEvenPoint(curve, other, needs);
      if (point) turns.push({ better, worse: better + 1 + index, point });
    }
  }
  return turns;
}

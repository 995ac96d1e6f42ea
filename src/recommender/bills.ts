import { BREAK_EVEN_PROCESSING_SECONDS } from './costs/cost-figures.ts';
import {
  type BreakEven,
  bookFor,
  breakEvenPoint,
  type CostCurve,
  costCurves,
  costOf,
  type PriceBook,
} from './costs/index.ts';
import type { PriceList } from './costs/price-list.ts';
import { planOf } from './economics.ts';
import type { Judgement } from './judge.ts';
import { formatNumber, formatSeconds } from './measures.ts';
import type { Needs } from './needs.ts';
import { optionTitle } from './options/index.ts';
import type { OptionCost } from './recommendation.ts';

/** A bill for every option that fits, the choice first, each with where it stops being the cheaper one. */
export function billsFor({ needs, ranked }: Judgement, prices: PriceList): OptionCost[] {
  const book = bookFor(prices, needs.region);
  const bills = ranked.map(({ pair }) => costOf(planOf(pair), needs, book));
  const turns = needs.isDataset || bills.length < 2 ? [] : turnsOf({ needs, ranked }, book);
  return bills.map((bill, index) => {
    const notes = [...(bill.note === null ? [] : [bill.note]), ...(turns[index] ?? [])];
    return { ...bill, note: notes.length > 0 ? notes.join(' ') : null };
  });
}

/** For each option the break-evens with those that come after it. */
function turnsOf({ needs, ranked }: Pick<Judgement, 'needs' | 'ranked'>, book: PriceBook): string[][] {
  const plans = ranked.map(({ pair }) => planOf(pair));
  const curves = costCurves(plans, needs, book);
  return curves.map((curve, index) => curves.slice(index + 1).flatMap((other) => turnText(curve, other, needs)));
}

function turnText(a: CostCurve, b: CostCurve, needs: Needs): string[] {
  const point = breakEvenPoint(a, b, needs);
  if (!point) return [];
  const cheaper = point.cheaperBelow.option;
  const dearer = cheaper === a.plan.option ? b.plan.option : a.plan.option;
  const seconds = needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS;
  return [
    `${optionTitle(cheaper)} is cheaper than ${optionTitle(dearer)} below about ${requestsOf(point)} requests a month at ${formatSeconds(seconds)} each.`,
  ];
}

/** Two digits are as many as the estimate is worth. */
function requestsOf({ requests }: BreakEven): string {
  return formatNumber(Number(requests.toPrecision(2)));
}

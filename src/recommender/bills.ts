import { type BreakEven, breakEvenPoint } from './costs/break-even.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from './costs/cost-figures.ts';
import { bookFor, costOf, type PriceBook } from './costs/index.ts';
import type { PriceList } from './costs/price-list.ts';
import { planOf } from './economics.ts';
import type { Judgement, Pair } from './judge.ts';
import { formatNumber, formatSeconds } from './measures.ts';
import { optionTitle } from './options/index.ts';
import type { OptionCost } from './recommendation.ts';

/** A bill for every option that fits, the choice first, each with where it stops being the cheaper one. */
export function billsFor(judgement: Judgement, prices: PriceList): OptionCost[] {
  const { needs } = judgement;
  const book = bookFor(prices, needs.region);
  const pairs = judgement.ranked.map(({ pair }) => pair);
  return pairs.map((pair, index) => {
    const bill = costOf(planOf(pair), needs, book);
    const turns = needs.isDataset
      ? []
      : pairs.slice(index + 1).flatMap((other) => breakEvenText(pair, other, judgement, book));
    const notes = bill.note === null ? turns : [bill.note, ...turns];
    return { ...bill, note: notes.length > 0 ? notes.join(' ') : null };
  });
}

function breakEvenText(a: Pair, b: Pair, { needs }: Judgement, book: PriceBook): string[] {
  const point = breakEvenPoint(planOf(a), planOf(b), needs, book);
  if (!point) return [];
  const dearer = point.cheaperBelow.option === a.option.id ? b.option.id : a.option.id;
  const seconds = needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS;
  return [
    `${optionTitle(point.cheaperBelow.option)} is cheaper than ${optionTitle(dearer)} below about ${requestsOf(point)} requests a month at ${formatSeconds(seconds)} each.`,
  ];
}

/** Two digits are as many as the estimate is worth. */
function requestsOf({ requests }: BreakEven): string {
  return formatNumber(Number(requests.toPrecision(2)));
}

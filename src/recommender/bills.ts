import { BREAK_EVEN_PROCESSING_SECONDS } from './costs/cost-figures.ts';
import { type BreakEven, bookFor, costOf } from './costs/index.ts';
import type { PriceList } from './costs/price-list.ts';
import { planOf } from './economics.ts';
import type { Judgement } from './judge.ts';
import { formatNumber, formatSeconds } from './measures.ts';
import type { Needs } from './needs.ts';
import { optionTitle } from './options/index.ts';
import type { InferenceOptionId, OptionCost } from './recommendation.ts';
import type { Turn } from './turns.ts';

/** A bill for every option that fits, the choice first, each with where it stops being the cheaper one. */
export function billsFor({ needs, ranked }: Judgement, prices: PriceList, turns: readonly Turn[]): OptionCost[] {
  const book = bookFor(prices, needs.region);
  return ranked.map(({ pair }, index) => {
    const bill = costOf(planOf(pair), needs, book);
    const notes = bill.note === null ? [] : [bill.note];
    for (const { better, worse, point } of turns) {
      const other = ranked[worse]?.pair.option.id;
      if (better === index && other !== undefined) notes.push(turnText(point, pair.option.id, other, needs));
    }
    return { ...bill, note: notes.length > 0 ? notes.join(' ') : null };
  });
}

function turnText(point: BreakEven, a: InferenceOptionId, b: InferenceOptionId, needs: Needs): string {
  const cheaper = point.cheaperBelow.option;
  const dearer = cheaper === a ? b : a;
  const seconds = needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS;
  return `${optionTitle(cheaper)} is cheaper than ${optionTitle(dearer)} below about ${requestsOf(point)} requests a month at ${formatSeconds(seconds)} each.`;
}

/** Two digits are as many as the estimate is worth. */
function requestsOf({ requests }: BreakEven): string {
  return formatNumber(Number(requests.toPrecision(2)));
}

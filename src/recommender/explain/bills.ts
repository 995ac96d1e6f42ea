import { costOf, monthlyUsd } from '../costs/bill.ts';
import { type BreakEven, breakEvenPoint, planCurves } from '../costs/break-even.ts';
import { endpointsOf } from '../costs/capacity.ts';
import type { Pricing } from '../costs/costing.ts';
import { bookFor } from '../costs/price-book.ts';
import { tokenCostOf } from '../costs/tokens.ts';
import type { PriceList } from '../facts/price-list.ts';
import { BREAK_EVEN_PROCESSING_SECONDS } from '../facts/working-figures.ts';
import { type Judgement, planOf, pricingOf } from '../judge/judgement.ts';
import { computedWorkOf, type Needs, restated, writesTokens } from '../needs/needs.ts';
import { optionTitle } from '../options/index.ts';
import type { InferenceOptionId, OptionCost } from '../recommendation.ts';
import { formatNumber, formatSeconds } from '../workload/measures.ts';
import { formatUsd } from '../workload/money.ts';
import { sizeText } from './sizing/computed.ts';
import { boundedCount } from './sizing/open-load.ts';

/** A bill for every option that fits, the choice first, each with where it stops being the cheaper one. */
export function billsFor(
  judgement: Judgement,
  prices: PriceList,
  turns: readonly PairedBreakEven[],
  advisesSecond = false,
): OptionCost[] {
  const { needs, ranked } = judgement;
  return ranked.map(({ pair }, index) => {
    const pricing = pricingOf(judgement, pair, prices);
    const bill = index === 0 ? boundedBill(pricing, costOf(pricing)) : costOf(pricing);
    const tokens = tokenCostOf(pricing, bill);
    const second = index === 0 && advisesSecond ? secondNote(pricing) : null;
    const notes = [bill.note, second, tokens.note].filter((note) => note !== null);
    const own = turns.filter(({ better }) => better === index);
    notes.push(...breakEvenTexts(own, pair.option.id, ranked, needs));
    return { ...bill, perMillionOutputTokensUsd: tokens.usd, note: notes.length > 0 ? notes.join(' ') : null };
  });
}

/** What a second instance adds, which the answer advises; null where a total isn't known. */
function secondNote(pricing: Pricing): string | null {
  const { plan, needs } = pricing;
  const type = plan.costing.capacityFor(pricing)?.type;
  const usd = monthlyUsd(pricing);
  const two = restated(needs, { availability: 'multi-az', instanceType: String(type) });
  const both = monthlyUsd({ ...pricing, needs: two });
  if (usd === null || both === null || !(both > usd)) return null;
  const where = endpointsOf(plan, needs) > 1 ? 'on each endpoint' : 'in production';
  return `A second instance ${where} adds ${formatUsd(both - usd)} per month.`;
}

/** Bills within this share of each other are the same for people. */
const SAME_BILL_SHARE = 0.02;

type Bill = Omit<OptionCost, 'perMillionOutputTokensUsd'>;

/** The bill at any plausible processing time, where none is stated and all come to the same. */
function boundedBill(pricing: Pricing, bill: Bill): Bill {
  const bounded = bill.monthlyUsd === null ? boundedCount(pricing) : undefined;
  if (bounded?.field !== 'processingTimeSeconds') return bill;
  const [least, most] = bounded.needs.map((needs) => costOf({ ...pricing, needs }));
  if (!least?.monthlyUsd || !most?.monthlyUsd) return bill;
  const [low, high] = [least.monthlyUsd, most.monthlyUsd];
  if (high.likely > low.likely * (1 + SAME_BILL_SHARE)) return bill;
  const { listMonthlyUsd: list } = most;
  return {
    ...most,
    monthlyUsd: { low: Math.min(low.low, high.low), likely: high.likely, high: high.high },
    ...(list && { listMonthlyUsd: { ...list, low: Math.min(list.low, least.listMonthlyUsd?.low ?? low.low) } }),
  };
}

/** One sentence for each number of requests and option: two that are dearer at the same number share it. */
function breakEvenTexts(
  turns: readonly PairedBreakEven[],
  own: InferenceOptionId,
  ranked: Judgement['ranked'],
  needs: Needs,
): string[] {
  const dearer = new Map<string, string[]>();
  for (const { worse, point } of turns) {
    const other = ranked.slice(worse, worse + 1).map(({ pair }) => pair.option.id);
    const cheaper = point.cheaperBelow.option;
    const opening = `Below about ${requestsOf(point)} requests per month ${lengthOf(needs)}, ${optionTitle(cheaper)} is cheaper than`;
    const titles = (cheaper === own ? other : [own]).map(optionTitle);
    dearer.set(opening, [...(dearer.get(opening) ?? []), ...titles]);
  }
  return [...dearer].map(
    ([opening, titles]) => `${opening} ${titles.join(' and ').replace(' Inference and ', ' and ')}.`,
  );
}

/** "at 200 ms each": what is held fixed while the volume grows. */
function lengthOf(needs: Needs): string {
  const work = computedWorkOf(needs);
  if (work !== undefined) return `of ${sizeText(needs, work)}`;
  const tokens = writesTokens(needs) ? needs.model?.writing?.tokens : undefined;
  if (tokens === undefined) {
    return `at ${formatSeconds(needs.processingTimeSeconds ?? BREAK_EVEN_PROCESSING_SECONDS)} each`;
  }
  return `of ${formatNumber(Math.round(tokens.inputTokens))} tokens in and ${formatNumber(tokens.outputTokens)} out`;
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

/** Every break-even between two options that fit, found once for all that is said of them. Of a dataset there are none. */
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

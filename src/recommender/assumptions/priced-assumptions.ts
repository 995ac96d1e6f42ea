import { bookFor, breakEvenPoint, costCurves, type Plan, type PriceBook, usedAssumptions } from '../costs/index.ts';
import type { PriceList } from '../costs/price-list.ts';
import { type Volume, volumeAt, volumeOf } from '../costs/volume.ts';
import { planOf } from '../economics.ts';
import type { Judgement } from '../judge.ts';
import type { Needs } from '../needs.ts';
import { optionTitle } from '../options/index.ts';
import type { Assumption } from '../recommendation.ts';

/** What an estimate takes for granted; of the choice's own, or only of others that fit. */
export interface PricedAssumption extends Assumption {
  readonly ofRivals: boolean;
}

/**
 * The figures of ours that the estimates made use of: those of the choice, then what only its rivals rest on, over whose
 * amounts it won. Each once; what concerns rivals alone names them. A job for stored data wins whatever the others cost.
 */
export function pricedAssumptions({ needs, ranked }: Judgement, prices: PriceList): PricedAssumption[] {
  const book = bookFor(prices, needs.region);
  const compared = ranked.filter(({ monthlyUsd }, index) => index === 0 || (monthlyUsd !== null && !needs.isDataset));
  const plans = compared.map(({ pair }) => planOf(pair));
  const turns = turnsOf(plans, needs, book);
  const found = new Map<string, { assumption: Assumption; users: Plan[] }>();
  for (const [index, plan] of plans.entries()) {
    for (const { field, value, text } of usedAssumptions(plan, needs, book, turns[index])) {
      const known = found.get(text);
      if (known) known.users.push(plan);
      else found.set(text, { assumption: { field, value, text }, users: [plan] });
    }
  }
  return [...found.values()].map(({ assumption, users }) =>
    users[0] === plans[0]
      ? { ...assumption, ofRivals: false }
      : { ...assumption, text: named(assumption.text, users), ofRivals: true },
  );
}

/** For each plan the volumes at which it and another one cost the same, as the bills name them. */
function turnsOf(plans: readonly Plan[], needs: Needs, book: PriceBook): Volume[][] {
  const volume = volumeOf(needs);
  if (volume === null || needs.isDataset) return [];
  const curves = costCurves(plans, needs, book);
  return curves.map((curve) =>
    curves.flatMap((other) => {
      const point = other === curve ? null : breakEvenPoint(curve, other, needs);
      return point ? [volumeAt(needs, point.requests, volume.processingSeconds)] : [];
    }),
  );
}

/** "Each instance is priced with a volume of 30 GB (Real-time and Asynchronous Inference)." */
function named(sentence: string, plans: readonly Plan[]): string {
  const titles = plans.map(({ option }) => optionTitle(option)).join(' and ');
  return `${sentence.slice(0, -1)} (${titles.replaceAll(' Inference and ', ' and ')}).`;
}

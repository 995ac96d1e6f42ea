import { bookFor, usedFigures } from '../costs/index.ts';
import type { PriceList } from '../costs/price-list.ts';
import { type Volume, volumeAt, volumeOf } from '../costs/volume.ts';
import { type Priced, planOf } from '../economics.ts';
import type { Judgement } from '../judge.ts';
import type { Needs } from '../needs.ts';
import type { Assumption } from '../recommendation.ts';
import type { Turn } from '../turns.ts';

/** What an estimate takes for granted; of the choice's own, or only of others that fit. */
export interface PricedAssumption extends Assumption {
  readonly ofRivals: boolean;
}

/**
 * The figures of ours that the estimates made use of: those of the choice, then what only its rivals rest on, over whose
 * amounts it won. Each once; what concerns rivals alone names them. A job for stored data wins whatever the others cost.
 */
export function pricedAssumptions(
  { needs, ranked }: Judgement,
  prices: PriceList,
  turns: readonly Turn[],
): PricedAssumption[] {
  const book = bookFor(prices, needs.region);
  const found = new Map<string, { assumption: Assumption; users: number[] }>();
  for (const [index, { pair, monthlyUsd }] of ranked.entries()) {
    if (index > 0 && (monthlyUsd === null || needs.isDataset)) continue;
    for (const { figure, field, value, say } of usedFigures(
      planOf(pair),
      needs,
      book,
      volumesOf(index, turns, needs),
    )) {
      const key = `${figure} ${value}`;
      const known = found.get(key);
      if (known) known.users.push(index);
      else found.set(key, { assumption: { field, value, text: say() }, users: [index] });
    }
  }
  const assumptions: PricedAssumption[] = [];
  for (const { assumption, users } of found.values()) {
    const { field, value, text } = assumption;
    if (users[0] === 0) assumptions.push({ field, value, text, ofRivals: false });
    else assumptions.push({ field, value, text: named(text, users, ranked), ofRivals: true });
  }
  return assumptions;
}

/** The volumes at which an option and another one cost the same, as the bills name them. */
function volumesOf(index: number, turns: readonly Turn[], needs: Needs): Volume[] {
  const { processingTimeSeconds } = needs;
  if (processingTimeSeconds === undefined || volumeOf(needs) === null) return [];
  return turns
    .filter(({ better, worse }) => better === index || worse === index)
    .map(({ point }) => volumeAt(needs, point.requests, processingTimeSeconds));
}

/** "Each instance is priced with a volume of 30 GB (Real-time and Asynchronous Inference)." */
function named(sentence: string, users: readonly number[], ranked: readonly Priced[]): string {
  const titles = users.map((index) => ranked[index]?.pair.option.title).join(' and ');
  return `${sentence.slice(0, -1)} (${titles.replaceAll(' Inference and ', ' and ')}).`;
}

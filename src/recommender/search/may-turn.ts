import { COST_FACTORS } from '../economics.ts';
import type { Needs } from '../needs.ts';
import { indexOf, type NumberSample, type Outcome, optionOf } from './outcome.ts';

/** Of a number along which no estimate falls and rises again, the ends say all; of another, it may go this far beyond them. */
const BEYOND_ENDS_MAX = 2;

/**
 * Whether the option could turn between two samples, there and back, so that it has to be looked at more closely. Where
 * nothing is priced it turns on rules, and those stand among the cuts. Where the same plans fit at both ends, each estimate lies
 * between its ends, or about there; the option stays if no estimates within those could make another win.
 */
export function mayTurn(
  a: NumberSample,
  b: NumberSample,
  isMonotone: boolean,
  costPriority: Needs['costPriority'],
): boolean {
  const [from, to] = [a.outcome, b.outcome];
  if (from.weighed === null && to.weighed === null) return false;
  if (from.weighed !== to.weighed || optionOf(from) !== optionOf(to) || !haveSamePlans(from, to)) return true;
  const width = Math.max(a.value, b.value) / Math.min(a.value, b.value);
  const beyond = isMonotone || haveSameCosts(from, to) ? 1 : Math.min(width, BEYOND_ENDS_MAX);
  return !staysPut(from, to, beyond, COST_FACTORS[costPriority]);
}

function haveSamePlans(a: Outcome, b: Outcome): boolean {
  for (const [index, pair] of a.bests.entries()) {
    const other = b.bests[index];
    if (pair?.fit !== other?.fit || pair?.scaling !== other?.scaling || pair?.hosting !== other?.hosting) return false;
  }
  return true;
}

const haveSameCosts = (a: Outcome, b: Outcome): boolean => a.usd.every((usd, index) => usd === b.usd[index]);

/** What an estimate is at least and at most between two samples. */
interface Span {
  readonly low: number;
  readonly high: number;
}

function staysPut(a: Outcome, b: Outcome, beyond: number, factor: number): boolean {
  const shape = indexOf(a.weighed as NonNullable<Outcome['weighed']>);
  const winner = indexOf(optionOf(a) as NonNullable<Outcome['weighed']>);
  const fit = a.bests[shape]?.fit;
  const spans: (Span | null)[] = a.usd.map((usd, index) => {
    const other = b.usd[index] ?? null;
    if (usd === null || other === null || a.bests[index]?.fit !== fit) return null;
    return { low: Math.min(usd, other) / beyond, high: Math.max(usd, other) * beyond };
  });
  // Both were weighed at both ends, so both are priced there.
  const first = spans[shape] as Span;
  const chosen = spans[winner] as Span;
  const rivals = spans.filter((span, index) => span !== null && index !== shape) as Span[];
  if (winner !== shape) {
    return chosen.high * factor < first.low && rivals.every((rival) => rival === chosen || rival.low > chosen.high);
  }
  // A cheaper one that was not let past at either end (it queues, say) is let past nowhere in between.
  const held = rivals.filter(({ high }) => high * factor < first.low);
  return rivals.every(
    (rival) => held.includes(rival) || rival.low * factor >= first.high || held.some(({ high }) => high < rival.low),
  );
}

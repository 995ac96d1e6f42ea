import { clean } from './numbers.ts';
import { type Assigned, assignRoles } from './roles-of-quantities.ts';
import type { Reading } from './types.ts';

/** Evidence below this says nothing. */
export const LEAST = 0.5;

/** A number without a unit borrows that of a quantity before it, where its own words name a role: "prompt 1500 tokens, answer 300". */
export function borrowUnits(assigned: readonly Assigned[], { items, clauses, dataset }: Reading): Assigned[] {
  return assigned.map((one, index) => {
    const { quantity, at } = one;
    if (quantity.dimension !== 'count') return one;
    const [best] = one.roles;
    const isRecords = best?.role === 'datasetRecordsPerRun' && (!dataset || best.score < 0.75);
    const isSpike =
      best?.role === 'burstRequests' &&
      items[at + 1]?.kind !== 'word' &&
      items.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'spike' || text === 'surge');
    if (best !== undefined && best.score >= LEAST && !isRecords && !isSpike) return one;
    const before = assigned
      .slice(0, index)
      .findLast(({ quantity: { dimension } }) => dimension === 'size' || dimension === 'time' || dimension === 'rate');
    const next = items[at + 1];
    const joined = items[at - 1];
    const isTied =
      joined !== undefined &&
      (joined.kind === 'mark' ||
        [
          'is',
          'are',
          'was',
          'be',
          'to',
          'of',
          'about',
          'around',
          'only',
          'at',
          'max',
          'answer',
          'output',
          'reply',
          'out',
          'peak',
          'sometimes',
          'usually',
          'normally',
          'avg',
          'average',
          'up',
          'like',
          'more',
          'spike',
          'burst',
          'say',
          'budget',
          'limit',
          'cap',
          'target',
          'sla',
          'slo',
          'latency',
          'timeout',
          'ceiling',
          'pass',
        ].includes(joined.text));
    const sameSentence =
      before !== undefined &&
      (clauses.sentenceOf[before.at] === clauses.sentenceOf[at] ||
        clauses.questions.has(clauses.sentenceOf[before.at] ?? -1));
    if (
      before === undefined ||
      !sameSentence ||
      (before.quantity.dimension !== 'rate' && !isTied) ||
      (next?.kind === 'word' &&
        ![
          'and',
          'but',
          'max',
          'avg',
          'average',
          'peak',
          'normally',
          'usually',
          'typical',
          'typically',
          'on',
          'at',
        ].includes(next.text))
    )
      return one;
    const { dimension, unit, perMonth } = before.quantity;
    if (dimension === 'rate') {
      const near = (clauses.sentenceOf[before.at] ?? 0) === (clauses.sentenceOf[at] ?? 0) && at - before.at <= 8;
      const said = [at - 3, at - 2, at - 1, at + 1, at + 2].some((place) => PEAKS.has(items[place]?.text ?? ''));
      return near && said && perMonth !== undefined
        ? { ...one, quantity: { ...quantity, dimension, perMonth, noun: [] } }
        : one;
    }
    if (unit === undefined) return one;
    const borrowed = { ...quantity, dimension, value: clean(quantity.value * unit.factor), unit };
    const copy = items.map((item, place) => (place === at ? { ...item, quantity: borrowed } : item));
    const again = assignRoles(copy, clauses).find((other) => other.at === at);
    const [role] = again?.roles ?? [];
    return again !== undefined && role !== undefined && role.score >= 0.85 ? again : one;
  });
}

const PEAKS = new Set([
  'peak',
  'avg',
  'average',
  'mean',
  'max',
  'normally',
  'usually',
  'sometimes',
  'spike',
  'burst',
  'normal',
  'typical',
  'typically',
  'worst',
  'up',
  'surge',
  'top',
  'rush',
]);

import { wordSet } from '../text.ts';
import type { Reading } from './types.ts';

const UNDECIDED = wordSet(
  'depend unsure ask comparing deciding whichever undecided open tbd know knows idea debate discuss choose coin',
);

/** "2 MB or 20 MB, depends on who you ask", "one or two models, depends": neither of them is stated. */
export function readAlternatives(reading: Reading): void {
  const { items, tokens } = reading;
  const kindOf = (at: number) => (items[at]?.thing?.kind === 'model' ? 'params' : items[at]?.quantity?.dimension);
  for (const [at, { text, quantity, from, to }] of items.entries()) {
    // "One or two" is one item.
    if (
      quantity?.low !== undefined &&
      isOpen(reading, at) &&
      tokens.slice(from, to).some((token) => token.text === 'or')
    )
      leaveOpen(reading, [at], at, at + 1);
    const isOr = text === 'or' && (isOpen(reading, at) || isRecalled(items, at));
    if (!isOr && !isSecondMaybe(items, at)) continue;
    const before = [1, 2, 3, 4, 5].map((back) => at - back).find((near) => kindOf(near) !== undefined);
    const after = [1, 2, 3].map((next) => at + next).find((near) => kindOf(near) !== undefined);
    if (before === undefined || after === undefined) continue;
    if (kindOf(before) !== kindOf(after) && (kindOf(after) !== 'count' || items[after + 1]?.kind === 'word')) continue;
    leaveOpen(reading, [before, after], before, after + 1);
  }
}

const SETTLED = wordSet('decided clear settled fixed sure known final tell agree remember');

/** Whether the words around a place say that nobody has decided. */
export const isOpen = ({ items, clauses: { sentenceOf, questions } }: Reading, at: number): boolean => {
  const sentence = sentenceOf[at] ?? 0;
  return (
    questions.has(sentence) ||
    questions.has(sentence - 1) ||
    items.some(
      (item, near) =>
        sentenceOf[near] === sentence &&
        (UNDECIDED.has(item.text) ||
          (SETTLED.has(item.text) && ['not', 'cannot'].includes(items[near - 1]?.text ?? ''))),
    )
  );
};

/** "Or was it 50?", "or maybe half a second" */
const isRecalled = (items: Reading['items'], at: number): boolean =>
  ['was', 'is', 'maybe', 'perhaps', 'might'].includes(items[at + 1]?.text ?? '');

/** "Maybe 50 MB, maybe 500" */
const isSecondMaybe = (items: Reading['items'], at: number): boolean =>
  MAYBE.has(items[at]?.text ?? '') &&
  items[at + 1]?.quantity !== undefined &&
  [2, 3, 4].some((back) => items[at - back]?.quantity !== undefined && MAYBE.has(items[at - back - 1]?.text ?? ''));

const MAYBE = wordSet('maybe perhaps possibly might');

/** Takes back what was read from some places, and asks about it. */
function leaveOpen({ claims, doubts }: Reading, places: readonly number[], from: number, to: number): void {
  for (let index = claims.length - 1; index >= 0; index -= 1) {
    const claim = claims[index];
    if (claim === undefined || typeof claim.value === 'boolean') continue;
    if (!places.some((place) => claim.from <= place && place < claim.to)) continue;
    claims.splice(index, 1);
    doubts.push({ field: claim.field, from, to });
  }
}

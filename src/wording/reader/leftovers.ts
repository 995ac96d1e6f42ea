import { wordsOf } from './items.ts';
import type { Item, Reading } from './types.ts';
import { LEFTOVERS_WORDS as WORDS } from './words/sets.ts';

const LISTED_MAX = 12;

/** Stretches in which nothing was understood, as typed, without small words at their ends. */
export function findLeftovers(
  reading: Reading,
  used: readonly { from: number; to: number }[],
  name: { from: number; to: number } | undefined,
): string[] {
  const { items, clauses, text } = reading;
  const taken = new Set<number>();
  for (const { from, to } of name ? [...used, name] : used) for (let at = from; at < to; at += 1) taken.add(at);
  const usedClauses = new Set([...taken].map((at) => clauses.clauseOf[at]));
  const stretches: string[] = [];
  let start: number | undefined;
  const close = (end: number) => {
    if (start === undefined) return;
    const trimmed = trim(items, start, end);
    const inUse = usedClauses.has(clauses.clauseOf[start]);
    if (trimmed && (!inUse || isNotable(items, trimmed)))
      stretches.push(wordsOf(text, reading, trimmed.from, trimmed.to));
    start = undefined;
  };
  for (const [at, item] of items.entries()) {
    const apart =
      taken.has(at) ||
      item.kind === 'break' ||
      (start !== undefined && clauses.clauseOf[at] !== clauses.clauseOf[start]);
    if (apart) close(at);
    if (!taken.has(at) && item.kind !== 'break') start ??= at;
  }
  close(items.length);
  return stretches.slice(0, LISTED_MAX);
}

function trim(items: readonly Item[], from: number, to: number): { from: number; to: number } | undefined {
  let [start, end] = [from, to];
  while (start < end && isSmall(items[start])) start += 1;
  while (end > start && isSmall(items[end - 1])) end -= 1;
  return end > start ? { from: start, to: end } : undefined;
}

export function isSmall(item: Item | undefined): boolean {
  return (
    item === undefined ||
    item.kind === 'mark' ||
    (item.kind === 'word' && (WORDS.small.has(item.text) || item.text.length === 1))
  );
}

/** A number that nothing was made of is always said; words only where they are many. */
function isNotable(items: readonly Item[], { from, to }: { from: number; to: number }): boolean {
  const rest = items.slice(from, to);
  return (
    rest.some(({ kind }) => kind === 'quantity' || kind === 'clock' || kind === 'rhythm') ||
    rest.filter((item) => !isSmall(item)).length >= 5
  );
}

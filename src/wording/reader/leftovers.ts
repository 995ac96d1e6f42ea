import type { Workload } from '../../recommender/index.ts';
import { hasNumber } from './items.ts';
import type { Elsewhere, Item, Range, Reading, StatementRow } from './types.ts';
import { LEFTOVERS_WORDS as WORDS } from './words/sets.ts';

/** A stretch of a text, in characters, and what became of it. */
export interface Stretch {
  at: number;
  end: number;
  as: 'used' | 'check' | 'not-used';
  /** What it is about, where that isn't the workload. */
  why?: Elsewhere;
}

/**
 * What became of the words of a text, in their order, without small words at the ends of what is not used. Every number, every name
 * that is known and every phrase that states something elsewhere is in one stretch; other words of a sentence that states something
 * may be in none.
 */
export function accountOf(
  reading: Reading,
  says: Partial<Workload>,
  used: readonly Range[],
  check: readonly Range[],
): Stretch[] {
  const { items, clauses, asides } = reading;
  const became = items.map((): Stretch['as'] | undefined => undefined);
  for (const { denies, asked, from, to } of asides) if (!denies && !asked) became.fill('not-used', from, to);
  for (const [as, ranges] of [['check', check] as const, ['used', used] as const])
    for (const { from, to } of ranges) became.fill(as, from, to);
  const inUse = new Set(items.flatMap((_, at) => (became[at] === undefined ? [] : [clauses.clauseOf[at]])));
  const known = knownIn(reading, says);
  return runsOf(reading, became).flatMap((run): Stretch[] => {
    const as = became[run.from];
    if (as === 'used' || as === 'check') return [{ ...charactersOf(reading, run), as }];
    const rest = trim(items, run, known);
    const aside = asides.find(({ denies, asked, from, to }) => !denies && !asked && from <= run.from && run.from < to);
    if (rest && aside) return [{ ...charactersOf(reading, rest), as: 'not-used', why: aside.why }];
    if (rest === undefined || (inUse.has(clauses.clauseOf[run.from]) && !isNotable(items, rest, known))) return [];
    return [{ ...charactersOf(reading, rest), as: 'not-used' }];
  });
}

/** Items in a row of which the same became; those of which nothing did end with their clause. */
function runsOf(
  { items, asides, clauses: { clauseOf } }: Reading,
  became: readonly (Stretch['as'] | undefined)[],
): Range[] {
  const borders = new Set(asides.flatMap(({ from, to }) => [from, to]));
  const runs: Range[] = [];
  for (const [at, { kind }] of items.entries()) {
    const last = runs.at(-1);
    const isOn =
      (became[at] !== undefined && !borders.has(at)) || (kind !== 'break' && clauseOf[at] === clauseOf[at - 1]);
    if (last !== undefined && became[at] === became[at - 1] && isOn) last.to = at + 1;
    else runs.push({ from: at, to: at + 1 });
  }
  return runs;
}

const charactersOf = ({ items, tokens }: Reading, { from, to }: Range): { at: number; end: number } => ({
  at: tokens[items[from]?.from ?? 0]?.start ?? 0,
  end: tokens[(items[to - 1]?.to ?? 1) - 1]?.end ?? 0,
});

/** The items that are never passed over: numbers, names, and the words that a table has for a statement. */
function knownIn(reading: Reading, says: Partial<Workload>): ReadonlySet<number> {
  const { items, hits } = reading;
  const known = new Set<number>();
  for (const [at, { thing }] of items.entries()) if (thing !== undefined || hasNumber(reading, at)) known.add(at);
  const statements = hits.statements.filter(({ row }) => !givesWay(row, says));
  for (const { from, to } of [...statements, ...hits.vague, ...hits.places])
    for (let at = from; at < to; at += 1) known.add(at);
  return known;
}

/** A hint is read even where the same field is stated otherwise. */
const givesWay = ({ hint, says: hinted }: StatementRow, says: Partial<Workload>): boolean =>
  hint === true && Object.keys(hinted).every((field) => Object.hasOwn(says, field));

function trim(items: readonly Item[], { from, to }: Range, known: ReadonlySet<number>): Range | undefined {
  let [start, end] = [from, to];
  const isFiller = (at: number) => items[at]?.kind === 'break' || (isSmall(items[at]) && !known.has(at));
  while (start < end && isFiller(start)) start += 1;
  while (end > start && isFiller(end - 1)) end -= 1;
  return end > start ? { from: start, to: end } : undefined;
}

export function isSmall(item: Item | undefined): boolean {
  return (
    item === undefined ||
    item.kind === 'mark' ||
    (item.kind === 'word' && (WORDS.small.has(item.text) || item.text.length === 1))
  );
}

/** What is known is always said; other words only where they are many. */
function isNotable(items: readonly Item[], { from, to }: Range, known: ReadonlySet<number>): boolean {
  const said = items.slice(from, to);
  return said.some((_, at) => known.has(from + at)) || said.filter((item) => !isSmall(item)).length >= MANY;
}

const MANY = 5;

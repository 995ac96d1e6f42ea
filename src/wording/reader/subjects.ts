import { wordSet } from '../text.ts';
import { compile, findHits } from './patterns.ts';
import type { Aside, Clauses, Elsewhere, Hit, Item, Range, Reading } from './types.ts';
import { HEADINGS, SIGNS, TURNS_BACK } from './words/subjects.ts';

const rowsOf = (table: Readonly<Partial<Record<Elsewhere, string>>>): readonly (readonly [string, Elsewhere])[] =>
  (Object.entries(table) as [Elsewhere, string][]).map(([why, phrases]) => [phrases, why]);

const HEADS = compile(rowsOf(HEADINGS));
const SAID = compile(rowsOf(SIGNS));
const BACK = compile([[TURNS_BACK, true]]);

/** The stretches of a text that are about something else, in their order, none within another. */
export function findAsides(items: readonly Item[], clauses: Clauses): Aside[] {
  if (clauses.supposed) return [];
  const found = [
    ...byHeading(items, clauses),
    ...byColumn(items),
    ...bySign(items, clauses),
    ...byQuote(items),
  ].toSorted((a, b) => a.from - b.from || b.to - a.to);
  return found.filter(({ to }, at) => !found.slice(0, at).some((other) => to <= other.to));
}

/** "He asks: "can serverless do 50 rps?"": what somebody else asked. */
function byQuote(items: readonly Item[]): Aside[] {
  const marks = items.flatMap(({ text }, at) => (/^["\u201c\u201d]$/.test(text) ? [at] : []));
  return marks.flatMap((from, nth): Aside[] => {
    const to = marks[nth + 1] ?? from;
    const isAsked = nth % 2 === 0 && items.slice(Math.max(from, to - 2), to).some(({ text }) => text === '?');
    return isAsked ? [askedIfOnly(items, { why: 'example', from, to: to + 1 })] : [];
  });
}

const isBullet = (item: Item | undefined): boolean => item?.kind === 'mark' && /^[-*\u2022\u2013>|]$/.test(item.text);

/** A line or a sentence that begins with a heading and a colon, and the points below it. */
function byHeading(items: readonly Item[], { sentenceOf }: Clauses): Aside[] {
  const starts = items.flatMap((_, at) => (sentenceOf[at] === sentenceOf[at - 1] ? [] : [at]));
  const hits = findHits(items, HEADS);
  return starts.flatMap((start, line): Aside[] => {
    const first = wordOf(items, start);
    const hit = hits.find(({ from }) => from === first);
    const colon = hit === undefined ? -1 : behindBrackets(items, hit.to);
    if (hit === undefined || items[colon]?.text !== ':') return [];
    // The points of a list belong to a heading that has nothing behind it.
    const isAlone = items[colon + 1] === undefined || items[colon + 1]?.kind === 'break';
    const to = (isAlone ? endOfPoints(items, colon + 2) : starts[line + 1]) ?? items.length;
    const denies =
      items[hit.from]?.text === 'not' &&
      ['needed', 'required', 'necessary', 'wanted'].includes(items[hit.from + 1]?.text ?? '');
    const place = { why: hit.row, from: colon + 1, to };
    return [denies ? { ...place, denies } : askedIfOnly(items, place)];
  });
}

/** "Last load test (2026-10-02):" is a heading, too. */
function behindBrackets(items: readonly Item[], at: number): number {
  if (items[at]?.text !== '(') return at;
  const close = items.findIndex(({ text }, near) => near > at && text === ')');
  return close < 0 ? at : close + 1;
}

/** The cells below such a heading in a table: "| Requirement | Target | Stretch |". */
function byColumn(items: readonly Item[]): Aside[] {
  const rows = rowsOfTable(items);
  const [header = [], ...others] = rows;
  const hits = findHits(items, HEADS);
  return header.flatMap(({ from }, column): Aside[] => {
    const hit = hits.find((one) => one.from === from);
    return hit === undefined
      ? []
      : others.flatMap((cells) => cells[column] ?? []).map((cell) => ({ why: hit.row, ...cell }));
  });
}

const LESSER = wordSet('p50 median avg average mean typical normal');
const GREATER = wordSet('p90 p95 p99 p999 max maximum peak worst');

/** The cells of a table with a time or a size that another column has a greater one of. */
function lesserCells(items: readonly Item[]): Range[] {
  const [header = [], ...others] = rowsOfTable(items);
  const names = header.map(({ from }) => items[from]?.text ?? '');
  if (!names.some((name) => GREATER.has(name))) return [];
  const isAmount = ({ from, to }: Range): boolean =>
    items.slice(from, to).some(({ quantity }) => quantity?.dimension === 'time' || quantity?.dimension === 'size');
  return others.flatMap((cells) => cells.filter((cell, at) => LESSER.has(names[at] ?? '') && isAmount(cell)));
}

/** The cells of the lines that have three bars or more. */
function rowsOfTable(items: readonly Item[]): Range[][] {
  const rows: Range[][] = [];
  let start = 0;
  for (const [at, { kind }] of [...items, { kind: 'break' as const }].entries()) {
    if (kind !== 'break') continue;
    const bars = items.slice(start, at).flatMap(({ text }, near) => (text === '|' ? [start + near] : []));
    if (bars.length >= 3) rows.push(bars.slice(0, -1).map((bar, nth) => ({ from: bar + 1, to: bars[nth + 1] ?? at })));
    start = at + 1;
  }
  return rows;
}

/** Behind the lines from a place on that begin with a bullet. */
function endOfPoints(items: readonly Item[], from: number): number {
  let at = from;
  while (isBullet(items[at])) {
    while (at < items.length && items[at]?.kind !== 'break') at += 1;
    at += 1;
  }
  return Math.min(at, items.length);
}

/** "> - 1." before a line's first word, and some to spare: thousands of dots are no bullet. */
const BEFORE_WORD_MAX = 8;

/** The first word of a line, behind a bullet and its number. */
function wordOf(items: readonly Item[], start: number): number {
  const isBefore = (item: Item | undefined): boolean => isBullet(item) || /^(?:\d+|[.)])$/.test(item?.text ?? '');
  const nth = items.slice(start, start + BEFORE_WORD_MAX).findIndex((item) => !isBefore(item));
  return nth < 0 ? start : start + nth;
}

/**
 * The clause of a sign, or the sentence that it begins: of a plan to where it turns back, of what is out of scope the whole sentence.
 */
function bySign(items: readonly Item[], clauses: Clauses): Aside[] {
  const back = findHits(items, BACK);
  return findHits(items, SAID).flatMap((hit): Aside[] => {
    const { row: why } = hit;
    const place = extentOf(items, hit, clauses, back);
    // "Telemetry from the old tool shows 70 in flight" is about ours.
    if (why === 'other-system' && hit.from > place.from + 1) return [];
    if (why === 'later') return isOnly(items, place) ? [] : [{ why, ...place }];
    return [why === 'out-of-scope' ? { why, ...place } : askedIfOnly(items, { why, ...place })];
  });
}

/** A sign begins a sentence with at most one word in front of it. */
const OPENING = 2;

/** The clause or the sentence of a sign, without the words that turn back. */
function extentOf(
  items: readonly Item[],
  { row: why, from: sign, to: end }: Hit<Elsewhere>,
  { clauseOf, sentenceOf }: Clauses,
  back: readonly Range[],
): Range {
  const isWithin = (at: number, of: readonly number[]): boolean => of[at] === of[sign];
  const isBack = (at: number): boolean => back.some((hit) => hit.from <= at && at < hit.to);
  const before = why === 'out-of-scope' ? sentenceOf : clauseOf;
  // "In the pilot with 50 hotels we used …": what a sentence begins with is what all of it is about.
  const isFirst = why !== 'past' && sentenceOf[sign - OPENING] !== sentenceOf[sign];
  const behind = why === 'later' || why === 'out-of-scope' || isFirst ? sentenceOf : clauseOf;
  let [from, to] = [sign, end];
  while (from > 0 && isWithin(from - 1, before)) from -= 1;
  while (to < items.length && isWithin(to, behind) && !isBack(to)) to += 1;
  while (why !== 'out-of-scope' && from < sign && isBack(from)) from += 1;
  return { from, to };
}

const askedIfOnly = (items: readonly Item[], aside: Aside): Aside =>
  isOnly(items, aside) ? { ...aside, asked: true } : aside;

/** Whether a stretch has the only amount of a kind: then it is asked for, whatever it is about. */
function isOnly(items: readonly Item[], { from, to }: Range): boolean {
  const kinds = (within: boolean): Set<string> =>
    new Set(
      items.flatMap(({ quantity }, at) => (quantity && (from <= at && at < to) === within ? [quantity.dimension] : [])),
    );
  const outside = kinds(false);
  return [...kinds(true)].some((kind) => !outside.has(kind as never) && kind !== 'percent' && kind !== 'money');
}

/** What a test or an old system took is all that is known of our time; anything else of it is asked. */
const OURS: ReadonlySet<string> = new Set(['processingTimeSeconds', 'processingTimeOn', 'trafficPredictable']);

/** Turns what was read within such a stretch into questions. */
export function askAsides({ asides, claims, doubts }: Reading): void {
  const isAsked = ({ from, to }: Range): boolean =>
    asides.some((aside) => aside.asked && aside.from <= from && to <= aside.to);
  for (let at = claims.length - 1; at >= 0; at -= 1) {
    const claim = claims[at];
    if (claim === undefined || OURS.has(claim.field) || !isAsked(claim)) continue;
    claims.splice(at, 1);
    if (!claim.hint) doubts.push({ field: claim.field, from: claim.from, to: claim.to, reading: claim.value as never });
  }
}

/** The items with those of each aside blank: nothing is read from them. */
export function withoutAsides(items: readonly Item[], asides: readonly Aside[]): readonly Item[] {
  const lesser = lesserCells(items);
  if (asides.length === 0 && lesser.length === 0) return items;
  const isLesser = (at: number): boolean => lesser.some(({ from, to }) => from <= at && at < to);
  const isAside = (at: number): boolean =>
    asides.some(({ from, to, denies, asked }) => !denies && !asked && from <= at && at < to);
  return items.map((item, at) => {
    if (isLesser(at)) return { kind: 'mark', text: '|', from: item.from, to: item.to };
    if (!isAside(at) || item.kind === 'mark' || item.kind === 'break') return item;
    return { kind: 'word', text: '', from: item.from, to: item.to };
  });
}

import { stem } from './tokens.ts';
import type { Dimension, Item } from './types.ts';

/**
 * A phrase as a table has it, over items: words in their stem, `|` between alternatives, `?` behind what may be missing,
 * `*` behind the beginning of a word, `..` for up to three other words of the clause, `#` for any quantity and `#time`,
 * `#size` … for one of a dimension, `%rhythm` and `%clock`. Hyphens and quotation marks between words never matter.
 */
interface Pattern<Row> {
  row: Row;
  elements: readonly Element[];
}

interface Element {
  optional: boolean;
  gap: boolean;
  words: ReadonlySet<string>;
  starts: readonly string[];
  quantity?: Dimension | 'any';
  kind?: Item['kind'] | 'model' | 'instance';
}

/** Phrases by the word they begin with, so that a text is gone through once however many there are. */
export interface PatternIndex<Row> {
  byWord: ReadonlyMap<string, readonly Pattern<Row>[]>;
  byStart: ReadonlyMap<string, readonly Pattern<Row>[]>;
  byQuantity: readonly Pattern<Row>[];
  /** Those that begin with any word. */
  byAnyWord: readonly Pattern<Row>[];
}

export interface Hit<Row> {
  row: Row;
  from: number;
  to: number;
}

export function compile<Row>(rows: readonly (readonly [phrases: string, row: Row])[]): PatternIndex<Row> {
  const byWord = new Map<string, Pattern<Row>[]>();
  const byStart = new Map<string, Pattern<Row>[]>();
  const byQuantity: Pattern<Row>[] = [];
  const byAnyWord: Pattern<Row>[] = [];
  for (const [phrases, row] of rows) {
    for (const phrase of phrases.split(';')) {
      if (phrase.trim() === '') continue;
      const elements = phrase.trim().split(/\s+/).map(elementOf);
      // What is optional at the beginning begins with what follows it, too.
      const first = elements.findIndex(({ optional }) => !optional);
      for (let start = 0; start <= first; start += 1) add({ row, elements: elements.slice(start) });
    }
  }
  function add(pattern: Pattern<Row>): void {
    const [first] = pattern.elements;
    if (first === undefined) return;
    if (first.kind === 'word') byAnyWord.push(pattern);
    else if (first.quantity !== undefined || first.kind !== undefined) byQuantity.push(pattern);
    for (const word of first.words) push(byWord, word, pattern);
    for (const start of first.starts) push(byStart, start.slice(0, 3), pattern);
  }
  return { byWord, byStart, byQuantity, byAnyWord };
}

function push<Row>(map: Map<string, Pattern<Row>[]>, key: string, pattern: Pattern<Row>): void {
  const known = map.get(key);
  if (known) known.push(pattern);
  else map.set(key, [pattern]);
}

function elementOf(source: string): Element {
  const optional = source.endsWith('?');
  const body = optional ? source.slice(0, -1) : source;
  if (body === '..') return { optional: true, gap: true, words: new Set(), starts: [] };
  if (body.startsWith('#'))
    return { optional, gap: false, words: new Set(), starts: [], quantity: (body.slice(1) || 'any') as Dimension };
  if (body.startsWith('%'))
    return {
      optional,
      gap: false,
      words: new Set(),
      starts: [],
      kind: body.slice(1) as Item['kind'] | 'model' | 'instance',
    };
  const alternatives = body.split('|').map((word) => (word.endsWith('*') || /[^a-z]/.test(word) ? word : stem(word)));
  return {
    optional,
    gap: false,
    words: new Set(alternatives.filter((word) => !word.endsWith('*'))),
    starts: alternatives.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}

/** All phrases of an index that a row of items has, wherever they begin; of one row at one place the longest, or all. */
export function findHits<Row>(items: readonly Item[], index: PatternIndex<Row>, all = false): Hit<Row>[] {
  const hits: Hit<Row>[] = [];
  for (const [at, { kind, text }] of items.entries()) {
    const first = all ? -1 : hits.length;
    if (text !== '') addHits(hits, first, items, at, index.byWord.get(text));
    if (kind === 'word' || kind === 'mark') addHits(hits, first, items, at, index.byStart.get(text.slice(0, 3)));
    addHits(hits, first, items, at, kind === 'word' ? index.byAnyWord : kind === 'mark' ? undefined : index.byQuantity);
  }
  return hits;
}

/** Adds what matches at a place; `first` is where the hits of this place begin, or -1 where a row may have several. */
function addHits<Row>(
  hits: Hit<Row>[],
  first: number,
  items: readonly Item[],
  at: number,
  patterns: readonly Pattern<Row>[] | undefined,
): void {
  for (const { row, elements } of patterns ?? []) {
    const to = matchFrom(items, at, elements, 0);
    if (to <= at) continue;
    if (first < 0) {
      hits.push({ row, from: at, to });
      continue;
    }
    let known = first;
    while (known < hits.length && hits[known]?.row !== row) known += 1;
    if (to > (hits[known]?.to ?? -1)) hits[known] = { row, from: at, to };
  }
}

/** Where the elements end that begin at an item; -1 where they do not match. */
function matchFrom(items: readonly Item[], at: number, elements: readonly Element[], index: number): number {
  const element = elements[index];
  if (element === undefined) return at;
  const place = index === 0 ? at : skipJoins(items, at);
  if (element.gap) {
    for (let length = 0; length <= 3; length += 1) {
      const to = matchFrom(items, place + length, elements, index + 1);
      if (to >= 0) {
        return to;
      }
      const next = items[place + length];
      if (
        next === undefined ||
        (next.kind !== 'word' && next.kind !== 'quantity' && next.kind !== 'thing') ||
        next.text === 'but'
      )
        return -1;
    }
    return -1;
  }
  const item = items[place];
  if (item !== undefined && matches(item, element)) {
    const to = matchFrom(items, place + 1, elements, index + 1);
    if (to >= 0) return to;
  }
  return element.optional ? matchFrom(items, at, elements, index + 1) : -1;
}

const JOINS = new Set(['-', '"', '\u201c', '\u201d', "'", '*', '_', '`', '~', ':', '=']);

function skipJoins(items: readonly Item[], at: number): number {
  let place = at;
  while (items[place]?.kind === 'mark' && JOINS.has(items[place]?.text ?? '')) place += 1;
  return place;
}

function matches(item: Item, { words, starts, quantity, kind }: Element): boolean {
  if (quantity !== undefined)
    return item.quantity !== undefined && (quantity === ('any' as Dimension) || item.quantity.dimension === quantity);
  if (kind !== undefined) return item.kind === kind || item.thing?.kind === kind;
  if (item.kind !== 'word' && item.kind !== 'mark' && item.text === '') return false;
  return words.has(item.text) || starts.some((start) => item.text.startsWith(start));
}

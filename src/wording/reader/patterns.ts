import { FRAME_PARTS } from './frames.ts';
import { STATEMENT_ROWS } from './statements.ts';
import { stem } from './tokens.ts';
import {
  DIMENSIONS,
  type Dimension,
  type Hit,
  type HitsOf,
  ITEM_KINDS,
  type Item,
  type PhraseRows,
  type Role,
  type RoleRow,
  type RoleTable,
} from './types.ts';
import { DOUBTS } from './words/frames.ts';
import { ROLES } from './words/roles.ts';
import { NO_FACTS } from './words/statements.ts';

/**
 * A phrase as a table has it, over items: words in their stem, `|` between alternatives, `?` behind what may be missing,
 * `*` behind the beginning of a word, `..` for up to three other words of the clause, `#` for any quantity and `#time`,
 * `#size` … for one of a dimension, `%rhythm` and `%clock`. Hyphens and quotation marks between words never matter.
 */
interface Pattern {
  /** The place of its table among those of the index. */
  table: number;
  row: unknown;
  elements: readonly Element[];
  /** Words of which one has to follow the first; undefined where anything may. */
  second: ReadonlySet<string> | undefined;
  needs: Dimension | undefined;
}

/** What may stand behind `#`, where nothing stands for `any`, and behind `%`. */
const QUANTITIES = ['any', ...DIMENSIONS] as const;
const KINDS = [...ITEM_KINDS, 'model', 'instance', 'link'] as const;

interface Element {
  optional: boolean;
  gap: boolean;
  words: ReadonlySet<string>;
  starts: readonly string[];
  quantity?: (typeof QUANTITIES)[number];
  kind?: (typeof KINDS)[number];
}

/** Phrases, and what each stands for. */
export interface Table<Row> {
  rows: readonly (readonly [phrases: string, row: Row])[];
  /** Finds all phrases of a row at a place, and not only the longest. */
  all?: true;
  /** A quantity without which a text has nothing for a row to be about. */
  needs?(row: Row): Dimension;
}

/** Compiled with the first text: a bot that nobody asks needs 15 MB less. */
export type TablesIndex<Rows> = () => CompiledTables<Rows>;

/** Phrases of several tables by the word they begin with, so that a text is gone through once however many there are. */
interface CompiledTables<Rows> {
  names: readonly (keyof Rows & string)[];
  /** Whether each table finds all phrases of a row. */
  all: readonly boolean[];
  byWord: ReadonlyMap<string, readonly Pattern[]>;
  byStart: ReadonlyMap<string, readonly Pattern[]>;
  /** Those that begin with `#time` or `%clock`, by that. */
  byKind: ReadonlyMap<string, readonly Pattern[]>;
}

type Tables<Rows> = { [Name in keyof Rows]: Table<Rows[Name]> };

export function compileTables<Rows>(tables: Tables<Rows>): TablesIndex<Rows> {
  let compiled: CompiledTables<Rows> | undefined;
  return () => {
    compiled ??= compileNow(tables);
    return compiled;
  };
}

function compileNow<Rows>(tables: Tables<Rows>): CompiledTables<Rows> {
  const byWord = new Map<string, Pattern[]>();
  const byStart = new Map<string, Pattern[]>();
  const byKind = new Map<string, Pattern[]>();
  const all = Object.values<Table<Rows[keyof Rows]>>(tables);
  for (const [table, { rows, needs }] of all.entries()) {
    for (const [phrases, row] of rows) {
      for (const phrase of phrases.split(';')) {
        if (phrase.trim() === '') continue;
        const elements = phrase.trim().split(/\s+/).map(elementOf);
        // What is optional at the beginning begins with what follows it, too.
        const first = elements.findIndex(({ optional }) => !optional);
        for (let start = 0; start <= first; start += 1)
          add({ table, row, elements: elements.slice(start), second: secondOf(elements, start), needs: needs?.(row) });
      }
    }
  }
  function add(pattern: Pattern): void {
    const [first] = pattern.elements;
    if (first === undefined) return;
    const kind = first.quantity ?? first.kind;
    if (kind !== undefined) push(byKind, kind, pattern);
    for (const word of first.words) push(byWord, word, pattern);
    for (const start of first.starts) push(byStart, start.slice(0, 3), pattern);
  }
  const names = Object.keys(tables) as (keyof Rows & string)[];
  return { names, all: all.map((table) => table.all === true), byWord, byStart, byKind };
}

/** Phrases of one table. */
export type PatternIndex<Row> = TablesIndex<{ only: Row }>;

export const compile = <Row>(rows: Table<Row>['rows']): PatternIndex<Row> => compileTables({ only: { rows } });

/** The words of which one follows the element at `start` in whatever a pattern matches. */
function secondOf(elements: readonly Element[], start: number): ReadonlySet<string> | undefined {
  const next = elements[start + 1];
  if (next?.optional === false && next.words.size > 0 && next.starts.length === 0) return next.words;
  const words = new Set<string>();
  for (const element of elements.slice(start + 1)) {
    if (element.words.size === 0 || element.starts.length > 0) return undefined;
    for (const word of element.words) words.add(word);
    if (!element.optional) return words;
  }
  return undefined;
}

function push(map: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const known = map.get(key);
  if (known) known.push(pattern);
  else map.set(key, [pattern]);
}

/** Phrases are made of the same few elements: one object for each saves 4 MB. */
const ELEMENTS = new Map<string, Element>();

const NO_WORDS: ReadonlySet<string> = new Set();

function elementOf(source: string): Element {
  const element = ELEMENTS.get(source) ?? parseElement(source);
  ELEMENTS.set(source, element);
  return element;
}

/** @throws Error for a name that nothing has. */
function named<Name extends string>(names: readonly Name[], name: string, source: string): Name {
  const known = names.find((each) => each === name);
  if (known !== undefined) return known;
  throw new Error(`"${source}" in a table of phrases is never found. Write one alone of: ${names.join(', ')}.`);
}

function parseElement(source: string): Element {
  const optional = source.endsWith('?');
  const body = optional ? source.slice(0, -1) : source;
  if (body === '..') return { optional: true, gap: true, words: NO_WORDS, starts: [] };
  const one = { optional, gap: false, words: NO_WORDS, starts: [] };
  if (body.includes('#')) return { ...one, quantity: named(QUANTITIES, body.slice(1) || 'any', source) };
  if (body.includes('%')) return { ...one, kind: named(KINDS, body.slice(1), source) };
  const alternatives = body.split('|').map((word) => (word.endsWith('*') || /[^a-z]/.test(word) ? word : stem(word)));
  return {
    optional,
    gap: false,
    words: new Set(alternatives.filter((word) => !word.endsWith('*'))),
    starts: alternatives.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
  };
}

/** All phrases of an index that a row of items has, wherever they begin; of one row at one place the longest, or all. */
export function findPhrases<Rows>(items: readonly Item[], index: TablesIndex<Rows>): HitsOf<Rows> {
  const { names, all, byWord, byStart, byKind } = index();
  const search: Search = { items, all, dimensions: dimensionsOf(items), found: names.map(() => []) };
  const following = wordsFollowing(items);
  for (const [at, { kind, text, quantity, thing }] of items.entries()) {
    const next = following[at] ?? '';
    if (text !== '') addHits(search, at, next, byWord.get(text));
    if (kind === 'word' || kind === 'mark') addHits(search, at, next, byStart.get(text.slice(0, 3)));
    if (quantity !== undefined) {
      addHits(search, at, next, byKind.get('any'));
      addHits(search, at, next, byKind.get(quantity.dimension));
    }
    addHits(search, at, next, byKind.get(kind));
    if (thing !== undefined) addHits(search, at, next, byKind.get(thing.kind));
  }
  return Object.fromEntries(names.map((name, table) => [name, search.found[table]])) as HitsOf<Rows>;
}

export const findHits = <Row>(items: readonly Item[], index: PatternIndex<Row>): Hit<Row>[] =>
  findPhrases(items, index).only;

/** The word after each item, joins left out. */
function wordsFollowing(items: readonly Item[]): string[] {
  const following: string[] = [];
  let next = '';
  for (let at = items.length - 1; at >= 0; at -= 1) {
    following[at] = next;
    const item = items[at];
    if (item !== undefined && !isJoin(item)) next = item.text;
  }
  return following;
}

interface Search {
  items: readonly Item[];
  /** Whether each table finds all phrases of a row. */
  all: readonly boolean[];
  dimensions: ReadonlySet<Dimension>;
  /** The hits of each table. */
  found: readonly Hit<unknown>[][];
}

const dimensionsOf = (items: readonly Item[]): ReadonlySet<Dimension> =>
  new Set(items.flatMap(({ quantity }) => (quantity === undefined ? [] : [quantity.dimension])));

/** Adds what begins at a place; `next`: the word after it. */
function addHits(search: Search, at: number, next: string, patterns: readonly Pattern[] | undefined): void {
  if (patterns === undefined) return;
  const { items, all, dimensions, found } = search;
  for (const { table, row, elements, second, needs } of patterns) {
    if (second?.has(next) === false || (needs !== undefined && !dimensions.has(needs))) continue;
    const to = matchFrom(items, at, elements, 0);
    if (to <= at) continue;
    const hits = found[table] ?? [];
    const known = all[table] === true ? undefined : hitOf(hits, row, at);
    if (known === undefined) hits.push({ row, from: at, to });
    else if (to > known.to) known.to = to;
  }
}

/** The hit of a row that begins at the place that is searched last. */
function hitOf(hits: readonly Hit<unknown>[], row: unknown, at: number): Hit<unknown> | undefined {
  for (let known = hits.length - 1; hits[known]?.from === at; known -= 1)
    if (hits[known]?.row === row) return hits[known];
  return undefined;
}

/** Where the elements end that begin at an item; -1 where they do not match. */
function matchFrom(items: readonly Item[], at: number, elements: readonly Element[], index: number): number {
  const element = elements[index];
  if (element === undefined) return at;
  // A cell of a table says what stands behind a colon.
  const isMark = element.words.has(items[at]?.text === '|' ? ':' : (items[at]?.text ?? ''));
  const place = index === 0 || isMark ? at : skipJoins(items, at);
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

const JOINS = new Set(['-', '"', '\u201c', '\u201d', "'", '*', '_', '`', '~', ':']);

function skipJoins(items: readonly Item[], at: number): number {
  let place = at;
  for (let item = items[place]; item !== undefined && isJoin(item); item = items[place]) place += 1;
  return place;
}

const isJoin = ({ kind, text }: Item): boolean => kind === 'mark' && JOINS.has(text);

function matches(item: Item, { words, starts, quantity, kind }: Element): boolean {
  if (quantity !== undefined)
    return item.quantity !== undefined && (quantity === 'any' || item.quantity.dimension === quantity);
  if (kind !== undefined) return item.kind === kind || item.thing?.kind === kind;
  if (item.kind !== 'word' && item.kind !== 'mark' && item.text === '') return false;
  return words.has(item.text === '|' ? ':' : item.text) || starts.some((start) => item.text.startsWith(start));
}

/** The rows of the table of roles, each with its phrases. */
export const ROLE_ROWS: readonly (readonly [phrases: string, row: RoleRow])[] = Object.entries<RoleTable>(
  ROLES,
).flatMap(([dimension, table]) =>
  Object.entries(table).map(([key, phrases]) => {
    const [role, side, weight] = key.split(' ') as [Role, RoleRow['side'], string];
    return [phrases, { role, dimension: dimension as Dimension, side, weight: Number(weight) }] as const;
  }),
);

const INDEX = compileTables<PhraseRows>({
  statements: { rows: STATEMENT_ROWS },
  nothing: { rows: [[NO_FACTS.nothing, true]] },
  vague: { rows: [[NO_FACTS.vague, true]] },
  places: { rows: [[NO_FACTS.places, true]] },
  frames: { rows: FRAME_PARTS, all: true },
  doubts: {
    rows: [
      [DOUBTS.doubt, 'doubt'],
      [DOUBTS.never, 'never'],
    ],
  },
  roles: { rows: ROLE_ROWS, all: true, needs: ({ dimension }) => dimension },
});

/** Every phrase of every table that a text has, found in one pass. */
export const findTables = (items: readonly Item[]): HitsOf<PhraseRows> => findPhrases(items, INDEX);

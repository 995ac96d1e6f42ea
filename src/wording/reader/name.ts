import { wordsOf } from './items.ts';
import { isSmall } from './leftovers.ts';
import type { Item, Reading } from './types.ts';
import { LEFTOVERS_WORDS as WORDS } from './words/sets.ts';

const NAME_MAX = 40;
const WORDS_MAX = 4;

/** What the text calls the workload: the first words that state nothing, as far as they could be a name. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function findName(
  reading: Reading,
  used: readonly { from: number; to: number }[],
): { name: string; from: number; to: number } | undefined {
  const { items, text } = reading;
  const taken = new Set<number>();
  for (const { from, to } of used) for (let at = from; at < to; at += 1) taken.add(at);
  const quoted = quotedAt(reading);
  if (quoted) return quoted;
  const leading = leadingName(reading, used);
  if (leading) return leading;
  const [first] = items;
  if (first?.thing?.kind === 'name') return { name: first.thing.name, from: 0, to: 1 };
  const named = namedAt(reading);
  if (named && !taken.has(named.from)) return named;
  for (let at = 0; at < Math.min(items.length, 40); at += 1) {
    if (taken.has(at) || !isNameable(items[at], at === 0 || items[at - 1]?.kind === 'mark')) continue;
    let end = at + 1;
    let words = 1;
    while (end < items.length && !taken.has(end) && words < WORDS_MAX && goesOn(items, end)) {
      if (items[end]?.kind === 'word') words += 1;
      end += 1;
    }
    while (end > at && items[end - 1]?.kind === 'mark') end -= 1;
    const name = wordsOf(text, reading, at, end);
    const saysWhat = items.slice(at, end).every((item) => item.kind === 'mark' || WORDS.cues.has(item.text));
    if (!saysWhat && name.length >= 3 && name.length <= NAME_MAX) return { name, from: at, to: end };
    at = end;
  }
  return modelsName(reading) ?? firstWords(reading, used);
}

/** "events 500 MB": words in front of the first quantity name the workload where nothing else does. */
function firstWords(reading: Reading, used: readonly Range[]): Named | undefined {
  const stated = used.filter(({ from, to }) =>
    reading.items.slice(from, to).every(({ quantity }) => quantity === undefined),
  );
  const end = reading.items.findIndex(({ quantity }) => quantity !== undefined);
  const lead = reading.items.slice(0, Math.max(end, 0));
  const fits = ({ kind, text }: Item, at: number) =>
    !stated.some(({ from, to }) => from <= at && at < to) &&
    (kind === 'word' ? !WORDS.noName.has(text) && !WORDS.small.has(text) && !WORDS.cues.has(text) : text === '-');
  if (lead.length === 0 || lead.length > WORDS_MAX || !lead.every(fits)) return undefined;
  return named(wordsOf(reading.text, reading, 0, end), 0, end);
}

/** Words in front of the first comma, colon or dash, or a slug beside a quantity: a name, though a noun of it says what a size is. */
function leadingName(reading: Reading, used: readonly Range[]): Named | undefined {
  const { items, text } = reading;
  const stated = used.filter(({ from, to }) => items.slice(from, to).every(({ quantity }) => quantity === undefined));
  const isFree = (at: number) => !stated.some(({ from, to }) => from <= at && at < to);
  const end = items.findIndex(({ kind, text: mark }) => kind === 'break' || [',', ':'].includes(mark));
  const lead = items.slice(0, Math.max(end, 0));
  const words = lead.filter(({ kind }) => kind === 'word');
  if (
    end > 0 &&
    words.length <= WORDS_MAX &&
    lead.every((item, at) => isFree(at) && (item.kind === 'word' ? !WORDS.noName.has(item.text) : item.text === '-')) &&
    words.some((item) => !isSmall(item) && !WORDS.labels.has(item.text))
  ) {
    return named(wordsOf(text, reading, 0, end), 0, end);
  }
  for (const [at, item] of items.entries()) {
    if (item.kind !== 'word' || !isFree(at) || items[at + 1]?.text !== '-' || items[at - 1]?.text === '-') continue;
    let to = at + 1;
    while (
      items[to]?.text === '-' &&
      items[to + 1]?.kind === 'word' &&
      items[to]?.from === items[to - 1]?.to &&
      isFree(to + 1)
    )
      to += 2;
    if (to > at + 1 && items[at - 1]?.quantity !== undefined && !isSmall(item))
      return named(wordsOf(text, reading, at, to), at, to);
  }
  return undefined;
}

interface Range {
  from: number;
  to: number;
}

type Named = Range & { name: string };

const named = (name: string, from: number, to: number): Named | undefined =>
  name.length >= 3 && name.length <= NAME_MAX && /^[\p{L}\p{N}]/u.test(name) ? { name, from, to } : undefined;

/** "40 lightgbm models" are called by what they are. */
function modelsName({ items, text, tokens }: Reading): { name: string; from: number; to: number } | undefined {
  const at = items.findIndex(
    ({ quantity }, place) =>
      quantity?.dimension === 'count' &&
      items[place + 1]?.kind === 'word' &&
      items[place + 1]?.text !== 'model' &&
      [2, 3].some((next) => items[place + next]?.text === 'model'),
  );
  if (at < 0) return undefined;
  const end = items.findIndex(({ text: word }, place) => place > at && word === 'model') + 1;
  const name = wordsOf(text, { items, tokens }, at + 1, end);
  return name.length <= NAME_MAX &&
    items.slice(at + 1, end).every(({ kind, text: word }) => kind === 'word' || word === '-')
    ? { name, from: at + 1, to: end }
    : undefined;
}

/** "name: basket-recs", or a slug before a colon, a comma or a dash at the start. */
function namedAt({ text, items, tokens }: Reading): { name: string; from: number; to: number } | undefined {
  const named =
    /^[\s*-]{0,5}(?:(?:workload )?name\s?[:=]\s?["']?([\w][\w .-]{1,60}?)["']?\s?(?:[\n,;]|$)|([a-z0-9]{1,30}(?:[-_][a-z0-9]{1,20}){1,5})(?=\s?[:,;\n(]|\s[\u2013\u2014-]\s))/iu.exec(
      text,
    );
  const name = named?.[1] ?? named?.[2];
  if (named === null || name === undefined) return undefined;
  const start = named[0].lastIndexOf(name);
  const from = items.findIndex((item) => (tokens[item.from]?.start ?? 0) >= start);
  let to = from;
  while (to < items.length && (tokens[items[to]?.from ?? 0]?.start ?? 0) < start + name.length) to += 1;
  return { name: name.trim(), from: named[1] === undefined ? from : 0, to };
}

function quotedAt({ text, items, tokens }: Reading): { name: string; from: number; to: number } | undefined {
  const quoted = /^\s*["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb\n]{1,80})["\u201c\u201d\u00bb]/u.exec(
    text,
  );
  if (!quoted) return undefined;
  const end = quoted[0].length;
  const to = items.findIndex(({ from }) => (tokens[from]?.start ?? 0) >= end);
  return { name: quoted[1]?.trim() ?? '', from: 0, to: to < 0 ? items.length : to };
}

function isNameable(item: Item | undefined, first: boolean): boolean {
  if (item?.kind !== 'word') return false;
  void first;
  return (
    !WORDS.small.has(item.text) &&
    !WORDS.noName.has(item.text) &&
    /^[\p{L}\p{N}]/u.test(item.text) &&
    item.text.length > 1
  );
}

function goesOn(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined) return false;
  if (item.kind === 'mark')
    return (
      ['-', '_', '/', '.'].includes(item.text) && items[at + 1]?.kind === 'word' && items[at + 1]?.from === item.to
    );
  return item.kind === 'word' && !WORDS.noName.has(item.text) && item.text.length > 1;
}

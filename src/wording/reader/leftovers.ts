import { wordSet } from '../text.ts';
import { wordsOf } from './items.ts';
import type { Item, Reading } from './types.ts';

/** Words that state nothing by themselves, so that nobody misses them in what was used. */
const SMALL = wordSet(`
  a an the and or but of to in on at for from by with within without as is are be been being was were am it its this
  that these those there here i we you they he she our your their my me us them who which what when where how why
  than then so if else not no yes do does did done have has had having can could will would shall should may might
  must need want get got gets make made let lets just only also too very really quite about around roughly approx
  some any each every all both per up down out over under into onto off more most less least many much few lot lots
  please pls thx thanks hi hey hello all folks guys team help advise question basically honestly actually like well
  ok okay right now today currently still even ever maybe perhaps probably say said thing things stuff kind sort one
  ones use used using run runs running go goes going come comes coming work works working serve serving model
  request traffic endpoint sagemaker inference api service data answer result output input call caller user load
  size time latency think know sure new old own same other because since while after before until during it's we're
  there's i'm small big large good fine great see try looking look way put take takes taking give gives plus etc e.g
  i.e vs via ca ml ai max min avg typical typically usually normally mostly often sometimes never always currently
`);

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

function isSmall(item: Item | undefined): boolean {
  return (
    item === undefined ||
    item.kind === 'mark' ||
    (item.kind === 'word' && (SMALL.has(item.text) || item.text.length === 1))
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

/** Verbs and the like at which a name ends. */
const NO_NAME = wordSet(`
  is are was has have had need needs want takes take runs run gets get must should can could will would with for
  from that which who where when we our us they it there and but or in on at by to of per because so not no called
  looking trying migrating answers do does about hey hi hello please advise honestly basically sorry typo oops meant
  correction edit drop drops wait waits
`);

const NAME_MAX = 40;
const WORDS_MAX = 4;

/** What the text calls the workload: the first words that state nothing, as far as they could be a name. */
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
    const saysWhat = items.slice(at, end).every((item) => item.kind === 'mark' || CUES.has(item.text));
    if (!saysWhat && name.length >= 3 && name.length <= NAME_MAX) return { name, from: at, to: end };
    at = end;
  }
  return modelsName(reading) ?? firstWords(reading, used);
}

/** Words that say what a quantity beside them is, and name nothing. */
const CUES = wordSet(`
  payload latency response budget prompt token tokens peak container memory weight timeout deadline burst context concurrency
  region within under below above over max min up about around takes
`);

/** "events 500 MB": words in front of the first quantity name the workload where nothing else does. */
function firstWords(reading: Reading, used: readonly Range[]): Named | undefined {
  const stated = used.filter(({ from, to }) =>
    reading.items.slice(from, to).every(({ quantity }) => quantity === undefined),
  );
  const end = reading.items.findIndex(({ quantity }) => quantity !== undefined);
  const lead = reading.items.slice(0, Math.max(end, 0));
  const fits = ({ kind, text }: Item, at: number) =>
    !stated.some(({ from, to }) => from <= at && at < to) &&
    (kind === 'word' ? !NO_NAME.has(text) && !SMALL.has(text) && !CUES.has(text) : text === '-');
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
    lead.every((item, at) => isFree(at) && (item.kind === 'word' ? !NO_NAME.has(item.text) : item.text === '-')) &&
    words.some((item) => !isSmall(item) && !LABELS.has(item.text))
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

/** In front of a colon these name the name. */
const LABELS = wordSet('name workload service title ticket subject job');

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
  return !SMALL.has(item.text) && !NO_NAME.has(item.text) && /^[\p{L}\p{N}]/u.test(item.text) && item.text.length > 1;
}

function goesOn(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (item === undefined) return false;
  if (item.kind === 'mark')
    return (
      ['-', '_', '/', '.'].includes(item.text) && items[at + 1]?.kind === 'word' && items[at + 1]?.from === item.to
    );
  return item.kind === 'word' && !NO_NAME.has(item.text) && item.text.length > 1;
}

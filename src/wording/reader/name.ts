import { wordsOf } from './items.ts';
import { isSmall } from './leftovers.ts';
import type { Item, Reading } from './types.ts';
import { NOUNS } from './words/nouns.ts';
import { NAME_WORDS as WORDS } from './words/sets.ts';

/** Longest name, in characters and in words. */
const NAME_MAX = 40;
const WORDS_MAX = 4;

/** So far from the start of a text, in items, a name is looked for. */
const FAR = 60;

/** Items that a name takes. */
interface Place {
  from: number;
  to: number;
}

type Named = Place & { name: string };

/** What the text calls the workload: a name that is given as one, or else what is served. Nothing where neither is said. */
export function findName(reading: Reading): Named | undefined {
  const { items } = reading;
  const given = quotedAt(reading) ?? slugIn(reading) ?? labelledAt(reading);
  if (given) return given;
  const phrases = items.slice(0, FAR).flatMap((_, at) => phraseAt(reading, at));
  const rank = (phrase: Phrase) => (phrase.from === 0 ? 0 : phrase.isTask ? 1 : 2);
  const [best] = [...phrases].sort((one, other) => rank(one) - rank(other) || one.from - other.from);
  return (best && named(reading, best.from, best.to)) ?? leadingName(reading);
}

function named(reading: Reading, from: number, to: number): Named | undefined {
  const name = wordsOf(reading.text, reading, from, to);
  return name.length >= 2 && name.length <= NAME_MAX ? { name, from, to } : undefined;
}

/** Words for what is served; `isTask`: they say what it does, and not only that it is a model. */
interface Phrase extends Place {
  isTask: boolean;
}

/** "Credit scoring model", if its last word stands at a place. */
function phraseAt({ items, tokens }: Reading, at: number): Phrase[] {
  const turned = turnedAt(items, at);
  if (turned !== undefined) return [{ from: turned, to: at + 1, isTask: true }];
  if (!isHead(items, at) || isHead(items, at + 1)) return [];
  let from = at;
  // "A model checks photos" is no check of a model.
  while (isHead(items, from - 1) && !WORDS.served.has(items[from - 1]?.text ?? '')) from -= 1;
  const [heads, modifiers] = [from, []] as [number, number[]];
  while (modifiers.length < WORDS_MAX - 1 && isModifier(items, tokens, from - 1)) {
    const isJoined = items[from - 2]?.text === '-' && items[from - 2]?.to === items[from - 1]?.from;
    modifiers.push(from - 1);
    from -= isJoined && items[from - 3]?.kind === 'word' ? 3 : 1;
  }
  const words = items.slice(heads, at + 1).map(({ text }) => text);
  const isTask = words.some((word) => WORDS.alone.has(word) || WORDS.heads.has(word));
  if (modifiers.length === 0 && !words.some((word) => WORDS.alone.has(word)) && !(isTask && words.length > 1))
    return [];
  return [{ from, to: at + 1, isTask }];
}

/** Where "speech to text" begins, if it ends at a place. */
function turnedAt(items: readonly Item[], at: number): number | undefined {
  const [text, ...before] = [0, 1, 2, 3, 4].map((back) => items[at - back]?.text ?? '');
  const words = before.filter((word) => word !== '-');
  const isTurned = WORDS.media.has(text ?? '') && words[0] === 'to' && WORDS.media.has(words[1] ?? '');
  return isTurned ? at - before.indexOf(words[1] ?? '') - 1 : undefined;
}

const isHead = (items: readonly Item[], at: number): boolean => {
  const { kind, text = '' } = items[at] ?? {};
  return kind === 'word' && (WORDS.alone.has(text) || WORDS.heads.has(text) || WORDS.served.has(text));
};

function isModifier(items: readonly Item[], tokens: Reading['tokens'], at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'word' || isSmall(item) || WORDS.noModifier.has(item.text)) return false;
  const raw = tokens[item.from]?.raw ?? '';
  return /^[\p{Script=Latin}\d]+$/u.test(raw) && !/(?:ed|ly)$/.test(raw);
}

const DATA = new Set([...NOUNS.SENT.split('|'), ...NOUNS.WORK.split('|'), ...NOUNS.NET.split('|')]);

/** "Hotel price predictor. 300 rps": words in front of everything else that name a thing, or "checkout 5 MB" as in a command. */
function leadingName(reading: Reading): Named | undefined {
  const { items, tokens, claims } = reading;
  const end = items.findIndex(({ kind, text }) => kind !== 'word' && text !== '-');
  const [last, next] = [items[end - 1], items[end]];
  if (end < 1 || end > WORDS_MAX || last === undefined || WORDS.labels.has(last.text)) return undefined;
  const isCommand =
    ['size', 'time', 'rate'].includes(next?.quantity?.dimension ?? '') && !claims.some(({ to }) => to <= end);
  const isThing = WORDS.heads.has(last.text) || (end > 1 && (DATA.has(last.text) || ENDINGS.test(last.text)));
  return (isCommand || isThing) &&
    items.slice(0, end).every(({ text }, at) => text === '-' || isModifier(items, tokens, at))
    ? named(reading, 0, end)
    : undefined;
}

const ENDINGS = /.{3}(?:er|or|ing|ion|ment)$/;

/** "ct-scans 500 MB", "500 MB ct-scans" */
function slugIn(reading: Reading): Named | undefined {
  const { items, tokens } = reading;
  const [first] = items;
  if (first?.thing?.kind === 'name' && isOwn(first.thing.name)) return { name: first.thing.name, from: 0, to: 1 };
  const isGlued = (at: number) => items[at] !== undefined && tokens[items[at].from]?.glued === true;
  for (const [at, item] of items.entries()) {
    if (items[at - 1]?.quantity?.dimension !== 'size') continue;
    let to = at + 1;
    while (items[to]?.text === '-' && isGlued(to) && isGlued(to + 1) && items[to + 1]?.kind === 'word') to += 2;
    if (to > at + 1 && !isSmall(item) && isOwn(item.text)) return named(reading, at, to);
  }
  return undefined;
}

/** "payload_mb" and "real-time" are no names. */
const isOwn = (slug: string): boolean => !WORDS.noModifier.has(slug.split(/[-_]/)[0]?.toLowerCase() ?? '');

/** "name: basket-recs", or a slug before a colon, a comma or a dash at the start. */
function labelledAt({ text, items, tokens }: Reading): Named | undefined {
  const found =
    /^[\s*-]{0,5}(?:(?:workload )?name\s?[:=]\s?["']?([\w][\w .-]{1,60}?)["']?\s?(?:[\n,;]|$)|([a-z0-9]{1,30}(?:[-_][a-z0-9]{1,20}){1,5})(?=\s?[:,;\n(]|\s[\u2013\u2014-]\s))/iu.exec(
      text,
    );
  const name = found?.[1] ?? found?.[2];
  if (found === null || name === undefined) return undefined;
  const start = found[0].lastIndexOf(name);
  const from = items.findIndex((item) => (tokens[item.from]?.start ?? 0) >= start);
  const first = items[from];
  if (found[1] === undefined && (first?.thing?.kind !== undefined || !isOwn(name))) return undefined;
  let to = from;
  while (to < items.length && (tokens[items[to]?.from ?? 0]?.start ?? 0) < start + name.length) to += 1;
  return { name: name.trim(), from: found[1] === undefined ? from : 0, to };
}

function quotedAt({ text, items, tokens }: Reading): Named | undefined {
  const quoted = /^\s*["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb\n]{1,80})["\u201c\u201d\u00bb]/u.exec(
    text,
  );
  if (!quoted) return undefined;
  const end = quoted[0].length;
  const to = items.findIndex(({ from }) => (tokens[from]?.start ?? 0) >= end);
  return { name: quoted[1]?.trim() ?? '', from: 0, to: to < 0 ? items.length : to };
}

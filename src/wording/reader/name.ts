import { compoundLength, wordsOf } from './items.ts';
import { isSmall } from './leftovers.ts';
import type { Token } from './tokens.ts';
import type { Item, Range, Reading } from './types.ts';
import { NOUNS } from './words/nouns.ts';
import { NAME_WORDS as WORDS } from './words/sets.ts';

/** Longest name, in characters and in words. */
const NAME_MAX = 40;
const WORDS_MAX = 5;

/** So far from the start of a text, in items, a name is looked for. */
const FAR = 60;

/** What a text calls the workload. `isGiven`: by a name or by what is served, and not only by its first words. */
export interface Named extends Range {
  name: string;
  isGiven: boolean;
}

/** Returns the name that a text gives; else its first words, or what is served where that is said elsewhere and they give no name. */
export function findName(reading: Reading): Named | undefined {
  const given = labelledIn(reading) ?? compoundIn(reading);
  if (given) return given;
  const lead = leadOf(reading);
  const phrases = reading.items.slice(0, FAR).flatMap((_, at) => phraseAt(reading, at));
  const rank = ({ from, isTask }: Phrase) => (from === lead?.from ? 0 : isTask ? 1 : 2);
  const [best] = [...phrases].sort((one, other) => rank(one) - rank(other) || one.from - other.from);
  const served = best && named(reading, best.from, best.to, true);
  if (lead === undefined || (served && !lead.isCommand && served.from !== lead.from)) return served;
  const first = named(reading, lead.from, lead.to, lead.isGiven || served?.from === lead.from);
  return served?.from === lead.from && (lead.isCut || first?.to !== lead.to || served.to > lead.to) ? served : first;
}

/** As much of some words as a name may have. */
function named(reading: Reading, from: number, end: number, isGiven: boolean): Named | undefined {
  for (let to = end; to > from; to -= 1) {
    const name = wordsOf(reading.text, reading, from, to);
    const isCut = isSmall(reading.items[to - 1]) && to < end;
    if (name.length >= 2 && name.length <= NAME_MAX && !isCut) return { name, from, to, isGiven };
  }
  return undefined;
}

/** Words for what is served; `isTask`: they say what it does, and not only that it is a model. */
interface Phrase extends Range {
  isTask: boolean;
}

/** "Credit scoring model", if its last word stands at a place. */
function phraseAt(reading: Reading, at: number): Phrase[] {
  const { items, tokens } = reading;
  const turned = turnedAt(items, at);
  if (turned !== undefined) return [{ from: turned, to: at + 1, isTask: true }];
  if (!isHead(items, at) || isHead(items, at + 1)) return [];
  let from = at;
  // "A model checks photos" is no check of a model.
  while (isHead(items, from - 1) && !WORDS.served.has(items[from - 1]?.text ?? '')) from -= 1;
  const [heads, modifiers] = [from, []] as [number, number[]];
  while (modifiers.length < WORDS_MAX - 1 && isModifier(items, tokens, from - 1)) {
    const isJoined = items[from - 2]?.text === '-' && isWord(reading, from - 2);
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

const DATA = new Set([...NOUNS.SENT.split('|'), ...NOUNS.WORK.split('|')]);

/** First words that name something. */
interface Lead extends Range {
  isGiven: boolean;
  isCommand: boolean;
  /** There are more of them. */
  isCut: boolean;
}

/** The first words, up to the first fact or mark: at most five, without a greeting and without small words at their ends. */
function leadOf(reading: Reading): Lead | undefined {
  const { items, claims, doubts, understood } = reading;
  const start = greetingIn(items);
  const endOf = (from: number, goesOn: (at: number) => boolean): number => {
    const end = items.findIndex((_, at) => at >= from && !goesOn(at));
    return end < 0 ? items.length : end;
  };
  const words = endOf(start, (at) => isWord(reading, at));
  const facts = [claims, doubts, understood].flat().filter(({ from, to }) => from >= start && to <= words);
  const end = Math.min(words, ...facts.map(({ from }) => from));
  const from = endOf(start, (at) => at < end && isFiller(items[at]) && items[at + 1]?.text !== '-');
  const isOn = (at: number) => at < end && (!isFiller(items[at]) || WORDS.joining.has(items[at]?.text ?? ''));
  const clause = endOf(from, isOn);
  const limit = endOf(from, (at) => at < clause && countWords(items.slice(from, at + 1)) <= WORDS_MAX);
  let to = limit;
  while (to > from && isFiller(items[to - 1])) to -= 1;
  // Of a sentence: "we have", "is". "Prompts of 300 tokens" is no name either.
  const isTold = clause < end || items.slice(start, from).some(({ text }) => !WORDS.joining.has(text));
  const isData = to === from + 1 && to < end && DATA.has(items[from]?.text ?? '');
  const kind = isTold || isData ? 'none' : nounIn(reading, { from, to });
  if (kind === 'none') return undefined;
  // As in a command: "checkout 5 MB", "checkout llama 3 8b".
  const { kind: next, quantity } = items[end] ?? { kind: 'thing' };
  const isCommand = next === 'thing' || ['size', 'time', 'rate'].includes(quantity?.dimension ?? '');
  const isGiven = kind === 'plain' && from === start && to === end;
  return { from, to, isGiven, isCommand: isCommand && isGiven, isCut: limit < clause };
}

const countWords = (items: readonly Item[]): number =>
  items.filter(({ text }, at) => text !== '-' && items[at - 1]?.text !== '-').length;

/** Whether some words name something: plainly, in a phrase such as "reader for accounting", or not. */
function nounIn({ items, tokens }: Reading, { from, to }: Range): 'plain' | 'phrase' | 'none' {
  const said = items.slice(from, to);
  const named = said.map(
    ({ text }, at) => text === '-' || WORDS.nouns.has(text) || isModifier(items, tokens, from + at),
  );
  // A compound alone was found before, or is no name.
  const isCompound = said.length > 1 && countWords(said) === 1;
  const isNone = named.at(-1) !== true || isCompound || said.every((item, at) => !named[at] || isSmall(item));
  if (isNone || WORDS.measured.has(said[0]?.text ?? '') || WORDS.labels.has(said.at(-1)?.text ?? '')) return 'none';
  return named.includes(false) ? 'phrase' : 'plain';
}

/** A word, or the hyphen in one. */
function isWord({ items, tokens }: Reading, at: number): boolean {
  const { kind, text, from, to } = items[at] ?? { kind: 'break', text: '', from: 0, to: 0 };
  return kind === 'word' || (text === '-' && tokens[from]?.glued === true && tokens[to]?.glued === true);
}

/** A small word that no name begins or ends with. */
const isFiller = (item: Item | undefined): boolean =>
  isSmall(item) && item?.text !== '-' && !WORDS.nouns.has(item?.text ?? '');

/** Where a text goes on behind "hi team," or "Good morning". */
function greetingIn(items: readonly Item[]): number {
  if (!WORDS.greetings.has(items[0]?.text ?? '')) return 0;
  const mark = items.slice(0, WORDS_MAX).findIndex(({ kind }) => kind !== 'word');
  return mark > 0 && items[mark]?.kind !== 'quantity' ? mark + 1 : 1;
}

/**
 * "crop-disease", "team-a": a first word with a hyphen, or one behind a size as in "500 MB ct-scans". Not what is known, such as a model
 * or a Region, nor a date, a ticket, or what states a fact as "real-time" does.
 */
function compoundIn(reading: Reading): Named | undefined {
  const { items } = reading;
  const start = greetingIn(items);
  const first = items.findIndex(({ kind }, at) => at >= start && kind !== 'mark');
  const isBehindSize = (item: Item, at: number) =>
    items[at - 1]?.quantity?.dimension === 'size' && (!isSmall(item) || item.text.length === 1);
  for (const [at, item] of items.entries()) {
    const name = at === first || isBehindSize(item, at) ? compoundAt(reading, at, item) : undefined;
    if (name) return name;
  }
  return undefined;
}

function compoundAt({ text, items, tokens, claims, doubts }: Reading, from: number, item: Item): Named | undefined {
  let end = item.from + compoundLength(tokens, item.from);
  // "gpt-4o"
  if (end > item.from + 1 && tokens[end]?.glued && tokens[end]?.kind === 'word') end += 1;
  const joined = tokens.slice(item.from, end);
  const isKnown = item.kind !== 'word' && item.thing?.kind !== 'name';
  if (joined.length === 1 || isKnown || !isName(joined)) return undefined;
  const next = items.findIndex((other) => other.from >= end);
  const to = next < 0 ? items.length : next;
  const isFact = [...claims, ...doubts].some((fact) => fact.from <= from && fact.to >= to);
  return isFact ? undefined : { name: text.slice(joined[0]?.start, joined.at(-1)?.end), from, to, isGiven: true };
}

const NUMBER = /^\d{1,6}$/;

/** Whether joined words name something: no date, no ticket ("ML-4412"), no label ("payload_mb"), and not how something is ("low-latency"). */
function isName(joined: readonly Token[]): boolean {
  const parts = joined.filter(({ kind }) => kind !== 'mark').map(({ text }) => text);
  const [before = '', last = ''] = parts.slice(-2);
  const isTicket =
    parts.length === 2 &&
    NUMBER.test(last) &&
    (/^[A-Z]{2}/.test(joined[0]?.raw ?? '') || (last.length > 3 && !/^(?:19|20)/.test(last)));
  const isDate = parts.every((part) => NUMBER.test(part) || WORDS.dates.has(part));
  const isLabel = joined[1]?.text === '_' && WORDS.noModifier.has(parts[0] ?? '');
  const isQuality = WORDS.qualifying.has(before) && WORDS.qualified.has(last);
  const isDone = last.endsWith('ed') && !last.endsWith('eed');
  return !isDone && !isTicket && !isDate && !isLabel && !isQuality && !WORDS.endings.has(last);
}

/** A name in quotes in front of everything else, or "name: basket-recs" in any line. */
const LABELLED = [
  /^\s*["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb\n]{1,80})["\u201c\u201d\u00bb]/u,
  /^[\s*-]{0,5}(?:workload )?name\s?[:=]\s?["']?([\w][\w .-]{1,60}?)["']?\s?(?:[\n,;]|$)/imu,
];

function labelledIn({ text, items, tokens }: Reading): Named | undefined {
  const found = LABELLED.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const name = found?.[1];
  if (!found || name === undefined) return undefined;
  const end = found.index + found[0].lastIndexOf(name) + name.length;
  const [from, to] = [found.index, end].map(
    (place) => items.filter((item) => (tokens[item.from]?.start ?? 0) < place).length,
  );
  return { name: name.trim(), from: from ?? 0, to: to ?? 0, isGiven: true };
}

import type { Workload } from '../recommender/index.ts';
import { contradicts, matchGroups, type PhraseGroup } from './phrases.ts';
import { clipText, withoutBidiControls } from './text.ts';
import { wordPhrases } from './words/index.ts';
import { type Mood, moodAfterDenied, moodAfterUnknown, moodWord, type Verdict, verdictAfter } from './words/mood.ts';
import type { WordContext, WordPhrase } from './words/word-phrase.ts';

/** What one pass over a text found. */
interface Scan {
  workload: Partial<Workload>;
  leftovers: Leftover[];
  faults: string[];
}

const SEPARATORS = /(?:[\s,;()[\]|*"“”„«»/&+]|\.(?!\d)|[:!?](?=\s|$))+/uy;

const ENDS_CLAUSE = /[,;:.!?\n()|]/;

const ENDS_SENTENCE = /[;.!?\n]/;

const QUOTED = /^["“„«][^"“”„«»\n]{1,80}["”“»]/u;

const WORD = /(?:[^\s,;()[\]|"“”«»]|(?<=\d),(?=\d)){1,400}/uy;

const SENTENCE_END = /[.:!?]+(?:\s|$)/uy;
const MARKS = /[:!?]+/uy;
/** A phrase begins with six colons at most, as many as `LIMIT` takes. */
const MARKS_READ = 8;

/** Where a scan stands. */
interface Reading extends Scan {
  readonly text: string;
  readonly phrases: readonly PhraseGroup<WordPhrase>[];
  mood: Mood;
  /** Where the "no" stands that what follows may make use of. */
  deniedFrom: number;
  /** A denial goes on over commas: "no gpu, vpc or streaming". */
  overCommas: boolean;
  /** The stretch that the next word belongs to, if it is not understood either. */
  open: Leftover | undefined;
}

/** Goes through a tidy text from word to word: what a phrase understands is stated, everything else is left over. */
export function scanWords(text: string, context: WordContext): Scan {
  const reading: Reading = {
    text,
    phrases: wordPhrases(context),
    workload: {},
    leftovers: [],
    faults: [],
    mood: 'plain',
    deniedFrom: 0,
    overCommas: false,
    open: undefined,
  };
  let at = QUOTED.exec(text)?.[0].length ?? 0;
  if (at > 0) leave(reading, 0, at);
  while (at < text.length) {
    at =
      readSeparators(reading, at) ?? readPhrase(reading, at) ?? readMoodWord(reading, at) ?? readPlainWord(reading, at);
  }
  const { workload, leftovers, faults } = reading;
  return { workload, leftovers, faults };
}

/** Each of these reads what stands at a place and says where it ends; undefined where it reads nothing. */
function readSeparators(reading: Reading, at: number): number | undefined {
  const separators = textAt(SEPARATORS, reading.text, at);
  if (separators === '') return undefined;
  if (ENDS_CLAUSE.test(separators)) {
    reading.open = undefined;
    reading.overCommas &&= !ENDS_SENTENCE.test(separators);
    if (!reading.overCommas) reading.mood = 'plain';
  }
  return at + separators.length;
}

function readPhrase(reading: Reading, at: number): number | undefined {
  const found = matchGroups(reading.text, at, reading.phrases);
  if (!found) return undefined;
  const verdict = verdictOn(found.phrase, reading.text, at + found.length);
  const end = at + found.length + verdict.length;
  const stated = found.read.ok ? meaning(found.phrase, found.read.value, reading.mood, verdict) : undefined;
  if (!found.read.ok) reading.faults.push(found.read.text);
  if (stated && state(reading.workload, stated)) takeDenial(reading, verdict, end);
  else {
    leaveApart(reading, at, end);
    if (found.read.ok) reading.mood = moodAfterUnknown(reading.mood);
  }
  return end;
}

/** The need that was stated makes use of a "no" before it, which may go on to the next. */
function takeDenial(reading: Reading, verdict: Verdict, end: number): void {
  const deniedBefore = reading.mood === 'denied';
  if (deniedBefore) forgetFrom(reading.leftovers, reading.deniedFrom);
  reading.open = undefined;
  if (!deniedBefore && verdict.kind !== 'denied') return;
  reading.mood = moodAfterDenied(reading.text, end);
  reading.overCommas = reading.mood === 'denied';
  reading.deniedFrom = end;
}

function readMoodWord(reading: Reading, at: number): number | undefined {
  const turn = moodWord(reading.text, at, reading.mood);
  if (!turn) return undefined;
  if (turn.mood !== reading.mood && turn.mood !== 'plain') {
    if (turn.mood === 'denied') reading.deniedFrom = at;
    reading.open = undefined;
  }
  reading.mood = turn.mood;
  leave(reading, at, at + turn.length);
  return at + turn.length;
}

function readPlainWord(reading: Reading, at: number): number {
  const word = withoutSentenceEnd(reading.text, at, textAt(WORD, reading.text, at)) || marksAt(reading.text, at);
  leave(reading, at, at + word.length);
  reading.mood = moodAfterUnknown(reading.mood);
  return at + word.length;
}

/** The word up to the marks that end its sentence. They are looked at once per word: at each character it would be quadratic. */
function withoutSentenceEnd(text: string, at: number, word: string): string {
  let length = word.length;
  while (length > 0 && '.:!?'.includes(word.charAt(length - 1))) length -= 1;
  return textAt(SENTENCE_END, text, at + length) === '' ? word : word.slice(0, length);
}

/** One character, or the part of a row of marks in which no phrase can begin, so that each mark is visited once. */
function marksAt(text: string, at: number): string {
  const marks = textAt(MARKS, text, at);
  return text.slice(at, at + Math.max(1, marks.length - MARKS_READ));
}

/** Adds words to the open stretch, or opens one; what is denied or wondered about is no name. */
function leave(reading: Reading, start: number, end: number): void {
  if (reading.open) reading.open.end = end;
  else {
    reading.open = { start, end, nameable: reading.mood === 'plain' };
    reading.leftovers.push(reading.open);
  }
}

/** Words that looked like a statement stand apart, and are no name. */
function leaveApart(reading: Reading, start: number, end: number): void {
  reading.leftovers.push({ start, end, nameable: false });
  reading.open = undefined;
}

const NO_VERDICT: Verdict = { kind: 'none', length: 0 };

function verdictOn(phrase: WordPhrase, text: string, end: number): Verdict {
  return phrase.kind === 'word' ? verdictAfter(text, end) : NO_VERDICT;
}

/** What a phrase states where it stands; undefined where it must not be read. */
function meaning(
  phrase: WordPhrase,
  value: Partial<Workload>,
  mood: Mood,
  verdict: Verdict,
): Partial<Workload> | undefined {
  if (phrase.kind === 'quantity') return mood === 'plain' || mood === 'hedged' ? value : undefined;
  if (mood === 'unclear' || mood === 'hedged' || verdict.kind === 'doubted') return undefined;
  if (mood === 'denied' && verdict.kind === 'denied') return undefined;
  return mood === 'denied' || verdict.kind === 'denied' ? phrase.denied : value;
}

/** Adds what is stated, unless it is nothing or contradicts what was stated before. Of two sizes the larger counts. */
function state(workload: Partial<Workload>, stated: Partial<Workload>): boolean {
  const { payloadSizeMB, ...others } = stated;
  if (Object.keys(stated).length === 0 || contradicts<Partial<Workload>>(workload, others)) return false;
  Object.assign(workload, others);
  if (payloadSizeMB !== undefined) workload.payloadSizeMB = Math.max(payloadSizeMB, workload.payloadSizeMB ?? 0);
  return true;
}

/** Takes the "no" out of what was left over, because the need after it made use of it. */
function forgetFrom(leftovers: Leftover[], from: number): void {
  const last = leftovers.at(-1);
  if (!last || last.end <= from) return;
  if (last.start >= from) leftovers.pop();
  else last.end = from;
}

function textAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** A stretch of the typed text that was not understood. */
interface Leftover {
  start: number;
  end: number;
  /** It may be the name: it neither denies something nor was refused. */
  nameable: boolean;
}

const NAME_MAX = 80;

const DESCRIPTION_MAX = 2000;

/** Words that name nothing. Tested one by one: a repetition of them would try "within" as "with" and "in", too, in 2^n ways. */
const SMALL =
  /^(?:a|an|the|and|or|of|with|within|in|on|at|for|to|by|is|are|it|its|per|each|about|up|has|have|having|needs?|must|should|will|which|that|where|please|but|we|our|from|as|all|requests?|traffic)$/iu;

const BETWEEN_WORDS = /[^\p{L}\p{N}\p{So}]+/u;

const BETWEEN_NAMES = /[\s,;:.(-]/;

const QUOTES_AROUND = /^["'“”„«»\s]+|(?<!["'“”„«»\s])["'“”„«»\s]+$/gu;

/** Controls, and characters that cannot be seen at all. */
const UNSEEN = /[\p{Cc}\u00ad\u200b\u2060-\u2065\ufeff]/gu;

/** The first stretch that was not understood is the name, the rest the description. */
export function nameAndDescription(
  text: string,
  leftovers: readonly Leftover[],
): { name?: string; description?: string } {
  const first = leftovers.find(({ start, end, nameable }) => nameable && !isSmall(text.slice(start, end)));
  const whole = first ? cleanName(text.slice(first.start, first.end)) : '';
  const name = clipText(whole, NAME_MAX);
  // A name that had to be cut is in the description as a whole, so that nothing is lost.
  const rest = leftovers.filter((leftover) => leftover !== first || name !== whole || name === '');
  const description = clipText(withoutBidiControls(joined(text, rest)), DESCRIPTION_MAX);
  return { ...(name === '' ? {} : { name }), ...(description === '' ? {} : { description }) };
}

function cleanName(text: string): string {
  return withoutSmallEnd(withoutBidiControls(text).replace(/\n/g, ' ').replace(UNSEEN, ''))
    .replace(QUOTES_AROUND, '')
    .trim();
}

/** Whether a stretch says nothing: small words, and what is neither a letter, a number nor a symbol. */
function isSmall(text: string): boolean {
  return text.split(BETWEEN_WORDS).every((word) => word === '' || SMALL.test(word));
}

/** Without the small words at its end. The first word stays: it is the name, whatever it is. */
function withoutSmallEnd(text: string): string {
  let end = text.length;
  for (;;) {
    while (end > 0 && BETWEEN_NAMES.test(text.charAt(end - 1))) end -= 1;
    let start = end;
    while (start > 0 && !BETWEEN_NAMES.test(text.charAt(start - 1))) start -= 1;
    if (start === 0 || !SMALL.test(text.slice(start, end))) return text.slice(0, end);
    end = start;
  }
}

/** Stretches with nothing but punctuation between them stay one sentence; others are set apart, small words alone left out. */
function joined(text: string, leftovers: readonly Leftover[]): string {
  const sentences: { start: number; end: number }[] = [];
  for (const { start, end } of leftovers) {
    const last = sentences.at(-1);
    if (last && /^[\s\p{P}]{0,4}$/u.test(text.slice(last.end, start))) last.end = end;
    else sentences.push({ start, end });
  }
  return sentences
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => !isSmall(sentence))
    .join('; ');
}

import type { Workload } from '../../recommender/index.ts';
import { contradicts, matchPhrase } from '../phrases.ts';
import { wordPhrases } from './index.ts';
import type { Leftover } from './leftovers.ts';
import { type Mood, moodAfterDenied, moodAfterUnknown, moodWord, type Verdict, verdictAfter } from './mood.ts';
import type { WordContext, WordPhrase } from './word-phrase.ts';

/** What one pass over a text found. */
export interface Scan {
  workload: Partial<Workload>;
  leftovers: Leftover[];
  faults: string[];
}

const SEPARATORS = /(?:[\s,;()[\]|*"“”„«»/&+]|\.(?!\d)|[:!?](?=\s|$))+/uy;
const ENDS_CLAUSE = /[,;:.!?\n()|]/;
const ENDS_SENTENCE = /[;.!?\n]/;
const QUOTED = /^["“„«][^"“”„«»\n]{1,80}["”“»]/u;
const WORD = /(?:(?![.:!?]+(?:\s|$))[^\s,;()[\]|"“”«»]|(?<=\d),(?=\d)){1,400}/uy;

/** Goes through a tidy text from word to word: what a phrase understands is stated, everything else is left over. */
export function scanWords(text: string, context: WordContext): Scan {
  const phrases = wordPhrases(context);
  const scan: Scan = { workload: {}, leftovers: [], faults: [] };
  let mood: Mood = 'plain';
  /** Where the "no" stands that what follows may make use of. */
  let deniedFrom = 0;
  /** A denial goes on over commas: "no gpu, vpc or streaming". */
  let overCommas = false;
  let open: Leftover | undefined;
  const leave = (start: number, end: number, nameable = true) => {
    if (open) open.end = end;
    else {
      open = { start, end, nameable };
      scan.leftovers.push(open);
    }
  };

  let at = QUOTED.exec(text)?.[0].length ?? 0;
  if (at > 0) leave(0, at);
  while (at < text.length) {
    const separators = textAt(SEPARATORS, text, at);
    if (separators !== '') {
      if (ENDS_CLAUSE.test(separators)) {
        open = undefined;
        overCommas &&= !ENDS_SENTENCE.test(separators);
        if (!overCommas) mood = 'plain';
      }
      at += separators.length;
      continue;
    }
    const found = matchPhrase(text, at, phrases);
    if (found) {
      const verdict = verdictOn(found.phrase, text, at + found.length);
      const end = at + found.length + verdict.length;
      if (!found.read.ok) {
        scan.faults.push(found.read.text);
        open = undefined;
        leave(at, end, false);
        open = undefined;
      } else {
        const stated = meaning(found.phrase, found.read.value, mood, verdict);
        if (stated && state(scan.workload, stated)) {
          const denied = mood === 'denied' || verdict.kind === 'denied';
          if (mood === 'denied') forgetFrom(scan.leftovers, deniedFrom);
          open = undefined;
          if (denied) {
            mood = moodAfterDenied(text, end);
            overCommas = mood === 'denied';
            deniedFrom = end;
          }
        } else {
          open = undefined;
          leave(at, end, false);
          open = undefined;
          mood = moodAfterUnknown(mood);
        }
      }
      at = end;
      continue;
    }
    const turn = moodWord(text, at, mood);
    if (turn) {
      if (turn.mood !== mood && turn.mood !== 'plain') {
        if (turn.mood === 'denied') deniedFrom = at;
        open = undefined;
      }
      mood = turn.mood;
      leave(at, at + turn.length, mood === 'plain');
      at += turn.length;
      continue;
    }
    const word = textAt(WORD, text, at) || text.slice(at, at + 1);
    leave(at, at + word.length, mood === 'plain');
    mood = moodAfterUnknown(mood);
    at += word.length;
  }
  return scan;
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

import { readFileSync } from 'node:fs';
import { parseWorkload, recommend, type WorkloadField } from '../../src/recommender/index.ts';
import type { Heard } from '../../src/wording/heard.ts';
import { readWords } from '../../src/wording/read-words.ts';

/** A phrase as somebody writes it, and what a careful reader understands. */
export interface Phrase {
  id: string;
  words: string;
  /** Two numbers are the ends of an interval; other values are a choice. */
  says: Readonly<Record<string, Expected>>;
  mustNotSay: readonly string[];
  unclear: readonly string[];
  /** What belongs to something else and must not become the field. */
  traps?: Readonly<Record<string, Expected>>;
  /** What may be read or left. */
  may?: Readonly<Record<string, Expected>>;
  /** The options that a sound answer may choose, or `needs-facts` where it says that too little is known; empty where any may be. */
  accept: readonly (string | null)[];
}

type Expected = string | number | boolean | readonly (string | number | boolean)[];

/**
 * `fresh` and `held-back` were written by people who did not know the reader, and it is not tuned on them: their scores show how
 * new phrases fare. The others were used to extend it.
 */
export const SETS = ['fresh', 'held-back', 'public', 'own'] as const;

export function readPhrases(set: (typeof SETS)[number]): Phrase[] {
  return JSON.parse(readFileSync(new URL(`../wording/phrases/${set}.json`, import.meta.url), 'utf8'));
}

/** How a set of phrases fares, with a line for each miss. */
export interface Score {
  phrases: number;
  facts: number;
  understood: number;
  /** Facts that are asked about with the right value among the readings. */
  checked: number;
  /** Fields that should be asked about, those that are, and questions about fields that the phrase leaves alone. */
  unclear: number;
  asked: number;
  needless: number;
  misread: number;
  options: number;
  rightOptions: number;
  words: number;
  notUsed: number;
  misses: string[];
}

export function scoreOf<Of extends Phrase>(
  phrases: readonly Of[],
  readOne: (phrase: Of) => Heard = ({ words }) => readWords(words),
): Score {
  const score = {
    phrases: phrases.length,
    facts: 0,
    understood: 0,
    checked: 0,
    unclear: 0,
    asked: 0,
    needless: 0,
    misread: 0,
    options: 0,
    rightOptions: 0,
    words: 0,
    notUsed: 0,
  };
  const misses: string[] = [];
  for (const phrase of phrases) {
    const { says: read, from, unclear, notUsed, name, isNamed } = readOne(phrase);
    const heard: Readonly<Record<string, unknown>> = { ...(isNamed && { name }), ...read };
    const miss = (what: string) => misses.push(`${phrase.id}: ${what} | ${phrase.words.replaceAll('\n', ' / ')}`);
    for (const [field, expected] of Object.entries(phrase.says)) {
      // One model or container is what silence means.
      if (isOne(field, expected) && heard[field] === undefined) continue;
      score.facts += 1;
      if (agrees(expected, heard[field])) score.understood += 1;
      else if (
        unclear.some((doubt) => doubt.field === field && doubt.readings?.some((value) => agrees(expected, value)))
      )
        score.checked += 1;
      else if (heard[field] === undefined) miss(`${field} not understood, should be ${expected}`);
      else {
        score.misread += 1;
        miss(`${field} is ${heard[field]} (${from[field as WorkloadField]}), should be ${expected}`);
      }
    }
    for (const field of notSaidIn(phrase, heard)) {
      score.misread += 1;
      miss(`${field} is ${heard[field]} (${from[field as WorkloadField]}), should be empty`);
    }
    const asks = new Set<string>(unclear.map(({ field }) => field));
    score.unclear += phrase.unclear.length;
    score.asked += phrase.unclear.filter((field) => asks.has(field)).length;
    score.needless += [...asks].filter(
      (field) => !phrase.unclear.includes(field) && !(field in phrase.says) && !(field in (phrase.may ?? {})),
    ).length;
    if (phrase.accept.length > 0) {
      score.options += 1;
      const answers = answersTo(read);
      if (answers.some((answer) => phrase.accept.includes(answer))) score.rightOptions += 1;
      else miss(`${answers[0]} is recommended, should be ${phrase.accept.join(' or ')}`);
    }
    score.words += wordsIn([phrase.words]);
    score.notUsed += wordsIn(notUsed);
  }
  return { ...score, misses };
}

/** The fields that were read though a phrase does not say them: they should be empty, or have what belongs to something else. */
function notSaidIn(
  { says, mustNotSay, unclear, traps = {}, may = {} }: Phrase,
  heard: Readonly<Record<string, unknown>>,
) {
  return [...new Set([...mustNotSay, ...unclear, ...Object.keys(traps)])].filter((field) => {
    const value = heard[field];
    if (field in says || value === undefined || isOne(field, value) || agrees(may[field], value)) return false;
    return !(field in traps) || mustNotSay.includes(field) || unclear.includes(field) || agrees(traps[field], value);
  });
}

/** The option that is recommended for a workload, and `needs-facts` where the answer says that too little is known. */
function answersTo(read: Readonly<Record<string, unknown>>): readonly (string | null)[] {
  const parsed = parseWorkload({ name: 'phrase', ...read });
  const choice = parsed.ok ? recommend(parsed.workload).choice : null;
  return [choice?.option ?? null, ...(choice?.confidence === 'needs-facts' ? ['needs-facts'] : [])];
}

const isOne = (field: string, value: unknown): boolean =>
  (field === 'modelCount' || field === 'containerCount') && value === 1;

/** Numbers agree within a thousandth. */
function agrees(expected: Expected | undefined, read: unknown): boolean {
  if (expected === undefined) return false;
  if (typeof expected === 'object') {
    const [low, high] = expected;
    if (expected.length === 2 && typeof low === 'number' && typeof high === 'number')
      return typeof read === 'number' && read >= low * 0.999 && read <= high * 1.001;
    return expected.some((one) => agrees(one, read));
  }
  if (typeof expected === 'number') return typeof read === 'number' && Math.abs(read - expected) <= 0.001 * expected;
  return read === expected;
}

const wordsIn = (texts: readonly string[]): number => texts.join(' ').split(/\s+/).filter(Boolean).length;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** One row of the table in docs/reading.md. */
export function rowOf(name: string, score: Score): string {
  const { phrases, facts, understood, misread, options, rightOptions, words, notUsed } = score;
  const { checked, asked, unclear, needless } = score;
  const questions = `${checked} facts, ${asked} of ${unclear} doubts, ${needless} needless`;
  return `| ${name} | ${phrases} | ${understood} of ${facts} (${percent(understood, facts)}) | ${misread} (${percent(misread, facts)}) | ${questions} | ${rightOptions} of ${options} (${percent(rightOptions, options)}) | ${percent(notUsed, words)} |`;
}

import { readFileSync } from 'node:fs';
import { parseWorkload, recommend, type WorkloadField } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';

/** A phrase as somebody writes it, and what a careful reader understands. */
export interface Phrase {
  id: string;
  words: string;
  /** Two numbers are the ends of an interval. */
  says: Readonly<Record<string, string | number | boolean | readonly [number, number]>>;
  mustNotSay: readonly string[];
  unclear: readonly string[];
  /** The options that a sound answer may choose; empty where too little is known. */
  accept: readonly (string | null)[];
}

/** `held-back` is never read while the reader is worked on: only its score shows how new phrases fare. */
export const SETS = ['public', 'own', 'held-back'] as const;

export function readPhrases(set: (typeof SETS)[number]): Phrase[] {
  return JSON.parse(readFileSync(new URL(`../wording/phrases/${set}.json`, import.meta.url), 'utf8'));
}

/** How a set of phrases fares, with a line for each miss. */
export interface Score {
  phrases: number;
  facts: number;
  understood: number;
  misread: number;
  options: number;
  rightOptions: number;
  words: number;
  notUsed: number;
  misses: string[];
}

export function scoreOf(phrases: readonly Phrase[]): Score {
  const score = {
    phrases: phrases.length,
    facts: 0,
    understood: 0,
    misread: 0,
    options: 0,
    rightOptions: 0,
    words: 0,
    notUsed: 0,
  };
  const misses: string[] = [];
  for (const phrase of phrases) {
    const { says: read, from, notUsed, name } = readWords(phrase.words);
    const heard: Readonly<Record<string, unknown>> = { name, ...read };
    const miss = (what: string) => misses.push(`${phrase.id}: ${what} | ${phrase.words.replaceAll('\n', ' / ')}`);
    for (const [field, expected] of Object.entries(phrase.says)) {
      // One model or container is what silence means.
      if (isOne(field, expected) && heard[field] === undefined) continue;
      score.facts += 1;
      if (agrees(expected, heard[field])) score.understood += 1;
      else if (heard[field] === undefined) miss(`${field} not understood, should be ${expected}`);
      else {
        score.misread += 1;
        miss(`${field} is ${heard[field]} (${from[field as WorkloadField]}), should be ${expected}`);
      }
    }
    for (const field of new Set([...phrase.mustNotSay, ...phrase.unclear])) {
      if (field in phrase.says || heard[field] === undefined || isOne(field, heard[field])) continue;
      score.misread += 1;
      miss(`${field} is ${heard[field]} (${from[field as WorkloadField]}), should be empty`);
    }
    if (phrase.accept.length > 0) {
      score.options += 1;
      const parsed = parseWorkload({ name: 'phrase', ...read });
      const option = parsed.ok ? (recommend(parsed.workload).choice?.option ?? null) : null;
      if (phrase.accept.includes(option)) score.rightOptions += 1;
      else miss(`${option} is recommended, should be ${phrase.accept.join(' or ')}`);
    }
    score.words += wordsIn([phrase.words]);
    score.notUsed += wordsIn(notUsed);
  }
  return { ...score, misses };
}

const isOne = (field: string, value: unknown): boolean =>
  (field === 'modelCount' || field === 'containerCount') && value === 1;

/** Numbers agree within a thousandth. */
function agrees(expected: Phrase['says'][string], read: unknown): boolean {
  if (Array.isArray(expected)) {
    const [low, high] = expected as readonly [number, number];
    return typeof read === 'number' && read >= low * 0.999 && read <= high * 1.001;
  }
  if (typeof expected === 'number') return typeof read === 'number' && Math.abs(read - expected) <= 0.001 * expected;
  return read === expected;
}

const wordsIn = (texts: readonly string[]): number => texts.join(' ').split(/\s+/).filter(Boolean).length;

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

/** One row of the table in docs/reading.md. */
export function rowOf(name: string, score: Score): string {
  const { phrases, facts, understood, misread, options, rightOptions, words, notUsed } = score;
  return `| ${name} | ${phrases} | ${understood} of ${facts} (${percent(understood, facts)}) | ${misread} (${percent(misread, facts)}) | ${rightOptions} of ${options} (${percent(rightOptions, options)}) | ${percent(notUsed, words)} |`;
}

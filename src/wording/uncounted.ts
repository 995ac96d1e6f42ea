import type { HoldsIf, Recommendation } from '../recommender/index.ts';
import type { Heard } from './heard.ts';
import { quotedWords } from './sentences.ts';

/** The most that are named; the account of the text has all. */
const NAMED_MAX = 2;

/** What has a number and is no amount: "ML-2231", "#4412", "sprint 14", "room 3.12", "14 March", "2026-03-14", "the 19th". */
const NO_AMOUNTS = [
  /\b[a-z]{1,10}-\d[\d-]*|#\s?\d+/gi,
  /\b(?:ticket|issue|sprint|room|version|release|phase|step|page|section|article|art|line|no|nr|call|q)\b[\s.]{0,2}\d[\d.]*/gi,
  /\b\d{4}-\d{2}(?:-\d{2})?|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:19|20)\d{2}\b/gi,
  /\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/gi,
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b/gi,
];

/** Whether words have a number with its unit or its noun. */
const hasAmount = (words: string): boolean =>
  /\d[\d.,]{0,12}\s?[\p{L}%$€]|[$€]\s?\d/u.test(
    NO_AMOUNTS.reduce((rest, pattern) => rest.replace(pattern, ' '), words),
  );

/**
 * The answer as it may be told beside the words that it was read from: not firm while a number of theirs counts for nothing, or
 * what some of them mean is open.
 */
export function besideWords(
  recommendation: Recommendation,
  { notUsed, unclear, about = [] }: Pick<Heard, 'notUsed' | 'unclear' | 'about'>,
) {
  const { choice } = recommendation;
  if (choice?.confidence !== 'firm') return recommendation;
  const numbers = notUsed.filter((words) => hasAmount(words) && !about.some(({ quote }) => quote === words));
  const open = [...new Set([...unclear.map(({ words }) => words), ...numbers])].filter((words) => words !== '');
  if (open.length === 0) return recommendation;
  const holdsIf = open.slice(0, NAMED_MAX).map((words): HoldsIf => {
    return { field: 'description', text: `If ${quotedWords(words)} counts: another answer.`, to: null };
  });
  return { ...recommendation, choice: { ...choice, confidence: 'likely' as const, holdsIf } };
}

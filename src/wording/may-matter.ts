import { stem } from './reader/tokens.ts';
import { wordSet } from './text.ts';

/** What has a number and is no amount: "ML-2231", "#4412", "sprint 14", "room 3.12", "14 March", "2026-03-14", "the 19th". */
const NO_AMOUNTS = [
  /\b[a-z]{1,10}-\d[\d-]*|#\s?\d+/gi,
  /\b(?:ticket|issue|sprint|room|version|release|phase|step|page|section|article|art|line|no|nr|call|q)\b[\s.]{0,2}\d[\d.]*/gi,
  /\b\d{4}-\d{2}(?:-\d{2})?|\b\d{1,2}(?:st|nd|rd|th)\b|\b(?:19|20)\d{2}\b/gi,
  /\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b/gi,
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b/gi,
];

/** Whether words have a number with its unit or its noun. */
export const hasAmount = (words: string): boolean =>
  /\d[\d.,]{0,12}\s?[\p{L}%$€]|[$€]\s?\d/u.test(
    NO_AMOUNTS.reduce((rest, pattern) => rest.replace(pattern, ' '), words),
  );

/** What people demand with, and what they demand beside an amount, in their stem. Add a word. */
const DEMANDS = wordSet(`
  must need required require requirement mandatory shall never only maximum max minimum min limit budget deadline sla slo guarantee
  latency availability uptime failover region residency compliance compliant hipaa gdpr pci soc fedramp encrypt encrypted encryption kms vpc
  private offline isolated isolation gpu cpu inferentia streaming stream async batch serverless realtime spot
`);

/** Whether words that count for nothing have an amount, or a word of a requirement. */
export const mayMatter = (words: string): boolean =>
  hasAmount(words) ||
  words
    .toLowerCase()
    .split(/[^\p{L}]/u)
    .some((word) => DEMANDS.has(word) || DEMANDS.has(stem(word)));

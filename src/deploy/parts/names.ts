/** The variant's name. It never changes: a scaling target and a guarded update are bound to it. */
export const MAIN = 'main';

/** The second variant's, where a workload compares two. */
export const CANDIDATE = 'candidate';

/** A stack, a job and a file take it: a letter, then lower-case letters, digits and hyphens, at most 26. */
const SLUG_MAX = 26;
const FALLBACK = 'model';

/** "Fraud scoring (v2)" as `fraud-scoring-v2`; `model` where nothing is left of it. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, SLUG_MAX)
    .replace(/-$/, '');
  return plain === '' ? FALLBACK : plain;
}

/** Control characters, line separators and what turns the direction of a text: none belongs in a template. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]+/gu;

/** A text on one line, for a comment or a description; at most `max` UTF-16 units. */
export function oneLine(text: string, max: number): string {
  const plain = text.replace(UNPRINTABLE, ' ').replace(/\s+/g, ' ').trim();
  if (plain.length <= max) return plain;
  return `${plain.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

const TAG_MAX = 256;

/** What a tag's value may hold (Tag, SageMaker AI API Reference, 2026-09): other characters are dropped. */
export const TAG_PATTERN = '^[a-zA-Z0-9 _.:/=+@-]*$';

/** A tag's value as AWS takes it; the query of an address is dropped. */
export function tagValue(text: string): string {
  return text
    .replace(/[?#].*$/s, '')
    .replace(/[^a-zA-Z0-9 _.:/=+@-]/g, '')
    .slice(0, TAG_MAX)
    .trim();
}

export const DAY_PATTERN = '^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/** "2027-05-01" as it is; nothing of any other text. */
export const dayOf = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

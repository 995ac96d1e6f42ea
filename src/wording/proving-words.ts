import { labelOf, type WorkloadField } from '../recommender/index.ts';
import { STATEMENT_ROWS } from './reader/statements.ts';
import { stem } from './reader/tokens.ts';
import { FRAMES } from './reader/words/frames.ts';
import { ROLES } from './reader/words/roles.ts';
import { FIELD_NAMES, LEFTOVERS_WORDS } from './reader/words/sets.ts';

/** The role that counts a field, where it is called otherwise. */
const COUNTED_AS: Partial<Record<WorkloadField, string>> = { activeModelCount: 'activeModels' };

const NAMES: Partial<Record<WorkloadField, ReadonlySet<string>>> = FIELD_NAMES;

const KNOWN = new Map<string, ReadonlySet<string>>();

/**
 * Words of which a quote has one where it may state a field at all, in their stem: those of the phrases that the rules have for
 * this value of a choice, or the nouns of what a number counts. Small words, such as "set" and "to", state nothing.
 */
export function provingWords(field: WorkloadField, value?: string | number | boolean): ReadonlySet<string> {
  const key = value === undefined ? field : `${field} ${value}`;
  const words =
    KNOWN.get(key) ?? new Set(value === undefined ? nounsOf(field) : phrasesFor(field, value).flatMap(plain));
  KNOWN.set(key, words);
  return words;
}

function nounsOf(field: WorkloadField): string[] {
  const role = COUNTED_AS[field] ?? field;
  const rows = Object.entries(ROLES.count ?? {}).filter(([key]) => key.startsWith(`${role} `));
  return [labelOf(field), ...(NAMES[field] ?? []), ...rows.map(([, phrases]) => phrases)].flatMap(plain);
}

function phrasesFor(field: WorkloadField, value: string | number | boolean): string[] {
  const stated = STATEMENT_ROWS.filter(([, { says, denied }]) => says[field] === value || denied?.[field] === value);
  const framed = Object.entries(FRAMES).filter(([fact]) => fact === `${field} ${value}`);
  return [...stated.map(([phrases]) => phrases), ...framed.map(([, phrases]) => phrases)];
}

/** The words of phrases, without marks, numbers, small words and what may stand anywhere. */
const plain = (phrases: string): string[] =>
  phrases
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 2 && !NOTHING.has(word))
    .map(stem)
    .filter((word) => !NOTHING.has(word));

const NOTHING: ReadonlySet<string> = new Set([
  ...[...LEFTOVERS_WORDS.small].filter((word) => !['model', 'request', 'input', 'output', 'call'].includes(word)),
  ...['set', 'true', 'false', 'value', 'must', 'always'],
]);

import { WORKLOAD_FIELDS, type WorkloadField } from '../recommender/index.ts';
import { readWords } from './read-words.ts';
import { collapseSpaces, wordSet } from './text.ts';

/** What somebody asks about reviews after the slash command. */
export type ReviewCommand =
  | { kind: 'status'; name: string }
  /** Words of the name. */
  | { kind: 'search'; words: string };

/**
 * Words after the slash command that may be about reviews. `home`: about all of them. `isSure`: whether they can't be about a
 * workload as well.
 */
export type ReadCommand = 'home' | { command: ReviewCommand; isSure: boolean };

/** A longer text describes something. In characters. */
const NAME_MAX = 80;

const COMMAND = /^(?:list|stats?|statistics|status|search)$/i;

/** Words that can stand before a name, and all that may stand behind a command that takes none. */
const BEFORE = {
  list: wordSet('me all my the our open pending review reviews please'),
  stats: wordSet('please for of the our review reviews decisions'),
  status: wordSet('of for on the review'),
  search: wordSet('for review reviews named called'),
};

const BEHIND = wordSet('review reviews please');

/**
 * Reads `status NAME` and `search WORDS`, and `list` and `stats` alone. Undefined where the rest states facts of a workload, or none
 * of these words comes first: "search ranking model, 200 rps" is a workload named so.
 */
export function readReviewCommand(typed: string): ReadCommand | undefined {
  const [word = '', ...others] = collapseSpaces(typed)
    .trim()
    .replace(/[?!.]{1,9}$/, '')
    .split(' ');
  const rest = others.join(' ');
  const kind = COMMAND.test(word) ? kindOf(word.toLowerCase()) : undefined;
  if (kind === undefined || rest.length > NAME_MAX) return undefined;
  const facts = factsIn(rest);
  if (facts === 'workload') return undefined;
  const name = nameIn(rest, kind);
  if (name === '') return 'home';
  if (kind === 'list' || kind === 'stats') return undefined;
  const command: ReviewCommand = kind === 'status' ? { kind, name } : { kind, words: name };
  return { command, isSure: facts === 'none' };
}

function kindOf(word: string): keyof typeof BEFORE {
  return word === 'list' || word === 'status' || word === 'search' ? word : 'stats';
}

function nameIn(rest: string, kind: keyof typeof BEFORE): string {
  const words = rest
    .replace(/["“”?!]/g, '')
    .split(' ')
    .filter((word) => word !== '');
  const first = words.findIndex((word) => !BEFORE[kind].has(word.toLowerCase()));
  if (first < 0) return '';
  const last = words.findLastIndex((word, at) => at === first || !BEHIND.has(word.toLowerCase()));
  return words.slice(first, last + 1).join(' ');
}

/** Facts that a name can have: "llama 3 8b", "churn us-east-1". */
const IN_NAMES: ReadonlySet<WorkloadField> = new Set([
  'modelId',
  'modelParametersBillion',
  'modelPrecisionBits',
  'region',
]);

/** Whether words state facts of a workload: a number or several facts, or perhaps, as one word such as "gpu" does. */
function factsIn(words: string): 'workload' | 'perhaps' | 'none' {
  const { says, unclear } = readWords(words);
  const stated = WORKLOAD_FIELDS.filter((field) => says[field] !== undefined);
  const facts = stated.filter((field) => !IN_NAMES.has(field));
  if (facts.length > 1 || facts.some((field) => typeof says[field] === 'number')) return 'workload';
  return stated.length + unclear.length > 0 ? 'perhaps' : 'none';
}

import {
  HOSTING_PATTERNS,
  type HostingPatternId,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
} from '../recommender/index.ts';
import { END } from './amount.ts';
import { collapseSpaces, tidy } from './text.ts';

/** What somebody wants to know about a review. */
export type Ask =
  /** `words`: what follows "what if", as it was typed. */
  | { kind: 'what-if'; words: string }
  | { kind: 'why-not'; subject: Subject }
  /** Why the choice is the choice. */
  | { kind: 'why' }
  | { kind: 'compare' | 'assumptions' | 'cost' | 'help' }
  /** None of these: it may still be a change that is said without "what if". */
  | { kind: 'other'; words: string };

/** A question is no letter; what is longer is read to here. */
const READ_MAX = 1000;

const WHAT_IF =
  /^(?:and |but |so |ok(?:ay)?,? |then )*(?:what (?:if|when|happens (?:if|when)|would happen if|changes (?:if|when))|how about if|suppose|supposing|assume|assuming|imagine|if)[ ,:]+(?=\S)/;

const WHY_NOT =
  /^(?:and |but |so )*(?:why (?:not|no|isn't|is|can't|cannot|would)\b|what (?:rules out|speaks against|about)\b|how about\b|not\b)/;

const WHY = /^(?:but |so )*(?:why|reasons?|rationale|explain)\b/;

const WORDS: readonly [pattern: RegExp, kind: 'compare' | 'assumptions' | 'cost' | 'help'][] = [
  [/^(?:help|\?|hi|hello|hey|usage|commands|what can you do)\b/, 'help'],
  [/^(?:compare|comparison|side by side|all (?:the )?options|options|table|alternatives)\b/, 'compare'],
  [
    /^(?:assumptions?|assumed|what (?:did|do|have) you assumed?|what (?:is|was|were|are) assumed|open questions)\b/,
    'assumptions',
  ],
  [/^(?:costs?|prices?|pricing|how much|what (?:does|will|would) (?:it|this|that) cost|bill)\b/, 'cost'],
];

/** Reads what somebody asks the bot in a review's thread, without the bot's name. Nothing at all asks for help. */
export function readAsk(typed: string): Ask {
  const text = collapseSpaces(typed).slice(0, READ_MAX);
  const tidied = tidy(text);
  if (!/[a-z0-9]/.test(tidied)) return { kind: 'help' };
  const whatIf = WHAT_IF.exec(tidied);
  if (whatIf !== null) return { kind: 'what-if', words: text.slice(whatIf[0].length) };
  const subject = subjectIn(tidied);
  if (WHY_NOT.test(tidied) && subject !== undefined) return { kind: 'why-not', subject };
  if (WHY.test(tidied)) return subject === undefined ? { kind: 'why' } : { kind: 'why-not', subject };
  const known = WORDS.find(([pattern]) => pattern.test(tidied));
  return known === undefined ? { kind: 'other', words: text } : { kind: known[1] };
}

/** Something that "why not …" can be about. */
export type Subject = { kind: 'option'; option: InferenceOptionId } | { kind: 'hosting'; hosting: HostingPatternId };

const SUBJECTS: readonly { spoken: string; subject: Subject }[] = [
  ...INFERENCE_OPTIONS.map(({ id: option, spoken }) => ({ spoken, subject: { kind: 'option' as const, option } })),
  ...HOSTING_PATTERNS.map(({ id: hosting, spoken }) => ({ spoken, subject: { kind: 'hosting' as const, hosting } })),
];

const PATTERNS = SUBJECTS.map(({ spoken, subject }) => ({
  pattern: new RegExp(`\\b(?:${spoken})${END}`, 'u'),
  subject,
}));

/** The inference option or hosting pattern that a tidy text names; the first in the text, if it names several. */
export function subjectIn(text: string): Subject | undefined {
  const found = PATTERNS.map(({ pattern, subject }) => ({ at: text.search(pattern), subject }));
  return found.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)[0]?.subject;
}

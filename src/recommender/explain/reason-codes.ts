import { HOSTING } from '../findings/hosting.ts';
import { FINDINGS } from '../findings/index.ts';
import type { RejectionWords, Words } from '../findings/words.ts';
import { HOSTING_MERITS, type HostingMeritCode } from '../hosting/index.ts';
import { LOSSES, type LossCode, optionOf } from '../options/index.ts';
import type { InferenceOptionId, Reason } from '../recommendation.ts';
import { FIT_MERITS, MERITS } from './merits.ts';
import { TRAFFIC_MERITS } from './merits-of-traffic.ts';
import { REJECTED } from './rejected.ts';
import { WARNINGS } from './warnings/index.ts';

type RejectionCode = keyof typeof FINDINGS | keyof typeof HOSTING | keyof typeof REJECTED | LossCode;

/** The closed list of why, made of the tables that say it. A code says one thing, whatever the numbers are. */
export type ReasonCode =
  | RejectionCode
  | keyof typeof MERITS
  | keyof typeof FIT_MERITS
  | keyof typeof TRAFFIC_MERITS
  | HostingMeritCode
  | keyof typeof WARNINGS;

/** How everything is said that speaks against an option or a pattern. */
export const REJECTION_WORDS: Readonly<Record<RejectionCode, RejectionWords>> = {
  ...FINDINGS,
  ...HOSTING,
  ...REJECTED,
  ...LOSSES,
};

/** How every code is said. */
export const REASON_WORDS: Readonly<Record<ReasonCode, Words>> = {
  ...REJECTION_WORDS,
  ...FIT_MERITS,
  ...TRAFFIC_MERITS,
  ...HOSTING_MERITS,
  ...MERITS,
  ...WARNINGS,
};

/** In characters: what a cell of the message's table may hold. */
const BRIEF_MAX = 60;

/**
 * Why not, as a clause of at most 60 characters without a full stop: "At most 4 MB". For a code without one, or a stored
 * reason that lacks a figure, the beginning of its sentence.
 */
export function briefReason({ code, text, asked, allowed, rule }: Reason, option: InferenceOptionId): string {
  const brief = Object.hasOwn(REJECTION_WORDS, code) ? REJECTION_WORDS[code as RejectionCode].brief : undefined;
  const clause = typeof brief === 'function' ? brief({ option: optionOf(option), asked, allowed, rule }) : brief;
  return clause === undefined || clause.includes('NaN') ? beginningOf(text) : clause;
}

function beginningOf(text: string): string {
  const characters = [...text.replace(/\.$/, '')];
  if (characters.length <= BRIEF_MAX) return characters.join('');
  return `${characters
    .slice(0, BRIEF_MAX - 1)
    .join('')
    .trimEnd()}…`;
}

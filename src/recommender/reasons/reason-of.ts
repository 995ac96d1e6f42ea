import type { Finding } from '../finding.ts';
import type { Reason } from '../recommendation.ts';
import { FEATURE_WORDS } from './feature-words.ts';
import { HOSTING_WORDS } from './hosting-words.ts';
import { JOB_WORDS } from './job-words.ts';
import { MERIT_WORDS } from './merit-words.ts';
import { OUTRANKED_WORDS } from './outranked-words.ts';
import { QUOTA_WORDS } from './quota-words.ts';
import type { ReasonCode } from './reason-code.ts';
import type { Figures, ReasonWords, Said, Subject } from './reason-words.ts';
import { WAITING_WORDS } from './waiting-words.ts';
import { WARNING_WORDS } from './warning-words.ts';

/** How every code is said. The type names a code that has no words. */
export const REASON_WORDS: Readonly<Record<ReasonCode, ReasonWords>> = {
  ...QUOTA_WORDS,
  ...WAITING_WORDS,
  ...FEATURE_WORDS,
  ...JOB_WORDS,
  ...HOSTING_WORDS,
  ...MERIT_WORDS,
  ...OUTRANKED_WORDS,
  ...WARNING_WORDS,
};

/** The code as a reason: its sentence with the numbers in it, the figures as data, and its source. */
export function reasonOf(code: ReasonCode, subject: Subject, figures: Figures = NO_FIGURES): Reason {
  const words = REASON_WORDS[code];
  const said = saidOf(subject, figures);
  const source = typeof words.source === 'function' ? words.source(said) : words.source;
  const reason: Reason = { code, text: words.text(said) };
  if (isShown(said.asked)) reason.asked = said.asked;
  if (isShown(said.allowed)) reason.allowed = said.allowed;
  if (source) reason.source = source;
  return reason;
}

/** What a judgement found, as reasons. */
export function reasonsOf(findings: readonly Finding[], subject: Subject): Reason[] {
  return findings.map((finding) => reasonOf(finding.code, subject, finding));
}

const NO_FIGURES: Figures = {};

/** Written out: all sentences are then made from objects of one shape, which engines read several times faster. */
function saidOf({ needs, option, hosting, scaling }: Subject, { asked, allowed, other }: Figures): Said {
  return { needs, option, hosting, scaling, other, asked, allowed };
}

/** A number beyond measure has no place in JSON; the sentence says it in words. */
function isShown(value: number | string | undefined): value is number | string {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}

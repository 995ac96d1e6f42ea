import { type ApprovalRule, isGroup } from '../../../policy/team-rules.ts';
import { briefReason, type InferenceOptionId, optionTitle } from '../../../recommender/index.ts';
import type { Members } from '../../../reviews/action.ts';
import { approvalStates, stillAsked, waitingOf } from '../../../reviews/approvals.ts';
import {
  blockingConcerns,
  type Concern,
  type NamedReview,
  type ReviewEvent,
  type Revision,
} from '../../../reviews/record.ts';
import { describeCostDifference } from '../../../wording/money.ts';
import { joinClauses, writeUnjudged } from '../../../wording/sentences.ts';
import {
  capitalized,
  FORMER_MEMBER,
  FORMER_MEMBER_WORDS,
  oneLine,
  withoutBidiControls,
} from '../../../wording/text.ts';
import { escapeWithin, firstOf, mentionAny } from '../mrkdwn.ts';
import { waitsWords } from '../waits.ts';

// Phrases of the lines in the thread.

/** How people are named in a line. */
export interface Who {
  /** By name, within a sentence. */
  name(id: string): string;
  /** At its start. */
  first(id: string): string;
  isConcerned(id: string): boolean;
  /** Whether it concerns nobody else. */
  isAddressed(id: string): boolean;
  /** Mentioned, where the line concerns them; else by name. */
  at(id: string): string;
  members?: Members | undefined;
}

const NAME_MAX = 40;

/** Names by Slack's ids, as far as Slack tells them. */
export interface KnownNames {
  people: ReadonlyMap<string, string>;
  /** The handles of user groups. */
  groups: ReadonlyMap<string, string>;
  members?: Members;
}

/** `concerned`: who is mentioned. */
export function createWho({ people, groups, members }: KnownNames, concerned: readonly string[]): Who {
  const known = (id: string) => {
    const found = (isGroup(id) ? groups : people).get(id)?.trim() ?? '';
    return escapeWithin(`${isGroup(id) && found !== '' ? '@' : ''}${oneLine(withoutBidiControls(found))}`, NAME_MAX);
  };
  const unknown = (id: string) => {
    if (id === FORMER_MEMBER) return FORMER_MEMBER_WORDS;
    return isGroup(id) ? 'a user group' : 'a colleague';
  };
  const name = (id: string) => known(id) || unknown(id);
  const isConcerned = (id: string) => concerned.includes(id);
  return {
    name,
    first: (id) => known(id) || capitalized(unknown(id)),
    isConcerned,
    isAddressed: (id) => isConcerned(id) && concerned.length === 1,
    at: (id) => (isConcerned(id) ? mentionAny(id) : name(id)),
    members,
  };
}

/** Joins what there is to say. */
export const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

/** Escaping makes one character five, and a section has room for 3,000. */
const REASON_MAX = 800;

/** ": We tile the scans.", or "." without a reason. */
export const because = (reason: string | null): string =>
  reason === null ? '.' : `: ${stopped(escapeWithin(reason, REASON_MAX))}`;

/** With the full stop that a sentence needs. */
export const stopped = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

/** In escaped characters, as all that people wrote. */
export const DIFFERENCE_MAX = 1200;
export const CONCERN_MAX = 1800;
/** Of two texts in one line. */
export const HALF_MAX = 1000;

export const quoted = (words: string, max: number): string => `“${escapeWithin(words, max)}”`;

/** The same as the end of a sentence. */
export function quotedLast(words: string, max: number): string {
  const quote = quoted(words, max);
  return /[.!?…]”$/.test(quote) ? quote : `${quote}.`;
}

const RULE_MAX = 60;
const RULES_SHOWN = 3;

const ruleWords = (name: string): string => `*${escapeWithin(name, RULE_MAX)}*`;

type Approved = Extract<ReviewEvent, { kind: 'approved' }>;

/** "(1 of 2, *expensive endpoints*)" for what one press approved; '' for nothing. */
export function approvedWords(action: readonly ReviewEvent[]): string {
  const approved = action.filter((event): event is Approved => event.kind === 'approved');
  if (approved.length === 0) return '';
  const each = approved.slice(0, RULES_SHOWN).map(({ rule, count, of }) => `${count} of ${of}, ${ruleWords(rule)}`);
  return `(${each.join('; ')})`;
}

/** Anyone beyond them who is asked is mentioned at the start of the line. */
const ASKED_SHOWN = 5;

/** "Asked to approve: @arch-council, @chen (2 approvals, *expensive endpoints*)."; '' where nobody is asked. */
export function asksWords(rules: readonly ApprovalRule[], who: Who): string {
  if (rules.length === 0) return '';
  const mentioned = new Set<string>();
  const once = (id: string) => {
    const named = mentioned.has(id) ? who.name(id) : who.at(id);
    mentioned.add(id);
    return named;
  };
  const each = rules.slice(0, RULES_SHOWN).map(({ name, count, from }) => {
    const asked = from === undefined ? 'anyone who may decide' : shownIds([...new Set(from)], once);
    return `${asked} (${count === 1 ? '1 approval' : `${count} approvals`}, ${ruleWords(name)})`;
  });
  return `Asked to approve: ${each.join('; ')}.`;
}

/** Who may still give the approvals that a review lacks, by name. '' where it lacks none. */
export function stillAskedWords(review: NamedReview, who: Who): string {
  const missing = approvalStates(review).reduce((sum, state) => sum + state.missing, 0);
  if (review.state !== 'proposed' || missing === 0) return '';
  const blocked = blockedWords(review, who);
  if (blocked !== '') return blocked;
  const asked = stillAsked(review);
  if (asked.length > 0) return `Still asked: ${shownIds(asked, who.name)}.`;
  return missing === 1 ? '1 more approval is needed.' : `${missing} more approvals are needed.`;
}

function shownIds(ids: readonly string[], named: (id: string) => string): string {
  const rest = ids.length - ASKED_SHOWN;
  return [...ids.slice(0, ASKED_SHOWN).map(named), ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

/** What the concerns stop that block a decision; '' where none does. `until`: the line is about the only one. */
export function blockedWords(review: NamedReview, who: Who, until?: string): string {
  const { length } = blockingConcerns(review);
  if (review.state !== 'proposed' || length === 0) return '';
  const all = length === 1 ? 'the blocking concern is resolved' : `${length} blocking concerns are resolved`;
  return waitsWords(waitingOf(review, who.members), length === 1 ? (until ?? all) : all, who.name);
}

const RULED_OUT_MAX = 250;

/** Why an option that was chosen is ruled out, as a sentence; '' where it isn't. */
export function ruledOutWords(option: InferenceOptionId, revision: Revision | undefined): string {
  const rejected = revision?.recommendation.rejected.find((other) => other.option === option);
  if (rejected?.verdict !== 'ruled-out') return '';
  const [reason] = rejected.reasons;
  const said = `${optionTitle(option)} is ruled out`;
  return reason === undefined
    ? `${said}.`
    : `${said}: ${stopped(escapeWithin(briefReason(reason, option), RULED_OUT_MAX))}`;
}

/** "$9,200 → $15,000 per month." between two answers, or for another option; '' where neither is known. */
export function billWords(before: Revision | undefined, after: Revision | undefined, option?: InferenceOptionId) {
  if (before === undefined || after === undefined) return '';
  const bill = describeCostDifference(before.recommendation, after.recommendation, option);
  return bill === undefined ? '' : `${capitalized(bill)}.`;
}

/** "@ben, your concern “Who pays?” is open." for each of those whom the line concerns. */
export function yourConcernWords(open: readonly Concern[], who: Who): string {
  const told = open.filter(({ raised }) => who.isConcerned(raised.byId)).slice(0, DESPITE_SHOWN);
  const each = told.map(
    ({ text, raised }) => `${who.at(raised.byId)}, your concern ${quoted(text, DESPITE_MAX)} is open.`,
  );
  return sentences(...each);
}

const DESPITE_SHOWN = 3;
const DESPITE_MAX = 150;

/** Which concerns were open at a decision; '' for none. */
export function despiteWords(concerns: readonly Concern[], ids: readonly number[], who: Who): string {
  const open = concerns.filter(({ id }) => ids.includes(id));
  if (open.length === 0) return '';
  const each = open.slice(0, DESPITE_SHOWN).map(({ text, blocking, raised }) => {
    return `${quoted(text, DESPITE_MAX)} (${who.name(raised.byId)}${blocking ? ', blocking' : ''})`;
  });
  const rest = open.length - DESPITE_SHOWN;
  const many = open.length === 1 ? 'an open concern' : `${open.length} open concerns`;
  return `Despite ${many}: ${[...each, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')}.`;
}

const UNJUDGED_MAX = 300;

export const unjudgedWords = (rules: readonly string[] = []): string =>
  rules.length === 0 ? '' : `${escapeWithin(writeUnjudged(rules), UNJUDGED_MAX)}.`;

/** Why it was decided nevertheless; '' where nobody had to say. */
export const whyWords = (reason: string | null | undefined): string => (reason ? `Reason${because(reason)}` : '');

export function rulesWords(rules: readonly string[]): string {
  const quoted = rules.map((rule) => `"${escapeWithin(rule, RULE_MAX)}"`);
  return joinClauses(
    firstOf(quoted, RULES_SHOWN, (rest) => `${rest} more rules`),
    'and',
  );
}

import type { Button } from '@slack/types';
import { briefReason, type InferenceOptionId, optionTitle } from '../../../recommender/index.ts';
import { approvalStates, asksForApproval } from '../../../reviews/approvals.ts';
import { type Concern, type NamedReview, openConcerns, type Review } from '../../../reviews/record.ts';
import { policyWords } from '../../../wording/differences.ts';
import { ACTIONS } from '../../ids.ts';
import { button, context, labelled, section } from '../blocks.ts';
import { dayWords, escapeWithin, joinLines, mention, mentionFirst, neighbourWords, when } from '../mrkdwn.ts';
import { type Answered, approvalWords, countConcerns, type Section } from './section.ts';

const REASON_MAX = 500;
const ENDPOINT_MAX = 200;

/** What became of a review that isn't open: who decided, when and why; what replaced it. Then all that is left to read. */
export const outcomeSection: Section = {
  id: 'outcome',
  build(review) {
    if (review.state === 'proposed') return [];
    const lines = outcomeLines(review);
    return [section(joinLines(lines, STANDING_MAX))];
  },
};

/** What the team has to know of an open review, beside the answer: concerns, approvals, who owns it until when, what it replaces. */
export const standingSection: Section = {
  id: 'standing',
  build(review, { isOverdue = false }) {
    const open = review.state === 'proposed' ? openLines(review, isOverdue) : [];
    const lines = [...concernLines(review), ...approvalLines(review), ...open, ...placeLines(review)];
    if (lines.length === 0) return [];
    const accessory = resolveButton(review);
    return [section(joinLines(lines, STANDING_MAX), accessory)];
  },
};

/** Beside the concerns, while they can be resolved. */
function resolveButton(review: Review): Button | undefined {
  const isOver = review.state === 'withdrawn' || review.state === 'superseded';
  if (isOver || openConcerns(review).length === 0) return undefined;
  return button(ACTIONS.resolveConcern, 'Resolve concern', review.id);
}

const STANDING_MAX = 2600;
const CONCERN_MAX = 250;

/** Concerns that a message names; the list of concerns has all. */
const CONCERNS_SHOWN = 4;

/** The open concerns, each once, the blocking ones first. */
function concernLines(review: Review): string[] {
  const open = openConcerns(review);
  const blocking = open.filter((concern) => concern.blocking);
  const others = open.filter((concern) => !concern.blocking);
  const [only] = open;
  if (only !== undefined && open.length === 1)
    return [`${countOf(open)} (${mention(only.raised.byId)}): ${concernText(only)}`];
  const headings = [blocking, others].flatMap((some) => (some.length === 0 ? [] : [countOf(some)]));
  const shown = [...blocking, ...others].slice(0, CONCERNS_SHOWN);
  const lines = shown.map((concern) => {
    const kind = concern.blocking && others.length > 0 ? ' (blocking)' : '';
    return `• ${mentionFirst(concern.raised.byId)}${kind}: ${concernText(concern)}`;
  });
  const rest = open.length - shown.length;
  return open.length === 0 ? [] : [headings.join(' · '), ...lines, ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

const concernText = ({ text }: Concern): string => escapeWithin(text, CONCERN_MAX);

/** "*1 blocking concern*", "*2 open concerns*": of concerns of one kind. */
const countOf = (concerns: readonly Concern[]): string =>
  `*${countConcerns(concerns.length, concerns.filter(({ blocking }) => blocking).length)}*`;

/** What is up for decision where it isn't the recommendation, and whose approval it has. */
function approvalLines(review: Review): string[] {
  const { state, candidate, latest } = review;
  if (state !== 'proposed' || !asksForApproval(review)) return [];
  const states = approvalStates(review).map((one) => approvalWords(one, { whom: false }));
  if (candidate === null) return states;
  const { option, byId, reason } = candidate;
  const proposed = `*Proposed against the recommendation* by ${mention(byId)}: ${optionTitle(option)}`;
  return [proposed, `*Reason:* ${escapeWithin(reason, REASON_MAX)}`, ...ruledOutLine(latest, option), ...states];
}

/** "*Ruled out:* At most 6 MB", where the option is. */
function ruledOutLine({ recommendation }: Review['latest'], option: InferenceOptionId | undefined): string[] {
  const found = recommendation.rejected.find((other) => other.option === option);
  const [strongest] = found?.reasons ?? [];
  if (found?.verdict !== 'ruled-out' || strongest === undefined) return [];
  return [`*Ruled out:* ${escapeWithin(briefReason(strongest, found.option), REASON_MAX)}`];
}

function openLines(review: Review, isOverdue: boolean): string[] {
  const { since, requesterId } = review;
  return [
    ...ownerLine(review, isOverdue),
    ...(since.byId === requesterId && since.reason === null ? [] : reopenedLine(review)),
    ...endpointLine(review),
  ];
}

const endpointLine = ({ endpoint }: Review): string[] =>
  endpoint === null ? [] : [`*Endpoint:* ${escapeWithin(endpoint, ENDPOINT_MAX)}`];

function outcomeLines(review: NamedReview): string[] {
  const { state, since } = review;
  const by = `by ${mention(since.byId)}`;
  const at = when(since.at);
  const reason = since.reason === null ? [] : [`*Reason:* ${escapeWithin(since.reason, REASON_MAX)}`];
  const about = endpointLine(review);
  switch (state) {
    case 'proposed':
      return [];
    case 'accepted': {
      return [
        `*Accepted* ${decidedBy(review)} · ${at}${approvedWords(review)}${despiteWords(review)}`,
        ...reason,
        ...revisitLine(review),
        ...about,
      ];
    }
    case 'overridden': {
      const { proposedById } = review.decision ?? {};
      const whose = proposedById === undefined ? '' : `, as ${mention(proposedById)} proposed`;
      const how = `*Chosen against the recommendation* ${decidedBy(review)}${whose}`;
      const said = `${how} · ${at}${approvedWords(review)}${despiteWords(review)}`;
      const ruledOut = ruledOutLine(review.latest, review.decision?.option);
      return [said, ...reason, ...ruledOut, ...revisitLine(review), ...about];
    }
    case 'withdrawn':
      return [`*Withdrawn* ${by}${requestedBy(review)} · ${at}`, ...reason];
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const successor = supersededBy === null ? '' : ` with ${neighbourWords(supersededBy)}`;
      return [`*Replaced*${successor} ${by} · ${at}`, ...formerDecision(review), ...about];
    }
  }
}

/** " · 2 approvals (@chen, @dina)": where rules asked for them. */
function approvedWords({ approvals }: Review): string {
  if (approvals.length === 0) return '';
  const people = approvals.slice(0, NAMED_MAX).map(({ byId }) => mention(byId));
  return ` · ${approvals.length === 1 ? '1 approval' : `${approvals.length} approvals`} (${people.join(', ')})`;
}

const NAMED_MAX = 5;

const revisitLine = ({ revisitOn }: Review): string[] =>
  revisitOn === null ? [] : [`*Look at it again:* ${dayWords(revisitOn)}`];

/** A decision that another review replaced is still what was deployed. */
function formerDecision({ decision }: Review): string[] {
  if (decision === null) return [];
  return [`Before: ${optionTitle(decision.option)}, decided by ${mention(decision.byId)} · ${when(decision.at)}`];
}

/** Whom the team waits for. */
function ownerLine({ deciderId, decideBy }: Review, isOverdue: boolean): string[] {
  const owner = deciderId === null ? [] : [`*Owner:* ${mention(deciderId)}`];
  const due = decideBy === null ? [] : [`*${isOverdue ? 'Overdue since' : 'Due'}:* ${dayWords(decideBy)}`];
  return owner.length + due.length === 0 ? [] : [[...owner, ...due].join(' · ')];
}

function reopenedLine({ since }: Review): string[] {
  const why = since.reason === null ? '' : `: ${escapeWithin(since.reason, REASON_MAX)}`;
  return [`*Re-opened* by ${mention(since.byId)} · ${when(since.at)}${why}`];
}

const placeLines = ({ neighbours: { supersedes } }: NamedReview): string[] =>
  supersedes === null ? [] : [`Replaces ${neighbourWords(supersedes)}`];

/** "by its requester @ada", "by @ben, requested by @ada" */
function decidedBy(review: Review): string {
  const { decision, since } = review;
  return decision?.own ? `by its requester ${mention(since.byId)}` : `by ${mention(since.byId)}${requestedBy(review)}`;
}

/** What somebody else did names both people; one's own request is one's own. */
const requestedBy = ({ since, requesterId }: Review): string =>
  since.byId === requesterId ? '' : `, requested by ${mention(requesterId)}`;

function despiteWords({ decision }: Review): string {
  const count = decision?.despiteConcerns.length ?? 0;
  if (count === 0) return '';
  return count === 1 ? ' · one concern was open' : ` · ${count} concerns were open`;
}

/** How many concerns were resolved, with a button that lists them. */
export const resolvedSection: Section = {
  id: 'resolved',
  build({ id, state, concerns }) {
    const count = concerns.filter(({ resolved }) => resolved !== null).length;
    if (count === 0 || state !== 'proposed') return [];
    const text = count === 1 ? '1 resolved concern' : `${count} resolved concerns`;
    return [section(text, button(ACTIONS.showConcerns, 'Show', id, labelled('Show concerns')))];
  },
};

const TEXT_MAX = 250;

/** Who asked, and which revision this is, of an open review: a decision says who asked. */
export const contextSection: Section = {
  id: 'context',
  build({ state, requesterId, latest: { revision, authorId } }) {
    if (state !== 'proposed') return [];
    const isOthers = revision > 1 && authorId !== requesterId;
    const revised = isOthers ? `Revision ${revision} by ${mention(authorId)}` : `Revision ${revision}`;
    return [context(`Requested by ${mention(requesterId)} · ${revised}`)];
  },
};

const POLICY_TEXT_MAX = 1200;

/** What the team's policy did to an open review: what would be best without it, who overrode it, and the team's defaults. */
export const policySection: Section<Answered> = {
  id: 'policy',
  build({ state, latest: { recommendation } }) {
    const { overrides = [] } = recommendation.policy ?? {};
    const lines = [
      ...policyWords(recommendation).map((text) => `• ${escapeWithin(text, REASON_MAX)}`),
      ...overrides.map(({ rule, byId, reason }) => {
        return `• ${mentionFirst(byId)} overrode "${escapeWithin(rule, TEXT_MAX)}": ${escapeWithin(reason, TEXT_MAX)}`;
      }),
    ];
    if (state !== 'proposed' || lines.length === 0) return [];
    return [section(joinLines(['*Policy*', ...lines], POLICY_TEXT_MAX))];
  },
};

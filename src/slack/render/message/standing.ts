import type { Button, KnownBlock } from '@slack/types';
import { optionTitle } from '../../../recommender/index.ts';
import type { Concern, NamedReview, Review } from '../../../reviews/record.ts';
import { policyWords } from '../../../wording/differences.ts';
import { ACTIONS } from '../../ids.ts';
import {
  dayWords,
  escapeWithin,
  joinLines,
  mention,
  mentionFirst,
  mrkdwn,
  neighbourWords,
  plain,
  when,
} from '../mrkdwn.ts';
import { type Answered, openConcernsOf, type Section, stateWords } from './section.ts';

const REASON_MAX = 500;

const ENDPOINT_MAX = 200;

/** What became of the review: who decided, when and why; who owns it until when; what it replaces, or what replaced it. */
export const standingSection: Section = {
  id: 'standing',
  build(review) {
    const lines = [...outcomeLines(review), ...placeLines(review)];
    if (lines.length === 0) return [];
    const block: KnownBlock = { type: 'section', text: mrkdwn(lines.join('\n')) };
    return [block];
  },
};

function outcomeLines(review: NamedReview): string[] {
  const { state, since, endpoint } = review;
  const by = `by ${mention(since.byId)}`;
  const at = when(since.at);
  const reason = since.reason === null ? [] : [`*Reason:* ${escapeWithin(since.reason, REASON_MAX)}`];
  const about = endpoint === null ? [] : [`*Endpoint:* ${escapeWithin(endpoint, ENDPOINT_MAX)}`];
  switch (state) {
    case 'proposed':
      return [
        ...ownerLine(review),
        ...(since.byId === review.requesterId && since.reason === null ? [] : reopenedLine(review)),
        ...about,
      ];
    case 'accepted':
      return [`*Accepted* ${by}${requestedBy(review)} · ${at}${despiteWords(review)}`, ...reason, ...about];
    case 'overridden':
      return [`*Overridden* ${by}${requestedBy(review)} · ${at}${despiteWords(review)}`, ...reason, ...about];
    case 'withdrawn':
      return [`*Withdrawn* ${by}${requestedBy(review)} · ${at}`, ...reason];
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const successor = supersededBy === null ? '' : ` with ${neighbourWords(supersededBy)}`;
      return [`*Replaced*${successor} ${by} · ${at}`, ...formerDecision(review), ...about];
    }
  }
}

/** A decision that another review replaced is still what was deployed. */
function formerDecision({ decision }: Review): string[] {
  if (decision === null) return [];
  return [`Before: ${optionTitle(decision.option)}, decided by ${mention(decision.byId)} · ${when(decision.at)}`];
}

/** Whom the team waits for. */
function ownerLine({ deciderId, decideBy }: Review): string[] {
  const owner = deciderId === null ? [] : [`*Owner:* ${mention(deciderId)}`];
  const due = decideBy === null ? [] : [`*Due:* ${dayWords(decideBy)}`];
  return owner.length + due.length === 0 ? [] : [[...owner, ...due].join(' · ')];
}

function reopenedLine({ since }: Review): string[] {
  const why = since.reason === null ? '' : `: ${escapeWithin(since.reason, REASON_MAX)}`;
  return [`*Re-opened* by ${mention(since.byId)} · ${when(since.at)}${why}`];
}

function placeLines({ neighbours: { supersedes } }: NamedReview): string[] {
  return supersedes === null ? [] : [`Replaces ${neighbourWords(supersedes)}`];
}

/** A decision by somebody else names both people; one's own request is one's own. */
function requestedBy({ since, requesterId }: Review): string {
  return since.byId === requesterId ? '' : `, requested by ${mention(requesterId)}`;
}

function despiteWords({ decision }: Review): string {
  const count = decision?.despiteConcerns.length ?? 0;
  if (count === 0) return '';
  return count === 1 ? ' · one concern was open' : ` · ${count} concerns were open`;
}

const TEXT_MAX = 250;

const LINES_MAX = 1100;

/** The open concerns by name; resolved ones are in the record and in the thread. */
export const concernsSection: Section = {
  id: 'concerns',
  build(review) {
    const open = openConcernsOf(review);
    if (open.length === 0) return [];
    const lines = open.map((concern) => concernLine(concern));
    const heading = open.length === 1 ? '*One open concern*' : `*${open.length} open concerns*`;
    return [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], LINES_MAX)) }];
  },
};

function concernLine({ text, raised }: Concern): string {
  return `• ${mentionFirst(raised.byId)}: ${escapeWithin(text, TEXT_MAX)}`;
}

const DATE_MAX = 40;

/** Who asked, which revision this is, where it stands, and how old the facts are. */
export const contextSection: Section = {
  id: 'context',
  build(review) {
    const { revision, recommendation, authorId } = review.latest;
    const { quotasAsOf } = recommendation.facts;
    const isOthers = revision > 1 && authorId !== review.requesterId;
    const parts = [
      `Requested by ${mention(review.requesterId)}`,
      isOthers ? `Revision ${revision} by ${mention(authorId)}` : `Revision ${revision}`,
      stateWords(review),
      ...concernWords(review),
      `AWS facts ${escapeWithin(quotasAsOf, DATE_MAX)}`,
    ];
    return [{ type: 'context', elements: [mrkdwn(parts.join(' · '))] }];
  },
};

function concernWords(review: Review): string[] {
  const open = openConcernsOf(review).length;
  if (open === 0) return [];
  return [open === 1 ? '1 open concern' : `${open} open concerns`];
}

const POLICY_TEXT_MAX = 1200;

/** What the team's policy did: what would be best without it, who overrode it, and the team's defaults. */
export const policySection: Section<Answered & Partial<Pick<Review, 'id'>>> = {
  id: 'policy',
  build(review) {
    const { recommendation } = review.latest;
    const { overrides = [] } = recommendation.policy ?? {};
    const lines = [
      ...policyWords(recommendation).map((text) => `• ${escapeWithin(text, REASON_MAX)}`),
      ...overrides.map(({ rule, byId, reason }) => {
        return `• ${mentionFirst(byId)} overrode "${escapeWithin(rule, TEXT_MAX)}": ${escapeWithin(reason, TEXT_MAX)}`;
      }),
    ];
    if (lines.length === 0) return [];
    const accessory = overrideButton(review);
    return [
      {
        type: 'section',
        text: mrkdwn(joinLines(['*Policy*', ...lines], POLICY_TEXT_MAX)),
        ...(accessory && { accessory }),
      },
    ];
  },
};

/** Only where a rule decided that somebody may override. */
function overrideButton({ id, state, latest }: Answered & Partial<Pick<Review, 'id'>>): Button | undefined {
  const { rules = [], decidedBy = [] } = latest.recommendation.policy ?? {};
  const isOverridable = rules.some(
    ({ name, overriddenBy = [] }) => decidedBy.includes(name) && overriddenBy.length > 0,
  );
  if (id === undefined || state !== 'proposed' || !isOverridable) return undefined;
  return { type: 'button', action_id: ACTIONS.overridePolicy, text: plain('Override policy…'), value: id };
}

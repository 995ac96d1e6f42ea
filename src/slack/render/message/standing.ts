import type { KnownBlock } from '@slack/types';
import { optionTitle } from '../../../recommender/index.ts';
import { type OtherReview, openConcernsOf, type ReviewCard } from '../card.ts';
import { dayWords, escapeWithin, joinLines, mention, mentionFirst, mrkdwn, when } from '../mrkdwn.ts';
import { type Section, stateWords } from './section.ts';

const REASON_MAX = 500;

const ENDPOINT_MAX = 200;

const NAME_MAX = 80;

/** What became of the review: who decided what, when and why; who is asked to decide; what took whose place. */
export const standingSection: Section = {
  id: 'standing',
  build(card) {
    const lines = [...outcomeLines(card), ...placeLines(card)];
    if (lines.length === 0) return [];
    const block: KnownBlock = { type: 'section', text: mrkdwn(lines.join('\n')) };
    return [block];
  },
};

function outcomeLines(card: ReviewCard): string[] {
  const { state, since, decision, endpoint } = card;
  const by = `by ${mention(since.byId)}, ${when(since.at)}`;
  const reason = since.reason === null ? [] : [`*Because:* ${escapeWithin(since.reason, REASON_MAX)}`];
  const deployed = endpoint === null ? [] : [`*Deployed as:* ${escapeWithin(endpoint, ENDPOINT_MAX)}`];
  switch (state) {
    case 'proposed':
      return [
        ...askedLine(card),
        ...(since.byId === card.requesterId && since.reason === null ? [] : reopenedLine(card)),
      ];
    case 'accepted':
      return [`*Accepted* ${by}${ownWords(card)}${despiteWords(card)}`, ...reason, ...deployed];
    case 'overridden': {
      const option = decision === null ? 'another option' : optionTitle(decision.option);
      return [`*Overridden: ${option}* ${by}${ownWords(card)}${despiteWords(card)}`, ...reason, ...deployed];
    }
    case 'withdrawn':
      return [`*Withdrawn* ${by}`, ...reason];
    case 'superseded': {
      const successor = card.supersededBy === null ? '' : `: ${otherWords(card.supersededBy)} has taken its place`;
      return [`*Superseded* ${by}${successor}`, ...formerDecision(card), ...deployed];
    }
  }
}

/** A decision that another review has overtaken is still what was deployed. */
function formerDecision({ decision }: ReviewCard): string[] {
  if (decision === null) return [];
  return [`Before that decided for ${optionTitle(decision.option)} by ${mention(decision.byId)}, ${when(decision.at)}`];
}

/** Whom the team waits for. */
function askedLine({ deciderId, decideBy }: ReviewCard): string[] {
  if (deciderId === null && decideBy === null) return [];
  const who = deciderId === null ? 'To be decided' : `${mentionFirst(deciderId)} is asked to decide`;
  return [decideBy === null ? who : `${who} by ${dayWords(decideBy)}`];
}

function reopenedLine({ since }: ReviewCard): string[] {
  const why = since.reason === null ? '' : `: ${escapeWithin(since.reason, REASON_MAX)}`;
  return [`Re-opened by ${mention(since.byId)}, ${when(since.at)}${why}`];
}

function placeLines({ supersedes }: ReviewCard): string[] {
  return supersedes === null ? [] : [`Takes the place of ${otherWords(supersedes)}`];
}

function otherWords({ name }: OtherReview): string {
  return `“${escapeWithin(name, NAME_MAX)}”`;
}

/** To accept one's own review is allowed, and is shown. */
function ownWords({ decision }: ReviewCard): string {
  return decision?.own === true ? ' (who asked for it)' : '';
}

function despiteWords({ decision }: ReviewCard): string {
  const count = decision?.despiteConcerns.length ?? 0;
  if (count === 0) return '';
  return count === 1 ? ', in spite of one open concern' : `, in spite of ${count} open concerns`;
}

const TEXT_MAX = 250;

const LINES_MAX = 1100;

/** The open concerns by name; resolved ones are in the record and in the thread. */
export const concernsSection: Section = {
  id: 'concerns',
  build(card) {
    const open = openConcernsOf(card);
    if (open.length === 0) return [];
    const lines = open.map(({ text, raised }) => `• ${mentionFirst(raised.byId)}: ${escapeWithin(text, TEXT_MAX)}`);
    const heading = open.length === 1 ? '*One open concern*' : `*${open.length} open concerns*`;
    return [{ type: 'section', text: mrkdwn(joinLines([heading, ...lines], LINES_MAX)) }];
  },
};

const DATE_MAX = 40;

/** Who asked, which revision this is, how old the facts are, and where the review stands. */
export const contextSection: Section = {
  id: 'context',
  build(card) {
    const { quotasAsOf } = card.recommendation.facts;
    const parts = [
      `Asked by ${mention(card.requesterId)}`,
      card.revisedBy === undefined
        ? `Revision ${card.revision}`
        : `Revision ${card.revision} by ${mention(card.revisedBy)}`,
      stateWords(card),
      concernWords(card),
      `AWS facts of ${escapeWithin(quotasAsOf, DATE_MAX)}`,
    ];
    return [{ type: 'context', elements: [mrkdwn(parts.join('  ·  '))] }];
  },
};

function concernWords(card: ReviewCard): string {
  const open = openConcernsOf(card).length;
  if (open === 0) return 'No open concerns';
  return open === 1 ? '1 open concern' : `${open} open concerns`;
}

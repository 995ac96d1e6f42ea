import type { KnownBlock } from '@slack/types';
import { optionTitle } from '../../../recommender/index.ts';
import type { NamedReview, Review } from '../../../reviews/record.ts';
import { dayWords, escapeWithin, joinLines, mention, mentionFirst, mrkdwn, when } from '../mrkdwn.ts';
import { openConcernsOf, type Section, stateWords } from './section.ts';

const REASON_MAX = 500;

const ENDPOINT_MAX = 200;

const NAME_MAX = 80;

/** What became of the review: who decided what, when and why; who is asked to decide; what took whose place. */
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
  const { state, since, decision, endpoint } = review;
  const by = `by ${mention(since.byId)}, ${when(since.at)}`;
  const reason = since.reason === null ? [] : [`*Because:* ${escapeWithin(since.reason, REASON_MAX)}`];
  const deployed = endpoint === null ? [] : [`*Deployed as:* ${escapeWithin(endpoint, ENDPOINT_MAX)}`];
  switch (state) {
    case 'proposed':
      return [
        ...askedLine(review),
        ...(since.byId === review.requesterId && since.reason === null ? [] : reopenedLine(review)),
      ];
    case 'accepted':
      return [`*Accepted* ${by}${ownWords(review)}${despiteWords(review)}`, ...reason, ...deployed];
    case 'overridden': {
      const option = decision === null ? 'another option' : optionTitle(decision.option);
      return [`*Overridden: ${option}* ${by}${ownWords(review)}${despiteWords(review)}`, ...reason, ...deployed];
    }
    case 'withdrawn':
      return [`*Withdrawn* ${by}`, ...reason];
    case 'superseded': {
      const { supersededBy } = review.neighbours;
      const successor = supersededBy === null ? '' : `: ${otherWords(supersededBy)} has taken its place`;
      return [`*Superseded* ${by}${successor}`, ...formerDecision(review), ...deployed];
    }
  }
}

/** A decision that another review has overtaken is still what was deployed. */
function formerDecision({ decision }: Review): string[] {
  if (decision === null) return [];
  return [`Before that decided for ${optionTitle(decision.option)} by ${mention(decision.byId)}, ${when(decision.at)}`];
}

/** Whom the team waits for. */
function askedLine({ deciderId, decideBy }: Review): string[] {
  if (deciderId === null && decideBy === null) return [];
  const who = deciderId === null ? 'To be decided' : `${mentionFirst(deciderId)} is asked to decide`;
  return [decideBy === null ? who : `${who} by ${dayWords(decideBy)}`];
}

function reopenedLine({ since }: Review): string[] {
  const why = since.reason === null ? '' : `: ${escapeWithin(since.reason, REASON_MAX)}`;
  return [`Re-opened by ${mention(since.byId)}, ${when(since.at)}${why}`];
}

function placeLines({ neighbours: { supersedes } }: NamedReview): string[] {
  return supersedes === null ? [] : [`Takes the place of ${otherWords(supersedes)}`];
}

function otherWords(name: string): string {
  return `“${escapeWithin(name, NAME_MAX)}”`;
}

/** To accept one's own review is allowed, and is shown. */
function ownWords({ decision }: Review): string {
  return decision?.own === true ? ' (who asked for it)' : '';
}

function despiteWords({ decision }: Review): string {
  const count = decision?.despiteConcerns.length ?? 0;
  if (count === 0) return '';
  return count === 1 ? ', in spite of one open concern' : `, in spite of ${count} open concerns`;
}

const TEXT_MAX = 250;

const LINES_MAX = 1100;

/** The open concerns by name; resolved ones are in the record and in the thread. */
export const concernsSection: Section = {
  id: 'concerns',
  build(review) {
    const open = openConcernsOf(review);
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
  build(review) {
    const { revision, recommendation, authorId } = review.latest;
    const { quotasAsOf } = recommendation.facts;
    const parts = [
      `Asked by ${mention(review.requesterId)}`,
      revision === 1 ? 'Revision 1' : `Revision ${revision} by ${mention(authorId)}`,
      stateWords(review),
      concernWords(review),
      `AWS facts of ${escapeWithin(quotasAsOf, DATE_MAX)}`,
    ];
    return [{ type: 'context', elements: [mrkdwn(parts.join('  ·  '))] }];
  },
};

function concernWords(review: Review): string {
  const open = openConcernsOf(review).length;
  if (open === 0) return 'No open concerns';
  return open === 1 ? '1 open concern' : `${open} open concerns`;
}

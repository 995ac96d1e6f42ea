import { optionTitle } from '../../recommender/index.ts';
import type { ReviewEvent } from '../../reviews/review-event.ts';
import { SLACK_LIMITS } from '../block-kit/limits.ts';
import { mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import { mentionFirst } from '../message/mention.ts';
import type { Message } from '../message/review-card.ts';

/** Leaves room for the deed before it; escaping makes five characters of one. */
const REASON_MAX = SLACK_LIMITS.sectionText - 500;

/** One line for the thread: who changed the state of the review, to what, and why if it was said. */
export function buildStateLine(event: ReviewEvent): Message {
  const text = `${mentionFirst(event.actorId)} ${deedOf(event)}`;
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

function deedOf(event: ReviewEvent): string {
  switch (event.kind) {
    case 'accepted':
      return `accepted ${optionTitle(event.option)}${event.own ? ', as the one who asked' : ''}.`;
    case 'overridden':
      return `decided for ${optionTitle(event.option)} instead${because(event.reason)}`;
    case 'withdrawn':
      return `withdrew this review${because(event.reason)}`;
    case 're-opened':
      return `re-opened this review${because(event.reason)}`;
    case 'superseded':
      return 'started a new review in place of this one.';
    default:
      throw new Error(`The thread is not told that a review was ${event.kind}`);
  }
}

function because(reason: string | null): string {
  return reason === null ? '.' : `: ${escapeWithin(reason, REASON_MAX)}`;
}

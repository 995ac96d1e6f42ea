import { formatNumber, optionTitle } from '../../../recommender/index.ts';
import type { Refusal } from '../../../reviews/action.ts';
import { escapeWithin, mentionFirst, when } from '../mrkdwn.ts';
import { BLOCKS } from './dialog.ts';

const WORDS_SHOWN_MAX = 500;

const DEEDS: Readonly<Record<Extract<Refusal, { kind: 'closed' }>['state'], string>> = {
  accepted: 'accepted this review',
  overridden: 'decided for another option',
  withdrawn: 'withdrew this review',
  superseded: 'superseded this review by a new one',
};

/** Why nothing was done: who was first and when, or what is missing. In mrkdwn. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'closed': {
      const why = refusal.reason === null ? '.' : `: ${escapeWithin(refusal.reason, WORDS_SHOWN_MAX)}`;
      return `${mentionFirst(refusal.byId)} ${DEEDS[refusal.state]} ${when(refusal.at)}${why}`;
    }
    case 'not-decided':
      return 'This review is not decided, so this cannot be done yet.';
    case 'open-concerns':
      return 'Another concern was raised meanwhile. Please look at it first.';
    case 'no-such-concern':
      return 'That concern is not in the record.';
    case 'concern-resolved': {
      const { byId, at, note } = refusal.concern.resolved;
      return `${mentionFirst(byId)} resolved that concern ${when(at)}: ${escapeWithin(note, WORDS_SHOWN_MAX)}`;
    }
    case 'stale':
      return `${mentionFirst(refusal.byId)} changed the answers ${when(refusal.at)}: the review is at revision ${refusal.revision}. Please look at it first.`;
    case 'nothing-fits':
      return 'No option fits, so there is nothing to accept. The team can still choose one, with a reason.';
    case 'same-option':
      return `${optionTitle(refusal.option)} is what is recommended. To go with it, press *Accept*.`;
    case 'words-missing':
      return `The ${refusal.what} is missing.`;
    case 'words-too-long':
      return `The ${refusal.what} may have ${formatNumber(refusal.max)} characters at most.`;
    case 'not-a-day':
      return "That isn't a valid date.";
    case 'past-day':
      return 'That date is in the past. Choose today or later.';
    case 'not-an-endpoint':
      return 'That is neither the name nor the ARN of a SageMaker endpoint or transform job.';
    case 'itself':
      return 'A review cannot take its own place.';
  }
}

/** The input that a refusal is about, for those that are an input's: the error is shown beside it. */
export function blockOf(refusal: Refusal): string | undefined {
  switch (refusal.kind) {
    case 'words-missing':
    case 'words-too-long':
      return { concern: BLOCKS.concern, note: BLOCKS.note, reason: BLOCKS.reason }[refusal.what];
    case 'not-a-day':
    case 'past-day':
      return BLOCKS.date;
    case 'not-an-endpoint':
      return BLOCKS.endpoint;
    case 'closed':
    case 'not-decided':
    case 'open-concerns':
    case 'no-such-concern':
    case 'concern-resolved':
    case 'stale':
    case 'nothing-fits':
    case 'same-option':
    case 'itself':
      return undefined;
  }
}

import { formatNumber, optionTitle } from '../../../recommender/index.ts';
import type { Refusal } from '../../../reviews/action.ts';
import { escapeWithin, mentionFirst, when } from '../mrkdwn.ts';
import { BLOCKS } from './dialog.ts';

const WORDS_SHOWN_MAX = 500;

const DEEDS: Readonly<Record<Extract<Refusal, { kind: 'closed' }>['state'], string>> = {
  accepted: 'accepted this review',
  overridden: 'overrode the recommendation',
  withdrawn: 'withdrew this review',
  superseded: 'replaced this review with a new one',
};

/** Says why nothing was done: who was first and when, or what is missing. In mrkdwn. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'closed': {
      const why = refusal.reason === null ? '.' : `: ${escapeWithin(refusal.reason, WORDS_SHOWN_MAX)}`;
      return `${mentionFirst(refusal.byId)} ${DEEDS[refusal.state]} ${when(refusal.at)}${why}`;
    }
    case 'not-decided':
      return "This review isn't decided yet.";
    case 'open-concerns':
      return 'Somebody raised another concern. Read it first.';
    case 'no-such-concern':
      return 'That concern no longer exists.';
    case 'concern-resolved': {
      const { byId, at, note } = refusal.concern.resolved;
      return `${mentionFirst(byId)} resolved that concern ${when(at)}: ${escapeWithin(note, WORDS_SHOWN_MAX)}`;
    }
    case 'stale':
      return `${mentionFirst(refusal.byId)} saved revision ${refusal.revision} ${when(refusal.at)}. Read it first.`;
    case 'nothing-fits':
      return "No option fits, so there's nothing to accept. You can still choose one and say why.";
    case 'same-option':
      return `${optionTitle(refusal.option)} is the recommendation. Press *Accept* instead.`;
    case 'words-missing':
      return `Enter a ${refusal.what}.`;
    case 'words-too-long':
      return `Use at most ${formatNumber(refusal.max)} characters.`;
    case 'not-a-day':
      return "That isn't a valid date.";
    case 'past-day':
      return 'That date is in the past. Choose today or later.';
    case 'not-an-endpoint':
      return 'Enter the name or the ARN of a SageMaker endpoint or transform job.';
    case 'itself':
      return "A review can't replace itself.";
  }
}

/** Returns the block_id of the input that a refusal is about, to show it there; undefined for refusals about the review. */
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

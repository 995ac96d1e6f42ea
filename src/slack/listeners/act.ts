import { auditEvents } from '../../audit.ts';
import type { Refusal, ReviewAction, Standing } from '../../reviews/action.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { blockOf, describeRefusal } from '../render/dialogs/dialog.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts, Person } from './parts.ts';
import { type Answer, beside } from './press.ts';
import { GONE } from './tell.ts';

interface Acting {
  person: Person;
  reviewId: string;
  action: ReviewAction;
  standing?: Standing | undefined;
  responseUrl?: string | undefined;
}

/** The review as it is now, or a sentence on why nothing was changed. `answer`: the same for a dialog, at the input that it is about. */
type Acted =
  | { ok: true; review: Review; events: readonly ReviewEvent[] }
  | { ok: false; text: string; answer: Answer; refused?: { refusal: Refusal; review: Review } };

/** Stores what somebody does to a review. `Poster.kick` then posts what follows. */
export async function act(parts: ListenerParts, { person, responseUrl, ...asked }: Acting): Promise<Acted> {
  const { teamId, userId: actorId } = person;
  const outcome = await submitAction(parts, {
    ...asked,
    teamId,
    actorId,
    responseAddress: responseAddressOf(responseUrl),
  });
  if (outcome.ok) {
    auditEvents(parts.logger, outcome.review, outcome.events);
    return outcome;
  }
  if (outcome.kind === 'missing') return { ok: false, text: GONE, answer: GONE };
  const [text, block] = [describeRefusal(outcome.refusal), blockOf(outcome.refusal)];
  return { ok: false, text, answer: block === undefined ? text : beside(block, text), refused: outcome };
}

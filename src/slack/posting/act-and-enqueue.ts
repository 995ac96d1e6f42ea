import type { Transaction } from 'kysely';
import { type ActionOutcome, type AskedAction, actOnReview } from '../../reviews/act-on-review.ts';
import type { ReviewEvent } from '../../reviews/review-event.ts';
import { enqueue, type Requester } from './outbox.ts';
import type { JobKind, PostingDatabase } from './tables.ts';

export interface ActionSubmission extends AskedAction {
  /** Where the actor is told, privately, if the message cannot be brought up to date. */
  responseAddress?: Requester['responseAddress'];
}

/** Does something with a review, and puts what is to be posted of it into the outbox. */
export async function actAndEnqueue(
  trx: Transaction<PostingDatabase>,
  asked: ActionSubmission,
  now: number,
): Promise<ActionOutcome> {
  const outcome = await actOnReview(trx, asked, now);
  if (outcome.ok) {
    for (const event of outcome.events) {
      await enqueue(trx, outcome.review, jobsFor(event), requesterOf(asked.actorId, asked), now);
    }
  }
  return outcome;
}

/** The message always shows the truth; the thread hears of a change of the answers or of the state, and of nothing else. */
function jobsFor({ kind }: ReviewEvent): JobKind[] {
  switch (kind) {
    case 'created':
      return ['message', 'details'];
    case 'revised':
      return ['update', 'revision-line'];
    case 'accepted':
    case 'overridden':
    case 'withdrawn':
    case 're-opened':
    case 'superseded':
      return ['update', 'state-line'];
    case 'concern-raised':
    case 'concern-resolved':
    case 'decider-set':
    case 'decide-by-set':
    case 'endpoint-noted':
    case 'member-forgotten':
      return ['update'];
  }
}

/** Whom to tell, privately, if the post goes wrong. */
export function requesterOf(userId: string, asked: { responseAddress?: Requester['responseAddress'] }): Requester {
  return asked.responseAddress === undefined ? { userId } : { userId, responseAddress: asked.responseAddress };
}

import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import { asksForFacts } from '../../recommender/index.ts';
import { type ActionOutcome, type AskedAction, actOnReview } from '../../reviews/act-on-review.ts';
import { approvalStates } from '../../reviews/approvals.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { createReview, type NewReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { enqueue, type Requester } from './enqueue.ts';
import { kindsAfter } from './job-kinds.ts';
import { enqueueWebhooks } from './webhooks.ts';

/** Where actions are stored, and how many receivers of webhooks hear of them. */
interface Storing {
  db: Kysely<PostingDatabase>;
  receivers: number;
}

interface ReviewSubmission extends Omit<NewReview, 'supersedes'> {
  channelId: string;
  responseAddress?: Requester['responseAddress'];
}

/** `review`: the new one. `superseded`: the events of the replaced one, which a refusal is about. */
export type SuccessorOutcome =
  | { ok: true; review: Review; created: boolean; superseded: readonly ReviewEvent[] }
  | Extract<ActionOutcome, { ok: false }>;

/**
 * Stores a review with its posts in one transaction; then the form may close. `created` is false where the id was submitted
 * before.
 */
export async function submitNewReview(
  db: Kysely<PostingDatabase>,
  asked: ReviewSubmission,
  now: number = Date.now(),
): Promise<{ review: Review; created: boolean }> {
  return transact(db, (trx) => storeNew(trx, asked, now));
}

/** Stores a review that replaces another one, and marks that one as superseded, in one transaction. */
export async function submitSuccessor(
  { db, receivers }: Storing,
  asked: ReviewSubmission & { supersedes: string },
  now: number = Date.now(),
): Promise<SuccessorOutcome> {
  return transact(db, async (trx) => {
    const { id = randomUUID(), teamId, requesterId: actorId, supersedes: reviewId, responseAddress } = asked;
    const action = { kind: 'supersede', byReviewId: id } as const;
    const outcome = await actAndEnqueue(trx, { teamId, reviewId, actorId, action, responseAddress }, receivers, now);
    if (!outcome.ok && !(outcome.kind === 'refused' && outcome.review.supersededBy === id)) return outcome;
    const superseded = outcome.ok ? outcome.events : [];
    return { ok: true, ...(await storeNew(trx, { ...asked, id }, now)), superseded };
  });
}

/** Stores an action on a review with its posts in one transaction. `Poster.kick` then posts them. */
export async function submitAction(
  { db, receivers }: Storing,
  asked: ActionSubmission,
  now: number = Date.now(),
): Promise<ActionOutcome> {
  return transact(db, (trx) => actAndEnqueue(trx, asked, receivers, now));
}

async function storeNew(
  trx: Transaction<PostingDatabase>,
  asked: ReviewSubmission & { supersedes?: string },
  now: number,
): Promise<{ review: Review; created: boolean }> {
  const { review, created } = await createReview(trx, asked, now);
  if (!created) return { review, created };
  await trx
    .insertInto('slack_posts')
    .values({
      review_id: review.id,
      team_id: review.teamId,
      channel_id: asked.channelId,
      // No app can be added to a direct message between people.
      can_be_invited: asked.channelId.startsWith('D') ? 0 : 1,
      shown_version: 0,
      details_version: 0,
    })
    .execute();
  // While facts are missing nobody is asked: the answer, and what it costs, may be another.
  const isAsked = !asksForFacts(review.latest.recommendation) && approvalStates(review).length > 0;
  const kinds = [...kindsAfter('created'), ...(isAsked ? (['event-line'] as const) : [])];
  await enqueue(trx, review, kinds, { userId: asked.requesterId, responseAddress: asked.responseAddress }, now);
  return { review, created };
}

interface ActionSubmission extends AskedAction {
  /** Where to tell the actor, privately, if the message can't be updated. */
  responseAddress?: Requester['responseAddress'];
}

/** Acts on a review and queues its posts and webhooks, in the transaction that stores what leads to it. */
async function actAndEnqueue(
  trx: Transaction<PostingDatabase>,
  asked: ActionSubmission,
  receivers: number,
  now: number,
): Promise<ActionOutcome> {
  const { actorId: userId, responseAddress } = asked;
  const outcome = await actOnReview(trx, asked, now);
  if (outcome.ok) {
    const { review, events } = outcome;
    const before = review.version - events.length;
    for (const [at, event] of events.entries()) {
      const then = { ...review, version: before + 1 + at };
      await enqueue(trx, then, kindsAfter(event.kind), { userId, responseAddress }, now);
      await enqueueWebhooks(trx, then, event, receivers, now);
    }
  }
  return outcome;
}

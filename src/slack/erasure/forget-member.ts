import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import { countCorrectionsOf, forgetInCorrections } from '../../reviews/corrections.ts';
import { type Forgetting, findReviewsNaming, forgetInReview, withoutMentions } from '../../reviews/forget-member.ts';
import { keepForgotten, markOf } from '../../reviews/forgotten.ts';
import { FORMER_MEMBER } from '../../wording/text.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { kindsAfter, kindsThat } from '../outbox/job-kinds.ts';
import { forgetInWebhooks } from '../outbox/webhooks.ts';
import type { DraftTables, PostingDatabase } from '../tables.ts';

type MemberTables = PostingDatabase & DraftTables;

/** Where a person's id occurs. */
interface MemberTraces {
  /** Ids of reviews that name the person. Some may contain the id only as a part of a longer one. */
  reviews: string[];
  /** Open forms. */
  drafts: number;
  /** Corrections of what was read from their words, or by them. */
  corrections: number;
}

export async function findTraces(db: Kysely<MemberTables>, userId: string): Promise<MemberTraces> {
  const { count } = await db
    .selectFrom('slack_drafts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return {
    reviews: await findReviewsNaming(db, userId),
    drafts: count,
    corrections: await countCorrectionsOf(db, userId),
  };
}

/**
 * Replaces a person with "a former member" in reviews, their history and the outbox. Deletes their open forms, corrections and
 * unanswered questions. A bot on this database edits the messages in Slack. Returns the ids of the changed reviews.
 */
export async function forgetMember(
  db: Kysely<MemberTables>,
  forgetting: Forgetting,
  now: number = Date.now(),
): Promise<string[]> {
  const { userId, removeTexts } = forgetting;
  await keepForgotten(db, [{ person: await markOf(userId), texts: removeTexts }], now);
  await transact(db, (trx) => forgetInOutbox(trx, userId));
  await db.deleteFrom('slack_drafts').where('user_id', '=', userId).execute();
  // The person's words in other people's forms.
  await db.updateTable('slack_drafts').set({ heard: null }).where('heard', 'like', `%${userId}%`).execute();
  await forgetInCorrections(db, userId);
  const changed: string[] = [];
  for (const id of await findReviewsNaming(db, userId)) {
    const isChanged = await transact(db, async (trx) => {
      const forgotten = await forgetInReview(trx, id, forgetting, now);
      if (forgotten === undefined) return false;
      await forgetInWebhooks(trx, id, forgetting);
      await enqueue(trx, { id, ...forgotten }, kindsAfter('member-forgotten'), { userId: FORMER_MEMBER }, now);
      return true;
    });
    if (isChanged) changed.push(id);
  }
  return changed;
}

async function forgetInOutbox(trx: Transaction<MemberTables>, userId: string): Promise<void> {
  const answers = kindsThat(({ answersQuestion }) => answersQuestion === true);
  await trx
    .deleteFrom('slack_outbox')
    .where('requester_id', '=', userId)
    .where('kind', 'in', answers)
    .where('state', '!=', 'done')
    .execute();
  await trx
    .updateTable('slack_outbox')
    .set({ requester_id: FORMER_MEMBER, response_url: null, response_url_expires_at: null })
    .where('requester_id', '=', userId)
    .execute();
  const asked = await trx
    .selectFrom('slack_outbox')
    .select(['id', 'asked_words'])
    .where('asked_words', 'like', `%${userId}%`)
    // A snapshot is changed with its review.
    .where('kind', '!=', 'webhook')
    .execute();
  for (const { id, asked_words } of asked) {
    const words = withoutMentions(asked_words ?? '', userId);
    await trx.updateTable('slack_outbox').set({ asked_words: words }).where('id', '=', id).execute();
  }
}

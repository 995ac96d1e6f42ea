import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { addDays, dueDay, workingDayAfter } from '../calendar.ts';
import type { Review } from '../record.ts';
import { findReview } from '../review-store.ts';
import type { ReviewTables } from '../tables.ts';
import {
  type Clock,
  isStillDue,
  type Nudging,
  type Reminder,
  type ReminderAnswer,
  type ReminderKind,
  snoozedUntil,
  type Waiting,
} from './reminder.ts';

const DAY_MS = 86_400_000;

/** A due date that was over for longer isn't brought up for the first time. In days. */
const MOST_OVERDUE = 30;

/** The same of silence. In days. */
const MOST_SILENT = 90;

/** The open reviews of all teams whose due date may be due to be brought up. */
export async function findWithDueDate(db: Kysely<ReviewTables>, { now, timeZone }: Clock): Promise<Waiting[]> {
  const today = dueDay(now, timeZone);
  const rows = await waiting(db, 'due')
    .where('reviews.decide_by', '<=', workingDayAfter(today))
    .where((where) =>
      where.or([
        where('kept.next_on', '<=', today),
        where.and([where('kept.about', 'is', null), where('reviews.decide_by', '>=', addDays(today, -MOST_OVERDUE))]),
      ]),
    )
    .execute();
  return rows.map(waitingOf);
}

/** The open reviews of all teams in which nothing may have happened for long enough to bring them up. */
export async function findSilent(db: Kysely<ReviewTables>, { afterDays }: Nudging, clock: Clock): Promise<Waiting[]> {
  if (afterDays === 0) return [];
  const { now, timeZone } = clock;
  const rows = await waiting(db, 'nudge')
    // A day more: elsewhere days begin earlier than in UTC.
    .where('reviews.updated_at', '<=', now - (afterDays - 1) * DAY_MS)
    .where((where) =>
      where.or([
        where('kept.next_on', '<=', dueDay(now, timeZone)),
        where.and([
          where('kept.about', 'is', null),
          where('reviews.updated_at', '>=', now - (afterDays + MOST_SILENT) * DAY_MS),
        ]),
      ]),
    )
    .execute();
  return rows.map(waitingOf);
}

/** What a reminder of each kind is about, as it is stored: another date or another silence begins anew. */
const ABOUT = { due: sql<string>`reviews.decide_by`, nudge: sql<string>`cast(reviews.updated_at as text)` } as const;

function waiting(db: Kysely<ReviewTables>, kind: ReminderKind) {
  return db
    .selectFrom('reviews')
    .leftJoin('review_reminders as kept', (on) =>
      on.onRef('kept.review_id', '=', 'reviews.id').on('kept.kind', '=', kind).on('kept.about', '=', ABOUT[kind]),
    )
    .select(['reviews.id', 'reviews.team_id', 'reviews.version'])
    .select(['reviews.decide_by', 'reviews.state_at', 'reviews.updated_at'])
    .select(['kept.count', 'kept.next_on'])
    .select((select) =>
      select
        .selectFrom('review_events')
        .select((among) => among.fn.max('review_events.created_at').as('at'))
        .whereRef('review_events.review_id', '=', 'reviews.id')
        .where('review_events.kind', '=', 'decide-by-set')
        .as('set_at'),
    )
    .where('reviews.state', '=', 'proposed')
    .orderBy('reviews.id');
}

type WaitingRow = Pick<
  Selectable<ReviewTables['reviews']>,
  'id' | 'team_id' | 'version' | 'decide_by' | 'state_at' | 'updated_at'
> & {
  [Column in 'count' | 'next_on']: ReviewTables['review_reminders'][Column] | null;
} & { set_at: number | null };

function waitingOf(row: WaitingRow): Waiting {
  const { count, next_on: nextOn } = row;
  return {
    reviewId: row.id,
    teamId: row.team_id,
    version: row.version,
    lastAt: row.updated_at,
    since: Math.max(row.state_at, row.set_at ?? 0),
    decideBy: row.decide_by,
    ...(count !== null && { kept: { count, nextOn } }),
  };
}

/**
 * Counts a reminder as posted, in the transaction that queues it. Returns its review; undefined where it is about nothing any
 * longer, another process was faster, or somebody answered the one before meanwhile.
 */
export async function claimReminder(
  trx: Transaction<ReviewTables>,
  { reviewId, teamId, version }: Pick<Waiting, 'reviewId' | 'teamId' | 'version'>,
  reminder: Reminder,
): Promise<Review | undefined> {
  const review = await findReview(trx, teamId, reviewId);
  if (review === undefined || !isStillDue(review, reminder, version)) return undefined;
  const { kind, about, count, nextOn, today } = reminder;
  const told = { about, count, next_on: nextOn, is_stopped: 0 };
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('review_reminders')
    .values({ review_id: reviewId, kind, ...told })
    .onConflict((conflict) =>
      conflict
        .columns(['review_id', 'kind'])
        .doUpdateSet(told)
        .where((where) =>
          where.or([
            where('review_reminders.about', '!=', about),
            where.and([
              where('review_reminders.count', '=', count - 1),
              where('review_reminders.next_on', '<=', today),
            ]),
          ]),
        ),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? review : undefined;
}

/** A press on a reminder. */
export interface ReminderPress {
  teamId: string;
  reviewId: string;
  /** Of the review, when the reminder was posted. */
  version: number;
  reminder: Reminder;
  answer: ReminderAnswer;
}

export type Pressed =
  /** `until`: the day of the next one; null for none. */
  | { kind: 'answered'; review: Review; until: string | null }
  /** The review is decided, its date or the silence is another one, a later reminder took its place, or nobody needs more. */
  | { kind: 'over' }
  /** This team has no such review. */
  | { kind: 'missing' };

/** Stores the answer to a reminder. */
export async function answerReminder(
  trx: Transaction<ReviewTables>,
  { teamId, reviewId, version, reminder, answer }: ReminderPress,
  clock: Clock,
): Promise<Pressed> {
  const review = await findReview(trx, teamId, reviewId);
  if (review === undefined) return { kind: 'missing' };
  if (!isStillDue(review, reminder, version)) return { kind: 'over' };
  const { kind, about, count } = reminder;
  const until = answer === 'stop' ? null : snoozedUntil(kind, clock);
  const { numUpdatedRows } = await trx
    .updateTable('review_reminders')
    .set({ next_on: until, is_stopped: answer === 'stop' ? 1 : 0 })
    .where('review_id', '=', reviewId)
    .where('kind', '=', kind)
    .where('about', '=', about)
    .where('count', '=', count)
    .where('is_stopped', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? { kind: 'answered', review, until } : { kind: 'over' };
}

import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { addDays, dueDay, workingDayAfter } from '../../reviews/calendar.ts';
import {
  isStillDue,
  MOST_OVERDUE,
  type Nudging,
  type PastReminder,
  type Reminder,
  type ReminderKind,
  reminderFor,
  silentForGood,
  type Waiting,
} from '../../reviews/reminder.ts';
import { holdReview } from '../../reviews/review-rows.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { aboutReview, add, UNASKED } from './enqueue.ts';
import { findPost } from './posts.ts';
import type { BringingUp, Work } from './upkeep.ts';

interface RemindersParts extends BringingUp {
  nudging: Nudging;
}

/** Brings up open reviews in their threads once a day, each reminder once, whatever the number of processes. */
export function createReminders(parts: RemindersParts): Work {
  const { db, nudging, timeZone, now = Date.now } = parts;
  let doneOn = '';
  let isStopped = false;

  return {
    async run() {
      const clock = { now: now(), timeZone };
      const today = dueDay(clock.now, timeZone);
      // Nothing else becomes due before the next 09:00.
      if (today === doneOn) return;
      for (const open of await findOpen(db, nudging, { now: clock.now, today })) {
        if (isStopped) return;
        const reminder = reminderFor(open, nudging, clock);
        if (reminder !== undefined) await remind(parts, open, reminder, now());
      }
      doneOn = today;
    },
    stop() {
      isStopped = true;
    },
  };
}

interface OpenReview extends Waiting {
  reviewId: string;
  teamId: string;
  /** The number of its events. */
  version: number;
}

const DAY_MS = 86_400_000;

/** The open reviews of all teams that may be due to be brought up, with the reminders that they had. */
async function findOpen(
  db: Kysely<PostingDatabase>,
  nudging: Nudging,
  { now, today }: { now: number; today: string },
): Promise<OpenReview[]> {
  const open = db
    .selectFrom('reviews')
    .where('reviews.state', '=', 'proposed')
    .where((where) =>
      where.or([
        where.between('reviews.decide_by', addDays(today, -MOST_OVERDUE), workingDayAfter(today)),
        where.between(
          'reviews.updated_at',
          now - silentForGood(nudging) * DAY_MS,
          now - DAY_MS * (nudging.afterDays - 1),
        ),
      ]),
    );
  const rows = await open
    .select(['reviews.id', 'reviews.team_id', 'reviews.version'])
    .select(['reviews.decide_by', 'reviews.state_at', 'reviews.updated_at'])
    .select((select) =>
      select
        .selectFrom('review_events')
        .select((among) => among.fn.max('review_events.created_at').as('at'))
        .whereRef('review_events.review_id', '=', 'reviews.id')
        .where('review_events.kind', '=', 'decide-by-set')
        .as('set_at'),
    )
    .orderBy('reviews.id')
    .execute();
  // After the reviews: what another process has posted meanwhile is known then.
  const told = await open
    .innerJoin('slack_outbox as told', 'told.subject_id', 'reviews.id')
    .select(['reviews.id', 'told.asked_event', 'told.queued_at'])
    .where('told.kind', '=', 'reminder')
    .execute();
  const past = new Map<string, PastReminder[]>();
  for (const one of told) past.set(one.id, [...(past.get(one.id) ?? []), pastOf(one)]);
  return rows.map((row) => ({
    reviewId: row.id,
    teamId: row.team_id,
    version: row.version,
    lastAt: row.updated_at,
    since: Math.max(row.state_at, row.set_at ?? 0),
    decideBy: row.decide_by,
    past: past.get(row.id) ?? [],
  }));
}

/** What tells a post of a reminder from the others of its review. */
const markOf = ({ kind, about, on }: Reminder): string => `${kind} ${about} ${on}`;

function pastOf({ asked_event, queued_at: at }: { asked_event: string; queued_at: number }): PastReminder {
  const [kind, about = '', on = ''] = asked_event.split(' ');
  return { kind: kind as ReminderKind, about, on, at };
}

/** Does nothing where another process was faster, or there is no thread to post in. */
async function remind(
  { db, kick, isServed }: RemindersParts,
  { reviewId, teamId, version }: OpenReview,
  reminder: Reminder,
  now: number,
): Promise<void> {
  const post = await findPost(db, teamId, reviewId);
  if (post?.messageTs === undefined || !(await isServed(teamId))) return;
  const isQueued = await transact(db, async (trx) => {
    const within: Kysely<PostingDatabase> = trx;
    const review = await findReview(within, teamId, reviewId);
    if (review === undefined || !isStillDue(review, reminder, version)) return false;
    if (!(await holdReview(trx, { id: reviewId, version }))) return false;
    const asked = { asked_event: markOf(reminder), asked_words: JSON.stringify(reminder), asked_at: 0 };
    const line = { ...asked, kind: 'reminder', version } as const;
    const edit = { ...UNASKED, asked_event: markOf(reminder), kind: 'successor-link', version } as const;
    const jobs = reminder.kind === 'overdue' ? [line, edit] : [line];
    await add(trx, aboutReview(review), jobs, { userId: review.requesterId }, now);
    return true;
  });
  if (isQueued) await kick(reviewId);
}

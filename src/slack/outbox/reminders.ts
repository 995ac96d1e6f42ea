import type { Kysely, Transaction } from 'kysely';
import { transact } from '../../database/transact.ts';
import { dueDay } from '../../reviews/calendar.ts';
import {
  type AnsweredReminder,
  type Clock,
  dueReminder,
  type Nudging,
  nudgeReminder,
  type Reminder,
  type Waiting,
} from '../../reviews/reminders/reminder.ts';
import {
  answerReminder,
  claimReminder,
  findSilent,
  findWithDueDate,
  type Pressed,
  type ReminderPress,
} from '../../reviews/reminders/reminder-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { aboutReview, add, type Place } from './enqueue.ts';
import type { Poster } from './poster.ts';
import { findPost } from './posts.ts';

interface RemindersParts {
  db: Kysely<PostingDatabase>;
  kick: Poster['kick'];
  /** Whether there is a token for a team. */
  isServed(teamId: string): Promise<boolean>;
  nudging: Nudging;
  timeZone?: string | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Brings up open reviews in their threads, each reminder once, whatever the number of processes. */
export interface Reminders {
  /** Queues and posts what is due, once a day. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Stops after the current review. */
  stop(): void;
}

export function createReminders(parts: RemindersParts): Reminders {
  const { db, nudging, timeZone, now = Date.now } = parts;
  let doneOn = '';
  let isStopped = false;

  async function bringUp(found: readonly Waiting[], reminderFor: (waiting: Waiting) => Reminder | undefined) {
    for (const waiting of found) {
      if (isStopped) return;
      const reminder = reminderFor(waiting);
      if (reminder !== undefined) await remind(parts, waiting, reminder, now());
    }
  }

  return {
    async run() {
      const clock = { now: now(), timeZone };
      const today = dueDay(clock.now, timeZone);
      // Nothing else becomes due before the next 09:00.
      if (today === doneOn) return;
      await bringUp(await findWithDueDate(db, clock), (waiting) => dueReminder(waiting, clock));
      await bringUp(await findSilent(db, nudging, clock), (waiting) => nudgeReminder(waiting, nudging, clock));
      if (!isStopped) doneOn = today;
    },
    stop() {
      isStopped = true;
    },
  };
}

/** Does nothing where another process was faster, or there is no thread to post in. Of two kinds on a day the first is enough. */
async function remind(
  { db, kick, isServed, timeZone }: RemindersParts,
  waiting: Waiting,
  reminder: Reminder,
  now: number,
): Promise<void> {
  const { reviewId, teamId } = waiting;
  const post = await findPost(db, teamId, reviewId);
  if (post?.messageTs === undefined || !(await isServed(teamId))) return;
  const isQueued = await transact(db, async (trx) => {
    const { kind, about, on, today } = reminder;
    const remindedAt = await lastReminder(trx, reviewId);
    if (remindedAt !== null && kind === 'nudge' && dueDay(remindedAt, timeZone) === today) return false;
    const review = await claimReminder(trx, waiting, reminder);
    if (review === undefined) return false;
    const asked = { asked_event: `${kind} ${about} ${on}`, asked_words: JSON.stringify(reminder), asked_at: 0 };
    const job = { ...asked, kind: 'reminder', version: review.version } as const;
    await add(trx, aboutReview(review), [job], { userId: review.requesterId }, now);
    return true;
  });
  if (isQueued) await kick(reviewId);
}

/** When a review was last brought up, in milliseconds since 1970. */
async function lastReminder(trx: Transaction<PostingDatabase>, reviewId: string): Promise<number | null> {
  const { at } = await trx
    .selectFrom('slack_outbox')
    .select((select) => select.fn.max('queued_at').as('at'))
    .where('subject_id', '=', reviewId)
    .where('kind', '=', 'reminder')
    .executeTakeFirstOrThrow();
  return at;
}

/** Stores somebody's answer to a reminder, with the edit that shows it there, in one transaction. `place`: where the reminder is. */
export async function submitReminderAnswer(
  db: Kysely<PostingDatabase>,
  { userId, place, ...press }: ReminderPress & { userId: string; place: Place },
  clock: Clock,
): Promise<Pressed> {
  return transact(db, async (trx) => {
    const pressed = await answerReminder(trx, press, clock);
    if (pressed.kind !== 'answered') return pressed;
    const { reminder, answer } = press;
    const { review, until } = pressed;
    const told: AnsweredReminder = { ...reminder, answer, until };
    const { channelId: channel_id, messageTs: message_ts } = place;
    const asked = { asked_event: `${answer} ${message_ts}`, asked_words: JSON.stringify(told), asked_at: 0 };
    const job = { ...asked, kind: 'reminder-answered', version: review.version } as const;
    await add(trx, { ...aboutReview(review), channel_id, message_ts }, [job], { userId }, clock.now);
    return pressed;
  });
}

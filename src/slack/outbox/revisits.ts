import type { Kysely } from 'kysely';
import type { Look } from '../../account/calibration/look.ts';
import { auditEvents } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';
import { type DueRevisit, dueRevisits, enqueueSince, holdDue, noteDrift } from './since.ts';

/** Looks at the endpoint of a decision, within the limit that the signal sets. */
export type LookAt = (review: Review, signal: AbortSignal) => Promise<Look>;

/** When a day's revisits are due, as an hour of the local clock. */
const DUE_HOUR = 9;
const DAY_MS = 86_400_000;

/** The last day whose revisits are due: today from 09:00 on, else yesterday. */
function dueDay(now: number, timeZone = 'UTC'): string {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(now);
  const [day = '', clock = ''] = shown.split(' ');
  if (Number(clock.slice(0, 2)) >= DUE_HOUR) return day;
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

interface RevisitParts {
  db: Kysely<PostingDatabase>;
  kick: Poster['kick'];
  logger: Logger;
  /** Of the days on which revisits are due. */
  timeZone?: string | undefined;
  /** Where an AWS account may be read: that of one team. */
  account?: { teamId: string; lookAt: LookAt } | undefined;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** Brings up decisions that are due to be looked at again, each once, whatever the number of processes. */
export interface Revisits {
  /** Queues and posts what is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Ends after the current one. Its endpoint counts as not read. */
  stop(): void;
}

/** Of reading one endpoint, in milliseconds. */
const LOOK_LIMIT_MS = 60_000;

export function createRevisits({ db, kick, logger, timeZone, account, now = Date.now }: RevisitParts): Revisits {
  const controller = new AbortController();
  const { signal } = controller;

  async function look(review: Review): Promise<Extract<Look, { kind: 'seen' }> | undefined> {
    if (account === undefined || review.endpoint === null || review.teamId !== account.teamId) return undefined;
    try {
      const seen = await account.lookAt(review, AbortSignal.any([signal, AbortSignal.timeout(LOOK_LIMIT_MS)]));
      if (seen.kind === 'seen') return seen;
      logger.warn({ reviewId: review.id, why: seen }, 'Could not read the endpoint of a decision that is due');
    } catch (error) {
      logger.error({ err: error, reviewId: review.id }, 'Could not read the endpoint of a decision that is due');
    }
    return undefined;
  }

  async function bringUp({ teamId, reviewId, on }: DueRevisit, today: string): Promise<void> {
    const review = await findReview(db, teamId, reviewId);
    if (review?.decision == null || review.revisitOn !== on) return;
    const seen = await look(review);
    if (signal.aborted) return;
    const at = now();
    const events = await transact(db, async (trx): Promise<readonly ReviewEvent[] | undefined> => {
      if (!(await holdDue(trx, review))) return undefined;
      const noted = await noteDrift(trx, review, seen?.differences ?? null, at);
      const { calibration, differences } = seen ?? {};
      const read = { ...(calibration && { calibration }), ...(differences && { differences }) };
      await enqueueSince(trx, noted.review, { why: 'due', on, isLate: on < today, ...read }, at);
      return noted.events;
    });
    if (events === undefined) return;
    auditEvents(logger, review, events);
    await kick(reviewId);
  }

  return {
    async run() {
      const today = dueDay(now(), timeZone);
      for (const due of await dueRevisits(db, today)) {
        if (signal.aborted) return;
        await bringUp(due, today);
      }
    },
    stop: () => controller.abort(),
  };
}

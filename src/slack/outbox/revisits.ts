import type { Kysely } from 'kysely';
import type { Look } from '../../account/calibration/look.ts';
import { auditEvents } from '../../audit.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import { dueDay, isLate } from '../../reviews/calendar.ts';
import type { Review, ReviewEvent } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';
import { type DueRevisit, dueRevisits, enqueueSince, holdDue, noteDrift } from './since.ts';

/** Looks at the endpoint of a decision, within the limit that the signal sets. */
export type LookAt = (review: Review, signal: AbortSignal) => Promise<Look>;

interface RevisitParts {
  db: Kysely<PostingDatabase>;
  kick: Poster['kick'];
  /** Whether there is a token for a team. */
  isServed(teamId: string): Promise<boolean>;
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

export function createRevisits(parts: RevisitParts): Revisits {
  const { db, kick, isServed, logger, timeZone, account, now = Date.now } = parts;
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

  async function bringUp({ teamId, reviewId, on }: DueRevisit): Promise<void> {
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
      await enqueueSince(trx, noted.review, { why: 'due', on, isLate: isLate(on, at, timeZone), ...read }, at);
      return noted.events;
    });
    if (events === undefined) return;
    auditEvents(logger, review, events);
    await kick(reviewId);
  }

  return {
    async run() {
      for (const due of await dueRevisits(db, dueDay(now(), timeZone))) {
        if (signal.aborted) return;
        if (await isServed(due.teamId)) await bringUp(due);
      }
    },
    stop: () => controller.abort(),
  };
}

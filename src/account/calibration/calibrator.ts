import type { Kysely, Transaction } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import type { Look } from './look.ts';
import { type ClaimedDecision, claimDecision, dueDecisions, releaseDecision, settleDecision } from './store.ts';

type Seen = Extract<Look, { kind: 'seen' }>;

interface CalibratorParts<Tables extends ReviewTables> {
  db: Kysely<Tables>;
  logger: Logger;
  /** Only this team's decisions: another team's noted endpoint may name one of this AWS account. */
  teamId: string;
  /** Looks at the endpoint of a decision. */
  lookAt: (review: Review, signal: AbortSignal) => Promise<Look>;
  /**
   * Notes and queues what follows from a look, in the transaction that stores what was measured. Returns what to do once that
   * is stored.
   */
  tell: (trx: Transaction<Tables>, review: Review, seen: Seen, now: number) => Promise<() => Promise<void>>;
  now?: () => number;
}

/** Measures decisions, each once, whatever the number of processes. */
export interface Calibrator {
  /** Measures what is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Ends a reading in progress, which the next run repeats. */
  stop(): void;
}

const DAY_MS = 86_400_000;
/** How long after the decision a month is measured. */
const DAYS = 30;
/** Later, a month says nothing of the decision, and CloudWatch soon forgets it: it keeps five minutes for 63 days. */
const LAST_DAY = 60;
/** Until what is missing may have come: data, or a permission. */
const RETRY_MS = 7 * DAY_MS;
/** Longer than reading one endpoint takes. A process that dies meanwhile leaves the decision to the others after this. */
const CLAIM_MS = 10 * 60_000;

export function createCalibrator<Tables extends ReviewTables>(given: CalibratorParts<Tables>): Calibrator {
  const parts = { now: Date.now, ...given };
  const { logger, teamId, lookAt, tell, now } = parts;
  const db = parts.db as unknown as Kysely<ReviewTables>;
  const controller = new AbortController();
  const { signal } = controller;
  let lastTrouble: string | undefined;

  /** Returns false where the next decision needn't be tried. */
  async function measure(claimed: ClaimedDecision): Promise<boolean> {
    const review = await findReview(db, claimed.teamId, claimed.reviewId);
    if (review?.decision?.at !== claimed.decidedAt || review.endpoint !== claimed.endpoint) {
      await releaseDecision(db, claimed, now());
      return true;
    }
    const seen = await lookAt(review, signal);
    if (seen.kind !== 'seen') {
      await releaseDecision(db, claimed, now());
      if (seen.kind === 'no-access') report(seen.text);
      return false;
    }
    lastTrouble = undefined;
    const { verdict, calibration } = seen;
    if (verdict === 'later' && now() + RETRY_MS <= claimed.decidedAt + LAST_DAY * DAY_MS) {
      await releaseDecision(db, claimed, now() + RETRY_MS);
      logger.info({ reviewId: review.id, why: calibration.why }, 'Could not measure a decision; retrying in a week');
      return true;
    }
    const state = verdict === 'measured' ? 'measured' : 'unreadable';
    const settle = await settleDecision(parts.db, claimed, review, { state, calibration, now: now() }, (trx) =>
      tell(trx, review, seen, now()),
    );
    if (settle === undefined) {
      await releaseDecision(db, claimed, now());
      return true;
    }
    logger.info({ reviewId: review.id, ratio: calibration.ratio, why: calibration.why }, 'Measured a decision');
    await settle();
    return true;
  }

  /** Once for each cause: it stays the same every hour. */
  function report(text: string): void {
    if (text !== lastTrouble)
      logger.warn({ why: text }, 'Could not read AWS to measure decisions; retrying every hour');
    lastTrouble = text;
  }

  return {
    async run() {
      const at = now();
      const window = { from: at - LAST_DAY * DAY_MS, to: at - DAYS * DAY_MS };
      for (const due of await dueDecisions(db, { teamId, ...window, now: at })) {
        if (signal.aborted) return;
        const claimed = await claimDecision(db, due, { now: at, until: now() + CLAIM_MS });
        if (claimed !== undefined && !(await measure(claimed))) return;
      }
    },
    stop: () => controller.abort(),
  };
}

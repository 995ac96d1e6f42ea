import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
import { type Recommendation, recommend, type Workload } from '../../recommender/index.ts';
import type { Review } from '../../reviews/record.ts';
import { compareWithToday, isToRevisit, type Replayed } from '../../reviews/replay/compare-with-today.ts';
import {
  isOver,
  isReplayed,
  reviewsJudgedByOtherFacts,
  storeReplay,
  storeRun,
} from '../../reviews/replay/replay-store.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { PostingDatabase } from '../tables.ts';
import { enqueue } from './enqueue.ts';

interface ReplayerParts {
  db: Kysely<PostingDatabase>;
  /** Posts what is due in the channel of a review, as `Poster.kick`. */
  kick: (reviewId: string) => Promise<void>;
  logger: Logger;
  /** A thread is told where today's recommendation saves at least so much a year, in US dollars. */
  notifyUsd: number;
  /** What is recommended by today's facts. */
  today?: (workload: Workload) => Recommendation;
  now?: () => number;
  /** Between two reviews, so that people are not kept waiting, in milliseconds. */
  pauseMs?: number;
}

/** Runs past reviews again when quotas or prices have changed. */
export interface Replayer {
  /**
   * Resolves once all reviews that were judged by other facts were run again: at once where that was done before. Of several
   * processes each takes what the others have not. Rejects where the database does.
   */
  run(): Promise<{ replayed: number; toRevisit: number; told: number }>;
  /** The review in hand is the last. */
  stop(): void;
}

const PAUSE_MS = 50;

export function createReplayer(given: ReplayerParts): Replayer {
  const parts = { today: recommend, now: Date.now, pauseMs: PAUSE_MS, ...given };
  const { db, kick, logger, notifyUsd, today, now, pauseMs } = parts;
  let stopped = false;

  async function replay(review: Review): Promise<'same' | 'to-revisit' | 'told'> {
    const replayed = compareWithToday(review, today(review.latest.workload));
    const told = isWorthTelling(replayed, notifyUsd);
    const outcome = await transact(db, async (trx) => {
      const stored = await storeReplay(trx, review, replayed, { told, now: now() });
      if (stored === 'stored' && told) {
        await enqueue(trx, review, ['replay-line'], { userId: review.requesterId }, now());
      }
      return stored;
    });
    if (outcome === 'changed') {
      const present = await findReview(db, review.teamId, review.id);
      return present === undefined || isOver(present) ? 'same' : replay(present);
    }
    if (outcome === 'known' || !isToRevisit(replayed)) return 'same';
    if (!told) return 'to-revisit';
    await kick(review.id);
    return 'told';
  }

  return {
    async run() {
      const counts = { replayed: 0, toRevisit: 0, told: 0 };
      const { version } = today({ name: 'any' }).facts;
      if (await isReplayed(db, version)) return counts;
      for await (const review of reviewsJudgedByOtherFacts(db, version, { unlessReplayed: true })) {
        if (stopped) return counts;
        const outcome = await replay(review);
        counts.replayed += 1;
        if (outcome !== 'same') counts.toRevisit += 1;
        if (outcome === 'told') counts.told += 1;
        await sleep(pauseMs);
      }
      await storeRun(db, version, now());
      logger.info({ ...counts, factsVersion: version }, 'Past reviews were run again by new quotas and prices');
      return counts;
    },
    stop() {
      stopped = true;
    },
  };
}

function isWorthTelling({ differs, limitBroken, savingUsd }: Replayed, notifyUsd: number): boolean {
  return limitBroken || (differs && savingUsd !== null && savingUsd >= notifyUsd);
}

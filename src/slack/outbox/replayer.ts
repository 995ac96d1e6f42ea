import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import { transact } from '../../database/transact.ts';
import type { Logger } from '../../logger.ts';
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
import type { Poster } from './poster.ts';
import { enqueueSince } from './since.ts';

interface ReplayerParts extends Pick<Poster, 'kick' | 'attempt'> {
  db: Kysely<PostingDatabase>;
  logger: Logger;
  /** Minimum saving, in USD per year, before a thread is notified. */
  notifyUsd: number;
  advisor: Pick<Advisor, 'again' | 'factsVersion'>;
  now?: () => number;
  /** Pause between two reviews, in milliseconds, so that people aren't kept waiting. */
  pauseMs?: number;
}

/** Replays past reviews after quotas or prices changed. */
export interface Replayer {
  /**
   * Replays all reviews that rest on other quotas or prices; does nothing where that is done. Several processes share the
   * work. Rejects where the database does.
   */
  run(): Promise<{ replayed: number; toRevisit: number; told: number }>;
  /** Stops after the current review. */
  stop(): void;
}

const PAUSE_MS = 50;

export function createReplayer(given: ReplayerParts): Replayer {
  const parts = { now: Date.now, pauseMs: PAUSE_MS, ...given };
  const { db, kick, attempt, logger, notifyUsd, advisor, now, pauseMs } = parts;
  let stopped = false;

  async function replay(review: Review): Promise<'same' | 'to-revisit' | 'told'> {
    const compare = async () => compareWithToday(review, advisor.again(review.latest.recommendation));
    const replayed = await attempt({ ...review, kind: 'since-line' }, compare);
    if (replayed === undefined) return 'same';
    const told = !isByEarlierRules(review) && isWorthTelling(replayed, notifyUsd);
    const outcome = await transact(db, async (trx) => {
      const stored = await storeReplay(trx, review, replayed, now());
      if (stored === 'stored' && told) {
        await enqueueSince(trx, review, { why: 'facts' }, now(), replayed.factsVersion);
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
      const version = advisor.factsVersion();
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
      logger.info({ ...counts, factsVersion: version }, 'Replayed past reviews with new quotas and prices');
      return counts;
    },
    stop() {
      stopped = true;
    },
  };
}

/**
 * An answer from before sizes said what they rest on differs from today's by our rules as much as by AWS's facts: its thread
 * isn't told. App Home lists it.
 */
const isByEarlierRules = ({ latest }: Review): boolean =>
  latest.recommendation.choice !== null && latest.recommendation.choice.sizing === undefined;

function isWorthTelling({ differs, limitBroken, savingUsd }: Replayed, notifyUsd: number): boolean {
  return limitBroken || (differs && savingUsd !== null && savingUsd >= notifyUsd);
}

import type { Kysely, Transaction } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { ReviewTables } from '../../reviews/tables.ts';
import { type Reading, readJob, readOne } from '../aws/read-account.ts';
import { compareWithEstimate, type Found, type Noted, readNoted } from './compare.ts';
import { type ClaimedDecision, claimDecision, dueDecisions, releaseDecision, settleDecision } from './store.ts';

interface CalibratorParts<Tables extends ReviewTables> {
  db: Kysely<Tables>;
  logger: Logger;
  /** Only this team's decisions: another team's noted endpoint may name one of this AWS account. */
  teamId: string;
  /** Where an endpoint is looked for that was noted without its Region. */
  regions: readonly string[];
  /** Queues the post, in the transaction that stores what was measured. */
  tell: (trx: Transaction<Tables>, review: Review, now: number) => Promise<void>;
  /** Posts what is queued, as `Poster.kick`. */
  kick: (reviewId: string) => Promise<void>;
  /** Reads AWS. */
  read?: ReadNoted;
  now?: () => number;
}

/** Reads a noted endpoint; `no-access` where no call to any Region will work. */
export type ReadNoted = (
  noted: Noted,
  regions: readonly string[],
  reading: Reading,
) => Promise<Found | { kind: 'no-access'; text: string } | { kind: 'stopped' }>;

/** Measures decisions, each once, whatever the number of processes. */
export interface Calibrator {
  /** Measures what is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Ends a reading in progress, which the next run repeats. */
  stop(): void;
}

const DAY_MS = 86_400_000;
/** The measured month: the contract's 30 days after the decision. */
const DAYS = 30;
/** Later, a month says nothing of the decision, and CloudWatch soon forgets it: it keeps five minutes for 63 days. */
const LAST_DAY = 60;
/** Until what is missing may have come: data, or a permission. */
const RETRY_MS = 7 * DAY_MS;
/** Longer than reading one endpoint takes. A process that dies meanwhile leaves the decision to the others after this. */
const CLAIM_MS = 10 * 60_000;
/** Weekly attempts are at most five. More happen where processes die or the database fails. */
const ATTEMPTS_MAX = 10;

export function createCalibrator<Tables extends ReviewTables>(given: CalibratorParts<Tables>): Calibrator {
  const parts = { read: readNotedFromAws, now: Date.now, ...given };
  const { logger, teamId, regions, tell, kick, read, now } = parts;
  const db = parts.db as unknown as Kysely<ReviewTables>;
  const controller = new AbortController();
  const { signal } = controller;
  let lastTrouble: string | undefined;

  /** Returns false where the next decision needn't be tried. */
  async function measure(claimed: ClaimedDecision): Promise<boolean> {
    const review = await findReview(db, claimed.teamId, claimed.reviewId);
    if (review?.decision?.at !== claimed.decidedAt || review.endpoint !== claimed.endpoint) {
      await releaseDecision(db, claimed, { notBefore: now(), counts: false });
      return true;
    }
    const noted = readNoted(claimed.endpoint, review.decision.option);
    const found = await read(noted, inOrder(review, regions), {
      days: DAYS,
      now: now(),
      signal,
      progress: () => {},
    });
    if (found.kind === 'stopped' || found.kind === 'no-access') {
      await releaseDecision(db, claimed, { notBefore: now(), counts: false });
      if (found.kind === 'no-access') report(found.text);
      return false;
    }
    lastTrouble = undefined;
    const { verdict, calibration } = compareWithEstimate(review, found);
    const mayRetry = now() + RETRY_MS <= claimed.decidedAt + LAST_DAY * DAY_MS && claimed.attempts < ATTEMPTS_MAX;
    if (verdict === 'later' && mayRetry) {
      await releaseDecision(db, claimed, { notBefore: now() + RETRY_MS, counts: true });
      logger.info({ reviewId: review.id, why: calibration.why }, 'Could not measure a decision; retrying in a week');
      return true;
    }
    const state = verdict === 'measured' ? 'measured' : 'unreadable';
    const settled = await settleDecision(parts.db, claimed, review, { state, calibration, now: now() }, (trx) =>
      tell(trx, review, now()),
    );
    if (!settled) {
      await releaseDecision(db, claimed, { notBefore: now(), counts: false });
      return true;
    }
    logger.info({ reviewId: review.id, ratio: calibration.ratio, why: calibration.why }, 'Measured a decision');
    await kick(review.id);
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

/** The decided workload's Region first: two Regions may have endpoints of one name. */
function inOrder({ latest }: Review, regions: readonly string[]): string[] {
  const { region } = latest.workload;
  return region !== undefined && regions.includes(region) ? [...new Set([region, ...regions])] : [...regions];
}

const readNotedFromAws: ReadNoted = async ({ name, isJob, region, accountId }, regions, reading) => {
  const places = region === null ? regions : [region];
  const what = isJob ? 'recurring transform job' : 'endpoint';
  let unread: string | undefined;
  for (const place of places) {
    const read = isJob ? await readJob(name, place, reading) : await readOne(name, place, reading);
    if (reading.signal.aborted) return { kind: 'stopped' };
    if (!read.ok) {
      if (read.isEverywhere) return { kind: 'no-access', text: read.text };
      unread ??= read.text;
      continue;
    }
    if ('line' in read) {
      if (read.line !== null) return { kind: 'read', line: read.line, days: reading.days };
      continue;
    }
    if (read.reviewed === null) continue;
    const { line, days, arn } = read.reviewed;
    if (accountId !== null && arn !== null && !arn.includes(`:${accountId}:`)) {
      return { kind: 'missing', why: `It's in the AWS account ${accountId}, which isn't the one that I can read.` };
    }
    return { kind: 'read', line, days };
  }
  if (unread !== undefined) return { kind: 'unread', why: unread };
  return { kind: 'missing', why: `There's no ${what} ${name} in ${places.join(', ')}.` };
};

import type { Kysely } from 'kysely';
import { DATABASE_ERROR_KINDS, type OnUse } from '../database/errors.ts';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';
import { steadyNow, within } from '../retry.ts';
import type { ReviewState } from '../reviews/record.ts';
import { countOpenJobs, OPEN_JOBS } from '../slack/outbox/count-jobs.ts';
import type { Meters } from './meters.ts';

/** Seconds. A query in a file takes well under a millisecond, and PostgreSQL cancels one after 10 s by default. */
const DATABASE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How old the database's figures may be, in milliseconds. Counting reads an index of all reviews. */
const COUNT_EVERY_MS = 10_000;

/** How long a scrape waits for the database, in milliseconds. Prometheus waits 10 s for everything (`scrape_timeout`). */
const COUNT_LIMIT_MS = 1_000;

const REVIEW_STATES = Object.keys({
  proposed: true,
  accepted: true,
  overridden: true,
  withdrawn: true,
  superseded: true,
} satisfies Record<ReviewState, true>);

const SAME_EVERYWHERE = 'Every process on a database reports the same figure.';

interface Counted {
  db: Kysely<RecordTables>;
  /** As for `GET /readyz`. */
  askDatabase(): Promise<boolean>;
  logger: Logger;
}

/** The database, and what only it knows. */
export interface RecordMetrics extends Required<OnUse> {
  /** Returns a function that counts what is in a database. Without an answer those gauges have no value: an old one would look current. */
  counting(counted: Counted): () => Promise<void>;
}

export function createRecordMetrics({ counter, gauge, histogram }: Meters): RecordMetrics {
  const states = ['state'];
  const jobs = gauge('outbox_jobs', `Posts that are not done, by state. ${SAME_EVERYWHERE}`, states);
  const oldest = gauge(
    'outbox_oldest_seconds',
    `Seconds since the oldest pending post was queued that is not held, or 0. ${SAME_EVERYWHERE}`,
  );
  const reviews = gauge('reviews', `Reviews by state. ${SAME_EVERYWHERE}`, states);
  const seconds = histogram('database_seconds', 'Seconds that a query took.', DATABASE_BUCKETS);
  const errors = counter('database_errors_total', 'Queries, commits and connections that failed, by kind.', {
    kind: DATABASE_ERROR_KINDS,
  });

  async function count(db: Kysely<RecordTables>): Promise<void> {
    const [open, stored] = await Promise.all([countOpenJobs(db), countReviews(db)]);
    for (const state of OPEN_JOBS) jobs.set({ state }, open.jobs.get(state) ?? 0);
    for (const state of REVIEW_STATES) reviews.set({ state }, stored.get(state) ?? 0);
    oldest.set(open.oldestAt === null ? 0 : Math.max(0, steadyNow() - open.oldestAt) / 1000);
  }

  function forget(): void {
    for (const one of [jobs, reviews]) one.reset();
    oldest.remove();
  }

  return {
    onQuery: (tookMs) => seconds.observe(tookMs / 1000),
    onError: (kind) => errors.inc({ kind }),
    counting({ db, askDatabase, logger }) {
      let counting: Promise<unknown> | undefined;
      let countedAt = Number.NEGATIVE_INFINITY;
      let isFailing = false;
      return async () => {
        if (steadyNow() - countedAt < COUNT_EVERY_MS) return;
        // So that a database that takes no writes is noticed while nobody writes. Its errors are counted.
        askDatabase().catch(() => {});
        let why: unknown = `no answer within ${COUNT_LIMIT_MS} ms`;
        counting ??= count(db)
          .then(() => {
            countedAt = steadyNow();
            isFailing = false;
          })
          .catch((error: unknown) => {
            why = error;
            throw error;
          })
          .finally(() => {
            counting = undefined;
          });
        if (await within(counting, COUNT_LIMIT_MS)) return;
        forget();
        if (!isFailing) logger.warn({ err: why }, "The metrics leave out the database's figures until it answers");
        isFailing = true;
      };
    },
  };
}

async function countReviews(db: Kysely<RecordTables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('reviews')
    .select(({ fn }) => ['state', fn.countAll<number>().as('number')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, number }) => [state, number]));
}

/**
 * How long the home tab's lists and the search take with 10 reviews and with 100,000, on the embedded database and on a
 * PostgreSQL server: `npx tsx bench/record.ts [--reviews 100000]`. The rows are written as the bot writes them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { recommend } from '../src/recommender/index.ts';
import { actOnReview } from '../src/reviews/act-on-review.ts';
import { listReviews } from '../src/reviews/lists/list-reviews.ts';
import { searchReviews } from '../src/reviews/lists/search-reviews.ts';
import { reviewMigrations } from '../src/reviews/migrations.ts';
import { createReview } from '../src/reviews/review-store.ts';
import type { ReviewTables } from '../src/reviews/tables.ts';
import { startPostgresServer } from '../test/database/support/postgres-server.ts';

const { values } = parseArgs({ options: { reviews: { type: 'string', default: '100000' } } });
const SIZES = [10, Number(values.reviews)];
const ROUNDS = 200;
const BATCH = 500;
const WRITERS = 6;
const TEAM = 'T1';
const PEOPLE = 200;
const WORDS = ['fraud', 'scoring', 'churn', 'scans', 'triage', 'search', 'ranking', 'speech', 'nightly', 'embeddings'];

/** Without its lists, which no query here reads: with them 100,000 reviews take gigabytes. */
const recommendation = {
  ...recommend({ name: 'any', payloadSizeMB: 500 }),
  ...{ rationale: [], rejected: [], rejectedHosting: [], costs: [], flips: [], assumptions: [], warnings: [] },
};

for (const size of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'record-'));
  await measure('embedded', `file:${join(folder, 'reviews.db')}`, size);
  rmSync(folder, { recursive: true, force: true });
}
const server = await startPostgresServer();
try {
  for (const size of SIZES) await measure('PostgreSQL', await server.createDatabase(`record${size}`), size);
} finally {
  await server.stop();
}

async function measure(kind: string, url: string, size: number): Promise<void> {
  const opened = await openDatabase<ReviewTables>(url);
  if (!opened.ok) throw new Error(opened.text);
  const { db } = opened;
  await migrate(db, [reviewMigrations]);
  const started = performance.now();
  await seed(db, size);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${kind}, ${size} reviews (seeded in ${seconds} s)\n`);
  for (const [what, query] of Object.entries(queriesOf(db))) await report(what, query);
  await opened.close();
}

/** Every second review is public; a third is decided, some have concerns; ten people ask for most of them. */
async function seed(db: Kysely<ReviewTables>, size: number): Promise<void> {
  const starts = Array.from({ length: Math.ceil(size / BATCH) }, (_, index) => index * BATCH);
  const work = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) await seedFrom(db, start, size);
  };
  await Promise.all(Array.from({ length: WRITERS }, work));
  // A server does so by itself, a while after many rows were written.
  await sql`analyze`.execute(db);
}

async function seedFrom(db: Kysely<ReviewTables>, start: number, size: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (let number = start; number < Math.min(size, start + BATCH); number++) {
      const pick = (list: readonly string[], step: number) => list[Math.floor(number / step) % list.length] ?? '';
      const workload = { name: `${pick(WORDS, 1)}-${pick(WORDS, 7)} ${number}`, payloadSizeMB: 500 };
      const requesterId = `U${number % PEOPLE}`;
      const asked = { teamId: TEAM, requesterId, workload, recommendation, isPublic: number % 2 === 0 };
      const { review } = await createReview(trx, asked, number);
      const act = (actorId: string, action: Parameters<typeof actOnReview>[1]['action']) =>
        actOnReview(trx, { teamId: TEAM, reviewId: review.id, actorId, action }, number);
      if (number % 10 === 1) await act('U1', { kind: 'raise-concern', text: 'what of cold starts?' });
      else if (number % 3 === 0) await act('U3', { kind: 'accept' });
    }
  });
}

function queriesOf(db: Kysely<ReviewTables>): Record<string, () => Promise<unknown>> {
  const who = { teamId: TEAM, userId: 'U1', limit: 10 };
  const first = (list: 'needs-me' | 'open' | 'decided') => () => listReviews(db, { ...who, list });
  return {
    'needs me': first('needs-me'),
    open: first('open'),
    decided: first('decided'),
    'decided, the second page': async () => {
      const { next } = await listReviews(db, { ...who, list: 'decided' });
      await listReviews(db, { ...who, list: 'decided', ...(next !== null && { after: next }) });
    },
    'a word that a tenth have': () => searchReviews(db, { ...who, words: 'frau' }),
    'two words': () => searchReviews(db, { ...who, words: 'fraud sco' }),
    'a letter': () => searchReviews(db, { ...who, words: 's' }),
    'a word and one number': () => searchReviews(db, { ...who, words: 'scoring 1234' }),
    'no such word': () => searchReviews(db, { ...who, words: 'xylophone' }),
  };
}

async function report(what: string, query: () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await query();
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => `${(sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(2)} ms`;
  process.stdout.write(`  ${what.padEnd(26)}  p50 ${at(0.5).padStart(9)}  p99 ${at(0.99).padStart(9)}\n`);
}

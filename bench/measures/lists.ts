import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { openRecord, type RecordTables } from '../../src/open-record.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import { createReview } from '../../src/reviews/review-store.ts';
import { openDoor } from '../../test/database/support/postgres-door.ts';
import { freePort } from '../../test/support/free-port.ts';
import { atMost, type Goal, quantile, type Report, ratiosOf, spreadOf, writeMedian, writeSpread } from '../report.ts';
import { type Double, inTurn, type Measure, openDouble, type Setup, startApp } from '../worlds.ts';

const ORIGINALS = 10;
/** Old enough for the chores of new reviews to be done, and so young that none is brought up in its thread. */
const AGE_MS = 24 * 60 * 60 * 1000;
const WORDS = ['fraud-scoring', 'churn-ranking', 'scans-triage', 'speech-search', 'fraud-triage'];

type Place = Pick<Double, 'teamId' | 'userId' | 'channelId'>;

/**
 * Fills a new record with reviews of one team and channel, some waiting for the person and some decided. The number is a multiple of
 * ten: ten are written as the bot does, and the rest are copies of their rows, each a little younger.
 */
async function fillRecord(url: string, size: number, place: Place): Promise<void> {
  const opened = await openRecord(url);
  if (!opened.ok) throw new Error(opened.text);
  const { db } = opened;
  const began = Date.now() - AGE_MS;
  const originals = size % ORIGINALS === 0 ? ORIGINALS : size;
  for (let number = 0; number < originals; number++) await writeOriginal(db, number, place, began);
  const copies = size / originals - 1;
  if (copies > 0)
    for (const [table, columns] of Object.entries(await tablesOf(db))) await copyRows(db, table, columns, copies);
  // A server does this automatically some time after many writes.
  await sql`analyze`.execute(db);
  await opened.close();
}

async function writeOriginal(
  db: Kysely<RecordTables>,
  number: number,
  { teamId, userId, channelId }: Place,
  began: number,
): Promise<void> {
  const workload = { ...named(WORDS[number % WORDS.length] ?? 'any'), payloadSizeMB: 500 };
  const requesterId = number % 2 === 0 ? userId : 'U0OTHER';
  const now = began + number;
  await db.transaction().execute(async (trx) => {
    const recommendation = recommend(workload);
    const asked = { teamId, requesterId, workload, recommendation, isPublic: number % 3 !== 0 };
    const { review } = await createReview(trx, asked, now);
    const act = (action: Parameters<typeof actOnReview>[1]['action']) =>
      actOnReview(trx, { teamId, reviewId: review.id, actorId: 'U0OTHER', action }, now);
    if (number % 5 === 1) await act({ kind: 'raise-concern', text: 'what of cold starts?' });
    else if (number % 2 === 1) await act({ kind: 'accept' });
    const post = { review_id: review.id, team_id: teamId, channel_id: channelId, can_be_invited: 1 };
    await trx
      .insertInto('slack_posts')
      .values({ ...post, shown_version: 1, details_version: 1, message_ts: `17${number}.0001` })
      .execute();
  });
}

/** The record's tables that have rows of reviews, parents first, with their columns. */
async function tablesOf(db: Kysely<RecordTables>): Promise<Record<string, string[]>> {
  const wanted = [
    'reviews',
    'review_revisions',
    'review_concerns',
    'review_events',
    'review_people',
    'review_listings',
  ];
  const tables = await db.introspection.getTables();
  return Object.fromEntries(
    [...wanted, 'review_words', 'slack_posts'].map((name) => [
      name,
      tables.find((table) => table.name === name)?.columns.map((column) => column.name) ?? [],
    ]),
  );
}

const TIMES = new Set(['at', 'created_at', 'updated_at', 'state_at', 'raised_at']);

async function copyRows(db: Kysely<RecordTables>, table: string, columns: string[], copies: number): Promise<void> {
  const key = table === 'reviews' ? 'id' : 'review_id';
  const values = columns.map((column) => {
    const value = sql.ref(`original.${column}`);
    if (column === key) return sql`${value} || '-' || copy.number`;
    return TIMES.has(column) ? sql`${value} + 20 * copy.number` : value;
  });
  await sql`
    with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${sql.lit(copies)})
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(values)} from ${sql.table(table)} as original cross join copy
  `.execute(db);
}

/** A workspace and the bot, with many reviews in its record. */
interface FilledWorld {
  double: Double;
  close(): Promise<void>;
}

/** `url`: of the database to create. `folder`: for the app's other files. */
async function openFilledWorld(setup: Setup, url: string, size: number, folder: string): Promise<FilledWorld> {
  const double = await openDouble();
  await fillRecord(url, size, double);
  const port = await freePort();
  const options = { entrance: double, connection: 'socket-mode', port, folder, databaseUrl: url } as const;
  const app = await startApp(setup, 'bot', options);
  await double.ask('connected', null);
  return {
    double,
    async close() {
      await app.stop();
      await double.close();
    },
  };
}

const REVIEWS = 43;
/** How common their words are decides how much there is to read. */
const SEARCHES = { 'a common word': 'fraud', 'two common words': 'fraud tri', 'no such word': 'xylophone' };
const WARM_UP = 100;
/** As a share of the commands. */
const SHARE = 0.2;
const LIMIT_MS = 300;

/** The search by name through Slack, from the submitted dialog to its results, over the reviews of one channel. */
export const search: Measure = {
  name: 'search',
  async run(setup) {
    const server = await openDoor('durable');
    const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
    const count = Math.ceil(setup.commands * SHARE);
    const rows: string[][] = [];
    const goals: Goal[] = [];
    try {
      const urls = { file: `file:${join(folder, 'search.db')}`, PostgreSQL: await server.createDatabase() };
      for (const [database, url] of Object.entries(urls)) {
        const { double, close } = await openFilledWorld(setup, url, REVIEWS, folder);
        try {
          for (const [what, words] of Object.entries(SEARCHES)) {
            const rounds: { p50: number; p95: number }[] = [];
            await double.ask('searches', { count: WARM_UP, words });
            for (let round = 0; round < setup.rounds; round++) {
              setup.say(`search, ${database}, ${what}, round ${round + 1}`);
              const { times } = await double.ask('searches', { count, words });
              rounds.push({ p50: quantile(times, 0.5), p95: quantile(times, 0.95) });
            }
            const p95s = rounds.map(({ p95 }) => p95);
            rows.push([`${what}, ${database}`, writeMedian(rounds.map(({ p50 }) => p50)), writeMedian(p95s)]);
            goals.push(atMost(`${what}, ${database}, p95 in ms`, spreadOf(p95s).median, LIMIT_MS, 1));
          }
          await double.expectNoBreaches();
        } finally {
          await close();
        }
      }
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const caption = `Search → results, ${REVIEWS} reviews of one channel, ms:`;
    return { tables: [{ caption, head: ['', 'p50', 'p95'], rows }], goals };
  },
};

/** Enough for every list to have a whole page. */
const FEWEST = 200;
/** Per command: 100,000 reviews with the default of 2,000 commands. */
const MORE = 50;
const DATABASES = ['file', 'PostgreSQL'] as const;
const HOME = 'App Home';
const FLAT = 1.5;

/** One value per round, in milliseconds. */
interface Rounds {
  p50: number[];
  p99: number[];
}

/** By search and database, then by number of reviews. */
type Found = Map<string, Map<number, Rounds>>;

/** The Home tab and the search, through Slack, with few and many reviews: two bots side by side, asked in turn. */
export const lists: Measure = {
  name: 'lists',
  async run(setup) {
    const found: Found = new Map();
    const server = await openDoor('durable');
    const folder = mkdtempSync(join(tmpdir(), 'bench-lists-'));
    const count = Math.ceil(setup.commands * SHARE);
    const sizes = [FEWEST, MORE * setup.commands];
    try {
      for (const database of DATABASES) {
        const worlds = new Map<number, FilledWorld>();
        try {
          for (const size of sizes) {
            setup.say(`lists, ${database}: ${size} reviews are written`);
            const url = database === 'file' ? `file:${join(folder, `${size}.db`)}` : await server.createDatabase();
            worlds.set(size, await openFilledWorld(setup, url, size, folder));
          }
          await inTurn(sizes, setup.rounds, async (size, round) => {
            setup.say(`lists, ${database}, round ${round + 1}: ${size} reviews`);
            const world = worlds.get(size);
            if (world === undefined) return;
            await lookAround(world, count, (what, times) => note(found, `${what}, ${database}`, size, times));
          });
          for (const world of worlds.values()) await world.double.expectNoBreaches();
        } finally {
          for (const world of worlds.values()) await world.close();
        }
      }
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return reportOf(found, sizes);
  },
};

async function lookAround(
  { double }: FilledWorld,
  count: number,
  say: (what: string, times: number[]) => void,
): Promise<void> {
  await double.ask('homes', { count: WARM_UP });
  say(HOME, (await double.ask('homes', { count })).times);
  for (const [what, words] of Object.entries(SEARCHES)) {
    await double.ask('searches', { count: WARM_UP, words });
    say(`search: ${what}`, (await double.ask('searches', { count, words })).times);
  }
}

function note(found: Found, what: string, size: number, times: number[]): void {
  const bySize = found.get(what) ?? new Map<number, Rounds>();
  const { p50, p99 } = bySize.get(size) ?? { p50: [], p99: [] };
  bySize.set(size, { p50: [...p50, quantile(times, 0.5)], p99: [...p99, quantile(times, 0.99)] });
  found.set(what, bySize);
}

function reportOf(found: Found, sizes: readonly number[]): Report {
  const most = Math.max(...sizes);
  const of = (bySize: Map<number, Rounds>, size: number, what: keyof Rounds) => bySize.get(size)?.[what] ?? [];
  const growthTo = (size: number, bySize: Map<number, Rounds>) =>
    ratiosOf(of(bySize, size, 'p50'), of(bySize, FEWEST, 'p50'));
  const head = ['', ...[FEWEST, most].map((size) => `${inWords(size)} p50`), 'ratio', 'p99'];
  const rows = [...found].map(([what, bySize]) => [
    what,
    ...[FEWEST, most].map((size) => writeMedian(of(bySize, size, 'p50'))),
    writeSpread(growthTo(most, bySize)),
    writeMedian(of(bySize, most, 'p99')),
  ]);
  const goals = [...found].map(([what, bySize]) => {
    return atMost(`${what}, p50 against ${FEWEST} reviews`, spreadOf(growthTo(most, bySize)).median, FLAT);
  });
  return { tables: [{ caption: 'Seen by Slack, by number of reviews, ms:', head, rows }], goals };
}

const inWords = (size: number) => size.toLocaleString('en-US');

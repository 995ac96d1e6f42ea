import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, type Report } from '../report/report.ts';
import { quantile, ratiosOf, spreadOf } from '../report/statistics.ts';
import { writeMedian, writeSpread } from '../report/write-number.ts';
import { inTurn } from '../support/in-turn.ts';
import { type FilledWorld, openFilledWorld } from '../support/open-filled-world.ts';
import { openPostgres } from '../support/open-postgres.ts';
import type { Measure } from './measure.ts';

const SIZES = [10, 10_000, 100_000] as const;
const [FEWEST, ...MORE] = SIZES;
type Size = (typeof SIZES)[number];
const DATABASES = ['file', 'PostgreSQL'] as const;
/** The searches. How common their words are decides how much there is to read. */
const SEARCHES = { 'a common word': 'fraud', 'two common words': 'fraud tri', 'no such word': 'xylophone' };
const HOME = 'App Home';
const WARM_UP = 100;
/** As a share of the commands. */
const SHARE = 0.2;
const FLAT = 1.5;

/** One value per round, in milliseconds. */
interface Rounds {
  p50: number[];
  p99: number[];
}

/** By search and database, then by number of reviews. */
type Found = Map<string, Record<Size, Rounds>>;

/** The Home tab and the search, through Slack, with few and many reviews: three bots side by side, asked in turn. */
export const lists: Measure = {
  name: 'lists',
  async run(setup) {
    const found: Found = new Map();
    const server = await openPostgres();
    const folder = mkdtempSync(join(tmpdir(), 'bench-lists-'));
    const count = Math.ceil(setup.commands * SHARE);
    try {
      for (const database of DATABASES) {
        const worlds = new Map<Size, FilledWorld>();
        try {
          for (const size of SIZES) {
            setup.say(`lists, ${database}: ${size} reviews are written`);
            const url =
              database === 'file' ? `file:${join(folder, `${size}.db`)}` : await server.createDatabase(`lists${size}`);
            worlds.set(size, await openFilledWorld(setup, url, size, folder));
          }
          await inTurn(SIZES, setup.rounds, async (size, round) => {
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
    return reportOf(found);
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

function note(found: Found, what: string, size: Size, times: number[]): void {
  const empty = () => ({ p50: [], p99: [] });
  const bySize = found.get(what) ?? { 10: empty(), 10000: empty(), 100000: empty() };
  found.set(what, bySize);
  bySize[size].p50.push(quantile(times, 0.5));
  bySize[size].p99.push(quantile(times, 0.99));
}

function reportOf(found: Found): Report {
  const head = ['', ...SIZES.flatMap((size) => [`${inWords(size)} p50`, 'p99', ...(size === FEWEST ? [] : ['ratio'])])];
  const rows = [...found].map(([what, bySize]) => [
    what,
    ...SIZES.flatMap((size) => [
      ...[bySize[size].p50, bySize[size].p99].map(writeMedian),
      ...(size === FEWEST ? [] : [writeSpread(growthTo(size, bySize))]),
    ]),
  ]);
  const goals = [...found].map(([what, bySize]) => {
    const most = Math.max(...MORE.map((size) => spreadOf(growthTo(size, bySize)).median));
    return atMost(`${what}, p50 of any size against ${FEWEST} reviews`, most, FLAT);
  });
  return { tables: [{ caption: 'Seen by Slack, by number of reviews, ms:', head, rows }], goals };
}

const growthTo = (size: Size, bySize: Record<Size, Rounds>) => ratiosOf(bySize[size].p50, bySize[FEWEST].p50);

const inWords = (size: Size) => size.toLocaleString('en-US');

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atMost, type Goal } from '../report/report.ts';
import { quantile, spreadOf } from '../report/statistics.ts';
import { writeMedian } from '../report/write-number.ts';
import { openFilledWorld } from '../support/open-filled-world.ts';
import { openPostgres } from '../support/open-postgres.ts';
import type { Measure } from './measure.ts';

const REVIEWS = 43;
const SEARCHES = { 'a common word': 'fraud', 'two common words': 'fraud tri', 'no such word': 'xylophone' };
const WARM_UP = 100;
/** As a share of the commands. */
const SHARE = 0.2;
const LIMIT_MS = 300;

/** The search by name through Slack, from the submitted dialog to its results, over the reviews of one channel. */
export const search: Measure = {
  name: 'search',
  async run(setup) {
    const server = await openPostgres();
    const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
    const count = Math.ceil(setup.commands * SHARE);
    const rows: string[][] = [];
    const goals: Goal[] = [];
    try {
      const urls = { file: `file:${join(folder, 'search.db')}`, PostgreSQL: await server.createDatabase('search') };
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

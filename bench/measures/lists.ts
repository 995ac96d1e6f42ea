import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../test/support/free-port.ts';
import { atMost, type Goal } from '../report/report.ts';
import { quantile, spreadOf } from '../report/statistics.ts';
import { writeNumber } from '../report/write-number.ts';
import { fillRecord } from '../support/fill-record.ts';
import { openDouble } from '../support/open-double.ts';
import { openPostgres } from '../support/open-postgres.ts';
import type { Setup } from '../support/setup.ts';
import { startApp } from '../support/start-app.ts';
import type { Measure } from './measure.ts';

const SIZES = [10, 10_000, 100_000];
const DATABASES = ['file', 'PostgreSQL'] as const;
/** What is looked for: how common its words are decides how much there is to read. */
const SEARCHES = { 'a common word': 'fraud', 'two common words': 'fraud tri', 'no such word': 'xylophone' };
const HOME = 'App Home';
const WARM_UP = 100;
/** Of the commands. */
const SHARE = 0.2;
const FLAT = 1.5;

/** The home tab and the search, through Slack, with few reviews and with many. */
export const lists: Measure = {
  name: 'lists',
  async run(setup) {
    const server = await openPostgres();
    const folder = mkdtempSync(join(tmpdir(), 'bench-lists-'));
    const rows: string[][] = [];
    const goals: Goal[] = [];
    try {
      for (const database of DATABASES) {
        const found = new Map<string, Map<number, number[]>>();
        for (const size of SIZES) {
          const url =
            database === 'file' ? `file:${join(folder, `${size}.db`)}` : await server.createDatabase(`lists${size}`);
          setup.say(`lists, ${database}: ${size} reviews`);
          await look(setup, url, size, folder, found);
        }
        for (const [what, bySize] of found) {
          const times = SIZES.map((size) => bySize.get(size) ?? []);
          const medians = times.map((each) => quantile(each, 0.5));
          rows.push([
            `${what}, ${database}`,
            ...times.flatMap((each) => [quantile(each, 0.5), quantile(each, 0.99)].map(writeNumber)),
          ]);
          const [fewest = Number.NaN] = medians;
          const { highest } = spreadOf(medians.map((median) => median / fewest));
          goals.push(atMost(`${what}, ${database}, p50 of any size against ${SIZES[0]} reviews`, highest, FLAT));
        }
      }
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const head = ['', ...SIZES.flatMap((size) => [`${size.toLocaleString('en-US')} p50`, 'p99'])];
    return { tables: [{ caption: 'Seen by Slack, by number of reviews, ms:', head, rows }], goals };
  },
};

async function look(
  setup: Setup,
  url: string,
  size: number,
  folder: string,
  found: Map<string, Map<number, number[]>>,
): Promise<void> {
  const double = await openDouble();
  await fillRecord(url, size, double.teamId, double.userId);
  const port = await freePort();
  const options = { entrance: double, connection: 'socket-mode', port, folder, databaseUrl: url } as const;
  const app = await startApp(setup, 'bot', options);
  const count = Math.ceil(setup.commands * SHARE);
  const note = (what: string, times: number[]) => {
    const bySize = found.get(what) ?? new Map<number, number[]>();
    found.set(what, bySize.set(size, times));
  };
  try {
    await double.ask('connections', { count: 2 });
    await double.ask('homes', { count: WARM_UP });
    note(HOME, (await double.ask('homes', { count })).times);
    for (const [what, words] of Object.entries(SEARCHES)) {
      await double.ask('searches', { count: WARM_UP, words });
      note(`search: ${what}`, (await double.ask('searches', { count, words })).times);
    }
    await double.expectNoBreaches();
  } finally {
    await app.stop();
    await double.close();
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ratiosOf } from '../report/statistics.ts';
import { writeMedian, writeSpread } from '../report/write-number.ts';
import { inTurn } from '../support/in-turn.ts';
import { inWorld } from '../support/in-world.ts';
import type { Measure } from './measure.ts';

const SUBJECTS = ['bare', 'first', 'again'] as const;
/** A start takes only a second, so it is measured more often. */
const STARTS_PER_ROUND = 3;

/** From the start of the process to its first connection, as seen by Slack. */
export const startUp: Measure = {
  name: 'start-up',
  async run(setup) {
    const found = { bare: [] as number[], first: [] as number[], again: [] as number[] };
    const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
    const url = (name: string) => `file:${join(folder, name)}`;
    const connected = (kind: 'bare' | 'bot', databaseUrl: string) =>
      inWorld(setup, kind, { databaseUrl }, async (double, { startedAt }) => {
        return (await double.ask('connected', null)) - startedAt;
      });
    await connected('bot', url('again.db'));
    await inTurn(SUBJECTS, setup.rounds * STARTS_PER_ROUND, async (subject, round) => {
      setup.say(`start-up, ${round + 1}: ${subject}`);
      const name = subject === 'again' ? 'again.db' : `first${round}.db`;
      found[subject].push(await connected(subject === 'bare' ? 'bare' : 'bot', url(name)));
    });
    rmSync(folder, { recursive: true, force: true });
    const row = (what: string, values: number[]) => [
      what,
      writeMedian(values),
      writeSpread(ratiosOf(values, found.bare)),
    ];
    const rows = [
      ['bare Bolt', writeMedian(found.bare), ''],
      row('the bot, which makes its database', found.first),
      row('the bot, with its database', found.again),
    ];
    return { tables: [{ caption: 'Start → connected, ms:', head: ['', 'median', 'against bare'], rows }], goals: [] };
  },
};

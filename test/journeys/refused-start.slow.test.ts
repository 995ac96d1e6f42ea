import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { MIGRATIONS } from '../../src/open-record.ts';
import type { Config } from '../../src/settings/config.ts';
import { freePort } from '../support/free-port.ts';
import { inRecord } from '../support/in-record.ts';
import { connections } from '../support/ways.ts';
import { openForProcesses } from './support/open-for-processes.ts';

interface Refused {
  /** Why it can't start. */
  what: string;
  /** What is changed before the start: the environment, or what stands around. */
  change: (config: Config) => Promise<Record<string, string>>;
  says: string | RegExp;
}

const NEWER = [...MIGRATIONS, [{ name: 'add-later', needs: 'add-now', up: async () => {} }]];

const REFUSED: readonly Refused[] = [
  {
    what: 'HOST is not an address of this machine',
    change: async () => ({ HOST: '203.0.113.9', LOG_LEVEL: 'error' }),
    says: 'HOST is not an address of this machine',
  },
  {
    what: 'the bot token is wrong',
    change: async () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
    says: 'OAuth & Permissions → Bot User OAuth Token',
  },
  {
    what: 'a newer version removed from the database what this one needs',
    change: ({ databaseUrl }) => inRecord(databaseUrl, (db) => migrate(db, NEWER)).then(() => ({})),
    says: /newer than this version, which doesn't know migration add-later\. Start/,
  },
  {
    what: 'Slack cannot be reached',
    change: async () => ({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`, LOG_LEVEL: 'error' }),
    says: 'Check the network',
  },
  {
    what: 'the database file cannot be used',
    change: async () => ({ DATABASE_URL: 'file:/dev/null/reviews.db' }),
    says: "can't be used",
  },
];

describe.each(connections())('over %s, a process that cannot start', (kind) => {
  it.concurrent.for(REFUSED)('ends with code 1 and one line where $what', async (refused, { onTestFinished }) => {
    const { config, start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ LOG_LEVEL: 'info', ...(await refused.change(config)) });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toEqual([expect.stringMatching(refused.says)]);
  });
});

describe('a process that cannot start', () => {
  it.concurrent('ends with code 1 and every fault of the environment, each with where to find the value', async ({
    onTestFinished,
  }) => {
    const { startWith } = await openForProcesses('socket-mode', onTestFinished);
    const bot = startWith({ PORT: 'x', DATABASE_URL: 'postgres://db' });
    expect(await bot.ended).toBe(1);
    const lines = bot.output().trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(bot.output()).toContain('Bot User OAuth Token');
  });

  it.concurrent('ends with code 1 and one line where the app-level token is wrong', async ({ onTestFinished }) => {
    const { start } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ SLACK_APP_TOKEN: 'xapp-wrong', LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('SLACK_APP_TOKEN from Basic Information');
  });
});

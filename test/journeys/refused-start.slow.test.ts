import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { MIGRATIONS } from '../../src/open-record.ts';
import { freePort } from '../support/free-port.ts';
import { connections } from '../support/ways.ts';
import { openForProcesses } from './support/open-for-processes.ts';

describe.each(connections())('over %s, a process that cannot start', (kind) => {
  it.concurrent('ends with code 1 and one line where HOST is not an address of this machine', async ({
    onTestFinished,
  }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ HOST: '203.0.113.9', LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('HOST is not an address of this machine');
  });

  it.concurrent('ends with code 1 and one line where the bot token is wrong', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ SLACK_BOT_TOKEN: 'xoxb-wrong' });
    expect(await bot.ended).toBe(1);
    const lines = bot
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"level":"debug"'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('OAuth & Permissions → Bot User OAuth Token');
    expect(bot.output()).not.toContain('    at ');
  });

  it.concurrent('ends with code 1 and one line where a newer version removed from the database what this one needs', async ({
    onTestFinished,
  }) => {
    const { config, start } = await openForProcesses(kind, onTestFinished);
    const opened = await openDatabase(config.databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    await migrate(opened.db, [...MIGRATIONS, [{ name: 'add-later', needs: 'add-now', up: async () => {} }]]);
    await opened.close();
    const bot = start();
    expect(await bot.ended).toBe(1);
    const lines = bot
      .output()
      .trim()
      .split('\n')
      .filter((line) => !line.includes('"level":"debug"'));
    expect(lines).toEqual([
      expect.stringMatching(/newer than this version, which doesn't know migration add-later\. Start/),
    ]);
    expect(bot.output()).not.toContain('    at ');
  });

  it.concurrent('ends with code 1 and one line where Slack cannot be reached', async ({ onTestFinished }) => {
    const { start } = await openForProcesses(kind, onTestFinished);
    const bot = start({ SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/`, LOG_LEVEL: 'error' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain('Check the network');
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

  it.concurrent('ends with code 1 and one line where the database file cannot be used', async ({ onTestFinished }) => {
    const { start } = await openForProcesses('socket-mode', onTestFinished);
    const bot = start({ DATABASE_URL: 'file:/dev/null/reviews.db', LOG_LEVEL: 'info' });
    expect(await bot.ended).toBe(1);
    expect(bot.output().trim().split('\n')).toHaveLength(1);
    expect(bot.output()).toContain("can't be used");
  });
});

import { WebAPIPlatformError } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBoltLogger, createLogger } from '../../../../src/logger.ts';
import type { ConnectionEvents, SocketConnection } from '../../../../src/slack/connection/socket.ts';
import { createConnectionPool } from '../../../../src/slack/connection/socket-transport.ts';

interface Opened extends ConnectionEvents {
  isDrained: boolean;
}

/** A pool on a clock of the test, of connections that the test closes; `faults` are the next openings'. */
function createPool(faults: unknown[] = [], lifetimeMs = 18_060_000) {
  const opened: Opened[] = [];
  const warnings: string[] = [];
  const pool = createConnectionPool({
    logger: {
      ...createBoltLogger(createLogger({ level: 'fatal' }), 'fatal'),
      warn: (...parts) => void warnings.push(parts.join(' ')),
    },
    take: async () => {},
    async open(on): Promise<SocketConnection> {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      const mine: Opened = { ...on, isDrained: false };
      opened.push(mine);
      return {
        lifetimeMs,
        close: async () => {},
        drain() {
          mine.isDrained = true;
          mine.closed();
        },
      };
    },
  });
  return { opened, pool, faults, warnings };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the connection pool', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('opens the first connection at the start and the second one 10 s later, and no third', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    await pass(9_900);
    expect(opened).toHaveLength(1);
    await pass(200);
    expect(pool.count()).toBe(2);
    await pass(600_000);
    expect(opened).toHaveLength(2);
  });

  it('opens the second one after half of a life that Slack announces as short', async () => {
    const { pool } = createPool([], 1000);
    await pool.start();
    await pass(490);
    expect(pool.count()).toBe(1);
    await pass(20);
    expect(pool.count()).toBe(2);
  });

  it('opens a third when one announces that it goes, and lets that one go only then', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    await pass(60_000);
    opened[0]?.closing('refresh_requested');
    expect(opened[0]?.isDrained).toBe(false);
    await pass(1);
    expect(opened).toHaveLength(3);
    expect(opened[0]?.isDrained).toBe(true);
    expect(pool.count()).toBe(2);
  });

  it('where both go at once opens one at once and the other 10 s later, so that they are apart again', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    await pass(60_000);
    for (const one of [...opened]) one.closing('warning');
    await pass(1);
    expect(pool.count()).toBe(1);
    await pass(9_900);
    expect(opened).toHaveLength(3);
    await pass(200);
    expect(opened).toHaveLength(4);
    expect(pool.count()).toBe(2);
  });

  it.each([
    ['set back', -3_600_000],
    ['set ahead', 3_600_000],
  ])('opens the next connection when it is due where the clock is %s', async (_, ms) => {
    const { opened, pool } = createPool();
    await pool.start();
    await pass(10_001);
    vi.setSystemTime(Date.now() + ms);
    opened[0]?.closing('warning');
    await pass(9_900);
    expect(opened).toHaveLength(2);
    await pass(200);
    expect(opened).toHaveLength(3);
    expect(pool.count()).toBe(2);
  });

  it('opens another at once where none is left', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    opened[0]?.closed();
    expect(pool.count()).toBe(0);
    await pass(1);
    expect(pool.count()).toBe(1);
  });

  it('counts no connection that ended while it opened, and opens the next', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    await pass(10_000);
    opened[1]?.closing('warning');
    opened[1]?.closed();
    await pass(10_001);
    expect(pool.count()).toBe(2);
    expect(opened).toHaveLength(3);
  });

  it('tries again after 250 ms, then twice as long each time and 10 s at most', async () => {
    const failed = new Error('fetch failed');
    const { opened, pool } = createPool([undefined, ...Array.from({ length: 9 }, () => failed)]);
    await pool.start();
    opened[0]?.closed();
    await pass(1 + 250 + 500 + 1000 - 10);
    expect(opened).toHaveLength(1);
    await pass(60_000);
    expect(pool.count()).toBe(2);
  });

  it('rejects at the start as the opening does', async () => {
    const { pool } = createPool([new Error('no address')]);
    await expect(pool.start()).rejects.toThrow('no address');
  });

  it('says that it is broken where Slack refuses the token twice, 3 s apart, and tries no more', async () => {
    const refusal = new WebAPIPlatformError({ ok: false, error: 'account_inactive' });
    const { opened, pool } = createPool([undefined, refusal, refusal]);
    await pool.start();
    opened[0]?.closing('link_disabled');
    const broken = vi.fn();
    pool.broken.then(broken, broken);
    await pass(2900);
    expect(broken).not.toHaveBeenCalled();
    await pass(60_000);
    expect(broken).toHaveBeenCalledExactlyOnceWith(refusal);
    expect(opened).toHaveLength(1);
  });

  it('goes on where Slack refuses the token for a moment, and again some hours later', async () => {
    const refusal = new WebAPIPlatformError({ ok: false, error: 'invalid_auth' });
    const { opened, pool, faults } = createPool();
    const broken = vi.fn();
    pool.broken.then(broken, broken);
    await pool.start();
    await pass(60_000);
    for (const leaving of [0, 1]) {
      faults.push(refusal);
      opened[leaving]?.closing('warning');
      await pass(7_200_000);
      expect(pool.count()).toBe(2);
    }
    expect(opened).toHaveLength(4);
    expect(broken).not.toHaveBeenCalled();
  });

  it('says why a connection could not be opened, down to its cause', async () => {
    const cause = new Error('connect ECONNREFUSED 127.0.0.1:9');
    const { opened, pool, warnings } = createPool([undefined, new Error('A request error occurred', { cause })]);
    await pool.start();
    opened[0]?.closing('warning');
    await pass(1);
    expect(warnings).toEqual([
      'Could not open a connection to Slack (0 of 2 open; retrying in 250 ms): A request error occurred (connect ECONNREFUSED 127.0.0.1:9)',
    ]);
  });

  it('opens nothing once it is closed', async () => {
    const { opened, pool } = createPool();
    await pool.start();
    await pool.close(0);
    opened[0]?.closed();
    await pass(60_000);
    expect(opened).toHaveLength(1);
  });
});

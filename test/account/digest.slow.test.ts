import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGAIN_AFTER_MS, createAccountDigest } from '../../src/account/digest.ts';
import { type Audit, rank } from '../../src/account/rank.ts';
import { createDigest, type Digest } from '../../src/slack/outbox/digest.ts';
import { buildAccountDigest } from '../../src/slack/render/thread/digest.ts';
import { databases } from '../database/support/open-test-database.ts';
import { type Bench, startBench, TEAM } from '../slack/outbox/support/bench.ts';
import { reviewed } from './support/read-directly.ts';
import { never, realTime, worldOf } from './support/seeded.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CHANNEL = 'C0000000099';

/** An audit of `idle`, `<fraud>` and a number of small endpoints. */
function auditOf(small: number): Audit {
  const names = Array.from({ length: small }, (_, at) => `small-${at}`);
  const parts = [realTime({ name: 'idle', requests: never, count: 1 }), ...names.map((name) => realTime({ name }))];
  const world = worldOf(...parts);
  const all = ['idle', ...names].map((name) => reviewed(world, name));
  const [first, ...others] = all;
  const hostile = first && { ...first, line: { ...first.line, name: '<!channel> & *idle*' } };
  return rank([{ reviewed: [...(hostile ? [hostile] : []), ...others], jobs: [], quotas: [] }], []);
}

describe('the message', () => {
  it('has the month, both savings, the 10 endpoints that save most, and how many more there are', () => {
    const { text, blocks } = buildAccountDigest(auditOf(12));
    expect(text).toMatch(
      /^AWS account: 13 endpoints · \$\d,\d{3} per month at list prices · verified saving \$172 per month · likely \$\d,\d{3} more$/,
    );
    expect(blocks).toHaveLength(12);
    expect(JSON.stringify(blocks.at(-1))).toContain('3 more could save.');
  });

  it('escapes the names of endpoints', () => {
    const said = JSON.stringify(buildAccountDigest(auditOf(0)).blocks);
    expect(said).toContain('&lt;!channel&gt; &amp;');
    expect(said).not.toContain('<!channel>');
    expect(said).toMatch(/: \$172 now, saves \$172\. Delete it/);
  });

  it('says what was not read', () => {
    const audit = auditOf(1);
    const account = { ...audit.account, incomplete: [{ what: 'quotas', why: 'Access denied.' }] };
    expect(JSON.stringify(buildAccountDigest({ ...audit, account }).blocks)).toContain(
      'Not read: quotas: Access denied.',
    );
  });
});

describe.each(databases())('the weekly digest of the account with the %s database', (kind) => {
  let bench: Bench;
  let reads: number;
  let log: string[];
  let found: { ok: true; audit: Audit } | { ok: false; text: string };
  beforeEach(async () => {
    bench = await startBench({ kind });
    reads = 0;
    log = [];
    found = { ok: true, audit: auditOf(1) };
  });
  afterEach(() => bench.close());

  const digest = (read?: (signal: AbortSignal) => Promise<typeof found>): Digest => {
    const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) });
    const prepare = createAccountDigest({
      logger,
      read:
        read ??
        (async () => {
          reads += 1;
          return found;
        }),
      build: buildAccountDigest,
    });
    return createDigest({
      db: bench.db,
      ...bench.poster,
      teamId: TEAM,
      channelId: CHANNEL,
      now: bench.now,
      table: 'slack_account_digests',
      againAfterMs: AGAIN_AFTER_MS,
      prepare,
    });
  };
  const posts = () => bench.slack.posts.filter(({ args }) => args['channel'] === CHANNEL).length;

  it('is posted once a week by two processes, each with one audit', async () => {
    await Promise.all([digest().run(), digest().run()]);
    await digest().run();
    expect([posts(), reads]).toEqual([1, 1]);
    await bench.advance(6 * DAY);
    await digest().run();
    expect([posts(), reads]).toEqual([1, 1]);
    await bench.advance(DAY - HOUR);
    await Promise.all([digest().run(), digest().run()]);
    expect([posts(), reads]).toEqual([2, 2]);
  });

  it('is prepared by another process 30 min after one died in mid-audit', async () => {
    digest(() => new Promise(() => {}))
      .run()
      .catch(() => {});
    await expect
      .poll(() => bench.db.selectFrom('slack_account_digests').selectAll().execute())
      .toMatchObject([{ claimed_until: expect.any(Number) }]);
    await digest().run();
    expect(posts()).toBe(0);
    await bench.advance(31 * 60_000);
    await digest().run();
    expect(posts()).toBe(1);
  });

  it('that kills its process as it is prepared, 3 times, is left out for a week', async () => {
    for (let death = 1; death <= 3; death++) {
      bench.restart();
      digest(() => new Promise(() => {}))
        .run()
        .catch(() => {});
      await expect.poll(() => bench.db.selectFrom('slack_heard_events').selectAll().execute()).toHaveLength(death);
      await bench.advance(31 * 60_000);
    }
    bench.restart();
    await digest().run();
    expect([posts(), reads, bench.attempts]).toEqual([0, 0, ['digest crashed']]);
    await bench.advance(7 * DAY);
    await digest().run();
    expect([posts(), reads]).toEqual([1, 1]);
  });

  it('that Slack refuses is tried again after a day; one whose answer is lost is not', async () => {
    bench.slack.onCall(() => ({ kind: 'error', error: 'not_in_channel' }));
    await digest().run();
    await digest().run();
    expect([posts(), reads]).toEqual([0, 1]);
    await bench.advance(DAY);
    bench.slack.onCall(() => ({ kind: 'lost' }));
    await digest().run();
    bench.slack.onCall(() => undefined);
    await digest().run();
    expect([posts(), reads]).toEqual([1, 2]);
  });

  it('reports once that AWS cannot be read, and comes with the first audit that can', async () => {
    found = { ok: false, text: 'No AWS credentials found.' };
    const one = digest();
    for (let hour = 0; hour < 3; hour++) await one.run();
    expect(log.filter((line) => line.includes('No AWS credentials found.'))).toHaveLength(1);
    found = { ok: true, audit: auditOf(1) };
    await one.run();
    expect([posts(), reads]).toEqual([1, 4]);
  });

  it('says nothing of an account without findings, nor of an audit that was stopped', async () => {
    found = { ok: true, audit: rank([], []) };
    await digest().run();
    expect(posts()).toBe(0);
    await bench.advance(7 * DAY);
    const one: Digest = digest(async () => {
      one.stop();
      return { ok: true, audit: auditOf(1) };
    });
    await one.run();
    expect(posts()).toBe(0);
    found = { ok: true, audit: auditOf(1) };
    await digest().run();
    expect(posts()).toBe(1);
  });
});

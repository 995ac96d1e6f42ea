import { createServer, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { listen, portOf } from '../../../src/http/server.ts';
import { createSlackClock } from '../../../src/slack/connection/clock.ts';
import { forEachTest } from '../../support/for-each-test.ts';

const MINUTE_MS = 60_000;
/** A full second, so that nothing is cut from the date. */
const AT = Date.parse('2026-12-02T10:00:00Z');

/** Slack, whose answers have this date, or none. */
const slack = forEachTest(async () => {
  const told = { date: AT as number | undefined };
  const server: Server = createServer((_, response) => {
    response.sendDate = false;
    if (told.date !== undefined) response.setHeader('date', new Date(told.date).toUTCString());
    response.end('{}');
  });
  await listen(server, 0, '127.0.0.1');
  return { told, url: `http://127.0.0.1:${portOf(server)}/api/auth.test`, close: () => server.close() };
});

function clockAt(machine: number, own = machine) {
  const times = { machine, own };
  const off: number[] = [];
  const onOff = (ms: number) => void off.push(ms);
  const clock = createSlackClock({ onOff, machineNow: () => times.machine, ownNow: () => times.own });
  const ask = () => clock.fetch(slack.url, { method: 'POST' });
  return { clock, times, off, ask };
}

describe("Slack's clock", () => {
  it("is this machine's where no answer speaks against it: the date is cut to seconds", async () => {
    for (const aheadMs of [0, 500, 1000]) {
      const { clock, off, ask } = clockAt(AT + aheadMs);
      expect(clock.aheadMs()).toBeUndefined();
      await ask();
      expect([clock.now(), clock.aheadMs(), off]).toEqual([AT + aheadMs, 0, []]);
    }
  });

  it.each([6 * MINUTE_MS, -6 * MINUTE_MS])('is told by the date where the machine is %d ms off', async (aheadMs) => {
    const { clock, off, ask } = clockAt(AT + aheadMs);
    await ask();
    expect(Math.abs(clock.now() - AT)).toBeLessThanOrEqual(1000);
    expect(off).toHaveLength(1);
    expect(Math.abs((clock.aheadMs() ?? 0) - aheadMs)).toBeLessThanOrEqual(1000);
  });

  it('reports more than a minute, not a minute', async () => {
    for (const [aheadMs, times] of [
      [MINUTE_MS + 1000, 0],
      [MINUTE_MS + 1001, 1],
      [-MINUTE_MS, 0],
      [-MINUTE_MS - 1, 1],
    ] as const) {
      const { off, ask } = clockAt(AT + aheadMs);
      await ask();
      expect(off).toHaveLength(times);
    }
  });

  it('stays right when NTP sets the machine right after the start: its own clock is as far off as before', async () => {
    const { clock, times, off, ask } = clockAt(AT + 6 * MINUTE_MS);
    await ask();
    times.machine = AT;
    await ask();
    expect(Math.abs(clock.now() - AT)).toBeLessThanOrEqual(1000);
    expect([clock.aheadMs(), off.length]).toEqual([0, 1]);
  });

  it('stays as it was after an answer without a date', async () => {
    slack.told.date = undefined;
    const { clock, ask } = clockAt(AT);
    await ask();
    expect([clock.now(), clock.aheadMs()]).toEqual([AT, undefined]);
  });
});

import { describe, expect, it } from 'vitest';
import { within } from '../../../src/retry.ts';
import { createInFlight } from '../../../src/slack/connection/transport.ts';

function openWork() {
  let finish = () => {};
  const work = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { work, finish };
}

describe('createInFlight', () => {
  it('is settled at once where nothing was started', async () => {
    expect(await createInFlight().settled(0)).toBe(true);
  });

  it('waits for all that is in progress, also for what is started while it waits', async () => {
    const inFlight = createInFlight();
    const [first, second] = [openWork(), openWork()];
    const both = inFlight.track(first.work).then(() => inFlight.track(second.work));
    const settled = inFlight.settled(10_000);
    first.finish();
    setImmediate(second.finish);
    expect(await settled).toBe(true);
    await both;
  });

  it('gives up at its limit and says so', async () => {
    const inFlight = createInFlight();
    const { work, finish } = openWork();
    const tracked = inFlight.track(work);
    expect(await inFlight.settled(10)).toBe(false);
    finish();
    await tracked;
  });

  it('counts a failure as done and leaves the failure to its owner', async () => {
    const inFlight = createInFlight();
    await expect(inFlight.track(Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inFlight.settled(1000)).toBe(true);
  });
});

describe('within', () => {
  it('tells a promise that was kept in time from one that was broken or is late', async () => {
    expect(await within(Promise.resolve(), 1000)).toBe(true);
    expect(await within(Promise.reject(new Error('no')), 1000)).toBe(false);
    expect(await within(openWork().work, 5)).toBe(false);
  });
});

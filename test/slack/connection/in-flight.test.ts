import { describe, expect, it } from 'vitest';
import { within } from '../../../src/retry.ts';
import { createInFlight } from '../../../src/slack/connection/transport.ts';
import { createSignal } from '../../support/signal.ts';

describe('createInFlight', () => {
  it('is settled at once where nothing was started', async () => {
    expect(await createInFlight().settled(0)).toBe(true);
  });

  it('waits for all that is in progress, also for what is started while it waits', async () => {
    const inFlight = createInFlight();
    const [first, second] = [createSignal(), createSignal()];
    const both = inFlight.track(first.given).then(() => inFlight.track(second.given));
    const settled = inFlight.settled(10_000);
    first.give();
    setImmediate(second.give);
    expect(await settled).toBe(true);
    await both;
  });

  it('gives up at its limit and says so', async () => {
    const inFlight = createInFlight();
    const { given, give } = createSignal();
    const tracked = inFlight.track(given);
    expect(await inFlight.settled(10)).toBe(false);
    give();
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
    expect(await within(createSignal().given, 5)).toBe(false);
  });
});

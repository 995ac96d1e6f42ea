import { describe, expect, it } from 'vitest';
import { optionFor, warned } from './told.ts';

const variable = { trafficPattern: 'variable' } as const;

describe('a request of 50 s and more', () => {
  it.each([
    ['real-time', variable],
    ['serverless', { trafficPattern: 'intermittent' }],
  ] as const)(
    'needs a socket timeout of 70 s in the client on %s: a warning at 50 s, none at 49.9 s',
    (option, traffic) => {
      expect(optionFor({ ...traffic, processingTimeSeconds: 50 })).toBe(option);
      const slow = warned('client-timeout-too-short', { ...traffic, processingTimeSeconds: 50 });
      expect(slow).toMatchObject({ asked: 50, allowed: 70 });
      expect(warned('client-timeout-too-short', { ...traffic, processingTimeSeconds: 49.9 })).toBeUndefined();
    },
  );

  it('needs none with streaming, nor behind a queue', () => {
    const streamed = { ...variable, requiresStreaming: 'response', processingTimeSeconds: 55 } as const;
    expect(warned('client-timeout-too-short', streamed)).toBeUndefined();
    const queued = { ...variable, payloadSizeMB: 500, processingTimeSeconds: 55 };
    expect(optionFor(queued)).toBe('asynchronous');
    expect(warned('client-timeout-too-short', queued)).toBeUndefined();
  });
});

describe('a request over 60 s that fits only as a stream', () => {
  it('is a warning at 60.1 s, not at 60 s, and not where it need not stream', () => {
    const streamed = (processingTimeSeconds: number) =>
      ({ requiresStreaming: 'response', processingTimeSeconds }) as const;
    expect(warned('only-streaming-has-time', streamed(60.1))).toMatchObject({ asked: 60.1, allowed: 60 });
    expect(warned('only-streaming-has-time', streamed(60))).toBeUndefined();
    expect(warned('only-streaming-has-time', { processingTimeSeconds: 60.1 })).toBeUndefined();
  });
});

describe('a model that takes almost all the time that there is', () => {
  it('is a warning at 1.81 s of 2 s, not at 1.8 s', () => {
    const needed = { ...variable, responseTimeSeconds: 2 };
    const late = warned('response-time-without-margin', { ...needed, processingTimeSeconds: 1.81 });
    expect(late).toMatchObject({ asked: 1.81, allowed: 2 });
    expect(warned('response-time-without-margin', { ...needed, processingTimeSeconds: 1.8 })).toBeUndefined();
  });

  it('is none with streaming, nor for stored data', () => {
    const tight = { responseTimeSeconds: 100, processingTimeSeconds: 99 } as const;
    expect(warned('response-time-without-margin', tight)).toBeDefined();
    expect(warned('response-time-without-margin', { ...tight, requiresStreaming: 'response' })).toBeUndefined();
    expect(warned('response-time-without-margin', { ...tight, trafficPattern: 'dataset' })).toBeUndefined();
  });
});

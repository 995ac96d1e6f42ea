import { describe, expect, it } from 'vitest';
import { codesOf } from '../../support/reading.ts';
import { optionFor, told, warned } from './told.ts';

const behindGateway = { trafficPattern: 'variable', callerTimeoutSeconds: 29 } as const;

describe('a request that only just fits into the connection of 29 s', () => {
  it('is a warning at 26.2 s, not at 26.1 s', () => {
    const near = warned('caller-timeout-near', { ...behindGateway, processingTimeSeconds: 26.2 });
    expect(near).toMatchObject({ asked: 26.2, allowed: 29 });
    expect(near?.source?.url).toContain('apigateway');
    expect(warned('caller-timeout-near', { ...behindGateway, processingTimeSeconds: 26.1 })).toBeUndefined();
  });

  it('is the condition of the choice beyond 29 s, said once', () => {
    const { warnings } = told({ ...behindGateway, responseTimeSeconds: 45, processingTimeSeconds: 29.1 });
    expect(codesOf(warnings)).toEqual(['caller-timeout-shorter']);
  });

  it('is none with streaming, for stored data, nor behind a queue', () => {
    const tight = { ...behindGateway, processingTimeSeconds: 28 } as const;
    expect(warned('caller-timeout-near', { ...tight, requiresStreaming: 'response' })).toBeUndefined();
    expect(
      warned('caller-timeout-near', { ...tight, trafficPattern: 'dataset', datasetRunsPerMonth: 8760 }),
    ).toBeUndefined();
    expect(warned('caller-timeout-near', { ...tight, payloadSizeMB: 500 })).toBeUndefined();
  });
});

describe('an answer that may come after 29 s', () => {
  it('is a warning at 29.1 s of response time where nobody said how long a request takes, not at 29 s', () => {
    const late = warned('caller-timeout-shorter-than-need', { ...behindGateway, responseTimeSeconds: 29.1 });
    expect(late).toMatchObject({ asked: 29.1, allowed: 29 });
    expect(warned('caller-timeout-shorter-than-need', { ...behindGateway, responseTimeSeconds: 29 })).toBeUndefined();
  });

  it('is none where a request is known to take 2 s, with streaming, or for stored data', () => {
    const open = { ...behindGateway, responseTimeSeconds: 45 } as const;
    expect(warned('caller-timeout-shorter-than-need', { ...open, processingTimeSeconds: 2 })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', { ...open, requiresStreaming: 'response' })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', { ...open, trafficPattern: 'dataset' })).toBeUndefined();
    expect(warned('caller-timeout-shorter-than-need', behindGateway)).toBeUndefined();
  });
});

describe('a stream', () => {
  it('longer than the connection of 29 s is cut off: a warning at 29.1 s, not at 29 s', () => {
    const stream = (processingTimeSeconds: number) =>
      ({ ...behindGateway, requiresStreaming: 'response', processingTimeSeconds }) as const;
    expect(warned('stream-longer-than-connection', stream(29.1))).toMatchObject({ asked: 29.1, allowed: 29 });
    expect(warned('stream-longer-than-connection', stream(29))).toBeUndefined();
  });

  it('of unknown length, or on a connection of unknown length, is no warning', () => {
    const { callerTimeoutSeconds: _unknown, ...open } = behindGateway;
    const streaming = { requiresStreaming: 'response' } as const;
    expect(warned('stream-longer-than-connection', { ...behindGateway, ...streaming })).toBeUndefined();
    expect(
      warned('stream-longer-than-connection', { ...open, ...streaming, processingTimeSeconds: 45 }),
    ).toBeUndefined();
  });
});

describe('an asynchronous answer', () => {
  const queued = { trafficPattern: 'variable', payloadSizeMB: 500 } as const;

  it('is left in S3 after the caller of 29 s has gone, which is a warning, with and without a response time', () => {
    expect(optionFor({ ...queued, callerTimeoutSeconds: 29 })).toBe('asynchronous');
    expect(warned('answer-after-connection', { ...queued, callerTimeoutSeconds: 29 })?.text).toContain('whenever');
    const due = { ...queued, callerTimeoutSeconds: 29, responseTimeSeconds: 900 };
    expect(warned('answer-after-connection', due)).toMatchObject({ asked: 29, allowed: 900 });
  });

  it('is no warning where the connection holds for all of 900 s, nor where nothing is said of one', () => {
    const held = { ...queued, callerTimeoutSeconds: 900, responseTimeSeconds: 900 };
    expect(warned('answer-after-connection', held)).toBeUndefined();
    expect(warned('answer-after-connection', queued)).toBeUndefined();
  });

  it('is no warning for stored data', () => {
    const scheduled = {
      trafficPattern: 'dataset',
      datasetRunsPerMonth: 8760,
      payloadSizeMB: 500,
      callerTimeoutSeconds: 29,
    } as const;
    expect(optionFor(scheduled)).toBe('asynchronous');
    expect(warned('answer-after-connection', scheduled)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, ruledOutBy } from '../../support/reading.ts';
import { itHoldsTheCuts } from './cuts.ts';

describe('asynchronous inference', () => {
  // biome-ignore format: one case a line.
  itHoldsTheCuts('asynchronous', {}, [
    { what: 'response time, 60 s at least', code: 'queue-gives-no-promise', fits: [{ responseTimeSeconds: 60 }, { responseTimeSeconds: 60.1 }, {}],
      ruledOut: [{ responseTimeSeconds: 59.9 }, { responseTimeSeconds: 0.2 }] },
    { what: 'payload, 1 GB', code: 'payload-over-quota',
      fits: [{ payloadSizeMB: 1023 }, { payloadSizeMB: 1024 }, { payloadSizeMB: 5000, payloadByReference: true }], ruledOut: [{ payloadSizeMB: 1024.1 }] },
    { what: 'processing, 3,600 s', code: 'processing-over-quota', fits: [{ processingTimeSeconds: 3599 }, { processingTimeSeconds: 3600 }],
      ruledOut: [{ processingTimeSeconds: 3600.1 }] },
    { what: 'the answer against the time that one request takes', code: 'answer-later-than-needed',
      fits: [{ responseTimeSeconds: 120, processingTimeSeconds: 120 }], ruledOut: [{ responseTimeSeconds: 120, processingTimeSeconds: 121 }] },
    { what: 'streaming', code: 'streaming-not-supported', fits: [{ requiresStreaming: 'none' }],
      ruledOut: [{ requiresStreaming: 'response' }, { requiresStreaming: 'bidirectional' }] },
    { what: 'data capture', code: 'data-capture-not-supported', fits: [{ requiresDataCapture: false }], ruledOut: [{ requiresDataCapture: true }] },
    { what: 'variants', code: 'variants-not-supported', fits: [{ requiresMultipleVariants: false }], ruledOut: [{ requiresMultipleVariants: true }] },
  ]);

  it.each(['requiresGpu', 'requiresVpc', 'requiresNetworkIsolation', 'requiresMarketplaceModel'] as const)(
    'has %s',
    (need) => {
      const answer = explained({ payloadSizeMB: 500, [need]: true });
      expect(chosen(answer)).toBe('asynchronous/single-model/auto-scaling');
      expect(ruledOutBy(answer, 'real-time')).toContain('payload-over-quota');
    },
  );

  it('is where 7 MB go if no response time is stated: it takes them for certain', () => {
    const answer = explained({ payloadSizeMB: 7 });
    expect(answer.choice).toMatchObject({ option: 'asynchronous', conditional: false });
  });

  it('has one limit in its rationale where each of two would decide: 300 MB, and not 3,600 s too', () => {
    const { rationale, rejected } = explained({ payloadSizeMB: 300, processingTimeSeconds: 3600 });
    expect(codesOf(rationale)).toEqual(['payload-fits', 'queue-absorbs-peaks']);
    expect(rationale[0]?.text).toMatch(/300 MB.+1 GB/);
    const against = rejected.filter(({ reasons }) => codesOf(reasons).includes('processing-over-quota'));
    expect(against.map(({ option }) => option)).toEqual(['real-time', 'serverless']);
  });

  it('is ruled out below 60 s whatever is said of cold starts', () => {
    const answer = explained({ responseTimeSeconds: 30, coldStarts: 'minutes-acceptable' });
    expect(ruledOutBy(answer, 'asynchronous')).toContain('queue-gives-no-promise');
  });
});

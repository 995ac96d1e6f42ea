import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, rejectedBy, ruledOutBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';
import { itHoldsTheCuts } from './cuts.ts';

describe('real-time inference', () => {
  // biome-ignore format: one case a line.
  itHoldsTheCuts('real-time', {}, [
    { what: 'payload, disputed from 6 to 25 MB', code: 'payload-over-quota', fits: [{ payloadSizeMB: 6 }, { payloadSizeMB: 24.999 }, { payloadSizeMB: 25 }],
      ruledOut: [{ payloadSizeMB: 25.001 }, { payloadSizeMB: 500 }] },
    { what: 'payload by reference', code: 'payload-over-quota', fits: [{ payloadSizeMB: 500, payloadByReference: true }],
      ruledOut: [{ payloadSizeMB: 500, payloadByReference: false }] },
    { what: 'processing, 60 s', code: 'processing-over-quota', fits: [{ processingTimeSeconds: 59.9 }, { processingTimeSeconds: 60 }],
      ruledOut: [{ processingTimeSeconds: 60.1 }] },
    {
      what: 'processing with response streaming, 480 s',
      code: 'processing-over-quota',
      fits: [
        { requiresStreaming: 'response', processingTimeSeconds: 60.1 },
        { requiresStreaming: 'response', processingTimeSeconds: 480 },
      ],
      ruledOut: [{ requiresStreaming: 'response', processingTimeSeconds: 480.1 }],
    },
    {
      what: 'processing with bidirectional streaming, 1,800 s',
      code: 'processing-over-quota',
      fits: [
        { requiresStreaming: 'bidirectional', processingTimeSeconds: 480.1 },
        { requiresStreaming: 'bidirectional', processingTimeSeconds: 1800 },
      ],
      ruledOut: [{ requiresStreaming: 'bidirectional', processingTimeSeconds: 1800.1 }],
    },
    { what: 'processing without streaming that was said to be none', code: 'processing-over-quota',
      fits: [{ requiresStreaming: 'none', processingTimeSeconds: 60 }], ruledOut: [{ requiresStreaming: 'none', processingTimeSeconds: 61 }] },
    {
      what: 'the answer against the time that one request takes',
      code: 'answer-later-than-needed',
      fits: [
        { responseTimeSeconds: 2, processingTimeSeconds: 1.9 },
        { responseTimeSeconds: 2, processingTimeSeconds: 2 },
        // Only the first part has to be there in time.
        { responseTimeSeconds: 2, processingTimeSeconds: 30, requiresStreaming: 'response' },
        { responseTimeSeconds: 2, processingTimeSeconds: 30, requiresStreaming: 'bidirectional' },
      ],
      ruledOut: [{ responseTimeSeconds: 2, processingTimeSeconds: 2.1 }],
    },
    { what: 'memory, of which 500 GB are guidance and no limit', code: 'model-over-memory',
      fits: [{ modelSizeGB: 500 }, { modelSizeGB: 500.1 }, { modelSizeGB: 1500 }], ruledOut: [] },
  ]);

  it('fits without a condition at 6 MB', () => {
    const { choice, warnings } = explained({ payloadSizeMB: 6, responseTimeSeconds: 5 });
    expect(choice).toMatchObject({ option: 'real-time', conditional: false });
    expect(codesOf(warnings)).not.toContain('payload-disputed');
  });

  it.each([6.001, 7, 25])('at %d MB holds only if tested, with both figures in the warning', (payloadSizeMB) => {
    const { choice, warnings } = explained({ payloadSizeMB, responseTimeSeconds: 5 });
    expect(choice).toMatchObject({ option: 'real-time', conditional: true });
    const disputed = warnings.find(({ code }) => code === 'payload-disputed');
    expect(disputed).toMatchObject({ asked: payloadSizeMB, allowed: 6 });
    expect(disputed?.text).toMatch(/test.+6 MB.+25 MB/);
  });

  it('names 6 MB, and 25 MB as disputed, where it rules out', () => {
    const answer = explained({ payloadSizeMB: 30 });
    const reason = answer.rejected.find(({ option }) => option === 'real-time')?.reasons[0];
    expect(reason).toMatchObject({ code: 'payload-over-quota', asked: 30, allowed: 25 });
    expect(reason?.text).toContain('6 MB limit of Real-time Inference (25 MB disputed)');
  });

  describe('behind a caller whose connection closes after 29 s', () => {
    const behindGateway = workload({ callerTimeoutSeconds: 29, responseTimeSeconds: 50 });

    it('serves a request of 29 s without a condition', () => {
      expect(explained({ ...behindGateway, processingTimeSeconds: 29 }).choice).toMatchObject({
        option: 'real-time',
        conditional: false,
      });
    });

    it('serves a request of 29.1 s only if the caller can wait in another way', () => {
      const { choice, warnings } = explained({ ...behindGateway, processingTimeSeconds: 29.1 });
      expect(choice).toMatchObject({ option: 'real-time', conditional: true });
      expect(codesOf(warnings)).toContain('caller-timeout-shorter');
    });

    it('loses a request of 45 s to a queue where nobody has to wait on the call', () => {
      const answer = explained({ callerTimeoutSeconds: 29, processingTimeSeconds: 45 });
      expect(answer.choice?.option).toBe('asynchronous');
      expect(rejectedBy(answer, 'real-time')).toEqual(['outranked', ['caller-timeout-shorter', 'certain-preferred']]);
    });

    it('is held to it neither with streaming nor by a scheduler', () => {
      const streamed = explained({ ...behindGateway, processingTimeSeconds: 45, requiresStreaming: 'response' });
      expect(streamed.choice).toMatchObject({ option: 'real-time', conditional: false });
      const scheduled = explained({
        trafficPattern: 'dataset',
        responseTimeSeconds: 50,
        processingTimeSeconds: 45,
        callerTimeoutSeconds: 29,
      });
      expect(scheduled.choice?.conditional).toBe(false);
    });
  });

  it.each([
    'requiresGpu',
    'requiresVpc',
    'requiresNetworkIsolation',
    'requiresDataCapture',
    'requiresMultipleVariants',
    'requiresMarketplaceModel',
  ] as const)('has %s for one model', (need) => {
    expect(chosen(explained({ responseTimeSeconds: 1, [need]: true }))).toBe('real-time/single-model/auto-scaling');
  });

  it.each(['response', 'bidirectional'] as const)('is the only option with %s streaming', (requiresStreaming) => {
    const answer = explained({ requiresStreaming });
    expect(answer.choice?.option).toBe('real-time');
    for (const option of ['serverless', 'asynchronous', 'batch-transform'] as const) {
      expect(ruledOutBy(answer, option)).toContain('streaming-not-supported');
    }
  });

  it('is listed in every Region', () => {
    expect(explained({ region: 'me-central-1', responseTimeSeconds: 3 }).choice?.option).toBe('real-time');
  });
});

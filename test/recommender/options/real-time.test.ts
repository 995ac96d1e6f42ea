import { describe, expect, it } from 'vitest';
import { explained } from '../../support/answers.ts';
import { has, hasNot, itDecides, tells } from '../decisions.ts';
import { itHoldsTheCuts } from './cuts.ts';

const in1 = { responseTimeSeconds: 1 } as const;
const in2 = { responseTimeSeconds: 2 } as const;
const in5 = { responseTimeSeconds: 5 } as const;
/** Behind a caller whose connection closes after 29 s. */
const gateway = { callerTimeoutSeconds: 29, responseTimeSeconds: 50 } as const;

const FITS = { chosen: 'real-time/single-model/auto-scaling', conditional: false } as const;
const NO_STREAM = has('streaming-not-supported');
const ALONE = {
  chosen: FITS.chosen,
  against: { serverless: NO_STREAM, asynchronous: NO_STREAM, 'batch-transform': NO_STREAM },
} as const;
const disputed = (asked: number) => ({
  ...FITS,
  conditional: true,
  warnings: tells('payload-disputed', { asked, allowed: 6, text: expect.stringMatching(/test.+6 MB.+25 MB/) }),
});

describe('real-time inference', () => {
  // biome-ignore format: one case a line.
  itHoldsTheCuts('real-time', {}, [
    { what: 'payload, disputed from 6 to 25 MB', code: 'payload-over-quota', fits: [{ payloadSizeMB: 6 }, { payloadSizeMB: 24.999 }, { payloadSizeMB: 25 }],
      ruledOut: [{ payloadSizeMB: 25.001 }, { payloadSizeMB: 500 }] },
    { what: 'payload by reference', code: 'payload-over-quota', fits: [{ payloadSizeMB: 500, payloadByReference: true }],
      ruledOut: [{ payloadSizeMB: 500, payloadByReference: false }] },
    { what: 'processing, 60 s', code: 'processing-over-quota', fits: [{ processingTimeSeconds: 59.9 }, { processingTimeSeconds: 60 }],
      ruledOut: [{ processingTimeSeconds: 60.1 }] },
    { what: 'processing with response streaming, 480 s', code: 'processing-over-quota',
      fits: [{ requiresStreaming: 'response', processingTimeSeconds: 60.1 }, { requiresStreaming: 'response', processingTimeSeconds: 480 }],
      ruledOut: [{ requiresStreaming: 'response', processingTimeSeconds: 480.1 }] },
    { what: 'processing with bidirectional streaming, 1,800 s', code: 'processing-over-quota',
      fits: [{ requiresStreaming: 'bidirectional', processingTimeSeconds: 480.1 },
        { requiresStreaming: 'bidirectional', processingTimeSeconds: 1800 }],
      ruledOut: [{ requiresStreaming: 'bidirectional', processingTimeSeconds: 1800.1 }] },
    { what: 'processing without streaming that was said to be none', code: 'processing-over-quota',
      fits: [{ requiresStreaming: 'none', processingTimeSeconds: 60 }], ruledOut: [{ requiresStreaming: 'none', processingTimeSeconds: 61 }] },
    // Of a stream only the first part has to be there in time.
    { what: 'the answer against the time that one request takes', code: 'answer-later-than-needed',
      fits: [{ ...in2, processingTimeSeconds: 1.9 }, { ...in2, processingTimeSeconds: 2 },
        { ...in2, processingTimeSeconds: 30, requiresStreaming: 'response' },
          { ...in2, processingTimeSeconds: 30, requiresStreaming: 'bidirectional' }],
      ruledOut: [{ ...in2, processingTimeSeconds: 2.1 }] },
    { what: 'memory, of which 500 GB are guidance and no limit', code: 'model-over-memory',
      fits: [{ modelSizeGB: 500 }, { modelSizeGB: 500.1 }, { modelSizeGB: 1500 }], ruledOut: [] },
  ]);

  // biome-ignore format: one case a line.
  itDecides([
    ['fits without a condition at 6 MB, and from there to 25 MB only if tested, with both figures in the warning',
      [{ ...in5, payloadSizeMB: 6 }, { ...FITS, warned: hasNot('payload-disputed') }],
      [{ ...in5, payloadSizeMB: 6.001 }, disputed(6.001)],
      [{ ...in5, payloadSizeMB: 25 }, disputed(25)]],
    ['serves a request of 29 s behind a caller whose connection closes then, and of 29.1 s only if it can wait in another way',
      [{ ...gateway, processingTimeSeconds: 29 }, FITS],
      [{ ...gateway, processingTimeSeconds: 29.1 }, { ...FITS, conditional: true, warned: has('caller-timeout-shorter') }]],
    ['loses a request of 45 s to a queue where nobody has to wait on the call',
      [{ callerTimeoutSeconds: 29, processingTimeSeconds: 45 }, { chosen: 'asynchronous/single-model/auto-scaling',
        lost: { 'real-time': ['caller-timeout-shorter', 'certain-preferred'] } }]],
    ['is held to the connection neither with streaming nor by a scheduler',
      [{ ...gateway, processingTimeSeconds: 45, requiresStreaming: 'response' }, FITS],
      [{ ...gateway, processingTimeSeconds: 45, trafficPattern: 'dataset' }, { conditional: false }]],
    ['has a GPU, a VPC, network isolation, data capture, variants and models from AWS Marketplace for one model',
      [{ ...in1, requiresGpu: true }, FITS],
      [{ ...in1, requiresVpc: true }, FITS],
      [{ ...in1, requiresNetworkIsolation: true }, FITS],
      [{ ...in1, requiresDataCapture: true }, FITS],
      [{ ...in1, requiresMultipleVariants: true }, FITS],
      [{ ...in1, requiresMarketplaceModel: true }, FITS]],
    ['is the only option with streaming', [{ requiresStreaming: 'response' }, ALONE], [{ requiresStreaming: 'bidirectional' }, ALONE]],
    ['is listed in every Region', [{ region: 'me-central-1', responseTimeSeconds: 3 }, FITS]],
  ]);

  it('names 6 MB, and 25 MB as disputed, where it rules out', () => {
    const { rejected } = explained({ payloadSizeMB: 30 });
    const reason = rejected.find(({ option }) => option === 'real-time')?.reasons[0];
    expect(reason).toMatchObject({ code: 'payload-over-quota', asked: 30, allowed: 25 });
    expect(reason?.text).toContain('6 MB limit of Real-time Inference (25 MB disputed)');
  });
});

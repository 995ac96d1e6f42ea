import { describe, expect } from 'vitest';
import { has, itDecides } from '../decisions.ts';
import { itHoldsTheCuts } from './cuts.ts';

const large = { payloadSizeMB: 500 } as const;

const QUEUE = { chosen: 'asynchronous/single-model/auto-scaling', conditional: false } as const;
const HAS = { ...QUEUE, against: { 'real-time': has('payload-over-quota') } } as const;

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

  // biome-ignore format: one case a line.
  itDecides([
    ['has a GPU, a VPC, network isolation and models from AWS Marketplace',
      [{ ...large, requiresGpu: true }, HAS],
      [{ ...large, requiresVpc: true }, HAS],
      [{ ...large, requiresNetworkIsolation: true }, HAS],
      [{ ...large, requiresMarketplaceModel: true }, HAS]],
    ['has one limit in its rationale where each of two would decide: 300 MB, and not 3,600 s too',
      [{ payloadSizeMB: 300, processingTimeSeconds: 3600 }, { why: ['payload-fits', 'queue-absorbs-peaks'],
        says: expect.stringMatching(/300 MB.+1 GB/),
          against: { 'real-time': has('processing-over-quota'), serverless: has('processing-over-quota') } }]],
    ['is ruled out below 60 s whatever is said of cold starts',
      [{ responseTimeSeconds: 30, coldStarts: 'minutes-acceptable' }, { against: { asynchronous: has('queue-gives-no-promise') } }]],
  ]);
});

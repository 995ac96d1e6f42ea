import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { differenceOf } from '../../src/wording/differences.ts';
import { workload } from '../support/workloads.ts';

const SCANS: Partial<Workload> = {
  payloadSizeMB: 500,
  responseTimeSeconds: 900,
  processingTimeSeconds: 90,
  trafficPattern: 'intermittent',
  requiresGpu: true,
  monthlyRequests: 6000,
};

const difference = (changes: Partial<Workload>) =>
  differenceOf(recommend(workload(SCANS)), recommend(workload({ ...SCANS, ...changes })));

describe('what a change does to an answer', () => {
  it('is option, size, cost and confidence, each before and after', () => {
    expect(difference({ processingTimeSeconds: 45 })).toEqual({
      changes: 'processing time 90 → 45 s',
      option: 'still Asynchronous Inference',
      size: 'up to 2 × ml.g4dn.xlarge → 1 × ml.g4dn.xlarge while busy',
      cost: expect.stringMatching(/^\$[\d.]+ → \$[\d.]+ per month$/),
      confidence: 'still Firm',
    });
  });

  it('says where no option fits then, and that no instance is left', () => {
    expect(difference({ payloadSizeMB: 3000 })).toMatchObject({
      changes: 'payload 500 → 3000 MB',
      option: 'Asynchronous Inference → no option fits',
      size: expect.stringContaining('→ no instances'),
      confidence: 'Firm → no option',
    });
  });
});

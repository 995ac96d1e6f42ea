import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { writeShort } from '../../src/terminal/write-recommendation.ts';
import { runs } from '../support/lane.ts';
import { anyRecommendation } from '../support/recommendations.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';

const CHARACTERS_MAX = 1500;

const short = (stated: Partial<Workload>): string => writeShort(recommend(workload(stated)));

describe('the short answer', () => {
  it('to any workload has under 1,500 characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        expect(writeShort(recommend(stated)).length).toBeLessThan(CHARACTERS_MAX);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('has no character that a terminal obeys', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        expect(writeShort(recommendation)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: runs(200) },
    );
  });

  it('names the conditions and the assumptions that decide', () => {
    const stated = { trafficPattern: 'intermittent', responseTimeSeconds: 300, coldStarts: 'acceptable' } as const;
    const text = short(stated);
    const { choice, assumptions } = recommend(workload(stated));
    expect(choice?.confidence).toBe('likely');
    expect(text).toMatch(/\nLikely · .*\nHolds if .*60 s/s);
    expect(text).toContain('\nAssumptions to confirm:\n');
    for (const { text: assumed } of assumptions.filter(({ decisive }) => decisive)) {
      expect(text.replace(/\s+/g, ' ')).toContain(assumed);
    }
  });

  it('names the instances and what they cost', () => {
    const text = short({
      trafficPattern: 'variable',
      responseTimeSeconds: 0.3,
      coldStarts: 'unacceptable',
      processingTimeSeconds: 0.04,
      monthlyRequests: 60_000_000,
      peakRequestsPerSecond: 150,
      modelSizeGB: 1,
    });
    expect(text).toMatch(
      /\nFirm · 1–5 × ml\.c6i\.large, auto scaling \(room for 6\) · \$.* · from\s+your\s+40 ms\nDecides: /s,
    );
  });

  it('claims no option where facts are needed, and asks for them', () => {
    expect(short({})).toMatch(/^Two facts decide · a workload\n=+\nAs assumed: Real-time Inference · /);
    expect(short({})).toMatch(
      /\nAnswer these:\n {2}- .*\?\n {4}- \S.*: (?:Real-time|Serverless) Inference, \$\S+ per [^\n]+\n/s,
    );
  });

  it('shows the ways out where no option fits', () => {
    const text = short({ payloadSizeMB: 5000 });
    expect(text).toMatch(/^No option fits · a workload\n/);
    expect(text).toContain(
      '\nWhat would make it fit:\n  - If requests carry only an S3 address: Real-time Inference.\n',
    );
    expect(text).toContain('\n  - Serverless Inference fits if the payload is at most 4 MB.\n');
  });
});

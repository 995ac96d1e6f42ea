import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { writeShort } from '../../src/terminal/write-short.ts';
import { runs } from '../support/lane.ts';
import { anyRecommendation } from '../support/recommendations.ts';
import { anyWorkload, sparseWorkload, workload } from '../support/workloads.ts';

const DECIDED: Workload[] = JSON.parse(
  readFileSync(new URL('../recommender/decided-cases.json', import.meta.url), 'utf8'),
).map((decided: { workload: Workload }) => decided.workload);

const CHARACTERS_MAX = 1500;

const short = (stated: Partial<Workload>): string => writeShort(recommend(workload(stated)));

describe('the short answer', () => {
  it.each(DECIDED)('to $name has under 1,500 characters, with option, instances, cost and confidence', (decided) => {
    const text = writeShort(recommend(decided));
    expect(text.length).toBeLessThan(CHARACTERS_MAX);
    expect(text).toMatch(/^Instances: .+\nCost: .+\nConfidence: (firm|likely|needs facts)\./m);
  });

  it('to any workload has under 1,500 characters', () => {
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload), (stated) => {
        expect(writeShort(recommend(stated)).length).toBeLessThan(CHARACTERS_MAX);
      }),
      { numRuns: runs(200) },
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
    expect(short({ trafficPattern: 'intermittent', responseTimeSeconds: 300, coldStarts: 'acceptable' })).toBe(
      `Serverless Inference for a workload
Serverless inference
Instances: none (serverless)
Cost: cost not known
Confidence: likely. Another option would win in these cases:
  - If performance comes first: Real-time Inference.
  - If a request takes over 60 s: Asynchronous Inference.
Assumed:
  - time for one request: not given
  - cost or speed: balanced
`,
    );
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
    expect(text).toContain('\nInstances: 1 to 5 × ml.m5.large\nCost: $');
    expect(text).toContain('\nConfidence: firm. ');
  });

  it('claims no option where facts are needed', () => {
    expect(short({})).toMatch(/^Too little is known to choose for a workload\. As assumed: Real-time Inference\n/);
  });

  it('shows two ways out where nothing fits', () => {
    expect(short({ payloadSizeMB: 5000 })).toBe(`No option fits a workload
  - Real-time Inference: Fits if the payload is at most 6 MB.
  - Serverless Inference: Fits if the payload is at most 4 MB.
  and 2 more (all of them with --json)
`);
  });
});

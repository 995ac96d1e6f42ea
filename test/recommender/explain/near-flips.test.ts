import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Flip,
  formatUsd,
  nearFlips,
  optionTitle,
  recommend,
  type Workload,
  whatWouldChange,
} from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';

const linesFor = (stated: Partial<Workload>, max = 2) => nearFlips(answerTo(stated), max).map(({ text }) => text);

const gaps = { trafficPattern: 'intermittent', payloadSizeMB: 1, modelSizeGB: 2 } as const;
const fraud = {
  trafficPattern: 'steady',
  responseTimeSeconds: 2,
  processingTimeSeconds: 0.05,
  monthlyRequests: 2_000_000,
  modelSizeGB: 2,
} as const;

describe('what would change an answer, near enough to mention', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['names the other option with what it would cost', { ...fraud, coldStarts: 'unacceptable', payloadSizeMB: 1 },
      [expect.stringMatching(/^If cold starts of a few seconds are fine: Serverless Inference, about \$\d+\.\d\d per month\.$/)]],
    ['puts two conditions that lead to one option on one line', { ...fraud, coldStarts: 'acceptable', payloadSizeMB: 5 },
      ['If the payload is at most 3.26 MB, or if requests carry only an S3 address: Serverless Inference.']],
    ['puts a cost on that line only if it is the same', { ...fraud, ...gaps, coldStarts: 'acceptable', costPriority: 'balanced' },
      [expect.stringMatching(/^If cold starts are unacceptable, or if performance comes first: Real-time Inference, about \$\d+ per month\.$/)]],
    ['has the nearest first: a response time of 60 s instead of 30 s before a payload 20 times smaller',
      { payloadSizeMB: 500, responseTimeSeconds: 30 },
      ['If the allowed response time is at least 60 s: Asynchronous Inference.',
        'If requests carry only an S3 address: Real-time Inference.']],
    ['offers a dataset where no option fits', { payloadSizeMB: 3000, responseTimeSeconds: 600 },
      expect.arrayContaining(['If a dataset is scored instead of requests: Batch Transform.'])],
    ['offers a dataset only there', { trafficPattern: 'variable', responseTimeSeconds: 900, payloadSizeMB: 30 }, []],
  ] as const)('%s', (_sentence, stated, lines) => {
    expect(linesFor(stated)).toEqual(lines);
  });

  it('offers no second model to a team with one, no single model to a team with several, and no demand as a way out', () => {
    expect(linesFor({ ...gaps, modelCount: 1, coldStarts: 'acceptable' }).join()).not.toContain('models');
    expect(linesFor({ busyDaysPerWeek: 1, modelCount: 2 }).join()).not.toContain('one model');
    const slow = linesFor({ processingTimeSeconds: 90, requiresDataCapture: true }, 5).join();
    expect(slow).toContain('at most 60 s');
    expect(slow).not.toContain('streamed');
  });

  it('reads the flips of answers that earlier versions stored', () => {
    const answer = answerTo({ payloadSizeMB: 500, responseTimeSeconds: 30 });
    const flips = answer.flips.map(
      (flip): Flip => ({ ...flip, text: 'Asynchronous Inference if the answer may take 60 s or more.' }),
    );
    expect(nearFlips({ ...answer, flips }, 1)).toEqual([
      { option: 'asynchronous', text: 'If the answer may take 60 s or more: Asynchronous Inference.' },
    ]);
  });

  it('is true of any workload: flips of the answer, none far, none that its conditions name, none to where no option fits', () => {
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), (stated) => {
        const answer = recommend(stated);
        const lines = nearFlips(answer, 2);
        expect(lines.length).toBeLessThanOrEqual(2);
        expect(new Set(lines.map(({ option }) => option)).size).toBe(lines.length);
        const conditions = answer.choice?.holdsIf.map(({ field }) => field) ?? [];
        for (const { option, text } of lines) {
          expect(text).toMatch(/^If [^\n]+: [A-Z][A-Za-z -]+(, about (less than )?\$[\d.,]+ per month)?\.$/);
          expect(text).toContain(`: ${optionTitle(option)}`);
          expect(option).not.toBe(answer.choice?.option);
          const merged = answer.flips.filter(
            (flip) => flip.option === option && text.includes(flip.text.slice(3, flip.text.lastIndexOf(':'))),
          );
          expect(merged.length).toBeGreaterThan(0);
          for (const { field, from, to } of merged) {
            expect(conditions).not.toContain(field);
            if (typeof to === 'number') expect(Math.max(Number(from) / to, to / Number(from))).toBeLessThanOrEqual(10);
          }
        }
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });
});

const scans = {
  payloadSizeMB: 500,
  responseTimeSeconds: 900,
  processingTimeSeconds: 90,
  requiresGpu: true,
  monthlyRequests: 6000,
} as const;
const records = {
  trafficPattern: 'dataset',
  datasetRecordsPerRun: 1e6,
  datasetSizeGB: 20,
  processingTimeSeconds: 0.05,
} as const;

describe('what 4 times the load would cost', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['is said last, as the answer to that workload bills it', scans, { monthlyRequests: 24_000 }, 'At 4 times the traffic: about'],
    ['names the option where it is another one', { ...fraud, coldStarts: 'acceptable', payloadSizeMB: 1, monthlyRequests: 3_000_000 },
      { monthlyRequests: 12_000_000 }, 'At 4 times the traffic: Real-time Inference, about'],
    ['is of the peak too', { ...scans, peakRequestsPerSecond: 0.02 }, { monthlyRequests: 24_000, peakRequestsPerSecond: 0.08 },
      'At 4 times the traffic: about'],
    ['is of a dataset and its records', { ...records, datasetRunsPerMonth: 30 }, { datasetRecordsPerRun: 4e6, datasetSizeGB: 80 },
      'At 4 times the data: about'],
  ] as const)('%s', (_sentence, stated, more, begins) => {
    const { choice, costs } = answerTo({ ...stated, ...more });
    const usd = costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
    expect(whatWouldChange(answerTo(stated), 5).at(-1)).toBe(`${begins} ${formatUsd(usd ?? 0, 'estimated')} per month.`);
  });

  it('is left out where no load is stated, or the bill of today is unknown', () => {
    expect(whatWouldChange(answerTo({ ...scans, monthlyRequests: undefined }), 5).join()).not.toContain('4 times');
    expect(whatWouldChange(answerTo({ monthlyRequests: 6000 }), 5).join()).not.toContain('4 times');
  });

  it('is still the same amount where what is kept running carries it', () => {
    const idle = { ...fraud, coldStarts: 'unacceptable', payloadSizeMB: 1, monthlyRequests: 1000 } as const;
    expect(whatWouldChange(answerTo(idle), 5).at(-1)).toMatch(/^At 4 times the traffic: still \$/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTES, type NoteCode } from '../../../src/recommender/explain/notes.ts';
import { HOSTING_FEATURES } from '../../../src/recommender/facts/hosting-features.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { runs } from '../../support/lane.ts';
import { chosen, codesOf, YOU } from '../../support/reading.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';
import { expectBoundaries } from './boundaries.ts';
import { BOUNDARIES, chat, direct, EXAMPLES } from './note-cases.ts';
import { warned } from './warnings/told.ts';

const examples = Object.entries(EXAMPLES) as [NoteCode, Partial<Workload>][];

const tell = (stated: Partial<Workload>) => {
  const { notes = [], ...answer } = explained(stated);
  return { chosen: chosen(answer), told: notes };
};

describe('a note', () => {
  expectBoundaries(BOUNDARIES, tell);

  it('reads as people read it', async () => {
    const lines = examples.flatMap(([code, stated]) => {
      const note = tell(stated).told.find((each) => each.code === code);
      return [`${code}  ${JSON.stringify(stated)}`, `  ${note?.text}`, `    ${note?.source?.title}`, ''];
    });
    await expectGolden(lines.join('\n'), 'recommender/notes.txt');
    expect(lines.filter((line) => YOU.test(line))).toEqual([]);
  });

  it('is one sentence with a source, in a fixed order, and no warning', () => {
    const order = Object.keys(NOTES);
    const anyExample = fc.constantFrom(...examples).map(([, stated]) => stated);
    fc.assert(
      fc.property(fc.oneof(anyWorkload, sparseWorkload, anyExample), (stated) => {
        const { notes = [], choice, warnings } = explained(stated);
        if (choice === null) expect(notes).toEqual([]);
        for (const { text, source } of notes) {
          expect(text).toMatch(/^[A-Z].*[^.]\.$/);
          expect(text).not.toMatch(/\. \S|undefined|null|NaN|Infinity|\[object| {2}/);
          expect(source?.url).toMatch(/^https:\/\//);
        }
        const places = codesOf(notes).map((code) => order.indexOf(code));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(codesOf(warnings).filter((code) => order.includes(code))).toEqual([]);
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('is none on a job or without servers', () => {
    const quiet = { trafficPattern: 'intermittent', processingTimeSeconds: 1, burstRequests: 50 } as const;
    expect(tell({ trafficPattern: 'dataset', requiresGpu: true, datasetRunsPerMonth: 30 }).told).toEqual([]);
    expect(tell(quiet)).toEqual({ chosen: 'serverless/single-model/on-demand', told: [] });
  });

  it('on pools gives way to a warning that names the second choice: a P family, the newest type', () => {
    expect(warned('capacity-may-lack', { ...direct, instanceType: 'ml.p5.48xlarge' })).toBeDefined();
    const newest = { ...chat, inputTokens: 1000, contextTokens: 8192, concurrentRequests: 50 };
    const { peakRequestsPerSecond: _, ...stated } = newest;
    expect(warned('new-instance-may-lack', stated)).toBeDefined();
    expect(codesOf(tell(stated).told)).not.toContain('pools-stand-in');
  });

  it('on drivers rests on two pages of AWS that contradict each other', () => {
    expect(HOSTING_FEATURES.hostImage.disputed.source.url).not.toBe(HOSTING_FEATURES.hostImage.source.url);
  });
});

import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { codesOf } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

describe('a cold load', () => {
  it('is a warning on every multi-model endpoint', () => {
    const { choice, warnings } = recommend(workload({ modelCount: 3000, modelsShareContainer: true }));
    expect(choice?.hosting).toBe('multi-model');
    expect(warnings.find(({ code }) => code === 'cold-load-takes-seconds')?.text).toContain('S3');
  });

  it.each([
    ['a multi-container endpoint, whose containers stay loaded', { modelCount: 3, containerCount: 3 }],
    ['inference components', { modelCount: 3, modelsScaleIndependently: true }],
    ['one model', { modelCount: 1 }],
  ])('is none on %s', (_what, stated) => {
    expect(codesOf(recommend(workload(stated)).warnings)).not.toContain('cold-load-takes-seconds');
  });
});

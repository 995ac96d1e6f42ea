import { describe, expect, it } from 'vitest';
import { HOSTING_PATTERNS, hostingOf } from '../../../src/recommender/hosting/index.ts';
import { hostingTitle } from '../../../src/recommender/index.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { INFERENCE_OPTIONS } from '../../../src/recommender/options/index.ts';
import { workload } from '../../support/workloads.ts';

describe('the hosting patterns', () => {
  it('are the five, in the order in which they are shown', () => {
    expect(HOSTING_PATTERNS.map(({ id }) => id)).toEqual([
      'single-model',
      'multi-model',
      'multi-container',
      'inference-pipeline',
      'inference-components',
    ]);
  });

  it('serve every arrangement by at least one', () => {
    const arrangements = [
      {},
      { modelCount: 3 },
      { modelCount: 3, modelsShareContainer: false },
      { containerCount: 2, containerInvocation: 'serial' },
      { modelCount: 3, modelAdapters: true },
      { modelCount: 3, modelsScaleIndependently: true },
    ] as const;
    for (const stated of arrangements) {
      const needs = understand(workload(stated));
      expect(HOSTING_PATTERNS.filter((pattern) => pattern.weigh(needs).serves).length).toBeGreaterThan(0);
    }
  });
});

describe.each(HOSTING_PATTERNS.map((pattern) => [pattern.id, pattern] as const))('%s', (id, pattern) => {
  it('is found by its id and has a title', () => {
    expect(hostingOf(id)).toBe(pattern);
    expect(hostingTitle(id)).toBe(pattern.title);
    expect(pattern.title).toMatch(/^[A-Z][a-z-]+ [a-z]+$/);
  });

  it('names the page of AWS that describes it', () => {
    expect(pattern.source.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
    expect(pattern.source.date).toMatch(/^20\d\d-\d\d/);
  });

  it('can be had with an option', () => {
    expect(INFERENCE_OPTIONS.some(({ hostings }) => hostings.includes(id))).toBe(true);
  });
});

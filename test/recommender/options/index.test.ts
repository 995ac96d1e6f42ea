import { describe, expect, it } from 'vitest';
import { QUOTAS } from '../../../src/recommender/facts/quotas.ts';
import { HOSTING_PATTERNS } from '../../../src/recommender/hosting/index.ts';
import { SINGLE_MODEL } from '../../../src/recommender/hosting/single-model.ts';
import { optionTitle } from '../../../src/recommender/index.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { INFERENCE_OPTIONS, optionOf } from '../../../src/recommender/options/index.ts';
import { workload } from '../../support/workloads.ts';

const FEATURES = ['gpu', 'vpc', 'network-isolation', 'data-capture', 'variants', 'marketplace'];

describe('the inference options', () => {
  it('are the four of AWS, in the order in which they are shown', () => {
    expect(INFERENCE_OPTIONS.map(({ id }) => id)).toEqual([
      'real-time',
      'serverless',
      'asynchronous',
      'batch-transform',
    ]);
  });
});

describe.each(INFERENCE_OPTIONS.map((option) => [option.id, option] as const))('%s', (id, option) => {
  it('is found by its id', () => {
    expect(optionOf(id)).toBe(option);
    expect(optionTitle(id)).toBe(option.title);
  });

  it("has AWS's name for a title", () => expect(option.title).toMatch(/^[A-Z][a-z-]+ (Inference|Transform)$/));

  it('names the page of AWS that describes it', () => {
    expect(option.source.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
    expect(option.source.title).not.toBe('');
    expect(option.source.date).toMatch(/^20\d\d-\d\d/);
  });

  it('has hosting patterns that exist, each once, a single model among them', () => {
    const known = HOSTING_PATTERNS.map((pattern) => pattern.id);
    expect(known).toEqual(expect.arrayContaining([...option.hostings]));
    expect(new Set(option.hostings).size).toBe(option.hostings.length);
    expect(option.hostings).toContain('single-model');
  });

  it('answers every row of the feature matrix', () => {
    expect(Object.keys(option.supports).toSorted()).toEqual(FEATURES.toSorted());
  });

  it('takes its limits from the quotas, so that each has a source', () => {
    const quotas: unknown[] = Object.values(QUOTAS);
    for (const limit of Object.values(option.limits)) expect(quotas).toContain(limit);
  });

  it('has a place in tens for each of the seven shapes of traffic', () => {
    const places = Object.values(option.place);
    expect(places).toHaveLength(7);
    for (const place of places) expect([10, 20, 30, 40]).toContain(place);
  });

  it('loses only on what is among its losses, and a job on nothing', () => {
    const told = INFERENCE_OPTIONS.filter((other) => other !== option && other.answers !== 'as-a-job').flatMap(
      (winner) =>
        (['steady', 'variable', 'intermittent', 'dataset'] as const).flatMap((trafficPattern) => {
          const needs = understand(workload({ trafficPattern }));
          const scaling = winner.scale(needs, 'single-model', []);
          const own = option.scale(needs, 'single-model', []);
          return option.losesTo({ option: winner, scaling }, { needs, option, hosting: SINGLE_MODEL, scaling: own });
        }),
    );
    expect(told.length > 0).toBe(option.answers !== 'as-a-job');
    for (const { code, text } of told) {
      expect(Object.keys(option.losses)).toContain(code);
      expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('names changes under which it could win, none of them empty', () => {
    const changes = option.couldWin(understand(workload()));
    expect(changes.length).toBeGreaterThan(0);
    for (const change of changes) expect(Object.keys(change)).toHaveLength(1);
  });

  it('may come first by its price alone where the lowest cost is asked for and nothing else is said', () => {
    const needs = understand(workload({ costPriority: 'lowest-cost' }));
    expect(option.mayOvertake(needs, option.scale(needs, 'single-model', []))).toBe(true);
  });
});

describe("AWS's table of options and hosting patterns", () => {
  it.each([
    ['single-model', ['real-time', 'serverless', 'asynchronous', 'batch-transform']],
    ['multi-model', ['real-time']],
    ['multi-container', ['real-time']],
    ['inference-pipeline', ['real-time', 'batch-transform']],
    ['inference-components', ['real-time']],
  ] as const)('has %s with %j', (hosting, options) => {
    const having = INFERENCE_OPTIONS.filter(({ hostings }) => hostings.includes(hosting)).map(({ id }) => id);
    expect(having).toEqual(options);
  });
});

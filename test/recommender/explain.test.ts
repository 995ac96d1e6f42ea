import { describe, expect, it } from 'vitest';
import { judge } from '../../src/recommender/judge.ts';
import { explain } from '../../src/recommender/recommend.ts';
import { workload } from '../support/workloads.ts';

describe('an answer without the search', () => {
  const { assumptions, choice, flips, rejected } = explain(judge(workload({ containerCount: 3 })));

  it('has the choice and its reasons, and nothing of what would change it', () => {
    expect(choice).toMatchObject({ option: 'real-time', hosting: 'inference-pipeline' });
    expect(flips).toEqual([]);
    expect(rejected.map(({ wouldFitIf }) => wouldFitIf)).toEqual([null, null, null]);
  });

  it('knows of no silence that decides, and assumes only the defaults and what the estimate rests on', () => {
    expect(assumptions.map(({ field }) => field)).toEqual([
      'trafficPattern',
      'responseTimeSeconds',
      'coldStarts',
      'costPriority',
      'containerInvocation',
      'region',
      'instanceType',
      'containerImageSizeGB',
    ]);
  });
});

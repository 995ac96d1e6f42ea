import { describe, expect, it } from 'vitest';
import { type InferenceOptionId, type Recommendation, recommend } from '../../src/recommender/index.ts';
import type { Decision } from '../../src/reviews/record.ts';
import { compareWithToday, isToRevisit } from '../../src/reviews/replay.ts';
import { reviewOf } from '../support/reviews.ts';
import { workload } from '../support/workloads.ts';

const BASE = recommend(workload({ name: 'scans' }));

/** An answer that is made by hand: what is chosen, what is ruled out, and the monthly cost of each. */
function answer(
  option: InferenceOptionId | null,
  {
    ruledOut = [],
    costs = {},
    version = 'today',
  }: {
    ruledOut?: InferenceOptionId[];
    costs?: Partial<Record<InferenceOptionId, number | null>>;
    version?: string;
  } = {},
): Recommendation {
  const choice: Recommendation['choice'] = option && {
    option,
    hosting: 'single-model',
    scaling: 'fixed',
    title: option,
    instance: null,
    confidence: 'firm',
    holdsIf: [],
    conditional: false,
  };
  return {
    ...BASE,
    kind: option === null ? 'nothing-fits' : 'recommended',
    choice,
    rejected: ruledOut.map((other) => ({
      option: other,
      title: other,
      verdict: 'ruled-out',
      reasons: [],
      wouldFitIf: null,
    })),
    costs: Object.entries(costs).map(([other, likely]) => ({
      option: other as InferenceOptionId,
      monthlyUsd: likely === null ? null : { low: likely, likely, high: likely },
      perMillionOutputTokensUsd: null,
      components: [],
      note: null,
    })),
    facts: { ...BASE.facts, version },
  };
}

function review(recommendation: Recommendation, decided: InferenceOptionId | null = null) {
  const { latest } = reviewOf(recommendation);
  const decision: Decision | null = decided && {
    kind: decided === recommendation.choice?.option ? 'accepted' : 'overridden',
    option: decided,
    revision: 1,
    reason: null,
    own: false,
    despiteConcerns: [],
    byId: 'U2',
    at: 0,
  };
  return { latest, decision };
}

describe('a review by the facts of today', () => {
  it('that comes out as before is not to be revisited', () => {
    const replayed = compareWithToday(review(answer('real-time')), answer('real-time'));
    expect(replayed).toEqual({
      before: 'real-time',
      now: 'real-time',
      differs: false,
      limitBroken: false,
      savingUsd: null,
    });
    expect(isToRevisit(replayed)).toBe(false);
  });

  it('that comes out otherwise says what that saves in a year, by the prices of today', () => {
    const costs = { 'real-time': 300, serverless: 100 };
    expect(
      compareWithToday(review(answer('real-time', { costs: { 'real-time': 1 } })), answer('serverless', { costs })),
    ).toMatchObject({ before: 'real-time', now: 'serverless', differs: true, savingUsd: 2400 });
  });

  it('says no saving where one of the two costs is not known', () => {
    for (const costs of [{ serverless: 100 }, { 'real-time': null, serverless: 100 }, {}]) {
      expect(compareWithToday(review(answer('real-time')), answer('serverless', { costs }))).toMatchObject({
        differs: true,
        savingUsd: null,
      });
    }
  });

  it('measures by what the team has decided, not by what was recommended', () => {
    const costs = { 'real-time': 300, serverless: 100 };
    const overridden = review(answer('asynchronous'), 'real-time');
    expect(compareWithToday(overridden, answer('serverless', { costs }))).toMatchObject({
      before: 'real-time',
      savingUsd: 2400,
    });
    expect(compareWithToday(overridden, answer('real-time'))).toMatchObject({ differs: false });
    expect(compareWithToday(overridden, answer('asynchronous'))).toMatchObject({ differs: false });
  });

  it('breaks a limit where what the team goes with is ruled out now, and was not then', () => {
    const today = answer('asynchronous', { ruledOut: ['real-time'] });
    expect(compareWithToday(review(answer('real-time'), 'real-time'), today).limitBroken).toBe(true);
    expect(compareWithToday(review(answer('asynchronous'), 'real-time'), today)).toMatchObject({
      differs: false,
      limitBroken: true,
    });
    const known = review(answer('asynchronous', { ruledOut: ['real-time'] }), 'real-time');
    expect(compareWithToday(known, today).limitBroken).toBe(false);
  });

  it('may find something where nothing fitted, or nothing where something did', () => {
    expect(compareWithToday(review(answer(null)), answer('real-time'))).toMatchObject({ before: null, differs: true });
    expect(compareWithToday(review(answer('real-time')), answer(null))).toMatchObject({ now: null, differs: true });
  });
});

import { describe, expect, it } from 'vitest';
import { renderDeployment } from '../../src/deploy/index.ts';
import { recommend } from '../../src/recommender/index.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { buildCosts } from '../../src/slack/render/thread/bill.ts';
import { buildSources } from '../../src/slack/render/thread/details.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { undated } from './golden.ts';
import { historyOf, reviewOf } from './reviews.ts';
import { workload } from './workloads.ts';

const recommendation = recommend(
  workload({
    name: 'scans',
    trafficPattern: 'intermittent',
    requiresGpu: true,
    payloadSizeMB: 500,
    responseTimeSeconds: 900,
  }),
);
const { quotasAsOf, pricesAsOf, version } = recommendation.facts;

describe('what golden files leave out', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['the cost', buildCosts(recommendation), [`at prices of ${pricesAsOf}`]],
    ['the sources', buildSources(recommendation), [`(read ${quotasAsOf}, facts version ${version})`]],
    ['the decision record', writeAdr(reviewOf(recommendation), historyOf(reviewOf(recommendation)), { url: 'https://slack.test/1' }),
      [`Quotas as of ${quotasAsOf}, prices as of ${pricesAsOf}, version ${version}.`, `read ${quotasAsOf}.`]],
    ['the terminal', writeRecommendation(recommendation, null),
      [`Quotas as of ${quotasAsOf}, prices as of ${pricesAsOf}, facts ${version}.`, `(${quotasAsOf})`]],
    ['a template', renderDeployment(recommendation, { format: 'cloudformation' }), [`limits as of ${quotasAsOf}, prices as of ${pricesAsOf}.`]],
  ])('is in %s what the recommendation rests on', (_where, said, dates) => {
    const text = typeof said === 'string' ? said : JSON.stringify(said);
    for (const date of dates) {
      expect(text).toContain(date);
      expect(undated(text)).not.toContain(date);
    }
  });

  it('is nothing else: a due date, a month of prices in a sentence and a version that somebody named stay', () => {
    const text = 'Due: 2026-11-30 · Replaced on 2026-11-25 · eu-west-3 refused it in August 2026 · version 1';
    expect(undated(text)).toBe(text);
  });
});

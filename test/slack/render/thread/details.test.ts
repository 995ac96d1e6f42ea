import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { formatUsd, type Recommendation, recommend } from '../../../../src/recommender/index.ts';
import { buildDetails, DETAILS } from '../../../../src/slack/render/thread/details.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS } from '../../../support/recommendations.ts';
import { workload } from '../../../support/workloads.ts';
import { mrkdwnIn, unexpectedMarkup, visibleText } from '../../markup.ts';

describe.each(DETAILS.map((detail) => [detail.id, detail] as const))('the detail %s', (_, detail) => {
  it('stays inside the limits of Slack for any recommendation', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        expect(
          validateBlocks(
            'message',
            detail.build({ recommendation, curve: ADVISOR.curveOf(recommendation) }, { chart: true }),
          ),
        ).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });
});

const PRICED = recommend(
  workload({
    name: 'priced',
    trafficPattern: 'steady',
    processingTimeSeconds: 0.2,
    modelSizeGB: 2,
    monthlyRequests: 3e6,
  }),
);

/** With the costs at other volumes, as the outbox has them. */
const details = (recommendation: Recommendation, look = { chart: true }) =>
  buildDetails({ recommendation, curve: ADVISOR.curveOf(recommendation) }, look);

describe('buildDetails', () => {
  it('is a message that Slack takes, and that pings nobody, for any recommendation', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        const message = details(recommendation);
        expect(validateMessage(message)).toEqual([]);
        expect([message.text, ...mrkdwnIn(message.blocks)].flatMap((mrkdwn) => unexpectedMarkup(mrkdwn))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('has at most 150 words beside the chart, the description and what people typed', () => {
    const sizes = fc.sample(anyRecommendation, { numRuns: runs(300), seed: 50 }).map((recommendation) => {
      const { blocks } = buildDetails({ recommendation, reviewId: 'r' });
      const spoken = mrkdwnIn(blocks).filter((text) => !text.startsWith('*Understood'));
      return spoken.map(visibleText).join(' ').split(/\s+/).length;
    });
    expect(sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length * 0.95)]).toBeLessThanOrEqual(150);
  });

  it('names what to confirm with what it would lead to', () => {
    const recommendation = recommend(workload({ name: 'x', responseTimeSeconds: 300 }));
    const [confirm = ''] = mrkdwnIn(buildDetails({ recommendation }).blocks).filter((text) =>
      text.startsWith('*To confirm*'),
    );
    const [decisive] = recommendation.assumptions.filter((assumption) => assumption.decisive);
    const conditions = recommendation.choice?.holdsIf.filter(({ field }) => field === decisive?.field) ?? [];
    expect(conditions.length).toBeGreaterThan(0);
    expect(confirm.split('\n')[1]).toBe(`• ${[decisive?.text, ...conditions.map(({ text }) => text)].join(' ')}`);
  });

  it('asks for the rest by buttons that carry the review, each with its own id', () => {
    const { blocks } = buildDetails({ recommendation: CT_SCANS, reviewId: 'r' });
    const row = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const ids = 'ask:assumptions ask:cost ask:compare ask:sources add_measurement'.split(' ');
    expect(row.map((element) => 'action_id' in element && element.action_id)).toEqual(ids);
  });

  it('shows the chart with the figures of the bill, which stand in the text as well', () => {
    const { text, blocks } = details(PRICED);
    const chart = blocks.find((block) => block.type === 'data_visualization');
    const at = chart?.chart.axis_config.categories.indexOf('3M · you are here') ?? -1;
    const realTime = PRICED.costs.find(({ option }) => option === 'real-time')?.monthlyUsd?.likely ?? 0;
    const [series] = chart?.chart.series.filter(({ name }) => name === 'Real-time') ?? [];
    expect(series?.data[at]?.value).toBeCloseTo(realTime, 2);
    expect(text).toContain(`3M ${formatUsd(realTime)} (you are here)`);
  });

  it('says the same figures as text where there is no chart, and no figure twice where there is one', () => {
    const [withChart, without] = [true, false].map((chart) => details(PRICED, { chart }));
    const isCurve = (text: string) => text.startsWith('*Cost by requests per month*');
    expect(mrkdwnIn(without?.blocks ?? []).filter(isCurve)).toHaveLength(1);
    expect(mrkdwnIn(withChart?.blocks ?? []).filter(isCurve)).toEqual([]);
    expect(without?.blocks).toHaveLength(withChart?.blocks.length ?? 0);
    expect(without?.text).toBe(withChart?.text);
  });

  it('shows no chart where the prices have changed since the bill', () => {
    const costs = PRICED.costs.map((cost) => ({ ...cost, monthlyUsd: { low: 1, likely: 1, high: 1 } }));
    const { blocks } = details({ ...PRICED, costs });
    expect(blocks.some((block) => block.type === 'data_visualization')).toBe(false);
  });

  it('quotes the description word for word', () => {
    const quote = buildDetails({ recommendation: CT_SCANS }).blocks.find((block) => block.type === 'rich_text');
    expect(JSON.stringify(quote)).toContain('Scans come from the hospital <!channel>');
  });

  it('says so when nothing was assumed', () => {
    const recommendation = { ...NOTHING_FITS, assumptions: [] };
    expect(buildDetails({ recommendation }).text).toBe('Details for fraud-scoring: nothing was assumed.');
  });
});

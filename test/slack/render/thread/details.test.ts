import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { buildDetails, DETAILS } from '../../../../src/slack/render/thread/details.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS, QUOTA_PAGE } from '../../../support/recommendations.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';

describe.each(DETAILS.map((detail) => [detail.id, detail] as const))('the detail %s', (_, detail) => {
  it('stays inside the limits of Slack for any recommendation', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        expect(validateBlocks('message', detail.build({ recommendation }))).toEqual([]);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('buildDetails', () => {
  const words = mrkdwnIn(buildDetails({ recommendation: CT_SCANS }).blocks).join('\n');

  it('is a message that Slack takes, and that pings nobody, for any recommendation', () => {
    fc.assert(
      fc.property(anyRecommendation, (recommendation) => {
        const message = buildDetails({ recommendation });
        expect(validateMessage(message)).toEqual([]);
        expect([message.text, ...mrkdwnIn(message.blocks)].flatMap((mrkdwn) => unexpectedMarkup(mrkdwn))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('asks the team about each assumption', () => {
    expect(words).toContain('*Seconds per request?* Processing is taken to last less than 15 min.');
  });

  it('asks about all needs that were taken as absent in one line', () => {
    expect(words).toContain('*Is any of these needed?* Taken as no: VPC, data capture.');
  });

  it('repeats what was stated', () => {
    expect(words).toContain('*Stated:* traffic: long gaps; response time: 15 min; payload: 500 MB; GPU: yes');
  });

  it('quotes the description word for word', () => {
    const quote = buildDetails({ recommendation: CT_SCANS }).blocks.find((block) => block.type === 'rich_text');
    expect(JSON.stringify(quote)).toContain('Scans come from the hospital <!channel>');
  });

  it('gives the reasons that the channel has no room for', () => {
    expect(words).toContain('Not Serverless Inference: Serverless Inference has no GPUs.');
  });

  it('names each source once, with its date', () => {
    expect(words.split(`<${QUOTA_PAGE.url}|Inference options>, read 2026-09`)).toHaveLength(2);
  });

  it('says so when nothing was assumed', () => {
    expect(buildDetails({ recommendation: NOTHING_FITS }).text).toBe(
      'Details for fraud-scoring: nothing was assumed, and the sources.',
    );
  });
});

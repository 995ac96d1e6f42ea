import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { buildRevisionLine } from '../../../../src/slack/render/thread/lines.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS } from '../../../support/recommendations.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';

describe('buildRevisionLine', () => {
  it('says on one line who changed what, and what came of it', () => {
    const before = { ...CT_SCANS, workload: { ...CT_SCANS.workload, payloadSizeMB: 300 } };
    const { text } = buildRevisionLine({ before, after: CT_SCANS, authorId: 'U0BEN00001', revision: 2 });
    expect(text).toBe('Revision 2 by <@U0BEN00001>: payload 300 → 500 MB: still Asynchronous Inference');
  });

  it('is a message that Slack takes, on one line and pinging nobody, for any two recommendations', () => {
    fc.assert(
      fc.property(anyRecommendation, anyRecommendation, (before, after) => {
        const message = buildRevisionLine({ before, after, authorId: 'U0BEN00001', revision: 2 });
        expect(validateMessage(message)).toEqual([]);
        expect(message.text).not.toContain('\n');
        const markup = [message.text, ...mrkdwnIn(message.blocks)].flatMap((mrkdwn) =>
          unexpectedMarkup(mrkdwn, ['<@U0BEN00001>']),
        );
        expect(markup).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });
});

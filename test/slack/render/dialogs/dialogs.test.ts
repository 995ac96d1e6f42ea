import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../../local-workspace/block-kit/validate.ts';
import type { Refusal } from '../../../../src/reviews/action.ts';
import { openConcerns, type Review } from '../../../../src/reviews/record.ts';
import { buildAccept } from '../../../../src/slack/render/dialogs/accept.ts';
import {
  blockOf,
  buildNotDone,
  decodeDecideMetadata,
  describeRefusal,
  encodeDecideMetadata,
} from '../../../../src/slack/render/dialogs/dialog.ts';
import {
  buildDecider,
  buildEndpoint,
  buildOverride,
  buildRaiseConcern,
  buildReopen,
  buildResolveConcern,
  buildWithdraw,
} from '../../../../src/slack/render/dialogs/standing.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { anyReview } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';

const DIALOGS: Readonly<Record<string, (review: Review) => ModalView>> = {
  'raise a concern': (review) => buildRaiseConcern(review, review.concerns[0]?.text),
  'resolve a concern': buildResolveConcern,
  'accept anyway': buildAccept,
  override: buildOverride,
  withdraw: buildWithdraw,
  're-open': buildReopen,
  'decider and date': buildDecider,
  endpoint: buildEndpoint,
};

describe.each(Object.entries(DIALOGS))('the dialog to %s', (name, build) => {
  it('stays inside the limits of Slack and pings nobody, for any review', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        // It opens only where there is something to resolve.
        if (name === 'resolve a concern' && openConcerns(review).length === 0) return;
        const view = build(review);
        expect(validateView(view)).toEqual([]);
        const markup = mrkdwnIn(view.blocks).flatMap((text) => unexpectedMarkup(text, ['<@U0BEN00001>']));
        expect(markup).toEqual([]);
        expect(decodeDecideMetadata(view.private_metadata ?? '')?.reviewId).toBe('review-1');
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('what a dialog carries', () => {
  it('comes back as it was, and is nothing for rubbish', () => {
    const metadata = { reviewId: 'r', revision: 3, concernIds: [1, 2] };
    expect(decodeDecideMetadata(encodeDecideMetadata(metadata))).toEqual(metadata);
    expect(decodeDecideMetadata(encodeDecideMetadata({ reviewId: 'r' }))).toEqual({ reviewId: 'r' });
    for (const rubbish of ['', '{', 'null', '{"reviewId":1}']) expect(decodeDecideMetadata(rubbish)).toBeNull();
  });
});

const DEED = { byId: 'U0BEN00001', at: 1_795_600_800_000 };

const CONCERN = { id: 1, text: 'Why?', blocking: false, raised: DEED, resolved: { ...DEED, note: 'Because <!here>' } };

const REFUSALS: readonly Refusal[] = [
  { kind: 'closed', state: 'accepted', reason: null, supersededBy: null, ...DEED },
  { kind: 'closed', state: 'overridden', reason: 'Tiles & <more>', supersededBy: null, ...DEED },
  { kind: 'closed', state: 'withdrawn', reason: null, supersededBy: null, ...DEED },
  { kind: 'closed', state: 'superseded', reason: null, supersededBy: 'r2', ...DEED },
  { kind: 'not-decided' },
  { kind: 'open-concerns', concerns: [{ ...CONCERN, resolved: null }] },
  { kind: 'no-such-concern' },
  { kind: 'concern-resolved', concern: CONCERN },
  { kind: 'stale', revision: 3, ...DEED },
  { kind: 'nothing-fits' },
  { kind: 'same-option', option: 'serverless' },
  { kind: 'words-missing', what: 'reason' },
  { kind: 'words-too-long', what: 'concern', max: 1000 },
  { kind: 'not-a-day' },
  { kind: 'past-day' },
  { kind: 'not-an-endpoint' },
  { kind: 'itself' },
];

describe('why something was not done', () => {
  it('reads as reviewed for every refusal', async () => {
    const lines = REFUSALS.map((refusal) => `${refusal.kind}: ${describeRefusal(refusal)}`);
    await expectGolden(`${lines.join('\n')}\n`, 'slack/refusals.txt');
  });

  it('is a view that Slack takes', () => {
    for (const refusal of REFUSALS) expect(validateView(buildNotDone(describeRefusal(refusal)))).toEqual([]);
  });

  it('is shown at its input, in plain text', () => {
    for (const refusal of REFUSALS) {
      if (blockOf(refusal) !== undefined) expect(describeRefusal(refusal)).not.toMatch(/[<*`]/);
    }
  });
});

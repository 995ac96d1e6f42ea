import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateView } from '../../../../local-workspace/block-kit/validate.ts';
import type { Refusal } from '../../../../src/reviews/action.ts';
import { openConcerns, type Review } from '../../../../src/reviews/record.ts';
import { buildAccept } from '../../../../src/slack/render/dialogs/accept.ts';
import {
  buildConcerns,
  buildRaiseConcern,
  buildResolveConcern,
} from '../../../../src/slack/render/dialogs/concerns.ts';
import {
  buildReopen,
  buildReopenConcern,
  buildWithdraw,
  buildWithdrawApproval,
} from '../../../../src/slack/render/dialogs/confirm.ts';
import {
  blockOf,
  buildNotDone,
  decodeDecideMetadata,
  describeRefusal,
} from '../../../../src/slack/render/dialogs/dialog.ts';
import { buildOverride, buildRuledOut } from '../../../../src/slack/render/dialogs/override.ts';
import { buildDecider, buildEndpoint } from '../../../../src/slack/render/dialogs/owner-endpoint-code.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { anyReview, REVIEWS } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';

const DIALOGS: Readonly<Record<string, (review: Review) => ModalView | undefined>> = {
  'raise a concern': (review) => buildRaiseConcern(review, review.concerns[0]?.text),
  // It opens only where there is something to resolve.
  'resolve a concern': (review) =>
    openConcerns(review).length === 0 ? undefined : buildResolveConcern(review, openConcerns(review)),
  'reopen a concern': (review) => review.concerns[0] && buildReopenConcern(review, review.concerns[0]),
  'see all concerns': buildConcerns,
  'accept anyway': buildAccept,
  'withdraw an approval': (review) => buildWithdrawApproval(review, 'U0BEN00001'),
  override: buildOverride,
  'override with what is ruled out': (review) => {
    const [ruledOut] = review.latest.recommendation.rejected.filter(({ verdict }) => verdict === 'ruled-out');
    return ruledOut && buildRuledOut(review, ruledOut.option, 'Because <we> must');
  },
  withdraw: buildWithdraw,
  're-open': buildReopen,
  'decider and date': buildDecider,
  endpoint: buildEndpoint,
};

/** Whom the generated reviews name, as people and as groups. */
const ASKED = ['<@U0BEN00001>', '<!subteam^S0ARCH>', '<@U0LEAD>'];

describe.each(Object.entries(DIALOGS))('the dialog to %s', (_name, build) => {
  it('stays inside the limits of Slack and pings nobody, for any review', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const view = build(review);
        if (view === undefined) return;
        expect(validateView(view)).toEqual([]);
        const markup = mrkdwnIn(view.blocks).flatMap((text) => unexpectedMarkup(text, ASKED));
        expect(markup.filter((sequence) => !/^<!date\^\d+\^[^<>]*>$/.test(sequence))).toEqual([]);
        expect(decodeDecideMetadata(view.private_metadata ?? '')?.reviewId).toBe('review-1');
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the dialog to override', () => {
  it('says in a clause why each other option lost, and cuts none', () => {
    const dialog = JSON.stringify(buildOverride(REVIEWS['proposed'] ?? expect.fail()));
    expect(dialog).toContain('"Ruled out: At most 6 MB; 25 MB disputed"');
    expect(dialog).not.toContain('…');
  });
});

describe('what a dialog carries', () => {
  it('comes back as it was, and is nothing for rubbish', () => {
    const metadata = { reviewId: 'r', revision: 3, concernIds: [1, 2] };
    expect(decodeDecideMetadata(JSON.stringify(metadata))).toEqual(metadata);
    expect(decodeDecideMetadata(JSON.stringify({ reviewId: 'r' }))).toEqual({ reviewId: 'r' });
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
  {
    kind: 'blocked',
    concerns: [{ ...CONCERN, blocking: true, resolved: null }],
    isOwn: false,
    approved: null,
    can: [],
  },
  {
    kind: 'blocked',
    concerns: [CONCERN, CONCERN].map((one) => ({ ...one, resolved: null })),
    isOwn: false,
    approved: null,
    can: ['S0ARCH'],
  },
  { kind: 'not-resolver', concern: { ...CONCERN, blocking: true }, by: ['U0BEN00001'], deciders: false },
  { kind: 'not-resolver', concern: CONCERN, by: ['U0BEN00001', 'U0LEAD'], deciders: true },
  { kind: 'not-approver', rules: [{ name: 'expensive endpoints', from: ['S0ARCH', 'U0LEAD'] }, { name: 'all' }] },
  { kind: 'own-approval', rule: 'expensive endpoints' },
  { kind: 'unchecked', groups: ['S0ARCH'] },
  { kind: 'no-approval' },
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

  it('is a view that Slack takes, with all that was typed', () => {
    const typed = ['&'.repeat(3000), '<!channel> 90 s', '', null];
    const values = Object.fromEntries(typed.map((value, at) => [`block_${at}`, { value: { value } }]));
    for (const refusal of REFUSALS) {
      const view = buildNotDone(describeRefusal(refusal), values);
      expect(validateView(view)).toEqual([]);
      expect(view.blocks.slice(2)).toMatchObject(
        typed.slice(0, 2).map((text) => ({ text: { type: 'plain_text', text } })),
      );
      expect(view.blocks).toHaveLength(4);
    }
  });

  it('is shown at its input, in plain text, where one of 5 things is wrong with it', () => {
    const shown = REFUSALS.filter((refusal) => blockOf(refusal) !== undefined);
    const kinds = 'words-missing words-too-long not-a-day past-day not-an-endpoint';
    expect(shown.map(({ kind }) => kind)).toEqual(kinds.split(' '));
    for (const refusal of shown) expect(describeRefusal(refusal)).not.toMatch(/[<*`]/);
  });
});

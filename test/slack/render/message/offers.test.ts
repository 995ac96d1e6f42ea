import { describe, expect, it } from 'vitest';
import type { TeamRules } from '../../../../src/policy/team-rules.ts';
import type { Recommendation } from '../../../../src/recommender/index.ts';
import type { ReviewActionKind } from '../../../../src/reviews/action.ts';
import { allows } from '../../../../src/reviews/decide.ts';
import type { NamedReview } from '../../../../src/reviews/record.ts';
import { ACTIONS } from '../../../../src/slack/ids.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { type ReviewMenuItem, readMenuValue } from '../../../../src/slack/render/message/section.ts';
import { CT_SCANS, NOTHING_FITS, UNKNOWN_SIZE } from '../../../support/recommendations.ts';
import { REVIEWS, reviewOf } from '../../../support/reviews.ts';

/** What each button and menu item leads to; what is always possible leads to nothing. */
const BUTTONS: Readonly<Record<string, ReviewActionKind | undefined>> = {
  [ACTIONS.accept]: 'accept',
  [ACTIONS.raiseConcern]: 'raise-concern',
  [ACTIONS.resolveConcern]: 'resolve-concern',
  [ACTIONS.changeAnswers]: 'revise',
  [ACTIONS.noteEndpoint]: 'note-endpoint',
  [ACTIONS.reopen]: 're-open',
};

const ITEMS: Readonly<Record<ReviewMenuItem, ReviewActionKind | undefined>> = {
  accept: 'accept',
  'override-policy': undefined,
  'get-code': undefined,
  override: 'override',
  decider: 'set-decider',
  withdraw: 'withdraw',
  're-open': 're-open',
  supersede: 'supersede',
  'export-adr': undefined,
};

const KINDS = [...new Set([...Object.values(BUTTONS), ...Object.values(ITEMS)])].filter((kind) => kind !== undefined);

function offeredBy(review: NamedReview): ReviewActionKind[] {
  const kinds = buildReviewMessage(review)
    .blocks.flatMap((block) => {
      if (block.type === 'section') return block.accessory?.type === 'button' ? [block.accessory] : [];
      return block.type === 'actions' ? block.elements : [];
    })
    .flatMap((element) => {
      if (element.type === 'button') return [BUTTONS[element.action_id ?? '']];
      if (element.type !== 'overflow') return [];
      return element.options.map(({ value }) => ITEMS[readMenuValue(value ?? '')?.item ?? 'export-adr']);
    });
  return kinds.filter((kind) => kind !== undefined).sort();
}

describe('the buttons and the menu', () => {
  it.each(Object.entries(REVIEWS))('offer what the record would allow, all of it and nothing else: %s', (_, review) => {
    const hasConcerns = review.concerns.some(({ resolved }) => resolved === null);
    // Changed answers do what a new review would; the menu has room for five.
    const apart = review.state === 'proposed' ? ['supersede'] : [];
    const allowed = KINDS.filter((kind) => allows(review, kind) && !apart.includes(kind)).filter(
      (kind) => kind !== 'resolve-concern' || hasConcerns,
    );
    expect(offeredBy(review)).toEqual([...allowed].sort());
  });

  it('offer owner, another option and withdrawal also where facts, approvals and a rule of the policy come first', () => {
    const policy = {
      version: 1,
      rules: [{ name: 'no G4', overriddenBy: ['U0BEN00001'] }],
      decidedBy: ['no G4'],
      technicallyBest: null,
    } as unknown as NonNullable<Recommendation['policy']>;
    const sizing = { ...UNKNOWN_SIZE, text: 'It depends.' };
    const choice = { ...(CT_SCANS.choice ?? expect.fail()), sizing };
    const review = reviewOf({ ...CT_SCANS, choice, policy });
    expect(offeredBy(review)).toEqual(expect.arrayContaining(['accept', 'override', 'set-decider', 'withdraw']));
    const ruled = {
      ...review,
      latest: { ...review.latest, team: { version: '1', approvals: [{ name: 'two', count: 2 }] } as TeamRules },
    };
    expect(offeredBy(ruled).filter((kind) => kind === 'accept')).toHaveLength(1);
    expect(JSON.stringify(buildReviewMessage(ruled).blocks)).toContain('"Approve…"');
  });

  it('offer no acceptance where no option fits, but another option', () => {
    const offered = offeredBy(reviewOf(NOTHING_FITS));
    expect(offered).not.toContain('accept');
    expect(offered).toContain('override');
  });
});

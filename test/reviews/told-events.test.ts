import { describe, expect, it } from 'vitest';
import type { ReviewEvent } from '../../src/reviews/record.ts';
import { toldEvents, webhookTypeOf } from '../../src/reviews/told-events.ts';
import { writeBody } from '../../src/webhooks/body.ts';
import { judgeOf } from '../schemas/support.ts';
import { CT_SCANS } from '../support/recommendations.ts';
import { reviewOf } from '../support/reviews.ts';

const { latest } = reviewOf(CT_SCANS);
const REVISIONS = [
  latest,
  { ...latest, revision: 2, workload: { ...latest.workload, payloadSizeMB: 3, region: 'eu-central-1' } },
];
const ADA = { actorId: 'U0ADA', at: Date.parse('2026-11-24T10:00:00Z') };

/** What happened, and what is told of it. One line each. */
const TOLD: { [Kind in ReviewEvent['kind']]: [Extract<ReviewEvent, { kind: Kind }>, object[]] } = {
  created: [{ ...ADA, kind: 'created', revision: 1 }, [{ kind: 'proposed', revision: 1 }]],
  revised: [
    { ...ADA, kind: 'revised', revision: 2 },
    [
      {
        kind: 'revised',
        revision: 2,
        changes: [
          { field: 'payloadSizeMB', from: 500, to: 3 },
          { field: 'region', from: null, to: 'eu-central-1' },
        ],
      },
    ],
  ],
  'policy-overridden': [
    { ...ADA, kind: 'policy-overridden', revision: 2, rules: ['no GPUs', 'EU only'], reason: 'A trial' },
    ['no GPUs', 'EU only'].map((rule) => ({ kind: 'policy-overridden', revision: 2, rule, reason: 'A trial' })),
  ],
  'concern-raised': [
    { ...ADA, kind: 'concern-raised', concernId: 1, text: 'PHI', blocking: true },
    [{ kind: 'concern-raised', id: 1, blocking: true, text: 'PHI' }],
  ],
  'concern-resolved': [
    { ...ADA, kind: 'concern-resolved', concernId: 1, note: 'An endpoint' },
    [{ kind: 'concern-resolved', id: 1, text: 'An endpoint' }],
  ],
  'concern-reopened': [
    { ...ADA, kind: 'concern-reopened', concernId: 1, reason: null },
    [{ kind: 'concern-reopened', id: 1 }],
  ],
  approved: [
    { ...ADA, kind: 'approved', revision: 1, rule: 'expensive', count: 1, of: 2, reason: 'Agreed' },
    [{ kind: 'approved', rule: 'expensive', count: 1, of: 2, reason: 'Agreed' }],
  ],
  'approval-withdrawn': [{ ...ADA, kind: 'approval-withdrawn', revision: 1 }, [{ kind: 'approval-withdrawn' }]],
  'option-proposed': [
    { ...ADA, kind: 'option-proposed', revision: 1, option: 'serverless', reason: 'Cheaper', ruledOut: true },
    [{ kind: 'option-proposed', option: 'serverless', reason: 'Cheaper', ruledOut: true }],
  ],
  accepted: [
    {
      ...ADA,
      kind: 'accepted',
      revision: 1,
      option: 'asynchronous',
      own: true,
      despiteConcerns: [1],
      reason: 'Agreed by phone',
    },
    [{ kind: 'accepted', option: 'asynchronous', despite: [1], reason: 'Agreed by phone' }],
  ],
  overridden: [
    {
      ...ADA,
      kind: 'overridden',
      revision: 1,
      option: 'real-time',
      recommended: 'asynchronous',
      reason: 'We tile',
      own: true,
      despiteConcerns: [],
    },
    [{ kind: 'overridden', option: 'real-time', reason: 'We tile', ruledOut: false, recommended: 'asynchronous' }],
  ],
  withdrawn: [{ ...ADA, kind: 'withdrawn', reason: null }, [{ kind: 'withdrawn', reason: null }]],
  're-opened': [
    { ...ADA, kind: 're-opened', from: 'accepted', reason: 'New budget' },
    [{ kind: 'reopened', reason: 'New budget' }],
  ],
  superseded: [
    { ...ADA, kind: 'superseded', byReviewId: 'review-2' },
    [{ kind: 'replaced', by: 'U0ADA', byReview: 'review-2' }],
  ],
  'decider-set': [{ ...ADA, kind: 'decider-set', deciderId: 'U0BEN' }, [{ kind: 'owner-set', owner: 'U0BEN' }]],
  'decide-by-set': [{ ...ADA, kind: 'decide-by-set', date: null }, [{ kind: 'due-set', date: null }]],
  'endpoint-noted': [
    {
      ...ADA,
      kind: 'endpoint-noted',
      endpoint: 'arn:aws:sagemaker:eu-central-1:111122223333:endpoint/ct-scans-prod',
    },
    [{ kind: 'endpoint-noted', name: 'ct-scans-prod', region: 'eu-central-1' }],
  ],
  'revisit-set': [{ ...ADA, kind: 'revisit-set', date: '2027-02-27' }, [{ kind: 'revisit-set', date: '2027-02-27' }]],
  revisited: [
    { ...ADA, kind: 'revisited', kept: true, next: '2027-05-28' },
    [{ kind: 'revisited', kept: true, next: '2027-05-28' }],
  ],
  drifted: [
    { ...ADA, kind: 'drifted', differences: ['It runs ml.g5.2xlarge.'] },
    [{ kind: 'drifted', differences: ['It runs ml.g5.2xlarge.'] }],
  ],
  'member-forgotten': [{ ...ADA, kind: 'member-forgotten', texts: false }, []],
};

describe('an event', () => {
  it.each(Object.entries(TOLD))(
    'stored as %s is told by its name, with its time and its person',
    (_, [event, told]) => {
      const common = { at: '2026-11-24T10:00:00.000Z', by: 'U0ADA', revision: 1 };
      expect(toldEvents([event], REVISIONS)).toEqual(told.map((one) => ({ ...common, ...one })));
    },
  );

  it('of any kind is in the schema of a decision webhook, and no other is', () => {
    const review = reviewOf(CT_SCANS);
    const events = Object.values(TOLD).map(([event]) => event);
    const around = { url: null, names: new Map(), neighbours: review.neighbours, policyNow: null };
    const body = JSON.parse(writeBody({ review, revisions: REVISIONS, events }, around));
    const judge = judgeOf('decision');
    expect(body.events.length).toBeGreaterThan(20);
    expect(judge(body)).toBeUndefined();
    expect(judge({ ...body, events: [{ ...body.events[0], kind: 'guessed' }] })).toContain('kind');
  });

  it('has the revision that was the current one', () => {
    const [created] = TOLD.created;
    const [withdrawn] = TOLD.withdrawn;
    const [revised] = TOLD.revised;
    const events = toldEvents([created, withdrawn, revised, withdrawn], REVISIONS);
    expect(events.map(({ revision }) => revision)).toEqual([1, 1, 2, 2]);
  });

  it.each(['endpoint-of-2025', null])('of an endpoint without a Region (%s) tells its name alone', (endpoint) => {
    const event = { ...ADA, kind: 'endpoint-noted', endpoint } as const;
    expect(toldEvents([event], REVISIONS)).toMatchObject([{ name: endpoint, region: null }]);
  });

  it('leads to a webhook where a review is decided, withdrawn, replaced or reopened', () => {
    const types = Object.entries(TOLD).flatMap(([kind, [event]]) => {
      const type = webhookTypeOf(event);
      return type === undefined ? [] : [[kind, type]];
    });
    expect(Object.fromEntries(types)).toEqual({
      accepted: 'review.decided',
      overridden: 'review.decided',
      withdrawn: 'review.withdrawn',
      superseded: 'review.replaced',
      're-opened': 'review.reopened',
    });
  });
});

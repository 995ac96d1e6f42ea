import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { adrFileName, writeAdr } from '../../src/reviews/decision-record.ts';
import type { NamedReview } from '../../src/reviews/record.ts';
import { runs } from '../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS } from '../support/recommendations.ts';
import { reviewOf } from '../support/reviews.ts';

/** 2026-11-24 10:00 UTC. */
const AT = 1_795_514_400_000;

const DAY = 24 * 60 * 60 * 1000;

const URL = 'https://acme.slack.com/archives/C0123/p1795514400000100';

const BEN = 'U0BEN00001';

const PROPOSED = reviewOf(CT_SCANS, { revision: 2, deciderId: BEN });

const DECIDED = { byId: BEN, at: AT + DAY };

const DECISION = { ...DECIDED, revision: 2, despiteConcerns: [] };

const REVIEWS: Readonly<Record<string, NamedReview>> = {
  proposed: PROPOSED,
  accepted: {
    ...PROPOSED,
    state: 'accepted',
    since: { ...DECIDED, reason: null },
    decision: { ...DECISION, kind: 'accepted', option: 'asynchronous', reason: null, own: false },
    concerns: [
      {
        id: 1,
        text: 'Who wakes it at night?',
        raised: { byId: 'U0CAR00001', at: AT },
        resolved: { ...DECIDED, note: 'A step policy' },
      },
      { id: 2, text: '# Is 1 GB enough? <!channel>', raised: { byId: 'U0CAR00001', at: AT }, resolved: null },
    ],
    endpoint: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/ct-scans',
    neighbours: { supersedes: 'ct-scans of 2025', supersededBy: null },
  },
  overridden: {
    ...PROPOSED,
    state: 'overridden',
    since: { ...DECIDED, reason: 'We tile the scans' },
    decision: { ...DECISION, kind: 'overridden', option: 'real-time', reason: 'We tile the scans', own: true },
  },
  withdrawn: { ...PROPOSED, state: 'withdrawn', since: { ...DECIDED, reason: 'Not this year.' } },
  superseded: {
    ...PROPOSED,
    state: 'superseded',
    since: { ...DECIDED, reason: null },
    neighbours: { supersedes: null, supersededBy: 'ct-scans v2' },
  },
  'nothing-fits': reviewOf(NOTHING_FITS, { revision: 2, deciderId: BEN }),
};

describe('writeAdr', () => {
  it.each(Object.entries(REVIEWS))('reads as reviewed, %s', async (name, review) => {
    await expect(writeAdr(review, URL)).toMatchFileSnapshot(`../golden/adr/${name}.md`);
  });

  it('has the headings of MADR once each, in their order, and metadata that YAML reads, whatever people typed', () => {
    const anyReview = fc
      .tuple(anyRecommendation, fc.constantFrom(...Object.values(REVIEWS)), fc.string({ maxLength: 200 }))
      .map(([recommendation, review, words]) => ({
        ...review,
        latest: { ...review.latest, recommendation },
        since: { ...review.since, reason: words },
        neighbours: { ...review.neighbours, supersededBy: review.neighbours.supersededBy === null ? null : words },
        concerns: [{ id: 1, text: words, raised: review.since, resolved: null }],
      }));
    fc.assert(
      fc.property(anyReview, (review) => {
        const adr = writeAdr(review, URL);
        const [, metadata = '', body = ''] = adr.split(/^---\n/m);
        expect(parse(metadata)).toMatchObject({ date: expect.stringMatching(/^2026-11-2[45]$/) });
        const headings = body.match(/^#+ .*$/gm) ?? [];
        expect(headings.filter((heading) => heading.startsWith('# '))).toHaveLength(1);
        expect(headings.filter((heading) => heading.startsWith('## '))).toEqual(
          [
            '## Context and Problem Statement',
            '## Decision Drivers',
            '## Considered Options',
            '## Decision Outcome',
            '## Pros and Cons of the Options',
            '## More Information',
          ].filter((heading) => heading !== '## Decision Drivers' || body.includes(heading)),
        );
        expect(body).not.toMatch(/^(?:```|~~~|<)/m);
      }),
      { numRuns: runs(300) },
    );
  });

  it('has a file name that any file system takes', () => {
    const named = (name: string) => adrFileName(reviewOf({ ...CT_SCANS, workload: { ...CT_SCANS.workload, name } }));
    expect(named('CT scans: triage (München)')).toBe('adr-ct-scans-triage-munchen.md');
    expect(named('../../etc')).toBe('adr-etc.md');
    expect(named('字')).toBe('adr-review.md');
  });
});

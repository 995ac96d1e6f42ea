import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { recommend } from '../../src/recommender/index.ts';
import { peopleIn, writeAdr } from '../../src/reviews/decision-record.ts';
import { adrFileName, bullet, clause, md } from '../../src/reviews/markdown.ts';
import type { NamedReview } from '../../src/reviews/record.ts';
import { FORMER_MEMBER } from '../../src/wording/text.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';
import { anyRecommendation, anyWorkload, CT_SCANS, NEEDS_FACTS, NOTHING_FITS } from '../support/recommendations.ts';
import { anyReview, REVIEWS as OTHER_REVIEWS, reviewOf } from '../support/reviews.ts';
import { workload } from '../support/workloads.ts';

/** 2026-11-24 10:00 UTC. */
const AT = 1_795_514_400_000;

const DAY = 24 * 60 * 60 * 1000;

const NAMES = new Map([
  ['U0ANA00001', 'ana'],
  ['U0BEN00001', 'ben'],
  ['U0CAR00001', 'Carla M_ller'],
]);

const IN_SLACK = { url: 'https://acme.slack.com/archives/C0123/p1795514400000100', names: NAMES };

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
        blocking: false,
        raised: { byId: 'U0CAR00001', at: AT },
        resolved: { ...DECIDED, note: 'A step policy' },
      },
      {
        id: 2,
        text: '# Is 1 GB enough? <!channel>',
        blocking: false,
        raised: { byId: 'U0CAR00001', at: AT },
        resolved: null,
      },
    ],
    endpoint: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/ct-scans',
    neighbours: { supersedes: { name: 'ct-scans of 2025', url: `${IN_SLACK.url}1` }, supersededBy: null },
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
    neighbours: { supersedes: null, supersededBy: { name: 'ct-scans v2', url: `${IN_SLACK.url}2` } },
  },
  'nothing-fits': reviewOf(NOTHING_FITS, { revision: 2, deciderId: BEN }),
  'needs-facts': reviewOf(NEEDS_FACTS),
};

describe('writeAdr', () => {
  it.each(Object.entries(REVIEWS))('reads as reviewed, %s', async (name, review) => {
    await expectGolden(writeAdr(review, IN_SLACK), `adr/${name}.md`);
  });

  it('has the headings of MADR once each, in their order, and metadata that YAML reads, whatever people typed', () => {
    const anyReview = fc
      .tuple(anyRecommendation, fc.constantFrom(...Object.values(REVIEWS)), fc.string({ maxLength: 200 }))
      .map(([recommendation, review, words]) => ({
        ...review,
        latest: { ...review.latest, recommendation },
        since: { ...review.since, reason: words },
        neighbours: {
          ...review.neighbours,
          supersededBy: review.neighbours.supersededBy && { name: words, url: null },
        },
        concerns: [{ id: 1, text: words, blocking: false, raised: review.since, resolved: null }],
      }));
    fc.assert(
      fc.property(anyReview, (review) => {
        const adr = writeAdr(review, IN_SLACK);
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

  const anyDecision = fc.oneof(
    anyReview,
    fc.constantFrom(...Object.values(REVIEWS), ...Object.values(OTHER_REVIEWS)),
    fc.tuple(anyWorkload, anyReview).map(([workload, review]) => {
      const recommendation = recommend(workload);
      return { ...review, latest: { ...review.latest, workload, recommendation } };
    }),
  );

  it('calls the chosen and the recommended option word for word what it calls the considered ones', () => {
    fc.assert(
      fc.property(anyDecision, (review) => {
        const adr = writeAdr(review, IN_SLACK);
        const considered = listUnder(adr, '## Considered Options');
        const named = [...adr.matchAll(/(?:Chosen option:|Recommended:|lead to) "(.*?)", because /g)];
        for (const [, option = ''] of named) expect(considered).toContain(bullet(option));
        const headings = adr.match(/(?<=^### ).*$/gm) ?? [];
        expect(headings.map(bullet)).toEqual(expect.arrayContaining(considered));
        if (review.state === 'accepted' && review.decision !== null) expect(adr).toContain('Chosen option: "');
      }),
      { numRuns: runs(300) },
    );
  });

  it('goes on small after "because", and lists what was assumed once', () => {
    const anyAnswer = anyWorkload.map((workload) => reviewOf(recommend(workload)));
    fc.assert(
      fc.property(fc.oneof(anyAnswer, fc.constantFrom(...Object.values(REVIEWS))), (review) => {
        const adr = writeAdr(review, IN_SLACK);
        expect(adr).not.toMatch(/because [A-Z][a-z]+ [a-z]/);
        expect(adr).not.toContain('Neutral');
        const assumed = review.latest.recommendation.assumptions.map(({ text }) => bullet(md(text)));
        expect(listUnder(adr, '### Assumptions')).toEqual(assumed);
      }),
      { numRuns: runs(200) },
    );
  });

  it('says when to revisit only by a change that is near and was stated, with what it would cost', () => {
    const stated = { trafficPattern: 'intermittent', responseTimeSeconds: 2, monthlyRequests: 200_000 } as const;
    const recommendation = recommend(workload({ ...stated, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 }));
    expect(recommendation.flips.map(({ text }) => text)).toContain(
      'If you have at least 2 models: Real-time Inference.',
    );
    const lines = listUnder(writeAdr(reviewOf(recommendation), IN_SLACK), '### Revisit when');
    expect(lines).toEqual([expect.stringMatching(/^\* If .*response time.* 1 s.*: Real-time .*per month\.$/)]);
  });

  it('names the people it knows, by id whom it does not, and nobody who is forgotten', () => {
    const review = { ...PROPOSED, requesterId: FORMER_MEMBER, deciderId: 'U0DAN00001' };
    expect(peopleIn(review)).toEqual(['U0ANA00001', 'U0DAN00001']);
    const adr = writeAdr(review, IN_SLACK);
    expect(adr).toContain('decision-makers: ["@U0DAN00001"]');
    expect(adr).toContain('a former member asked how to serve');
  });

  it('has a file name that any file system takes', () => {
    const named = (name: string) => adrFileName(reviewOf({ ...CT_SCANS, workload: { ...CT_SCANS.workload, name } }));
    expect(named('CT scans: triage (München)')).toBe('adr-ct-scans-triage-munchen.md');
    expect(named('../../etc')).toBe('adr-etc.md');
    expect(named('字')).toBe('adr-review.md');
  });
});

/** The items of the list under a heading. */
function listUnder(adr: string, heading: string): string[] {
  const [, after = ''] = adr.split(`\n${heading}\n\n`);
  return after === '' ? [] : (after.split('\n\n')[0] ?? '').replace(/\n$/, '').split('\n');
}

describe('md', () => {
  it.each([
    ['2.5 GB at 10 % of $314, ~5 min (p95) < 60 s | #3 {x} R&D 5 - 3 snake_case! C:\\temp', undefined],
    ['<!channel> <b>', '\\<!channel> \\<b>'],
    ['*bold* _it_ `code`', '\\*bold\\* \\_it\\_ \\`code\\`'],
    ['[a](https://x.example)', '\\[a\\](https://x.example)'],
    ['~~gone~~', '~\\~gone\\~\\~'],
    ['$x$', '\\$x\\$'],
    ['&lt;b&gt; &#60;', '&amp;lt;b&amp;gt; &amp;#60;'],
    ['\\* and at the end \\', '\\\\\\* and at the end \\\\'],
    ['two\nlines\u2028three', 'two lines three'],
  ])('escapes nothing but markup: %s', (text, escaped = text) => {
    expect(md(text)).toBe(escaped);
  });

  it.each([
    ['2.5 GB', '* 2.5 GB'],
    ['2. GB', '* 2\\. GB'],
    ['-5 °C', '* -5 °C'],
    ['- a', '* \\- a'],
    ['---', '* \\---'],
    ['# a', '* \\# a'],
    ['#3 first', '* #3 first'],
    ['> a', '* \\> a'],
  ])('starts no list, heading or quotation with an item: %s', (text, item) => {
    expect(bullet(md(text))).toBe(item);
  });
});

describe('clause', () => {
  it.each([
    ['You need an answer in 300 ms.', 'you need an answer in 300 ms.'],
    ['A GPU is required.', 'a GPU is required.'],
    ['Serverless has no GPUs.', 'serverless has no GPUs.'],
    ['Serverless Inference has no GPUs.', 'Serverless Inference has no GPUs.'],
    ['GPUs are scarce', 'GPUs are scarce.'],
    ['SageMaker wakes it', 'SageMaker wakes it.'],
    ['I tile the scans', 'I tile the scans.'],
    ["We'll tile the scans!", "we'll tile the scans!"],
    ['500 MB exceeds the limit.', '500 MB exceeds the limit.'],
  ])('goes on after "because": %s', (text, words) => {
    expect(clause({ text })).toBe(words);
  });
});

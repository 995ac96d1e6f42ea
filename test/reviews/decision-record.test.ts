import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kindOf, recommend, WORKLOAD_FIELDS, wordsOf } from '../../src/recommender/index.ts';
import { clauseFor } from '../../src/recommender/search/change-words.ts';
import { rowOf } from '../../src/recommender/workload/workload.ts';
import { writeAdr } from '../../src/reviews/decision-record.ts';
import { adrFileName, clause } from '../../src/reviews/markdown.ts';
import type { NamedReview } from '../../src/reviews/record.ts';
import { peopleIn, rolesIn } from '../../src/reviews/record-people.ts';
import { bullet, md } from '../../src/wording/markdown.ts';
import { FORMER_MEMBER } from '../../src/wording/text.ts';
import { expectGolden } from '../support/golden.ts';
import { runs } from '../support/lane.ts';
import { MEASURED } from '../support/measurements.ts';
import { YOU } from '../support/reading.ts';
import { anyRecommendation, anyWorkload, CT_SCANS, NEEDS_FACTS, NOTHING_FITS } from '../support/recommendations.ts';
import { anyReview, historyOf, REVIEWS as OTHER_REVIEWS, reviewOf } from '../support/reviews.ts';
import { sparseWorkload, workload } from '../support/workloads.ts';
import { ANA, BEN, CHEN, DINA, PEOPLE, proposed, RULES, type Told, tell } from './support/story.ts';

const CARLA = 'U0CAR00001';

const IN_SLACK = {
  url: 'https://acme.slack.com/archives/C0123/p1795514400000100',
  names: new Map([...PEOPLE, [CARLA, 'Carla M_ller']]),
};

const OWNED = [ANA, { kind: 'set-decider', userId: BEN }] as const;
const SMALLER = { ...recommend({ ...CT_SCANS.workload, payloadSizeMB: 3 }), facts: CT_SCANS.facts };

const REVISED = { kind: 'revise', baseRevision: 1, workload: SMALLER.workload, recommendation: SMALLER } as const;

/** An earlier or later review. */
const neighbour = (name: string) => ({ name, url: `${IN_SLACK.url}1` });

/** A review in each state that it can be in, with what happened to it. */
const REVIEWS: Readonly<Record<string, Told>> = {
  proposed: tell([OWNED]),
  accepted: tell(
    [
      OWNED,
      [CARLA, { kind: 'raise-concern', text: 'Who wakes it at night?' }],
      [CARLA, { kind: 'raise-concern', text: '# Is 1 GB enough? <!channel>' }],
      [BEN, { kind: 'resolve-concern', concernId: 1, note: 'A step policy' }],
      [BEN, { kind: 'accept', despiteConcerns: [2], revisitAfterDays: 90 }],
      [BEN, { kind: 'note-endpoint', endpoint: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/ct-scans' }],
    ],
    reviewOf(CT_SCANS, { neighbours: { supersedes: neighbour('ct-scans of 2025'), supersededBy: null } }),
  ),
  'accepted-by-requester': tell([OWNED, [ANA, { kind: 'accept' }]]),
  overridden: tell([OWNED, [BEN, { kind: 'override', option: 'real-time', reason: 'We tile the scans' }]]),
  withdrawn: tell([OWNED, [BEN, { kind: 'withdraw', reason: 'Not this year.' }]]),
  superseded: tell(
    [OWNED, [BEN, { kind: 'supersede', byReviewId: 'R2' }]],
    reviewOf(CT_SCANS, { neighbours: { supersedes: null, supersededBy: neighbour('ct-scans v2') } }),
  ),
  'nothing-fits': tell([OWNED], reviewOf(NOTHING_FITS)),
  'needs-facts': tell([], reviewOf(NEEDS_FACTS)),
  disputed: tell(
    [
      [ANA, { kind: 'set-decider', userId: DINA }],
      [BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }],
      [CARLA, { kind: 'raise-concern', text: 'Who wakes it at night?' }],
      [CARLA, { kind: 'resolve-concern', concernId: 2, note: 'An alarm does' }],
      [ANA, { ...REVISED, team: { ...RULES, version: '0d15ea5e', blockingMayBeAcceptedBy: [CHEN, DINA] } }],
      [CHEN, { kind: 'accept', despiteConcerns: [1], reason: 'It stays in our account' }],
      [DINA, { kind: 'accept', despiteConcerns: [1], reason: 'The key is ours from May' }],
    ],
    proposed(RULES),
  ),
  'taken-back': tell(
    [
      [BEN, { kind: 'accept' }],
      [DINA, { kind: 'accept' }],
      [ANA, { kind: 're-open', reason: 'You pay too much' }],
      [CHEN, { kind: 'override', option: 'batch-transform', reason: 'We batch at night' }],
      [BEN, { kind: 'accept' }],
      [DINA, { kind: 'revisit', keep: false, next: null }],
      [CHEN, { kind: 'override', option: 'real-time', reason: 'We tile the scans' }],
    ],
    proposed(RULES),
  ),
};

const TOLD = Object.values(REVIEWS);

/** Of a review of which only the creation is told. */
const adrOf = (review: NamedReview): string => writeAdr(review, historyOf(review), IN_SLACK);

describe('writeAdr', () => {
  it.each(Object.entries(REVIEWS))('reads as reviewed, %s', async (name, { review, history }) => {
    await expectGolden(writeAdr(review, history, IN_SLACK), `adr/${name}.md`);
  });

  it('has the headings of MADR once each, in their order, and metadata that YAML reads, whatever people typed', () => {
    const anyTold = fc
      .tuple(anyRecommendation, fc.constantFrom(...TOLD), fc.string({ maxLength: 200 }))
      .map(([recommendation, { review, history }, words]) => ({
        review: {
          ...review,
          latest: { ...review.latest, recommendation },
          since: { ...review.since, reason: words },
          decision: review.decision && { ...review.decision, reason: words },
          neighbours: {
            ...review.neighbours,
            supersededBy: review.neighbours.supersededBy && { name: words, url: null },
          },
          concerns: [{ id: 1, text: words, blocking: true, raised: review.since, resolved: null }],
        },
        history: {
          ...history,
          events: history.events.map((event) => ('reason' in event ? { ...event, reason: words } : event)),
        },
      }));
    fc.assert(
      fc.property(anyTold, ({ review, history }) => {
        const adr = writeAdr(review, history, IN_SLACK);
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
      { numRuns: runs(300, { costly: true }) },
    );
  });

  const anyDecision = fc.oneof(
    anyReview,
    fc.constantFrom(...TOLD.map(({ review }) => review), ...Object.values(OTHER_REVIEWS)),
    fc.tuple(anyWorkload, anyReview).map(([workload, review]) => {
      const recommendation = recommend(workload);
      return { ...review, latest: { ...review.latest, workload, recommendation } };
    }),
  );

  it('calls the chosen and the recommended option word for word what it calls the considered ones', () => {
    fc.assert(
      fc.property(anyDecision, (review) => {
        const adr = adrOf(review);
        const considered = listUnder(adr, '## Considered Options');
        const named = [...adr.matchAll(/(?:Chosen option:|Recommended:|lead to) "(.*?)", because /g)];
        for (const [, option = ''] of named) expect(considered).toContain(bullet(option));
        const headings = adr.match(/(?<=^### ).*$/gm) ?? [];
        expect(headings.map(bullet)).toEqual(expect.arrayContaining(considered));
        if (review.state === 'accepted' && review.decision !== null) expect(adr).toContain('Chosen option: "');
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('never speaks to its reader', () => {
    const changes = WORKLOAD_FIELDS.filter((field) => rowOf(field).change !== undefined).flatMap((field) => {
      const values = kindOf(field) === 'yes-or-no' ? [true, false] : kindOf(field) === 'number' ? [3] : wordsOf(field);
      return (values ?? []).map((value) => clauseFor(field, value));
    });
    expect(changes.filter((text) => YOU.test(text))).toEqual([]);
    fc.assert(
      fc.property(fc.oneof(sparseWorkload, anyWorkload), ({ description: _, ...stated }) => {
        expect(adrOf(reviewOf(recommend({ ...stated, name: 'a workload' })))).not.toMatch(YOU);
      }),
      { numRuns: runs(500, { costly: true }) },
    );
  });

  it('goes on small after "because", and lists what was assumed once', () => {
    const anyAnswer = anyWorkload.map((workload) => reviewOf(recommend(workload)));
    fc.assert(
      fc.property(fc.oneof(anyAnswer, fc.constantFrom(...TOLD.map(({ review }) => review))), (review) => {
        const adr = adrOf(review);
        expect(adr).not.toMatch(/because [A-Z][a-z]+ [a-z]/);
        expect(adr).not.toContain('Neutral');
        const { assumptions } = review.latest.recommendation;
        const assumed = assumptions.map(({ text }) => bullet(md(text)));
        expect(listUnder(adr, '### Assumptions')).toEqual(assumed);
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('says when to revisit only by a change that is near and was stated, with what it would cost', () => {
    const stated = { trafficPattern: 'intermittent', responseTimeSeconds: 2, monthlyRequests: 200_000 } as const;
    const recommendation = recommend(workload({ ...stated, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 }));
    expect(recommendation.flips.map(({ text }) => text)).toContain(
      'If the workload has at least 2 models: Real-time Inference.',
    );
    const lines = listUnder(adrOf(reviewOf(recommendation)), '### Revisit when');
    expect(lines).toEqual([expect.stringMatching(/^\* If .*response time.* 1 s.*: Real-time .*per month\.$/)]);
  });

  it('names the people it knows, by id whom it does not, and nobody who is forgotten', () => {
    const review = reviewOf(CT_SCANS, { requesterId: FORMER_MEMBER, deciderId: 'U0DAN00001' });
    expect(peopleIn(review, historyOf(review))).toEqual(['U0DAN00001', ANA]);
    const adr = adrOf(review);
    expect(adr).toContain('decision-makers: ["@U0DAN00001"]');
    expect(adr).toContain('a former member asked how to serve');
  });

  it('gives everybody one role, and every owner, requester and approver one', () => {
    for (const { review, history } of TOLD) {
      const { makers, consulted, informed } = rolesIn(review, history);
      const all = [...makers, ...consulted, ...informed];
      expect(new Set(all).size).toBe(all.length);
      const involved = [review.requesterId, review.deciderId, ...review.approvals.map(({ byId }) => byId)];
      expect(all).toEqual(expect.arrayContaining(involved.filter((id) => id !== null)));
    }
  });

  it('says which policy held at the decision, and that another one holds now', () => {
    const { review, history } = REVIEWS['disputed'] ?? tell([]);
    const policyIn = (policyNow: string | null | undefined) =>
      /^Decided under.*$/m.exec(writeAdr(review, history, { ...IN_SLACK, policyNow }))?.[0];
    expect(policyIn('5ca1ab1e')).toBe(
      'Decided under policy version 0d15ea5e, which held then; version 5ca1ab1e holds now.',
    );
    expect(policyIn(null)).toBe('Decided under policy version 0d15ea5e, which held then; none holds now.');
    expect(policyIn('0d15ea5e')).toBeUndefined();
    expect(policyIn(undefined)).toBeUndefined();
  });

  it('tells a drift that an earlier version found beside the endpoint', () => {
    const { review, history: before } = tell([
      [BEN, { kind: 'accept' }],
      [BEN, { kind: 'note-endpoint', endpoint: 'ct-scans' }],
    ]);
    const differences = ['It runs on ml.g5.2xlarge.', 'It has 2 instances.'];
    const drifted = { kind: 'drifted', actorId: 'bot', at: Date.parse('2026-11-24T13:00Z'), differences } as const;
    const history = { ...before, events: [...before.events, drifted] };
    expect(listUnder(writeAdr(review, history, IN_SLACK), '### Confirmation')).toEqual([
      '* Endpoint: ct-scans.',
      '* 2026-11-24 13:00 UTC: the bot found that the endpoint differs from the decision: It runs on ml.g5.2xlarge. It has 2 instances.',
    ]);
    expect(peopleIn(review, history)).not.toContain('bot');
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
    ['F# or C #', 'F# or C \\#'],
    ['C ##', 'C \\##'],
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

describe('a record of a review with measurements', () => {
  const measured = recommend({ ...CT_SCANS.workload, measurements: MEASURED[0] });
  const told = tell([
    [BEN, { kind: 'revise', baseRevision: 1, workload: measured.workload, recommendation: measured }],
  ]);
  const record = writeAdr(told.review, told.history, IN_SLACK);

  it('says what measured, on what, when and how fast, and in its history that it was added, without JSON', () => {
    const name = 'GuideLLM on ml.g6e.xlarge (2026-11-20)';
    expect(record).toContain(`### Measurements\n\n* ${name}: up to 1,830 tokens/s with 64 in progress\n`);
    expect(record).toContain(`revision 2: measurement added: ${name}; `);
    expect(record).not.toContain('requestsPerSecond');
  });
});

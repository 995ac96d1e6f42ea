import { describe, expect, it } from 'vitest';
import {
  type HoldsIf,
  kindOf,
  optionTitle,
  type Recommendation,
  recommend,
  WORKLOAD_FIELDS,
  type Workload,
  wordsOf,
} from '../../src/recommender/index.ts';
import { labelOf, questionFor, rowOf } from '../../src/recommender/workload/workload.ts';
import { describeDifference } from '../../src/wording/differences.ts';
import { writeValue } from '../../src/wording/quantities/index.ts';
import { conditionsOf, headline, impasse, joinClauses, summary } from '../../src/wording/sentences.ts';
import { workload } from '../support/workloads.ts';

describe.each(WORKLOAD_FIELDS)('the field %s', (field) => {
  it('has a short label and a question', () => {
    expect(labelOf(field)).toMatch(/^\S.{1,30}$/);
    expect(questionFor(field)).toMatch(/^[A-Z].*\?$/);
  });

  it('has words for each of its values, and none of them is the code', () => {
    for (const word of wordsOf(field) ?? []) {
      if (/[-A-Z]/.test(word)) expect(writeValue(field, word)).not.toBe(word);
      expect(writeValue(field, word)).not.toBe('');
    }
    if (kindOf(field) === 'yes-or-no')
      expect([writeValue(field, true), writeValue(field, false)]).toEqual(['yes', 'no']);
    expect(writeValue(field, undefined)).toBe('not stated');
  });
});

describe('writeValue', () => {
  it.each([
    ['payloadSizeMB', 30, '30 MB'],
    ['responseTimeSeconds', 900, '15 min'],
    ['modelSizeGB', 14, '14 GB'],
    ['monthlyRequests', 60_000, '60,000'],
    ['monthlyBudgetUsd', 1500, '$1,500'],
    ['requiresGpu', false, 'no'],
    ['trafficPattern', 'intermittent', 'sporadic'],
  ] as const)('%s %s is "%s"', (field, value, text) => {
    expect(writeValue(field, value)).toBe(text);
  });
});

const answerTo = (stated: Partial<Workload>): Recommendation => recommend(workload({ name: 'ct-scans', ...stated }));
const scans = answerTo({ payloadSizeMB: 500, responseTimeSeconds: 900, trafficPattern: 'intermittent', modelCount: 1 });

describe('headline and summary', () => {
  it('name the option and the workload', () => {
    expect(headline(scans)).toBe(`${optionTitle('asynchronous')} for ct-scans`);
  });

  it('add the strongest reason on the same line', () => {
    expect(summary(scans)).toBe(`${headline(scans)}: ${scans.rationale[0]?.text}`);
  });

  it('say that no option fits, and why', () => {
    const none = answerTo({ payloadSizeMB: 5000, responseTimeSeconds: 1 });
    expect(headline(none)).toBe('No option fits ct-scans');
    expect(summary(none)).toMatch(/^No option fits ct-scans: .*\d/);
  });

  it('claim no option where too little is known to choose', () => {
    const open = answerTo({});
    expect(open.choice?.confidence).toBe('needs-facts');
    expect(summary(open)).toMatch(/^(?:One fact decides|Two facts decide) for ct-scans: .*\?/);
    expect(summary(open)).not.toContain(optionTitle(open.choice?.option ?? 'real-time'));
  });

  it('stay on one line whatever the name is', () => {
    expect(summary(recommend(workload({ name: 'a\nb\u2028c\u0007' })))).not.toMatch(/[\p{Cc}\u2028]/u);
  });
});

describe('why no option fits', () => {
  const why = (stated: Partial<Workload>) => impasse(answerTo(stated));

  it('is the limit that every option has, at its highest: 1 GB for a payload of 3 GB, 1 hour for 2 hours', () => {
    expect(why({ payloadSizeMB: 3072 })).toBe(
      '3 GB per request exceeds the 1 GB limit of Asynchronous Inference, the highest of all options.',
    );
    expect(why({ processingTimeSeconds: 7200 })).toBe(
      '2 hours per request exceeds the 1 hour limit of Asynchronous Inference, the highest of all options.',
    );
  });

  it('is said once where the limit is the same everywhere: 300 ms of processing for an answer in 200 ms', () => {
    expect(why({ processingTimeSeconds: 0.3, responseTimeSeconds: 0.2 })).toBe(
      'Processing takes 300 ms, longer than the 200 ms allowed for a response.',
    );
  });

  it('is the two demands that no option meets together: 500 MB, and an answer in 5 s', () => {
    expect(why({ payloadSizeMB: 500, responseTimeSeconds: 5 })).toBe(
      "500 MB per request exceeds the 6 MB limit of Real-time Inference (25 MB disputed). Asynchronous Inference queues requests and can't promise an answer in 5 s.",
    );
  });

  it('is left out where a stored answer has no reasons', () => {
    expect(impasse({ ...answerTo({ payloadSizeMB: 3072 }), rejected: [] })).toBe('');
  });
});

describe('what a choice holds on', () => {
  it('is a condition that a test has to confirm, or none', () => {
    expect(conditionsOf(scans).holds).toEqual(['waking up and one request fit in 15 min']);
    expect(conditionsOf(answerTo({ payloadSizeMB: 10, responseTimeSeconds: 2 })).holds[0]).toContain('10 MB');
    expect(conditionsOf(answerTo({ payloadSizeMB: 5000 }))).toEqual({ holds: [], unless: [] });
  });

  const withHoldsIf = (condition: Omit<HoldsIf, 'text' | 'to'>, text = 'If it is so: no option fits.') => {
    const holdsIf = [{ ...condition, text, to: null }];
    return conditionsOf({ ...scans, choice: scans.choice && { ...scans.choice, conditional: false, holdsIf } });
  };

  it.each([
    ['processingTimeSeconds', { least: 60.05, below: 60, most: 100 }, 'a request takes at most 60 s'],
    ['modelSizeGB', { least: 6, below: 5.995, most: 10 }, 'the model needs under 6 GB'],
    ['payloadSizeMB', { least: 1, most: 4, above: 4.004 }, 'the payload is over 4 MB'],
    ['monthlyRequests', { least: 10, most: 729, above: 730 }, 'there are at least 730 requests per month'],
    ['monthlyRequests', { least: 10, most: 716_634, above: 717_312 }, 'there are over 717,000 requests per month'],
  ] as const)('of %s is the other side of the limit that would lead elsewhere', (field, range, condition) => {
    expect(withHoldsIf({ field, value: range.most, range })).toEqual({ holds: [condition], unless: [] });
  });

  it('is what must not be so, where there is no other side', () => {
    const range = { least: 2, below: 1.99, most: 3, above: 3.01 };
    const between = withHoldsIf({ field: 'processingTimeSeconds', value: 2, range });
    expect(between).toEqual({ holds: [], unless: ['a request takes 2 s to 3 s'] });
  });

  it('is what must not be so, where an earlier version stored the sentence alone', () => {
    const stored = withHoldsIf({ field: 'processingTimeSeconds' }, 'If a request takes over 60 s: no option fits.');
    expect(stored).toEqual({ holds: [], unless: ['a request takes over 60 s'] });
  });

  it('of a number that any ordinary value would turn is that nobody knows it', () => {
    const text = 'If the requests per month are known: Real-time Inference.';
    expect(withHoldsIf({ field: 'monthlyRequests', value: 730 }, text)).toEqual({
      holds: ['the requests per month stay unknown'],
      unless: [],
    });
  });

  it('of a word is what must not be so where one alone leads elsewhere, and what was assumed where several do', () => {
    const close = answerTo({ payloadSizeMB: 50, processingTimeSeconds: 120 });
    expect(close.choice?.holdsIf.map(({ field }) => field)).toEqual(['trafficPattern']);
    const clauses = rowOf('trafficPattern').change as Readonly<Record<string, string>>;
    expect(conditionsOf(close)).toEqual({ holds: [], unless: [clauses['dataset']] });
    const small = answerTo({ coldStarts: 'acceptable', monthlyRequests: 200 });
    expect(small.choice?.holdsIf).toContainEqual(expect.objectContaining({ value: 'steady', alike: ['variable'] }));
    expect(conditionsOf(small).holds).toContain(clauses['intermittent']);
  });
});

describe('describeDifference', () => {
  const small = answerTo({ payloadSizeMB: 4, trafficPattern: 'intermittent', modelCount: 1 });
  const large = answerTo({ payloadSizeMB: 30, trafficPattern: 'intermittent', modelCount: 1 });

  it('says what changed with its unit once, and what came of it', () => {
    expect(describeDifference(small, large)).toBe('payload 4 → 30 MB: Serverless Inference → Asynchronous Inference');
  });

  it('says both units where they differ, and what was not stated', () => {
    const bare = answerTo({});
    expect(describeDifference(bare, answerTo({ payloadSizeMB: 2048 }))).toMatch(/^payload not stated → 2 GB: /);
    expect(describeDifference(large, answerTo({ ...large.workload, payloadSizeMB: 2048 }))).toMatch(
      /^payload 30 MB → 2 GB: /,
    );
  });

  it('names at most four changes and counts the others', () => {
    const many = answerTo({ requiresGpu: true, requiresVpc: true, modelCount: 2, region: 'eu-west-1', modelSizeGB: 2 });
    expect(describeDifference(answerTo({}), many)).toMatch(/ and 1 more: /);
  });

  it('says so where no answer changed', () => {
    expect(describeDifference(scans, scans)).toBe('no answers changed: still Asynchronous Inference');
  });

  it('is one line for any two answers', () => {
    const odd = recommend(workload({ name: 'x\ny', description: 'a\nb' }));
    expect(describeDifference(scans, odd)).not.toContain('\n');
  });
});

describe('clauses as one', () => {
  it.each([
    [[], ''],
    [['a request takes at most 60 s'], 'a request takes at most 60 s'],
    [['a request takes at most 60 s', 'cold starts are fine'], 'a request takes at most 60 s and cold starts are fine'],
    [
      ['traffic varies and is rarely idle', 'cold starts are fine'],
      'traffic varies and is rarely idle, and cold starts are fine',
    ],
    [['one', 'two', 'three'], 'one, two, and three'],
  ])('%j is "%s": a comma before "and" where a clause has one itself, or where there are three', (clauses, text) => {
    expect(joinClauses(clauses, 'and')).toBe(text);
  });
});

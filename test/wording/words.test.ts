import { describe, expect, it } from 'vitest';
import {
  kindOf,
  optionTitle,
  type Recommendation,
  recommend,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
} from '../../src/recommender/index.ts';
import { labelOf, questionFor, rowOf } from '../../src/recommender/workload/workload.ts';
import { writeValue } from '../../src/wording/quantities/index.ts';
import { conditionsOf, describeDifference, headline, summary } from '../../src/wording/sentences.ts';

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

const answerTo = (workload: Partial<Workload>): Recommendation => recommend({ name: 'ct-scans', ...workload });
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
    expect(summary(recommend({ name: 'a\nb\u2028c\u0007' }))).not.toMatch(/[\p{Cc}\u2028]/u);
  });
});

describe('what a choice holds on', () => {
  it('is a condition that a test has to confirm, or none', () => {
    expect(conditionsOf(scans).holds).toEqual(['waking up and one request fit in 15 min']);
    expect(conditionsOf(answerTo({ payloadSizeMB: 10, responseTimeSeconds: 2 })).holds[0]).toContain('10 MB');
    expect(conditionsOf(answerTo({ payloadSizeMB: 5000 }))).toEqual({ holds: [], unless: [] });
  });

  const withHoldsIf = (field: WorkloadField, text: string): Recommendation => {
    const choice = scans.choice && { ...scans.choice, conditional: false, holdsIf: [{ field, text, to: null }] };
    return { ...scans, choice };
  };

  it.each([
    ['If a request takes over 60 s: Asynchronous Inference.', 'a request takes at most 60 s'],
    ['If the model needs at least 6 GB: Real-time Inference.', 'the model needs under 6 GB'],
    ['If the largest payload is at most 4 MB: Serverless Inference.', 'the largest payload is over 4 MB'],
    ['If there are under 50 requests: Serverless Inference.', 'there are at least 50 requests'],
  ])('is the other side of a limit that would lead elsewhere: %s', (text, condition) => {
    expect(conditionsOf(withHoldsIf('processingTimeSeconds', text))).toEqual({ holds: [condition], unless: [] });
  });

  it('is what must not be so, where there is no other side', () => {
    const between = withHoldsIf('processingTimeSeconds', 'If a request takes 2 s to 3 s: Serverless Inference.');
    expect(conditionsOf(between)).toEqual({ holds: [], unless: ['a request takes 2 s to 3 s'] });
  });

  it('of a word is the one that was assumed', () => {
    const close = answerTo({
      trafficPattern: 'intermittent',
      responseTimeSeconds: 10,
      processingTimeSeconds: 0.3,
      payloadSizeMB: 0.01,
      monthlyRequests: 40,
      coldStarts: 'acceptable',
      modelSizeGB: 0.8,
    });
    expect(close.choice?.holdsIf.map(({ field }) => field)).toEqual(['costPriority']);
    const clauses = rowOf('costPriority').change as Readonly<Record<string, string>>;
    expect(conditionsOf(close)).toEqual({ holds: [clauses['balanced']], unless: [] });
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
    const odd = recommend({ name: 'x\ny', description: 'a\nb' });
    expect(describeDifference(scans, odd)).not.toContain('\n');
  });
});

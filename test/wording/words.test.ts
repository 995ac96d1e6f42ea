import { describe, expect, it } from 'vitest';
import {
  kindOf,
  type Recommendation,
  recommend,
  WORKLOAD_FIELDS,
  type Workload,
  wordsOf,
} from '../../src/recommender/index.ts';
import { labelOf, questionFor } from '../../src/recommender/workload/workload.ts';
import { writeValue } from '../../src/wording/quantities/index.ts';
import { describeDifference, headline, summary } from '../../src/wording/sentences.ts';

describe.each(WORKLOAD_FIELDS)('the field %s', (field) => {
  it('has a label without a capital of its own word, and a question', () => {
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
    ['trafficPattern', 'intermittent', 'long gaps'],
  ] as const)('%s %s is "%s"', (field, value, text) => {
    expect(writeValue(field, value)).toBe(text);
  });
});

const answerTo = (workload: Partial<Workload>): Recommendation => recommend({ name: 'ct-scans', ...workload });
const scans = answerTo({ payloadSizeMB: 500, responseTimeSeconds: 900, trafficPattern: 'intermittent', modelCount: 1 });

describe('headline and summary', () => {
  it('name the option, the workload and what it hangs on', () => {
    expect(headline(scans)).toBe('Asynchronous Inference for ct-scans (if wake-up fits in 15 min)');
  });

  it('add the strongest reason on the same line', () => {
    expect(summary(scans)).toBe(`${headline(scans)}: ${scans.rationale[0]?.text}`);
  });

  it('say that nothing fits, and why', () => {
    const none = answerTo({ payloadSizeMB: 5000, responseTimeSeconds: 1 });
    expect(headline(none)).toBe('Nothing fits ct-scans');
    expect(summary(none)).toMatch(/^Nothing fits ct-scans: .*\d/);
  });

  it('stay on one line whatever the name is', () => {
    expect(summary(recommend({ name: 'a\nb\u2028c\u0007' }))).not.toMatch(/[\p{Cc}\u2028]/u);
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
    expect(describeDifference(scans, scans)).toBe('no answer changed: still Asynchronous Inference');
  });

  it('is one line for any two answers', () => {
    const odd = recommend({ name: 'x\ny', description: 'a\nb' });
    expect(describeDifference(scans, odd)).not.toContain('\n');
  });
});

import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { answerWords } from '../../src/terminal/answer-words.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';

const WORDS = 'ct-scans 500 MB within 15 min, sporadic, gpu';
const WORKLOAD = {
  name: 'ct-scans',
  trafficPattern: 'intermittent',
  responseTimeSeconds: 900,
  payloadSizeMB: 500,
  requiresGpu: true,
} as const;

describe('a workload in words', () => {
  it('is answered as the same workload in JSON, with what was heard beside it', () => {
    const { answered, stdout, stderr } = answerWords(WORDS, 'json');
    const { heard, ...recommendation } = JSON.parse(stdout);
    expect([answered, stderr]).toEqual([true, '']);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(recommendation).toEqual(JSON.parse(JSON.stringify(recommend(WORKLOAD))));
    expect(heard).toMatchObject({ says: WORKLOAD, unclear: [], notUsed: [] });
    expect(Object.keys(heard)).toEqual(['says', 'from', 'unclear', 'notUsed']);
  });

  it('is read field by field where it is pasted as JSON', () => {
    const { heard } = JSON.parse(answerWords(JSON.stringify(WORKLOAD), 'json').stdout);
    expect(heard.says).toEqual(WORKLOAD);
  });

  it('is answered readably under what was understood and what was not used', () => {
    const { stdout } = answerWords(`${WORDS}, hooray`, 'text');
    const [understood, notUsed, empty, ...answer] = stdout.split('\n');
    expect(understood).toBe('Understood: sporadic · response in 15 min · 500 MB payload · GPU');
    expect(notUsed).toBe('Not used: "hooray"');
    expect(empty).toBe('');
    expect(answer.join('\n')).toBe(writeRecommendation(recommend(WORKLOAD)));
  });

  it.each(['sporadic', '!', '\u001b[2J'])('has a name where "%s" has none', (words) => {
    const { answered, stdout } = answerWords(words, 'json');
    expect(answered).toBe(true);
    expect(JSON.parse(stdout).workload.name).toMatch(/^\S.{0,79}$/);
  });

  it('shows escape sequences harmlessly', () => {
    for (const format of ['json', 'text'] as const)
      expect(answerWords('x \u001b[31mred\u009b, 5 MB', format).stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

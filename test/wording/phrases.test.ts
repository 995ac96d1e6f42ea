import { describe, expect, it } from 'vitest';
import { readPhrases, scoreOf } from '../support/phrase-score.ts';

const share = (part: number, whole: number) => part / whole;

describe('of the 223 public phrases', () => {
  const score = scoreOf(readPhrases('public'));

  it('are 223', () => expect(score.phrases).toBe(223));

  it('at least 95 of 100 facts are understood', () => {
    expect(share(score.understood, score.facts), score.misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('at most 1 fact in 100 is misread', () => {
    expect(share(score.misread, score.facts), score.misses.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('at least 95 of 100 lead to a sound option', () => {
    expect(share(score.rightOptions, score.options), score.misses.join('\n')).toBeGreaterThanOrEqual(0.95);
  });

  it('at most 20 of 100 words stand in what was not used', () => {
    expect(share(score.notUsed, score.words)).toBeLessThanOrEqual(0.2);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPhrases, rowOf, type Score, SETS, scoreOf } from '../support/phrase-score.ts';

const scores = new Map(SETS.map((set) => [set, scoreOf(readPhrases(set))]));
const scoreFor = (set: (typeof SETS)[number]) => scores.get(set) as Score;
const share = (part: number, whole: number) => part / whole;

// No misses of the next two are printed: read while the reader is worked on, they would be known phrases too.
describe('of the 300 fresh phrases', () => {
  const score = scoreFor('fresh');

  it('are 300', () => expect(score.phrases).toBe(300));

  it('at least 82 of 100 facts are understood', () => {
    expect(share(score.understood, score.facts)).toBeGreaterThanOrEqual(0.82);
  });

  it('at most 4 facts in 100 are misread', () => {
    expect(share(score.misread, score.facts)).toBeLessThanOrEqual(0.04);
  });

  it('at least 90 of 100 lead to a sound option', () => {
    expect(share(score.rightOptions, score.options)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('of the 104 phrases held back', () => {
  const score = scoreFor('held-back');

  it('at least 85 of 100 facts are understood', () => {
    expect(share(score.understood, score.facts)).toBeGreaterThanOrEqual(0.85);
  });

  it('at most 5 facts are misread', () => {
    expect(score.misread).toBeLessThanOrEqual(5);
  });

  it('at least 91 of 100 lead to a sound option', () => {
    expect(share(score.rightOptions, score.options)).toBeGreaterThanOrEqual(0.91);
  });
});

describe('of the 511 phrases of our own', () => {
  const score = scoreFor('own');

  it('are 511', () => expect(score.phrases).toBe(511));

  it('at least 86 of 100 facts are understood', () => {
    expect(share(score.understood, score.facts), score.misses.join('\n')).toBeGreaterThanOrEqual(0.86);
  });

  it('at most 4 facts in 100 are misread', () => {
    expect(share(score.misread, score.facts), score.misses.join('\n')).toBeLessThanOrEqual(0.04);
  });

  it('at least 96 of 100 lead to a sound option', () => {
    expect(share(score.rightOptions, score.options), score.misses.join('\n')).toBeGreaterThanOrEqual(0.96);
  });
});

describe('docs/reading.md', () => {
  it('has the scores as they are now', () => {
    const document = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8');
    for (const set of SETS) expect(document).toContain(rowOf(set, scoreFor(set)));
  });
});

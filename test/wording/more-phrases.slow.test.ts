import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPhrases, rowOf, type Score, SETS, scoreOf } from '../support/phrase-score.ts';

const scores = new Map(SETS.map((set) => [set, scoreOf(readPhrases(set))]));
const scoreFor = (set: (typeof SETS)[number]) => scores.get(set) as Score;

// No misses of the first two are printed: read while the reader is worked on, they would be known phrases too.
describe.each([
  [316, 'fresh phrases', 'fresh', 82, 4, 90],
  // Five of their 262 facts.
  [104, 'phrases held back', 'held-back', 85, 1.91, 91],
  [601, 'phrases of our own', 'own', 86, 4, 96],
] as const)('of the %i %s', (phrases, _, set, understood, misread, sound) => {
  const score = scoreFor(set);
  const misses = set === 'own' ? score.misses.join('\n') : '';

  it(`at least ${understood} of 100 facts are understood`, () => {
    expect(score.phrases).toBe(phrases);
    expect(score.understood / score.facts, misses).toBeGreaterThanOrEqual(understood / 100);
  });

  it(`at most ${misread} facts in 100 are misread`, () => {
    expect(score.misread / score.facts, misses).toBeLessThanOrEqual(misread / 100);
  });

  it(`at least ${sound} of 100 lead to a sound option`, () => {
    expect(score.rightOptions / score.options, misses).toBeGreaterThanOrEqual(sound / 100);
  });
});

it('docs/reading.md has the scores as they are now', () => {
  const document = readFileSync(new URL('../../docs/reading.md', import.meta.url), 'utf8');
  for (const set of SETS) expect(document).toContain(rowOf(set, scoreFor(set)));
});

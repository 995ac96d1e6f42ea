import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/recommender/index.ts';
import { groupPhrases, matchGroups, matchPhrase, ungrouped } from '../../src/wording/phrases.ts';
import { wordPhrases } from '../../src/wording/words/index.ts';
import type { WordPhrase } from '../../src/wording/words/word-phrase.ts';
import { runs } from '../support/lane.ts';

const WORDS = fc.constantFrom(
  '500 mb',
  '2 models',
  'within 15 min',
  '90 s each',
  'no gpu',
  'cold starts are fine',
  'budget $500',
  '2000/day',
  'nightly',
  'batch',
  'us-east-1',
  '-5 gb',
  '3 containers in series',
  'each rarely called',
  'ct-scans',
  '٥ gb',
  ',',
);

describe('phrases in groups', () => {
  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])(
    'find what all of them find one by one, at every place of a text (stored data: %s, several models: %s)',
    (dataset, severalModels) => {
      const groups = wordPhrases({ dataset, severalModels });
      const phrases = groups.flatMap((group) => group.phrases);
      fc.assert(
        fc.property(fc.array(fc.oneof(WORDS, fc.string({ maxLength: 6 })), { maxLength: 6 }), (parts) => {
          const text = parts.join(' ').toLowerCase();
          for (let at = 0; at < text.length; at++) {
            expect(matchGroups<Workload, WordPhrase>(text, at, groups)).toEqual(
              matchPhrase<Workload, WordPhrase>(text, at, phrases),
            );
          }
        }),
        { numRuns: runs(200) },
      );
    },
  );

  it('keep their order over more than one group: of two that match the first counts', () => {
    const phrases = wordPhrases({ dataset: false, severalModels: false }).flatMap((group) => group.phrases);
    const [first, ...others] = phrases.filter(({ pattern }) => {
      pattern.lastIndex = 0;
      return pattern.test('500 mb per request');
    });
    expect(others.length).toBeGreaterThan(0);
    const found = matchGroups<Workload, WordPhrase>(
      '500 mb per request',
      0,
      groupPhrases<Workload, WordPhrase>(phrases),
    );
    expect(found?.phrase).toBe(first);
  });

  it('are tried one by one where they are made for one text', () => {
    const phrases = wordPhrases({ dataset: false, severalModels: false }).flatMap((group) => group.phrases);
    const found = matchGroups<Workload, WordPhrase>('gpu', 0, [ungrouped(phrases)]);
    expect(found).toEqual(matchPhrase<Workload, WordPhrase>('gpu', 0, phrases));
  });
});

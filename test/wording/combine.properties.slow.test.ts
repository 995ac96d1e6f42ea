import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
import { combine } from '../../src/wording/combine.ts';
import { evidenceIn } from '../../src/wording/evidence.ts';
import type { Heard } from '../../src/wording/heard.ts';
import type { Proposed, ProposedFact } from '../../src/wording/proposed.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { readPhrases } from '../support/phrase-score.ts';

const TEXTS = [...readPhrases('public'), ...readPhrases('own')].map(({ words }) => words);

const VALUES = fc.oneof(
  fc.constantFrom(true, false, 'dataset', 'steady', 'eu-west-1', 'llama-3.1-8b', '09:00', '__proto__', ''),
  fc.integer({ min: 0, max: 1000 }),
  fc.double(),
);

/** A text of the phrases, and facts whose quotes are stretches of it: what a model that obeys nobody may say. */
const ANSWERED = fc.constantFrom(...TEXTS).chain((text) => {
  const place = fc.nat(text.length);
  const numbers = (text.match(/\d+/g) ?? ['1']).map(Number);
  const fact: fc.Arbitrary<ProposedFact> = fc
    .tuple(fc.constantFrom(...WORKLOAD_FIELDS), fc.oneof(VALUES, fc.constantFrom(...numbers)), place, place)
    .map(([field, value, one, other]) => ({
      field,
      value,
      quote: text.slice(Math.min(one, other), Math.max(one, other)),
      how: (one % 2 === 0 ? 'stated' : 'implied') as ProposedFact['how'],
    }));
  return fc.record({ text: fc.constant(text), facts: fc.array(fact, { maxLength: 6 }) });
});

const accounted = ({ from, unclear, notUsed }: Heard): string =>
  [...Object.values(from), ...unclear.map(({ words }) => words), ...notUsed].join('\n');

const proposedOf = (facts: ProposedFact[]): Proposed => ({ facts, unclear: [] });

describe('whatever a model answers', () => {
  it('keeps every amount that the rules had accounted for: used, asked about or listed', () => {
    fc.assert(
      fc.property(ANSWERED, ({ text, facts }) => {
        const rules = readWords(text);
        const [before, after] = [rules, combine(text, rules, proposedOf(facts))].map(accounted);
        for (const { start, end } of evidenceIn(text).amounts) {
          const amount = text.slice(start, end);
          if (before?.includes(amount)) expect(after).toContain(amount);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('uses only what the rules read as well, or what its quote says letter for letter', () => {
    fc.assert(
      fc.property(ANSWERED, ({ text, facts }) => {
        const rules = readWords(text);
        const { says, from, by = {} } = combine(text, rules, proposedOf(facts));
        for (const field of WORKLOAD_FIELDS) {
          if (says[field] === undefined || rules.says[field] === says[field]) continue;
          expect(by[field]).toBe('model');
          expect(text).toContain(from[field]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { combine } from '../../src/wording/combine.ts';
import { evidenceIn } from '../../src/wording/evidence.ts';
import type { Heard } from '../../src/wording/heard.ts';
import type { Proposed } from '../../src/wording/proposed.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { type Phrase, scoreOf } from '../support/phrase-score.ts';

type Recorded = Phrase & { recorded: Proposed };

/**
 * Texts that were new to the reader, with what a language model answered for each before its answers were compared with anything.
 * The reader was worked on with the first 55 since, and with half of the other 110.
 */
const SETS = ['recorded', 'recorded-new'].map((set): [texts: number, phrases: Recorded[]] => {
  const phrases = JSON.parse(readFileSync(new URL(`./phrases/${set}.json`, import.meta.url), 'utf8'));
  return [phrases.length, phrases];
});

describe.each(SETS)('%d texts with the recorded answers of a language model', (_, phrases) => {
  const together = scoreOf(phrases, ({ words, recorded }) => combine(words, readWords(words), recorded));
  const alone = scoreOf(phrases);

  it('understands at least 85 % of their facts, and with what is asked more than the rules alone', () => {
    expect(together.understood / together.facts).toBeGreaterThanOrEqual(0.85);
    expect(together.understood + together.checked).toBeGreaterThan(alone.understood + alone.checked);
  });

  it('understands at least 90 % or asks about them with the right value among the readings', () => {
    expect((together.understood + together.checked) / together.facts).toBeGreaterThanOrEqual(0.9);
  });

  it('misreads at most 1 % of their facts', () => {
    expect(together.misread / together.facts).toBeLessThanOrEqual(0.01);
  });

  it('keeps every amount used, asked about or listed that the rules alone had', () => {
    const accounted = ({ from, unclear, notUsed }: Heard) =>
      [...Object.values(from), ...unclear.map(({ words }) => words), ...notUsed].join('\n');
    for (const { words, recorded } of phrases) {
      const rules = readWords(words);
      const after = accounted(combine(words, rules, recorded));
      for (const { start, end } of evidenceIn(words).amounts) {
        const amount = words.slice(start, end);
        if (accounted(rules).includes(amount)) expect(after, words).toContain(amount);
      }
    }
  });
});

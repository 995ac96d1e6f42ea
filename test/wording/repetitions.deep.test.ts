import { describe, expect, it } from 'vitest';
import { slowReadings } from '../support/slow-readings.ts';
import { readVocabulary } from '../support/vocabulary.ts';

const TIMES = 40;
const ODD_ENDS = ['', 'zebra', '!'];
const WORDS = await readVocabulary();

describe('reading takes at most 150 ms of processor time for 40 times', () => {
  it('any word of the vocabulary, apart or joined, with an odd end or without', async () => {
    expect(WORDS.length).toBeGreaterThan(1000);
    expect(WORDS).toEqual(expect.arrayContaining(['within', 'terabytes', 'monday', 'overnight', 'twice']));
    expect(await slowReadings(WORDS.flatMap((word) => repeated(word, word)))).toEqual([]);
  });

  it('any word and the one after it, apart or joined, with an odd end or without', async () => {
    const pairs = WORDS.slice(1).map((word, index) => [WORDS[index] ?? '', word] as const);
    const texts = pairs.flatMap(([first, second]) => repeated(`${first} ${second}`, `${first}${second}`));
    expect(await slowReadings(texts)).toEqual([]);
  });
});

const repeated = (apart: string, joined: string): string[] =>
  ODD_ENDS.flatMap((end) => [`${`${apart} `.repeat(TIMES)}${end}`, `${joined.repeat(TIMES)}${end}`]);

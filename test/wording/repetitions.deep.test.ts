import { describe, expect, it } from 'vitest';
import { LANE } from '../support/lane.ts';
import { slowReadings } from '../support/slow-readings.ts';
import { readVocabulary } from '../support/vocabulary.ts';

const TIMES = 40;
const ODD_ENDS = ['', 'zebra', '!'];
const WORDS = await readVocabulary();
/** Every word and pair takes minutes: `npm run check:deep` tries them all, the full lane every 32nd. */
const STEP = LANE === 'deep' ? 1 : 32;

describe('reading takes at most 75 ms of processor time for 40 times', () => {
  it('any word of the vocabulary, apart or joined, with an odd end or without', async () => {
    expect(WORDS.length).toBeGreaterThan(1000);
    expect(WORDS).toEqual(expect.arrayContaining(['within', 'terabytes', 'monday', 'overnight', 'twice']));
    expect(await slowReadings(sample(WORDS).flatMap((word) => repeated(word, word)))).toEqual([]);
  });

  it('any word and the one after it, apart or joined, with an odd end or without', async () => {
    const pairs = WORDS.slice(1).map((word, index) => [WORDS[index] ?? '', word] as const);
    const texts = sample(pairs).flatMap(([first, second]) => repeated(`${first} ${second}`, `${first}${second}`));
    expect(await slowReadings(texts)).toEqual([]);
  });
});

const repeated = (apart: string, joined: string): string[] =>
  ODD_ENDS.flatMap((end) => [`${`${apart} `.repeat(TIMES)}${end}`, `${joined.repeat(TIMES)}${end}`]);

const sample = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % STEP === 0);

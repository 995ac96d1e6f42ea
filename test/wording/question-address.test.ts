import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload } from '../../src/recommender/index.ts';
import { addressOf, readAddress } from '../../src/wording/question-address.ts';
import { runs } from '../support/lane.ts';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { anyWorkload } from '../support/recommendations.ts';

const PAGE = 'https://recommend.example.com/index.html';

describe('the address of a question', () => {
  it('keeps any workload', () => {
    fc.assert(
      fc.property(anyWorkload, (any) => {
        const parsed = parseWorkload(any);
        if (!parsed.ok) throw new Error('A workload of the tests is one');
        const { workload } = parsed;
        expect(readAddress(PAGE + addressOf({ workload }))).toEqual({ kind: 'workload', workload });
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('keeps any words of up to 2,000 characters', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(words, (any) => {
        const typed = any.trim();
        expect(readAddress(addressOf({ words: typed }))).toEqual({ kind: 'words', words: typed });
      }),
      { numRuns: runs(300) },
    );
  });

  it.each([
    ['', 'none'],
    [PAGE, 'none'],
    [`${PAGE}#top`, 'none'],
    ['#words=', 'none'],
    ['#workload={', 'The link was changed or cut off: its workload is not JSON.'],
    ['#workload=3', 'The link was changed. A workload is a JSON object with at least a name.'],
    [
      '#workload={"name":"x","payloadSizeMB":-1}',
      'The link was changed. payloadSizeMB must be a number of at least 0; it is -1.',
    ],
    [`#words=${'x'.repeat(2001)}`, 'The link has more than 2000 characters of words.'],
    ['#words=%E0%A4%A', 'words'],
  ])('reads %s as %s', (address, expected) => {
    const read = readAddress(address);
    expect(read.kind === 'fault' ? read.text : read.kind).toBe(expected);
  });

  it('refuses 200 measurements of 2,000 points within 200 ms, by size or by the first of them', async () => {
    const linked = (count: number) =>
      `#workload={"name":"x","measurements":[${`{"points":[${'{},'.repeat(1999)}{}]},`.repeat(count)}{}]}`;
    for (const [count, told] of [
      [200, 'The link was changed: its workload is too large to read.'],
      [20, 'The link was changed. measurements: Entry 1: More than 200 points.'],
    ] as const) {
      const address = linked(count);
      const read = readAddress(address);
      expect(read.kind === 'fault' ? read.text.startsWith(told) : read.kind).toBe(true);
      expect(await fastestMs(() => readAddress(address))).toBeLessThan(SLOW_MS);
    }
  });
});

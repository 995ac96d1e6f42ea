import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsk } from '../../src/wording/read-ask.ts';
import { runs } from '../support/lane.ts';

// What stands in the file is said at its top.

const FILE = new URL('phrases/asks.txt', import.meta.url);

const LINES = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line.includes(' → '));

/** What a text is taken for, as the file writes it. */
function takenFor(text: string): string {
  const ask = readAsk(text);
  if (ask.kind === 'what-if') return `what-if ${ask.words}`;
  if (ask.kind === 'cost') return `cost ${ask.about}`;
  if (ask.kind === 'compare') return ['compare', ...ask.options].join(' ');
  if (ask.kind === 'why-not') return `why-not ${Object.values(ask.subject)[1]}`;
  if (ask.kind !== 'other') return ask.kind;
  return ask.mayChange ? `maybe ${ask.words}` : ask.words === text ? 'orders' : 'other';
}

const wrong = LINES.flatMap((line) => {
  const [text = '', expected = ''] = line.split(' → ');
  const taken = takenFor(text);
  const kind = taken.replace(/^(?:maybe|orders)\b.*$/, 'other');
  return expected === taken || expected === kind.split(' ')[0] ? [] : [`${text}: ${taken}, not ${expected}`];
});

describe('readAsk', () => {
  it('takes each of the texts that were worked on for what it is', () => {
    expect(wrong).toEqual([]);
  });

  it('keeps the conditions of a question apart from what it asks', () => {
    expect(readAsk('what would it cost in Frankfurt with 3 MB')).toMatchObject({
      words: 'what in Frankfurt with 3 MB',
    });
    expect(readAsk('would serverless work with 3 MB')).toMatchObject({ words: 'would work with 3 MB' });
    expect(readAsk('cost per 1000 requests')).toMatchObject({ words: '' });
  });

  it('knows what a question is about if nothing of it is a change', () => {
    expect(readAsk('what if we use serverless')).toMatchObject({
      kind: 'what-if',
      otherwise: { kind: 'why-not', subject: { kind: 'option', option: 'serverless' } },
    });
  });

  it('answers any text in an instant, the longest included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 4000 }), fc.constant('what if '.repeat(500))), (text) => {
        expect(readAsk(text).kind).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: runs(300) },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTyped, readWithAccount, readWords } from '../../src/wording/read-words.ts';
import { itemize } from '../../src/wording/reader/items.ts';
import { findTables } from '../../src/wording/reader/patterns.ts';
import { mendTokens } from '../../src/wording/reader/spelling.ts';
import { tokenize } from '../../src/wording/reader/tokens.ts';
import { runs } from '../support/lane.ts';
import { readPhrases } from '../support/phrase-score.ts';

interface Span {
  at: number;
  end: number;
}

/** Every run of digits of a text, whatever the reader makes of it. */
const digitsIn = (text: string): Span[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}])\p{N}+/gu)].map(({ 0: digits, index }) => ({
    at: index,
    end: index + digits.length,
  }));

/** Every number with its unit, clock, rhythm and name of a text, and what its tables have for a statement. */
function knownIn(text: string): Span[] {
  const tokens = mendTokens(tokenize(text));
  const items = itemize(tokens, text);
  const spanOf = (from: number, to: number): Span => ({
    at: tokens[items[from]?.from ?? 0]?.start ?? 0,
    end: tokens[(items[to - 1]?.to ?? 1) - 1]?.end ?? 0,
  });
  const { statements, vague, places } = findTables(items);
  const firm = statements.filter(({ row }) => row.hint !== true);
  const words = [...firm, ...vague, ...places].flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, offset) => spanOf(from + offset, from + offset + 1)),
  );
  const amounts = items.flatMap(({ kind }, at) =>
    ['quantity', 'clock', 'rhythm', 'thing'].includes(kind) ? [spanOf(at, at + 1)] : [],
  );
  return [...digitsIn(text), ...amounts, ...words];
}

/** What of a text is in no stretch of its account, or in several. */
function vanishedFrom(text: string): string[] {
  const { account } = readWithAccount(text);
  return knownIn(text)
    .filter(({ at, end }) => account.filter((stretch) => stretch.at <= at && end <= stretch.end).length !== 1)
    .map(({ at, end }) => text.slice(at, end));
}

/** The numbers of a text that no fact, no question and no rest shows. */
function unshownIn(text: string): string[] {
  const { from, unclear, notUsed, name = '' } = readTyped(text);
  const shown = [...Object.values(from), ...unclear.map(({ words }) => words), ...notUsed, name].join('\n');
  return digitsIn(text)
    .map(({ at, end }) => text.slice(at, end))
    .filter((digits) => !shown.includes(digits));
}

const SAID = `
  payload 3 MB; 1500 requests per day; peak 20 rps; model 4 GB; within 300 ms; takes 2 s per request; 25ms; no GPU; on a GPU; 2 models;
  sporadic; steady traffic; cold starts are fine; in Frankfurt; us-west-2; ml.g5.xlarge; llama 3 8b; 9-17 on weekdays; every night;
  budget $500 a month; 310 inverters, each calls it 4 times an hour; prompts of 900 tokens; batch job over 4M rows; not sure if gpu;
  real time; EU only; 40 concurrent users; starcoder 15B int8; 80 MB clips, at most 200 MB; Mon to Fri
`.split(';');

const BESIDE = `
  3 TB; 15B; avg 14 rps; 2,300 stores; 2 million tokens a day; 50 bucks; it took 9 s last year; the vendor quotes 1,200 rps; p99; \u00bd of it;
  room 101; 70% idle; wait, no; actually; the rest; per region; 3x faster; version 2.1.4; since 2019; ticket ML-4412; 1st of May; 0 downtime;
  instead of 5 GB; was 12 rps; trained on 64 GPUs for 3 days; why 400 ms?; if possible 10 ms; 4-6; 5 MB/s; 99.9%; at 6am; 24/7; #42;
  what about ml.c5.large; gpu optional; later on serverless; 10 min video; #; (7); two of them; 12 of 20; 1e6; -5 C; 3.000; a dozen
`.split(';');

const UNITS = '| s|ms| MB| GB| TB| rps|/day| per hour| %|k|M rows| users| USD|x|b| bit| tok/s'.split('|');

const PHRASES = [...readPhrases('public'), ...readPhrases('own')];

/** Clauses of what people wrote, facts, amounts of something else, and numbers with units. */
const clauses = fc.oneof(
  fc.constantFrom(...PHRASES.flatMap(({ words }) => words.split(/[,.;\n] /))),
  fc.constantFrom(...[...SAID, ...BESIDE].map((words) => words.trim())),
  fc.tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.constantFrom(...UNITS)).map(([n, unit]) => `${n}${unit}`),
);

const texts = fc
  .tuple(
    fc.array(clauses, { minLength: 1, maxLength: 9 }),
    fc.constantFrom(', ', '. ', '; ', '\n', ' and ', ' ', ' but '),
  )
  .map(([parts, between]) => parts.join(between));

describe('every number and every known word of a text is used, asked about, or shown as not used', () => {
  it.each([
    ['fraud model, 2 MB payload, we have 3 TB of logs and 20 rps', '3 TB'],
    ['chat for support staff, something like a 15B, 20 rps', '15B'],
    ['peak 60 rps, avg 14 rps, 2 MB payload', '14 rps'],
    ['forecast for 2,300 stores, 20 rps, no GPU', '2,300 stores'],
    ['llama 3 8b, 2 million tokens a day, within 2 s', '2 million tokens a day'],
    ['summaries, 300 ms, 50 bucks and not more', '50 bucks'],
    ['it took 9 s, now it takes 300 ms per request', '9 s'],
    ['contracts of 1 MB, p99 8 MB, 20 rps', '1 MB'],
    ['it takes \u00bd a second, 20 rps', '\u00bd'],
  ])('%s: %s', (text, amount) => {
    const { from, unclear, notUsed } = readWords(text);
    const shown = [...Object.values(from), ...unclear.map(({ words }) => words), ...notUsed];
    expect(shown.filter((words) => words.includes(amount))).not.toHaveLength(0);
  });

  it('in all phrases of people, over 700', () => {
    expect(PHRASES.length).toBeGreaterThan(700);
    for (const { id, words } of PHRASES) {
      expect([id, ...vanishedFrom(words)]).toEqual([id]);
      expect([id, ...unshownIn(words)]).toEqual([id]);
    }
  });

  it('in texts of facts and other amounts in any order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(vanishedFrom(text)).toEqual([]);
        expect(unshownIn(text)).toEqual([]);
      }),
      { numRuns: Math.max(300, runs(2000)), seed: 34 },
    );
  });

  it('in a text that is too long to be read whole', () => {
    const text = `${'20 rps and 3 MB. '.repeat(130)}the last of them has 12345678 rows`;
    expect(text.length).toBeGreaterThan(2000);
    expect(unshownIn(text)).toEqual([]);
    const { notUsed } = readWords(`${'a'.repeat(1990)}, 1 234 567 rps`);
    expect(notUsed.at(-1)).toBe('1 234 567 rps');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as quantities from '../../../src/wording/quantities/index.ts';
import { runs } from '../../support/lane.ts';

const READERS = Object.entries(quantities)
  .filter(([name]) => name.startsWith('read'))
  .map(([name, read]) => [name, read as (text: string) => { ok: boolean; text?: string; value?: unknown }] as const);

const RUBBISH = [
  ...'٣ GB|３ GB|10² MB|½ h|NaN|Infinity|-Infinity s|-5 MB|−5 rps|1e308 MB|1e999 s|😀|<!channel>|null'.split('|'),
  ...'1\u200b0 MB|1\u200b5 min|\u202e5 MB|[object Object]|1,5 GB|__proto__|constructor'.split('|'),
  ...['9'.repeat(400), 'x'.repeat(4000), '1,'.repeat(2000), '1 '.repeat(100)],
];

const NOT_BELOW_ZERO = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(NOT_BELOW_ZERO)
    : typeof value !== 'number' || (Number.isFinite(value) && value >= 0);

describe.each(READERS)('%s', (_, read) => {
  it.each(RUBBISH)('refuses %j with one sentence that has an example', (text) => {
    const result = read(text);
    expect(result.ok).toBe(false);
    expect(result.text).toMatch(/^[^\n]{10,250}\.$/);
    expect(result.text).toMatch(/write (it|them) like|such as/);
  });

  it('never throws and never reads a number that is negative or not finite, whatever is typed', () => {
    const pieces = fc.constantFrom(...'1|0|5|.|,|-| |k|m|MB|GB|s|h|min|/|day|e|9|%|gpu|no '.split('|'));
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const result = read(text);
        if (result.ok) expect(NOT_BELOW_ZERO(result.value)).toBe(true);
        else expect(result.text).toBeTruthy();
      }),
      { numRuns: runs(300) },
    );
  });
});

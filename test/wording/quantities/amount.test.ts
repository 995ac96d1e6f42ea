import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../src/wording/quantities/field-amount.ts';
import { writeValue } from '../../../src/wording/quantities/index.ts';

describe('an amount that is typed into the field of a fact', () => {
  it.each([
    ['responseTimeSeconds', '15 min', 900],
    ['responseTimeSeconds', '900', 900],
    ['payloadSizeMB', '1.5 GB', 1536],
    ['monthlyRequests', '6,000', 6000],
    ['monthlyRequests', '2 million', 2_000_000],
    ['busyHoursPerDay', '8', 8],
  ] as const)('is read with its unit, and without one in that of the field: %s %s', (field, text, value) => {
    expect(readAmount(field, text)).toEqual({ ok: true, value });
    expect(readAmount(field, writeValue(field, value))).toEqual({ ok: true, value });
  });

  it('is refused with what to type instead', () => {
    expect(readAmount('responseTimeSeconds', 'soon')).toMatchObject({
      ok: false,
      text: expect.stringContaining('15 min'),
    });
  });
});

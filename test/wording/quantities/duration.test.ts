import { describe, expect, it } from 'vitest';
import { readDuration, readHours, writeDuration, writeHours } from '../../../src/wording/quantities/index.ts';

describe('readDuration', () => {
  it.each([
    ['300 ms', 0.3],
    ['300ms', 0.3],
    ['15 min', 900],
    ['15 minutes', 900],
    ['15\u00a0MIN', 900],
    ['within 15 minutes', 900],
    ['under 200ms', 0.2],
    ['< 1 s', 1],
    ['≤ 1 s', 1],
    ['~3 s', 3],
    ['at most 2 hours', 7200],
    ['no more than 2 s', 2],
    ['1h30', 5400],
    ['1 h 30 min', 5400],
    ['2 min 30 s', 150],
    ['1.1 min', 66],
    ['1,000 ms', 1],
    ['overnight', 43_200],
    ['an hour', 3600],
    ['half an hour', 1800],
    ['250 µs', 0.00025],
    ['2 days', 172_800],
  ])('"%s" is %d seconds', (text, seconds) => {
    expect(readDuration(text)).toEqual({ ok: true, value: seconds });
  });

  it.each(['5 min 3 h', '15', '0 s', '3 - 5 min', 'soon', '1:30', '5 mins ago', '15 minx', '', '1h30h', '> 5 s'])(
    '"%s" is refused with an example',
    (text) => {
      const read = readDuration(text);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.text).toMatch(/300 ms/);
    },
  );

  it('refuses a decimal comma and says what to write', () => {
    expect(readDuration('1,5 s')).toEqual({ ok: false, text: expect.stringContaining('Use a point for decimals') });
  });
});

describe('writeDuration', () => {
  it.each([
    [0.3, '300 ms'],
    [0.08, '80 ms'],
    [45, '45 s'],
    [90, '90 s'],
    [900, '15 min'],
    [5400, '90 min'],
    [43_200, '12 h'],
  ])('%d seconds are written as "%s"', (seconds, text) => {
    expect(writeDuration(seconds)).toBe(text);
  });
});

describe('hours', () => {
  it.each([
    ['6 h', 6],
    ['90 min', 1.5],
    ['2 days', 48],
    ['overnight', 12],
    ['0.1 h', 0.1],
  ])('"%s" is %d hours', (text, hours) => {
    expect(readHours(text)).toEqual({ ok: true, value: hours });
  });

  it('writes 48 hours as 2 days and 6 hours as 6 h', () => {
    expect([writeHours(48), writeHours(6)]).toEqual(['2 days', '6 h']);
  });
});

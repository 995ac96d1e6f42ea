import { describe, expect, it } from 'vitest';
import { readBusyHours, writeBusyHours } from '../../../src/wording/quantities/index.ts';

const known = { trafficPredictable: true };

describe('readBusyHours', () => {
  it.each([
    ['Mon–Fri 8–18', { busyHoursPerDay: 10, busyDaysPerWeek: 5, ...known }],
    ['8-18 Mon-Fri', { busyHoursPerDay: 10, busyDaysPerWeek: 5, ...known }],
    ['monday to friday, 8:30-17:00', { busyHoursPerDay: 8.5, busyDaysPerWeek: 5, ...known }],
    ['weekdays 9-17', { busyHoursPerDay: 8, busyDaysPerWeek: 5, ...known }],
    ['Mon, Wed and Fri 9-12', { busyHoursPerDay: 3, busyDaysPerWeek: 3, ...known }],
    ['Sat-Mon', { busyDaysPerWeek: 3, ...known }],
    ['every day 8 to 18', { busyHoursPerDay: 10, busyDaysPerWeek: 7, ...known }],
    ['9-11', { busyHoursPerDay: 2, ...known }],
    ['8am-6pm', { busyHoursPerDay: 10, ...known }],
    ['9-5', { busyHoursPerDay: 8, ...known }],
    ['22-6', { busyHoursPerDay: 8, ...known }],
    ['0-24', { busyHoursPerDay: 24, ...known }],
    ['office hours', { busyHoursPerDay: 8, busyDaysPerWeek: 5, ...known }],
    ['24/7', { busyHoursPerDay: 24, busyDaysPerWeek: 7 }],
    ['10 h a day', { busyHoursPerDay: 10 }],
    ['10 hours a day, 5 days a week', { busyHoursPerDay: 10, busyDaysPerWeek: 5 }],
    ['', {}],
  ])('"%s" is read as hours a day and days a week', (text, busy) => {
    expect(readBusyHours(text)).toEqual({ ok: true, value: busy });
  });

  it.each([
    ...'25 h a day|8 days a week|8-30|25-30|8-8|Mon-Fri 8-18, Sat 9-12|1,5 h a day|soon'.split('|'),
    ...'-3 h a day'.split('|'),
  ])('"%s" is refused with an example', (text) => {
    const read = readBusyHours(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.text).toMatch(/Mon–Fri 8–18|10 h a day|5 days a week/);
  });
});

describe('writeBusyHours', () => {
  it('writes hours, days and whether they are known, so that nothing is lost', () => {
    expect(writeBusyHours({ busyHoursPerDay: 10, busyDaysPerWeek: 5, trafficPredictable: true })).toBe(
      '10 h a day, 5 days a week, predictable',
    );
    expect(writeBusyHours({ busyHoursPerDay: 24, busyDaysPerWeek: 7 })).toBe('24/7');
  });
});

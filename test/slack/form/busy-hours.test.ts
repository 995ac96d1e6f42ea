import { describe, expect, it } from 'vitest';
import { readHours, writeHours } from '../../../src/slack/form/questions/traffic.ts';

const office = {
  busyHoursPerDay: 8,
  busyDaysPerWeek: 5,
  busyFrom: '09:00',
  timeZone: 'Europe/Berlin',
  trafficPredictable: true,
};

describe('busy hours', () => {
  it.each([
    ['Mon–Fri 9–17 CET', office],
    ['9-17 cet, weekdays', office],
    ['mon to fri 9am to 5pm (Europe/Berlin)', office],
    ['Mon–Fri 9–17 Europe/Berlin', office],
    ['9-5', { busyHoursPerDay: 8, busyFrom: '09:00', trafficPredictable: true }],
    [
      '22:30–6:30 EST',
      { busyHoursPerDay: 8, busyFrom: '22:30', timeZone: 'America/New_York', trafficPredictable: true },
    ],
    ['7pm to 11pm', { busyHoursPerDay: 4, busyFrom: '19:00', trafficPredictable: true }],
    ['10 h a day, from 08:00, UTC', { busyHoursPerDay: 10, busyFrom: '08:00', timeZone: 'Etc/UTC' }],
    ['from 9 to 17', { busyHoursPerDay: 8, busyFrom: '09:00', trafficPredictable: true }],
    ['TZ CET', { timeZone: 'CET' }],
    ['24/7', { busyHoursPerDay: 24, busyDaysPerWeek: 7 }],
    ['10 h/day', { busyHoursPerDay: 10 }],
    ['Mon–Fri', { busyDaysPerWeek: 5, trafficPredictable: true }],
  ])('"%s" is read with its start and zone', (typed, says) => {
    expect(readHours(typed)).toEqual({ ok: true, value: says });
  });

  it.each(['9–17 from 08:00', 'Mon–Fri 9–17 Mars/Olympus', 'Mon–Fri 9–26', 'from 25:00'])(
    '"%s" is refused',
    (typed) => {
      expect(readHours(typed)).toMatchObject({ ok: false, text: expect.stringContaining('Mon–Fri') });
    },
  );

  it.each([
    ['Mon–Fri 9–17 CET', office],
    ['every day 22:30–6:30', { ...office, busyDaysPerWeek: 7, busyFrom: '22:30', timeZone: undefined }],
    ['3 days a week, 9–17 Asia/Kathmandu', { ...office, busyDaysPerWeek: 3, timeZone: 'Asia/Kathmandu' }],
    ['8 h a day, 5 days a week, from 09:00, CET', { ...office, trafficPredictable: undefined }],
    ['7.123 h a day, 5 days a week, from 09:00, CET', { ...office, busyHoursPerDay: 7.123 }],
    ['24 h a day, from 09:00', { busyHoursPerDay: 24, busyFrom: '09:00', trafficPredictable: true }],
    ['22 h a day, from 03:00', { busyHoursPerDay: 22, busyFrom: '03:00', trafficPredictable: true }],
    ['TZ CET', { timeZone: 'CET' }],
  ])('are written as "%s"', (written, hours) => {
    const stated = Object.fromEntries(Object.entries(hours).filter(([, value]) => value !== undefined));
    expect(writeHours(stated)).toBe(written);
  });
});

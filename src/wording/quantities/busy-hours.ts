import { LIMIT, NUMBER, toNumber } from '../amount.ts';
import { type Phrase, phrase, readPhrases, words } from '../phrases.ts';
import { type Read, refused, understood } from '../read.ts';
import { clockSpanHours, TIME_SPAN } from './clock.ts';
import { DAY_LIST, daysIn } from './week-days.ts';

/** When requests come: hours a day (0–24), days a week (0–7), and whether the busy hours are known in advance. */
export interface BusyHours {
  busyHoursPerDay?: number;
  busyDaysPerWeek?: number;
  trafficPredictable?: boolean;
}

const EXAMPLES = 'Mon–Fri 8–18, 9–11 or 24/7';
const OFFICE: BusyHours = { busyHoursPerDay: 8, busyDaysPerWeek: 5, trafficPredictable: true };
const A_DAY = String.raw`(?: ?(?:\/|per) ?(?:day|d)| an?y? day| (?:each|every) day| daily)`;
const A_WEEK = String.raw`(?: ?(?:\/|per) ?(?:week|w)| a week| (?:each|every) week| weekly)`;
const HOURS = ` ?-?(?:hours?|hrs?|h)`;

/** When requests come: one list of phrases for the form's answer and for the command's words. */
export const BUSY_HOURS_PHRASES: readonly Phrase<BusyHours>[] = [
  words('24 ?(?:\\/|x|by) ?7|24 hours a day,? 7 days a week', { busyHoursPerDay: 24, busyDaysPerWeek: 7 }),
  words('(?:during |in |at )?(?:office|business|working|work) ?-?hours(?: only)?', OFFICE),
  phrase(`(?:${LIMIT})?(?<number>${NUMBER})${HOURS}${A_DAY}`, (match) => hoursADay(match.groups?.['number'])),
  phrase(`(?:${LIMIT})?(?<number>${NUMBER}) days?${A_WEEK}`, (match) => daysAWeek(match.groups?.['number'])),
  phrase(
    `(?:(?:from|between) )?${TIME_SPAN}(?: ?(?:h|o'clock|hours|uhr|utc|gmt|cet|cest|est|edt|pst|pdt|local(?: time)?))?`,
    clockSpan,
  ),
  phrase(`(?:on |only on |only )?${DAY_LIST}(?: only)?`, (match) => namedDays(match[0])),
];

const FORM_PHRASES: readonly Phrase<BusyHours>[] = [
  ...BUSY_HOURS_PHRASES,
  words('(?:un|not )predictable', { trafficPredictable: false }),
  words('predictable', { trafficPredictable: true }),
];

/** `Mon–Fri 8–18`, `weekdays 9-17`, `24/7`, `10 h a day`. Clock hours and named days are known in advance. */
export function readBusyHours(text: string): Read<BusyHours> {
  return readPhrases<BusyHours>(text, FORM_PHRASES, EXAMPLES);
}

/** The inverse of {@link readBusyHours}. */
export function writeBusyHours(busy: BusyHours): string {
  const parts: string[] = [];
  const { busyHoursPerDay: hours, busyDaysPerWeek: days, trafficPredictable } = busy;
  if (hours === 24 && days === 7) parts.push('24/7');
  else {
    if (hours !== undefined) parts.push(`${hours} h a day`);
    if (days !== undefined) parts.push(`${days} days a week`);
  }
  if (trafficPredictable !== undefined) parts.push(trafficPredictable ? 'predictable' : 'unpredictable');
  return parts.join(', ');
}

function hoursADay(digits = ''): Read<BusyHours> {
  const busyHoursPerDay = toNumber(digits);
  if (busyHoursPerDay === undefined || busyHoursPerDay > 24)
    return refused('A day has 24 hours; write it like 10 h a day.');
  return understood({ busyHoursPerDay });
}

function daysAWeek(digits = ''): Read<BusyHours> {
  const busyDaysPerWeek = toNumber(digits);
  if (busyDaysPerWeek === undefined || busyDaysPerWeek > 7)
    return refused('A week has 7 days; write it like 5 days a week.');
  return understood({ busyDaysPerWeek });
}

function clockSpan(match: RegExpExecArray): Read<BusyHours> {
  const busyHoursPerDay = clockSpanHours(match.groups ?? {});
  if (busyHoursPerDay === undefined) return refused('Hours go from 0 to 24; write them like Mon–Fri 8–18.');
  return understood({ busyHoursPerDay, trafficPredictable: true });
}

function namedDays(text: string): Read<BusyHours> {
  const busyDaysPerWeek = daysIn(text);
  return understood(busyDaysPerWeek === 7 ? { busyDaysPerWeek } : { busyDaysPerWeek, trafficPredictable: true });
}

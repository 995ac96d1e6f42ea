import { type Read, refused, understood, vocabulary } from '../text.ts';
import { LIMIT, NUMBER, type Phrase, phrase, readPhrases, toNumber, words } from './grammar.ts';

const time = (name: string) =>
  String.raw`(?<${name}Hour>\d{1,2})(?:[:.h](?<${name}Minute>[0-5]\d))? ?(?<${name}Half>am|pm|a\.m\.|p\.m\.)?(?: ?(?:h|o'clock))?`;

/** The source of a pattern for hours of a day: `8-18`, `9 to 5`, `8:00-18:30`, `8am-6pm`. */
const TIME_SPAN = `${time('from')} ?(?:-|to|till|until|and) ?${time('to')}`;

/**
 * The hours between the times that {@link TIME_SPAN} matched; undefined if they are no times of a day. `22-6` goes past
 * midnight; `9-5` without am or pm is read as people say it, until 17.
 */
function clockSpanHours(groups: Record<string, string | undefined>): number | undefined {
  const saidHalf = groups['fromHalf'] ?? groups['toHalf'];
  const from = hourOf(groups['fromHour'], groups['fromMinute'], groups['fromHalf']);
  const to = hourOf(groups['toHour'], groups['toMinute'], groups['toHalf']);
  if (from === undefined || to === undefined || from === to) return undefined;
  if (to > from) return hours(to - from);
  return hours(saidHalf === undefined && from <= 12 ? to + 12 - from : to + 24 - from);
}

function hourOf(hour = '', minute = '0', half?: string): number | undefined {
  const number = Number(hour);
  const fraction = Number(minute) / 60;
  if (half === undefined) return number + fraction <= 24 ? number + fraction : undefined;
  if (number < 1 || number > 12) return undefined;
  return (number % 12) + (half.startsWith('p') ? 12 : 0) + fraction;
}

function hours(span: number): number | undefined {
  return span > 0 && span <= 24 ? Number(span.toPrecision(4)) : undefined;
}

const NAMES = [
  'mon(?:day)?s?',
  'tue(?:s|sday)?s?',
  'wed(?:nesday)?s?',
  'thu(?:r|rs|rsday)?s?',
  'fri(?:day)?s?',
  'sat(?:urday)?s?',
  'sun(?:day)?s?',
];

/** Monday is 0. */
const DAYS = vocabulary(NAMES.map((name, index) => [name, index] as const));

const DAY = `(?:${DAYS.source})`;

const GROUPS = vocabulary([
  ['(?:every |each )?(?:week|working|work|business) ?-?days?', [0, 1, 2, 3, 4]],
  ['(?:every |each )?week ?-?ends?', [5, 6]],
  ['(?:every|each) day|daily|all days|all week', [0, 1, 2, 3, 4, 5, 6]],
]);

const SPAN = String.raw`${DAY}\.?(?: ?(?:-|to|till|until|through|thru) ?${DAY}\.?)?`;

const ITEM = `(?:${GROUPS.source}|${SPAN})`;

const EACH_DAY = new RegExp(DAY, 'gu');

const EACH_ITEM = new RegExp(`\\b${ITEM}`, 'gu');

/** The source of a pattern for days of the week: `Mon-Fri`, `Mon, Wed and Fri`, `weekdays`, `every day`. */
const DAY_LIST = `${ITEM}(?:(?: ?[,&+] ?| and )${ITEM}){0,6}`;

/** How many different days a text names that {@link DAY_LIST} matched. */
function daysIn(text: string): number {
  const named = new Set<number>();
  for (const [item] of text.matchAll(EACH_ITEM)) {
    for (const day of daysOf(item)) named.add(day);
  }
  return named.size;
}

function daysOf(item: string): readonly number[] {
  const group = GROUPS.meaningOf(item);
  if (group) return group;
  const [first = 0, last = first] = [...item.matchAll(EACH_DAY)].map(([day]) => DAYS.meaningOf(day) ?? 0);
  const days: number[] = [];
  for (let day = first, steps = 0; steps < 7; day = (day + 1) % 7, steps += 1) {
    days.push(day);
    if (day === last) break;
  }
  return days;
}

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
const BUSY_HOURS_PHRASES: readonly Phrase<BusyHours>[] = [
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

/** Abbreviations that people write, and the IANA zone that each most often stands for. The first of a zone is written back. */
const ABBREVIATIONS: readonly (readonly [abbreviation: string, zone: string])[] = [
  ['CET', 'Europe/Berlin'],
  ['CEST', 'Europe/Berlin'],
  ['UTC', 'Etc/UTC'],
  ['GMT', 'Etc/UTC'],
  ['BST', 'Europe/London'],
  ['ET', 'America/New_York'],
  ['EST', 'America/New_York'],
  ['EDT', 'America/New_York'],
  ['CT', 'America/Chicago'],
  ['CST', 'America/Chicago'],
  ['CDT', 'America/Chicago'],
  ['PT', 'America/Los_Angeles'],
  ['PST', 'America/Los_Angeles'],
  ['PDT', 'America/Los_Angeles'],
  ['JST', 'Asia/Tokyo'],
  ['IST', 'Asia/Kolkata'],
  ['SGT', 'Asia/Singapore'],
  ['AEST', 'Australia/Sydney'],
  ['AEDT', 'Australia/Sydney'],
];

const ZONES = new Map(ABBREVIATIONS);
const SHORT = new Map(ABBREVIATIONS.toReversed().map(([abbreviation, zone]) => [zone, abbreviation]));

/** The zone that an abbreviation stands for, in upper or lower case: `Europe/Berlin` for `cet`. */
export const zoneOfAbbreviation = (text: string): string | undefined => ZONES.get(text.toUpperCase());

/** How people write a zone: `CET`, or its IANA name where it has no abbreviation here. */
export const writeZone = (zone: string): string => SHORT.get(zone) ?? zone;

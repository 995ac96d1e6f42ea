import { zoneOfAbbreviation } from '../quantities/zones.ts';
import { wordSet } from '../text.ts';
import { readJobWindow } from './job-times.ts';
import type { Item, Reading } from './types.ts';
import { DAYS, isDayName } from './units.ts';

const dayOf = (text: string): number | undefined => DAYS.get(text);

/** Reads the hours of the day and the days of the week on which requests come, and the hours in which a job must run. */
export function readTimes(reading: Reading): void {
  readDays(reading);
  readHours(reading);
  readZones(reading);
  if (reading.dataset) {
    readJobWindow(reading);
  }
}

/** "Tue + Sat" are two days. */
function readListedDays({ items, claims }: Reading): void {
  const first = items.findIndex(
    ({ text, kind }, at) =>
      kind === 'word' &&
      dayOf(text) !== undefined &&
      text.length > 2 &&
      ['+', '&', 'and', ',', '/'].includes(items[at + 1]?.text ?? '') &&
      dayOf(items[at + 2]?.text ?? '') !== undefined,
  );
  if (first < 0) return;
  const days = new Set<number>();
  let last = first;
  for (let at = first; ; at += 2) {
    const day = dayOf(items[at]?.text ?? '');
    if (day === undefined) break;
    days.add(day);
    last = at;
    if (!['+', '&', 'and', ',', '/'].includes(items[at + 1]?.text ?? '')) break;
  }
  const place = { from: first, to: last + 1 };
  const isClosed = items.slice(Math.max(0, first - 3), first).some(({ text }) => CLOSED.has(text) || text === 'zero');
  claims.push({ field: 'busyDaysPerWeek', value: isClosed ? 7 - days.size : days.size, ...place, weight: 1 });
  claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.8, hint: true });
}

const CLOSED = wordSet(`
  except excluding but closed never not nothing no off without shut apart außer sauf salvo excepto fermé cerrado geschlossen
`);

/** "Only on Mondays" is one day, "closed on Sundays" leaves six, "weekends only" are two. */
function readNamedDays({ items, clauses: { clauseOf, sentenceOf }, claims }: Reading): void {
  const places = items.flatMap(({ text, kind }, at) =>
    kind === 'word' && (isDayName(text) || text === 'weekend') && items[at - 1]?.text !== 'black' ? [at] : [],
  );
  const [at] = places;
  if (at === undefined || places.length !== 1) return;
  const near = (from: number, to: number, words: readonly string[]) =>
    items
      .slice(Math.max(0, from), to)
      .some(({ text }, index) => words.includes(text) && sentenceOf[Math.max(0, from) + index] === sentenceOf[at]);
  const isWeekend = items[at]?.text === 'weekend';
  const days = isWeekend ? 2 : 1;
  const closed = items
    .slice(Math.max(0, at - 3), at)
    .some(({ text }, index) => CLOSED.has(text) && clauseOf[Math.max(0, at - 3) + index] === clauseOf[at]);
  const place = { from: at, to: at + 1 };
  const claim = (value: number) => {
    claims.push({ field: 'busyDaysPerWeek', value, ...place, weight: 1 });
    claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.8, hint: true });
  };
  const only =
    near(at - 2, at, ['only', 'just']) || items[at + 1]?.text === 'only' || near(at + 1, at + 3, ['exclusively']);
  if (only && !closed) claim(days);
  else if (!isWeekend && !only && (closed || near(at + 1, at + 3, ['closed', 'off', 'shut', 'geschlossen', 'zu'])))
    claim(7 - days);
}

/** "Weekend 40k", "40k on weekends" beside weekdays */
export const isBusyWeekend = (items: Reading['items']): boolean =>
  items.some(
    ({ text }, at) =>
      text === 'weekend' &&
      [-2, 1, 2].some((near) => {
        const { dimension, value = 0 } = items[at + near]?.quantity ?? {};
        if (near < 0 && items[at - 1]?.kind !== 'word') return false;
        return value > 0 && (dimension === 'count' || dimension === 'rate');
      }),
  );

function readDays(reading: Reading): void {
  const { items, claims, dataset } = reading;
  if (dataset) return;
  readListedDays(reading);
  readNamedDays(reading);
  for (let at = 0; at < items.length; at += 1) {
    const text = items[at]?.text ?? '';
    const from = dayOf(text);
    const next = items[at + 1]?.text ?? '';
    const to = from === undefined || !TO.has(next) ? undefined : dayOf(items[at + 2]?.text ?? '');
    const claim = (days: number, length: number) => {
      claims.push({ field: 'busyDaysPerWeek', value: days, from: at, to: at + length, weight: 1.2 });
      claims.push({ field: 'trafficPredictable', value: true, from: at, to: at + length, weight: 0.8, hint: true });
    };
    if (from !== undefined && to !== undefined) claim(((to - from + 7) % 7) + 1, 3);
    else if (
      ['weekday', 'workday'].includes(text) &&
      next !== 'rate' &&
      !['normal', 'typical', 'ordinary', 'average', 'usual', 'busy', 'a'].includes(items[at - 1]?.text ?? '')
    ) {
      if (!isBusyWeekend(items)) claim(5, 1);
    } else if (
      ['working', 'work', 'business', 'week', 'school', 'trading'].includes(text) &&
      next === 'day' &&
      !['next', 'following'].includes(items[at - 1]?.text ?? '')
    )
      claim(5, 2);
    else if (
      text === 'weekend' &&
      [-4, -3, -2, -1, 1, 2].some((near) => isNone(items[at + near])) &&
      !items.slice(0, at).some((item) => item.text === 'night')
    )
      claim(5, 1);
  }
}

const isNone = ({ text = '', quantity }: Partial<Item> = {}): boolean =>
  /^(?:idle|zero|no|not|nothing|dead|closed|except|off|quiet)$/.test(text) || quantity?.value === 0;

/** What no traffic comes in: "silent from 20:00 to 06:00", but not "dead outside 9-17". */
const IDLE = wordSet('closed shut dead asleep off silent quiet idle nobody nothing empty');
const ELSE = wordSet('outside except besides apart beyond otherwise else rest but only');

const TO = wordSet('- to til till until through thru bis a à au al');

const UPKEEP_HOURS = /^(?:(?:re)?train|down|maint|backup|meet|deploy|workshop)/;

/** Beside the hours of people, which are no job's. */
const STAFFED = wordSet('hour look see read work open office user team staff analyst people support shop store');

const OPEN = wordSet('business office working work');

function readHours(reading: Reading): void {
  const { items, claims, dataset } = reading;
  const clocks = items.filter(({ clock }) => clock !== undefined).length;
  for (const [at, { clock, text }] of items.entries()) {
    if (clock !== undefined) readClockHours(reading, at, clock, clocks > 1);
    else if (OPEN.has(text) && items[at + 1]?.text === 'hour' && !dataset && clocks === 0) {
      readZone(reading, at);
      claims.push({ field: 'busyHoursPerDay', value: 8, from: at, to: at + 2, weight: 0.9 });
      claims.push({ field: 'busyDaysPerWeek', value: 5, from: at, to: at + 2, weight: 0.5, hint: true });
    }
  }
}

function readClockHours(reading: Reading, at: number, clock: NonNullable<Item['clock']>, isOfSeveral: boolean): void {
  const { items, clauses, claims, understood, dataset } = reading;
  const place = { from: at, to: at + 1 };
  const known = { field: 'trafficPredictable' as const, value: true, ...place, hint: true };
  const beside = items.filter((_, near) => Math.abs(near - at) <= 7 && clauses.clauseOf[near] === clauses.clauseOf[at]);
  const said = (words: ReadonlySet<string>) => beside.some(({ text }) => words.has(text));
  // Of two spans of a day, such as "9-12 and 14-18", nobody knows the hours between.
  if (dataset || isRush(reading, at) || isOfSeveral) {
    understood.push(place);
    if (!dataset) claims.push({ ...known, weight: 0.9 });
    else if (!isOfSeveral && !said(STAFFED))
      claims.push({ field: 'datasetDeadlineHours', value: clock.hours, ...place, weight: 0.5, hint: true });
  } else if (items.slice(Math.max(0, at - 6), at).some(({ text }) => UPKEEP_HOURS.test(text))) understood.push(place);
  // "70 % of them between 17 and 21h": the others come at other hours.
  else if (isShare(reading, at))
    claims.push(
      { field: 'trafficPattern', value: 'variable', ...place, weight: 0.9, hint: true },
      { ...known, weight: 0.9 },
    );
  else if (said(IDLE) && !said(ELSE))
    claims.push({ field: 'busyHoursPerDay', value: 24 - clock.hours, ...place, weight: 1.2 }, { ...known, weight: 1 });
  else {
    claims.push({ field: 'busyHoursPerDay', value: clock.hours, ...place, weight: 1.2 }, { ...known, weight: 1 });
    claims.push({ field: 'busyFrom' as never, value: clock.from as never, ...place, weight: 1.2 });
    readZone(reading, at);
  }
}

/** "50 rps from 17 to 19, else 5": what comes at other hours is named with them. */
const isRush = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  items.some(
    ({ text }, near) =>
      ['else', 'otherwise', 'rest', 'other'].includes(text) &&
      Math.abs((sentenceOf[near] ?? 0) - (sentenceOf[at] ?? 0)) <= 1 &&
      Math.abs(near - at) <= 16,
  ) && items.some(({ quantity }) => quantity?.dimension === 'rate');

const isShare = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  items.some(
    ({ quantity, text }, near) =>
      Math.abs(near - at) <= 6 &&
      sentenceOf[near] === sentenceOf[at] &&
      ((quantity?.dimension === 'percent' && quantity.value < 95) || ['most', 'mostly', 'half'].includes(text)),
  );

/** Names that are neither an abbreviation nor the city of an IANA zone. */
const NAMES: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  york: 'America/New_York',
  central: 'America/Chicago',
  pacific: 'America/Los_Angeles',
  uk: 'Europe/London',
  india: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
};

/** "CT" near hours may be a scan as well as Central Time. */
const AMBIGUOUS = 'ct';

/** The zone that is named near some hours. */
function readZone(reading: Reading, at: number): void {
  for (let near = at - 5; near <= at + 5; near += 1) {
    const zone = zoneAt(reading, near);
    if (zone === undefined || near === at) continue;
    reading.claims.push({ field: 'timeZone', value: zone, from: near, to: near + 1, weight: 1 });
    return;
  }
}

/** "All times are UTC", "Sydney time": a zone without hours beside it. */
function readZones(reading: Reading): void {
  const { items, claims } = reading;
  for (const [at, { text }] of items.entries()) {
    if (text !== 'time') continue;
    for (const near of [at - 1, at + 1, at + 2, at + 3]) {
      const joined =
        near < at ||
        items.slice(at + 1, near).every(({ text: word }) => ['is', 'are', 'in', ':', 'zone', 'all'].includes(word));
      const zone = joined ? zoneAt(reading, near) : undefined;
      if (zone === undefined) continue;
      claims.push({ field: 'timeZone', value: zone, from: near, to: near + 1, weight: 1 });
      return;
    }
  }
}

function zoneAt({ items, tokens, text }: Reading, at: number): string | undefined {
  const item = items[at];
  if (item === undefined) return undefined;
  const isPlace = item.thing?.kind === 'region' && item.text === '';
  const word = isPlace ? (tokens[item.from]?.text ?? '') : item.text;
  if (Object.hasOwn(NAMES, word)) return NAMES[word];
  // "GMT+1", whose sign a zone's name turns round
  const offset = /^(?:gmt|utc) ?([+-])(\d{1,2})([:.]?)/i.exec(text.slice(tokens[item.from]?.start));
  if (offset) return offset[3] ? undefined : `Etc/GMT${offset[1] === '+' ? '-' : '+'}${offset[2]}`;
  const zone = word === AMBIGUOUS ? undefined : zoneOfAbbreviation(word);
  return zone ?? (word.length > 3 ? zoneOfCity(word) : undefined);
}

/** Filled when the first city is read: it takes a millisecond. */
const CITIES = new Map<string, string>();

/** The zone that is named after a city. */
function zoneOfCity(city: string): string | undefined {
  if (CITIES.size === 0)
    for (const zone of Intl.supportedValuesOf('timeZone'))
      CITIES.set((zone.split('/').at(-1) ?? '').toLowerCase(), zone);
  return CITIES.get(city);
}

import { hoursBetween, timeAt } from './clock.ts';
import type { Reading } from './types.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SHORT: Readonly<Record<string, number>> = {
  mon: 0,
  mo: 0,
  tue: 1,
  tues: 1,
  wed: 2,
  thu: 3,
  thur: 3,
  thurs: 3,
  fri: 4,
  fr: 4,
  sat: 5,
  sa: 5,
  sun: 6,
  so: 6,
};

const dayOf = (text: string): number | undefined => {
  const index = DAYS.indexOf(text);
  if (index >= 0) return index;
  return Object.hasOwn(SHORT, text) ? SHORT[text] : undefined;
};

/** Reads the hours of the day and the days of the week on which requests come, and the hours in which a job must run. */
export function readTimes(reading: Reading): void {
  readDays(reading);
  readHours(reading);
  if (reading.dataset) {
    readJobWindow(reading);
    readRunDays(reading);
  }
}

/** "Mondays and Thursdays" are two runs a week. */
function readRunDays({ items, claims }: Reading): void {
  const places = items.flatMap(({ text, kind }, at) => (kind === 'word' && DAYS.includes(text) ? [at] : []));
  const [first] = places;
  if (
    first === undefined ||
    items.some(({ kind }) => kind === 'rhythm') ||
    (places.length === 1 && !items[first]?.text.endsWith('s'))
  )
    return;
  const days = new Set(places.map((at) => items[at]?.text)).size;
  if (days > 1)
    claims.push({
      field: 'datasetRunsPerMonth',
      value: Number((days * 4.33).toPrecision(4)),
      from: first,
      to: (places.at(-1) ?? first) + 1,
      weight: 0.8,
    });
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
  claims.push({ field: 'busyDaysPerWeek', value: days.size, ...place, weight: 1 });
  claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.8, hint: true });
}

function readDays(reading: Reading): void {
  const { items, claims, dataset } = reading;
  if (dataset) return;
  readListedDays(reading);
  for (let at = 0; at < items.length; at += 1) {
    const text = items[at]?.text ?? '';
    const from = dayOf(text);
    const next = items[at + 1]?.text ?? '';
    const to =
      from === undefined || !['-', 'to', 'till', 'until', 'through', 'thru'].includes(next)
        ? undefined
        : dayOf(items[at + 2]?.text ?? '');
    const claim = (days: number, length: number) => {
      claims.push({ field: 'busyDaysPerWeek', value: days, from: at, to: at + length, weight: 1.2 });
      claims.push({ field: 'trafficPredictable', value: true, from: at, to: at + length, weight: 0.8, hint: true });
    };
    if (from !== undefined && to !== undefined) claim(((to - from + 7) % 7) + 1, 3);
    else if (['weekday', 'workday'].includes(text) && !['rate'].includes(next)) claim(5, 1);
    else if (['working', 'work', 'business', 'week'].includes(text) && next === 'day') claim(5, 2);
    else if (
      text === 'weekend' &&
      items
        .slice(Math.max(0, at - 4), at)
        .some(
          (item) =>
            ['idle', 'zero', 'no', 'not', 'nothing', 'dead', 'closed', 'except', 'off', 'quiet'].includes(item.text) ||
            item.quantity?.value === 0,
        ) &&
      !items.slice(0, at).some((item) => item.text === 'night')
    )
      claim(5, 1);
  }
}

const OPEN = new Set(['business', 'office', 'working', 'work']);

function readHours({ items, clauses, claims, understood, dataset }: Reading): void {
  for (const [at, { clock, text }] of items.entries()) {
    const place = { from: at, to: at + 1 };
    if (clock !== undefined) {
      if (dataset || isRush(items)) {
        understood.push(place);
        if (!dataset) claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.9, hint: true });
        continue;
      }
      const closed = items.some(
        ({ text: word }, near) =>
          Math.abs(near - at) <= 7 &&
          ['closed', 'shut', 'dead', 'asleep', 'off'].includes(word) &&
          clauses.sentenceOf[near] === clauses.sentenceOf[at],
      );
      if (closed) {
        claims.push({ field: 'busyHoursPerDay', value: 24 - clock.hours, ...place, weight: 1.2 });
        claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 1, hint: true });
        continue;
      }
      claims.push({ field: 'busyHoursPerDay', value: clock.hours, ...place, weight: 1.2 });
      claims.push({ field: 'busyFrom' as never, value: clock.from as never, ...place, weight: 1.2 });
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 1, hint: true });
      readZone(items, at, claims);
    } else if (OPEN.has(text) && items[at + 1]?.text === 'hour' && !dataset && !items.some((item) => item.clock)) {
      claims.push({ field: 'busyHoursPerDay', value: 8, from: at, to: at + 2, weight: 0.9 });
      claims.push({ field: 'busyDaysPerWeek', value: 5, from: at, to: at + 2, weight: 0.5, hint: true });
    }
  }
}

const isRush = (items: Reading['items']): boolean =>
  items.some(({ text }) => ['else', 'otherwise', 'rest'].includes(text));

/** Zones as people write them; an abbreviation stands for the zone that is most often meant. */
const ZONES: Readonly<Record<string, string>> = {
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  utc: 'Etc/UTC',
  gmt: 'Etc/UTC',
  bst: 'Europe/London',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  jst: 'Asia/Tokyo',
  ist: 'Asia/Kolkata',
  sgt: 'Asia/Singapore',
  aest: 'Australia/Sydney',
  berlin: 'Europe/Berlin',
  paris: 'Europe/Paris',
  madrid: 'Europe/Madrid',
  rome: 'Europe/Rome',
  vienna: 'Europe/Vienna',
  warsaw: 'Europe/Warsaw',
  amsterdam: 'Europe/Amsterdam',
  stockholm: 'Europe/Stockholm',
  london: 'Europe/London',
  uk: 'Europe/London',
  sydney: 'Australia/Sydney',
  tokyo: 'Asia/Tokyo',
  singapore: 'Asia/Singapore',
  mumbai: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  chicago: 'America/Chicago',
  york: 'America/New_York',
  aedt: 'Australia/Sydney',
};

function readZone(items: Reading['items'], at: number, claims: Reading['claims']): void {
  for (let near = at - 5; near <= at + 5; near += 1) {
    const word = items[near]?.text ?? '';
    const zone = Object.hasOwn(ZONES, word) ? ZONES[word] : word.length > 3 ? zoneOfCity(word) : undefined;
    if (zone === undefined || near === at) continue;
    claims.push({ field: 'timeZone', value: zone, from: near, to: near + 1, weight: 1 });
    return;
  }
}

let cities: ReadonlyMap<string, string> | undefined;

/** The zone that is named after a city. */
function zoneOfCity(city: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) ?? '').toLowerCase(), zone]),
  );
  return cities.get(city);
}

const STARTS = new Set([
  'start',
  'begin',
  'from',
  'at',
  'kick',
  'drop',
  'land',
  'arrive',
  'ready',
  'available',
  'after',
  'complete',
  'come',
]);
const ENDS = new Set([
  'done',
  'finish',
  'finished',
  'ready',
  'by',
  'before',
  'until',
  'complete',
  'completed',
  'back',
  'due',
  'till',
  'loaded',
]);

/** "Starts at 1 am, must be done by 6 am" is five hours. */
function readJobWindow({ tokens, items, claims }: Reading): void {
  const itemAt = (token: number) => items.findIndex(({ from, to }) => from <= token && token < to);
  const times: { at: number; time: NonNullable<ReturnType<typeof timeAt>>; ends: boolean; starts: boolean }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const time = timeAt(tokens, at);
    if (time === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    const ends = before.some((word) => ENDS.has(word));
    const starts = before.some((word) => STARTS.has(word));
    const clocked = tokens[at - 1]?.text === '-' || tokens[at - 1]?.text === 'to';
    if (time.marked || ends || starts || clocked) times.push({ at, time, ends, starts });
    at += time.length - 1;
  }
  const end = times.findLast(({ ends }) => ends);
  const start = times.find((time) => time !== end && time.at < (end?.at ?? 0));
  const window = items.findIndex(({ clock }) => clock !== undefined);
  if (start && end && (start.time.marked || start.starts)) {
    const hours = hoursBetween(start.time, end.time);
    if (hours !== undefined)
      claims.push({
        field: 'datasetDeadlineHours',
        value: hours,
        from: itemAt(start.at),
        to: itemAt(end.at) + 1,
        weight: 1.2,
      });
  } else if (window >= 0) {
    claims.push({
      field: 'datasetDeadlineHours',
      value: items[window]?.clock?.hours as number,
      from: window,
      to: window + 1,
      weight: 1.1,
    });
  }
}

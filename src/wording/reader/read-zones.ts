import type { Reading } from './types.ts';

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

/** The zone that is named near some hours. */
export function readZone({ items, tokens, claims }: Reading, at: number): void {
  for (let near = at - 5; near <= at + 5; near += 1) {
    const zone = zoneAt(items, tokens, near);
    if (zone === undefined || near === at) continue;
    claims.push({ field: 'timeZone', value: zone, from: near, to: near + 1, weight: 1 });
    return;
  }
}

/** "All times are UTC", "Sydney time": a zone without hours beside it. */
export function readZones({ items, tokens, claims }: Reading): void {
  for (const [at, { text }] of items.entries()) {
    if (text !== 'time') continue;
    for (const near of [at - 1, at + 1, at + 2, at + 3]) {
      const joined =
        near < at ||
        items.slice(at + 1, near).every(({ text: word }) => ['is', 'are', 'in', ':', 'zone', 'all'].includes(word));
      const zone = joined ? zoneAt(items, tokens, near) : undefined;
      if (zone === undefined) continue;
      claims.push({ field: 'timeZone', value: zone, from: near, to: near + 1, weight: 1 });
      return;
    }
  }
}

function zoneAt(items: Reading['items'], tokens: Reading['tokens'], at: number): string | undefined {
  const item = items[at];
  if (item === undefined) return undefined;
  const isPlace = item.thing?.kind === 'region' && item.text === '';
  const word = isPlace ? (tokens[item.from]?.text ?? '') : item.text;
  if (Object.hasOwn(ZONES, word)) return ZONES[word];
  return word.length > 3 ? zoneOfCity(word) : undefined;
}

let cities: ReadonlyMap<string, string> | undefined;

/** The zone that is named after a city. */
function zoneOfCity(city: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) ?? '').toLowerCase(), zone]),
  );
  return cities.get(city);
}

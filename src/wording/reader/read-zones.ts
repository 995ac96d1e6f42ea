import { zoneOfAbbreviation } from '../time-zones.ts';
import type { Reading } from './types.ts';

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
  if (Object.hasOwn(NAMES, word)) return NAMES[word];
  const zone = word === AMBIGUOUS ? undefined : zoneOfAbbreviation(word);
  return zone ?? (word.length > 3 ? zoneOfCity(word) : undefined);
}

let cities: ReadonlyMap<string, string> | undefined;

/** The zone that is named after a city. */
function zoneOfCity(city: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [(zone.split('/').at(-1) ?? '').toLowerCase(), zone]),
  );
  return cities.get(city);
}

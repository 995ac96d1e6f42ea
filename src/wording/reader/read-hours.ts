import { clean } from './numbers.ts';
import type { Assigned } from './roles-of-quantities.ts';
import type { Reading } from './types.ts';

/** "12k an hour in the morning rush 7-9, else 100": each rate counts in its own hours. */
export function isRush({ items, claims }: Reading, at: number, all: readonly Assigned[]): boolean {
  const clockAt = items.findIndex(({ clock }, place) => clock !== undefined && place >= 0);
  const rest = all.find(
    ({ at: place, quantity }) =>
      quantity.dimension === 'rate' &&
      [place - 1, place - 2, place - 3].some((near) => ['else', 'otherwise', 'rest'].includes(items[near]?.text ?? '')),
  );
  const rush = all.find(({ at: place, quantity }) => quantity.dimension === 'rate' && place !== rest?.at);
  const hours = items[clockAt]?.clock?.hours;
  if (!rest || !rush || hours === undefined || (at !== rush.at && at !== rest.at)) return false;
  if (at === rest.at) return true;
  const hourly = ({ quantity: { value, perMonth = 730 } }: Assigned) => (value * perMonth) / 730;
  const place = { from: rush.at, to: rest.at + 1 };
  claims.push({ field: 'peakRequestsPerSecond', value: clean(hourly(rush) / 3600), ...place, weight: 1.2 });
  claims.push({
    field: 'monthlyRequests',
    value: clean((hourly(rush) * hours + hourly(rest) * (24 - hours)) * 30),
    ...place,
    weight: 1.2,
  });
  claims.push({ field: 'trafficPattern', value: 'variable', ...place, weight: 1 });
  return true;
}

/** "2 hours a day" are busy ones, unless they are idle; "5 days a week" likewise. */
export function readHoursADay(
  { items, claims, doubts, understood }: Reading,
  at: number,
  seconds: number,
  perMonth: number,
): void {
  const place = { from: at, to: at + 1 };
  const idle =
    items
      .slice(Math.max(0, at - 3), at + 3)
      .some(({ text }) =>
        ['idle', 'quiet', 'dead', 'unused', 'off', 'sleep', 'asleep', 'silent', 'nothing'].includes(text),
      ) && !items.slice(Math.max(0, at - 2), at).some(({ text }) => ['busy', 'used', 'only', 'active'].includes(text));
  const hours = seconds / 3600;
  if (perMonth === 30 && hours <= 24) {
    claims.push({ field: 'busyHoursPerDay', value: clean(idle ? 24 - hours : hours), ...place, weight: 1.1 });
    if (hours < 24) claims.push({ field: 'trafficPattern', value: 'intermittent', ...place, weight: 0.9 });
    claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.5, hint: true });
  } else if (perMonth === 4.33 && hours / 24 <= 7 && hours % 24 === 0)
    claims.push({ field: 'busyDaysPerWeek', value: idle ? 7 - hours / 24 : hours / 24, ...place, weight: 1.1 });
  else if (perMonth === 30) doubts.push({ field: 'busyHoursPerDay', ...place });
  else understood.push(place);
}

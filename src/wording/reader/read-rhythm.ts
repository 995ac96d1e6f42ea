import { clean } from './numbers.ts';
import type { Reading } from './types.ts';

export const ONE_OF_MANY = new Set([
  'each',
  'typical',
  'every',
  'single',
  'some',
  'most',
  'them',
  'one',
  'their',
  'any',
  'model',
  'adapter',
]);

/** A rhythm by itself: how often a job runs, or something that has to be asked. */
export function readRhythm(reading: Reading): void {
  const { items, claims, doubts, dataset, understood } = reading;
  for (const [at, { kind, perMonth, text }] of items.entries()) {
    const place = { from: at, to: at + 1 };
    const isMonthDay = text === 'first' && items[at + 1]?.text === 'of' && items[at + 3]?.text === 'month';
    if (dataset && isMonthDay) claims.push({ field: 'datasetRunsPerMonth', value: 1, from: at, to: at + 4, weight: 1 });
    if (dataset && text === 'overnight' && !items.some((item) => item.kind === 'rhythm'))
      claims.push({ field: 'datasetRunsPerMonth', value: 30, ...place, weight: 0.6, hint: true });
    if (dataset && text === 'day' && items[at + 1]?.text === 'after')
      claims.push({ field: 'datasetDeadlineHours', value: 24, from: at, to: at + 2, weight: 0.8 });
    if (kind !== 'rhythm' || perMonth === undefined) continue;
    if (
      dataset &&
      items.some(
        ({ text: word }, near) =>
          word === 'before' && items[near + 1]?.text === 'the' && items[near + 2]?.text === 'next',
      )
    )
      claims.push({
        field: 'datasetDeadlineHours',
        value: clean(perMonth === 30 ? 24 : 730 / perMonth),
        ...place,
        weight: 0.7,
        hint: true,
      });
    if (dataset)
      claims.push({ field: 'datasetRunsPerMonth', value: clean(perMonth), ...place, weight: perMonth > 1 ? 1 : 1 });
    else if (
      items.slice(Math.max(0, at - 6), at).some(({ text: word }) => ONE_OF_MANY.has(word)) &&
      items.some(({ text: word }) => word === 'model' || word === 'adapter')
    )
      understood.push(place);
    else if (isWeekday(items, at) && perMonth <= 60)
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.6, hint: true });
    else if (perMonth >= 730 || perMonth >= 4) doubts.push({ field: 'trafficPattern', ...place });
    else understood.push(place);
  }
}

const isWeekday = (items: Reading['items'], at: number): boolean => /^(?:every|each)$/.test(items[at]?.text ?? '');

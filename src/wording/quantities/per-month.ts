import { scaled } from '../amount.ts';
import { vocabulary } from '../vocabulary.ts';

/**
 * How often each period comes in a month. A day counts 30 times and a week 4.33 times, as people reckon; an hour 730
 * times (365 / 12 days), as AWS bills, and minutes and seconds with it.
 */
const PER_MONTH = vocabulary([
  ['sec(?:ond)?s?|s', 730 * 3600],
  ['min(?:ute)?s?|m', 730 * 60],
  ['hours?|hr|h', 730],
  ['days?|d|nights?', 30],
  ['weeks?|wk|w|weekends?', 4.33],
  ['months?|mo|mth', 1],
  ['years?|yr|y', 1 / 12],
]);

/** The source of a pattern for the name of a period. */
export const PERIOD = `(?:${PER_MONTH.source})`;

/** How often a period that {@link PERIOD} matched comes in a month. */
export function timesPerMonth(period: string): number {
  return PER_MONTH.meaningOf(period) ?? 1;
}

/** "daily" and its like, by the period they name. */
export const ADVERBS: Readonly<Record<string, string>> = {
  hourly: 'hour',
  daily: 'day',
  nightly: 'night',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};

/** A number of times in a period, for a whole month. */
export function monthly(count: number, period: string): number {
  return scaled(count, timesPerMonth(period));
}

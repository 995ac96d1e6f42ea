// When the requests of a month arrive, minute by minute. Imports nothing: it is what an estimate is held against.

/** Minutes of a month of 730 hours. */
export const MINUTES = 43_800;
const MINUTES_PER_DAY = 1440;
const DAYS = MINUTES / MINUTES_PER_DAY;

/** A number from 0 to 1, drawn on each call. */
export type Draw = () => number;

/** The same numbers for the same seed (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const between = (draw: Draw, from: number, to: number): number => from + (to - from) * draw();

/** Evenly in log, so that every decade is as likely. */
export const betweenInLog = (draw: Draw, from: number, to: number): number => from * (to / from) ** draw();

/** When requests arrive. */
export interface Days {
  /** Hours of a day in which they do, from 08:00 on. */
  readonly hours: number;
  /** Days of a week on which they do. */
  readonly daysPerWeek: number;
  /** From 0, evenly over those hours, to 1, all of them in a peak of a third of the hours. */
  readonly peaked: number;
}

/** A stretch of a busy day in which far more arrive than in its other hours. */
export interface Spike {
  /** Requests per second, and for how many minutes of each busy day. */
  readonly rate: number;
  readonly minutes: number;
}

/** Mean requests in each minute of a month that has `requests` in all. */
export function minuteRates(requests: number, days: Days, spike: Spike | undefined, draw: Draw): Float64Array {
  const rates = new Float64Array(MINUTES);
  // Of a week, where the month begins.
  const begins = 7 * draw();
  const busyDaysTo = (day: number) => Math.floor(((begins + day) * days.daysPerWeek) / 7 + 1e-9);
  let sum = 0;
  for (let day = 0; day * MINUTES_PER_DAY < MINUTES; day += 1) {
    if (busyDaysTo(day + 1) === busyDaysTo(day)) continue;
    const size = between(draw, 0.8, 1.2);
    for (let minute = 0; minute < MINUTES_PER_DAY; minute += 1) {
      const at = day * MINUTES_PER_DAY + minute;
      if (at >= MINUTES) break;
      const weight = size * weightAt(minute / 60, days);
      rates[at] = weight;
      sum += weight;
    }
  }
  const scale = sum === 0 ? 0 : requests / sum;
  for (let at = 0; at < MINUTES; at += 1) rates[at] = (rates[at] ?? 0) * scale;
  if (spike) addSpikes(rates, requests, days, spike);
  return rates;
}

/** How many arrive at this hour, against the mean of the hours in which any do. */
function weightAt(hour: number, { hours, peaked }: Days): number {
  const since = (hour - 8 + 24) % 24;
  if (since >= hours) return 0;
  const inPeak = since >= hours / 3 && since < (2 * hours) / 3;
  return 1 - peaked + (inPeak ? 3 * peaked : 0);
}

/** The spikes take their requests from the rest of the month, at most half of them. */
function addSpikes(rates: Float64Array, requests: number, { hours }: Days, { rate, minutes }: Spike): void {
  const perMinute = rate * 60;
  const starts: number[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const at = Math.floor(day * MINUTES_PER_DAY + (8 + hours / 2) * 60);
    if ((rates[at] ?? 0) > 0) starts.push(at);
  }
  const length = Math.min(minutes, requests / 2 / perMinute / Math.max(1, starts.length));
  const spiked = perMinute * length * starts.length;
  for (let at = 0; at < MINUTES; at += 1) rates[at] = (rates[at] ?? 0) * (1 - spiked / requests);
  for (const start of starts) {
    for (let minute = 0; minute < length; minute += 1) {
      const share = Math.min(1, length - minute);
      rates[start + minute] = Math.max(rates[start + minute] ?? 0, perMinute * share);
    }
  }
}

/** How many really arrive in each minute: independent of one another, as callers are. */
export function arrivals(rates: Float64Array, draw: Draw): Float64Array {
  return rates.map((mean) => (mean === 0 ? 0 : poisson(mean, draw)));
}

/** Exact for a few, by the normal curve for many. */
function poisson(mean: number, draw: Draw): number {
  if (mean > 50) {
    const normal = Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
    return Math.max(0, Math.round(mean + normal * Math.sqrt(mean)));
  }
  const stop = Math.exp(-mean);
  let product = draw();
  let count = 0;
  while (product > stop) {
    product *= draw();
    count += 1;
  }
  return count;
}

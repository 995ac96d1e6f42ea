/**
 * Numbers, none of them negative, as people read them: "500 MB", "15 min", "1,000". Four significant digits at most below a
 * thousand; a number that is not a whole one of the next larger unit stays in the smaller one, so that a limit and a need
 * read in one unit.
 */

export const MB_PER_GB = 1024;
const LARGE = 1e15;

/** "1,234", "0.08", "1.8e+308"; what grew beyond the largest number is shown as that. */
export function formatNumber(number: number): string {
  if (Number.isInteger(number) && number < 1000) return String(number);
  const value = Math.min(number, Number.MAX_VALUE);
  if (value >= LARGE || (value !== 0 && value < 0.001)) return value.toExponential(1).replace('.0e', 'e');
  const rounded = Number(value.toPrecision(4));
  return rounded >= 1000 ? grouped(Math.round(value)) : String(rounded);
}

/** Seconds in the unit that people would say: "300 ms", "45 s", "15 min", "12 hours". */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${formatNumber(seconds * 1000)} ms`;
  if (seconds >= 7200 && seconds % 3600 === 0) return `${formatNumber(seconds / 3600)} hours`;
  if (seconds === 3600) return '1 hour';
  if (seconds >= 18_000) return `${formatNumber(Number((seconds / 3600).toPrecision(3)))} hours`;
  if (seconds >= 120 && seconds % 60 === 0) return `${formatNumber(seconds / 60)} min`;
  return `${formatNumber(seconds)} s`;
}

/** What is only roughly known: seconds of two digits below two minutes, then whole minutes. "8 min" for 485. */
export const formatAbout = (seconds: number): string =>
  formatSeconds(seconds < 2 * MINUTE ? Number(seconds.toPrecision(2)) : Math.round(seconds / MINUTE) * MINUTE);

/** Megabytes of 2^20 bytes: "128 KB", "4 MB", "1 GB". */
export function formatMB(megabytes: number): string {
  if (megabytes > 0 && megabytes < 1) return `${formatNumber(megabytes * 1024)} KB`;
  if (megabytes >= MB_PER_GB && (megabytes * 100) % MB_PER_GB === 0) return `${formatNumber(megabytes / MB_PER_GB)} GB`;
  return `${formatNumber(megabytes)} MB`;
}

/** Gigabytes of 1024 MB: "200 MB", "30 GB". */
export function formatGB(gigabytes: number): string {
  return gigabytes < 1 ? formatMB(gigabytes * MB_PER_GB) : `${formatNumber(gigabytes)} GB`;
}

/** "1 model", "2,000 models". */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c" */
export function listOf(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function grouped(whole: number): string {
  const digits = String(whole);
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`;
  return text;
}

const MINUTE = 60;
const HOUR = 3600;

/** Below this a number of minutes is said as it is: "88 minutes". */
const MINUTES_UP_TO = 2 * HOUR;
const MINUTES_MATTER_UP_TO = 48 * HOUR;

/**
 * Seconds as people say them, in whole units: "45 seconds", "88 minutes", "2 hours 52 minutes", "61 hours". Rounded as
 * given: what is needed up and what is allowed down, so that two times that differ never read the same.
 */
export function spokenTime(seconds: number, round: (units: number) => number = Math.round): string {
  const whole = (unit: number): number => round(Number((seconds / unit).toPrecision(12)));
  if (seconds < 1) return 'less than a second';
  if (seconds < MINUTE) return formatCount(whole(1), 'second');
  if (seconds >= MINUTES_MATTER_UP_TO) return formatCount(whole(HOUR), 'hour');
  const minutes = whole(MINUTE);
  const rest = minutes % 60;
  if (rest === 0) return formatCount(minutes / 60, 'hour');
  if (seconds < MINUTES_UP_TO) return formatCount(minutes, 'minute');
  return `${formatCount((minutes - rest) / 60, 'hour')} ${formatCount(rest, 'minute')}`;
}

/** Below an hour in minutes or seconds: nobody counts in hundredths of an hour. */
export const formatHours = (hours: number): string =>
  hours < 1 ? formatSeconds(Number((hours * 3600).toPrecision(4))) : formatCount(hours, 'hour');

/** Of what comes one by one, or of seconds that an average is made of: no more digits than are counted. */
export const formatWhole = (count: number): string => formatNumber(count >= 100 ? Math.round(count) : count);

/** A figure that rests on a modelled speed, to two digits: more would claim what isn't known. */
export const roundedModelled = (value: number): number => Number(value.toPrecision(2));

/** Below this many per second a rate is said by the hour. */
const RARE_PER_SECOND = 0.1;
const SECONDS_PER_HOUR = 3600;

/** "300 requests per second", "8.6 requests per hour": to three digits. */
export function formatRequestRate(perSecond: number): string {
  const isRare = perSecond < RARE_PER_SECOND;
  const rate = formatNumber(Number((isRare ? perSecond * SECONDS_PER_HOUR : perSecond).toPrecision(3)));
  return `${rate} ${rate === '1' ? 'request' : 'requests'} per ${isRare ? 'hour' : 'second'}`;
}

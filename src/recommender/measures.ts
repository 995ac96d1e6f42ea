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
  if (seconds >= 120 && seconds % 60 === 0) return `${formatNumber(seconds / 60)} min`;
  return `${formatNumber(seconds)} s`;
}

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

function grouped(whole: number): string {
  const digits = String(whole);
  let text = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) text = `${digits.slice(Math.max(0, end - 3), end)},${text}`;
  return text;
}

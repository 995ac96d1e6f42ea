import { formatCount } from '../measures.ts';

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

import { requestsPerMonth, volumeAt } from '../costs/volume.ts';
import type { Needs } from '../needs.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR } from '../working-figures.ts';
import type { Warning } from './warning.ts';
import { BUSY_HOURS_MIN, WORK_HOURS_MIN } from './warning-figures.ts';

/** Instances stay on although requests are stated to leave them idle most of the time. */
export const idleAlwaysOn: Warning = ({ needs, option, scaling }) => {
  if (option.id === 'serverless' || needs.isDataset || (scaling !== 'fixed' && scaling !== 'auto-scaling')) return null;
  const used = hoursUsed(needs);
  if (used !== undefined) return { asked: used, allowed: HOURS_PER_MONTH };
  return needs.traffic === 'intermittent' ? { allowed: HOURS_PER_MONTH } : null;
};

/** The hours of a month in which it is stated to be busy, or at work in all; nothing where they are not few. */
function hoursUsed(needs: Needs): number | undefined {
  const { busyHoursPerDay, busyDaysPerWeek } = needs.stated;
  const requests = requestsPerMonth(needs);
  const work =
    requests === undefined ? Infinity : (requests * (needs.processingTimeSeconds ?? Infinity)) / SECONDS_PER_HOUR;
  if (work < WORK_HOURS_MIN) return work;
  const { busyHours } = volumeAt(needs, 0, 0);
  return (busyHoursPerDay || busyDaysPerWeek) && busyHours < BUSY_HOURS_MIN ? busyHours : undefined;
}

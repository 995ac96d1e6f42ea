import { formatCount } from '../../../recommender/index.ts';

/** How the team decided within a number of days, of the reviews that the reader may see. */
export interface ShownFigures {
  decided: number;
  overridden: number;
  /** Decided with a rule of the policy set aside. */
  policiesOverridden: number;
  /** Median days between request and decision; null without a decision. */
  medianDays: number | null;
}

/** "12 decided · median 3.5 days to a decision · 2 overridden · 1 despite a policy" */
export function figuresWords({ decided, overridden, policiesOverridden, medianDays }: ShownFigures): string {
  return [
    `${decided} decided`,
    ...(medianDays === null ? [] : [`median ${daysWords(medianDays)} to a decision`]),
    ...(decided === 0 ? [] : [`${overridden} overridden`]),
    ...(policiesOverridden === 0 ? [] : [`${policiesOverridden} despite a policy`]),
  ].join(' · ');
}

/** Whether there is anything to say of some figures. */
export const hasFigures = ({ decided }: ShownFigures): boolean => decided > 0;

const HOURS_PER_DAY = 24;
const MINUTES_PER_HOUR = 60;

/** From a minute on, in the largest unit of which there is one. */
function daysWords(days: number): string {
  const rounded = Math.round(days * 10) / 10;
  if (rounded >= 1) return formatCount(rounded, 'day');
  const minutes = Math.max(1, Math.round(days * HOURS_PER_DAY * MINUTES_PER_HOUR));
  if (minutes < MINUTES_PER_HOUR) return formatCount(minutes, 'minute');
  return formatCount(Math.round(minutes / MINUTES_PER_HOUR), 'hour');
}

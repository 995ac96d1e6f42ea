import type { Alarm } from './read-scaling.ts';

// How CloudWatch decides the state of an alarm, missing data included
// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, read 2026-09).

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Datapoints that CloudWatch looks back beyond the evaluation periods for real data: the page's example has 5 for 3. */
export const LOOKS_BACK = 2;

/** The state after one evaluation. `points` are the latest datapoints, the newest last; null where data is missing. */
export function alarmState(alarm: Alarm, points: readonly (number | null)[], before: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, missing } = alarm;
  const range = points.slice(-(evaluationPeriods + LOOKS_BACK));
  const real = range.filter((point) => point !== null);
  const isOver = (count: number): AlarmState => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  const breaching = real.slice(-evaluationPeriods).filter((point) => breaches(alarm, point)).length;
  if (real.length >= evaluationPeriods) return isOver(breaching);
  if (missing === 'breaching') return isOver(breaching + evaluationPeriods - real.length);
  if (missing === 'notBreaching') return isOver(breaching);
  if (real.length === 0) return missing === 'ignore' ? before : 'INSUFFICIENT_DATA';
  if (breaching < real.length) return isOver(breaching);
  if (missing === 'ignore') return before;
  // Everything known breaches: an alarm as soon as the oldest is as old as the datapoints that it takes.
  const age = range.length - range.findIndex((point) => point !== null);
  return age >= datapointsToAlarm ? 'ALARM' : before;
}

function breaches({ comparison, threshold }: Alarm, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
    default:
      return false;
  }
}

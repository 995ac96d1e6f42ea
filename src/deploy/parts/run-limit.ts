import { formatSeconds } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { rhythmOf } from './schedule.ts';

// How long a run of a job may take: to its deadline, and not into the next one, which writes to the same place.

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Where neither a deadline nor a rhythm is stated. Ours. */
const USUAL = DAY;
const MONTH = 730 * HOUR;

/** A start is tried for 15 minutes, and a job that is stopped takes some to end. Of frequent runs a tenth of the time. Ours. */
const EARLY_MAX = 1200;
const EARLY_SHARE = 0.1;

/** The least that Step Functions is asked to wait. */
const LEAST = 60;

const UNITS: Readonly<Record<string, number>> = { minute: 60, hour: HOUR, day: DAY };

/** The shortest time between two runs of a rhythm that is written here. Days by the calendar lose an hour when clocks go forward. */
function intervalOf(expression: string): number {
  const [, number, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (number !== undefined) return Number(number) * (UNITS[unit] ?? DAY);
  const [, , day = '', , weekday = ''] = expression.slice('cron('.length, -1).split(' ');
  const days = /\d/.test(day) ? 28 : /[A-Z]/.test(weekday) ? 7 : 1;
  return days * DAY - HOUR;
}

/** After how many seconds a run is stopped and counts as failed, and why then. */
export interface RunLimit {
  readonly seconds: number;
  /** "at its deadline, 6 hours after its start" */
  readonly why: string;
  /** The next run is what ends it. */
  readonly isForNext?: true;
}

export function runLimit({ workload }: DeploymentFacts): RunLimit {
  const { datasetDeadlineHours, datasetRunsPerMonth: runs } = workload;
  const rhythm = rhythmOf(workload);
  const interval = rhythm === undefined ? runs && MONTH / runs : intervalOf(rhythm);
  const early = interval ? Math.min(EARLY_MAX, interval * EARLY_SHARE) : 0;
  const untilNext = interval ? Math.max(LEAST, Math.floor(interval - early)) : Number.POSITIVE_INFINITY;
  const deadline =
    datasetDeadlineHours === undefined ? undefined : Math.max(LEAST, Math.round(datasetDeadlineHours * HOUR));
  if (deadline !== undefined && deadline <= untilNext)
    return { seconds: deadline, why: `at its deadline, ${formatSeconds(deadline)} after its start` };
  if (interval)
    return {
      seconds: untilNext,
      why: `after ${formatSeconds(untilNext)}, before the next one writes to the same place`,
      isForNext: true,
    };
  return { seconds: USUAL, why: `after ${formatSeconds(USUAL)}` };
}

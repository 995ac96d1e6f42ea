import { formatSeconds, SCHEDULE_LEAD_SECONDS, type Workload } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { allow, getAtt, type Parameter, type Part, type Resource, ref, sub, type Value } from '../template.ts';
import { keyUse, queueKey } from './encryption.ts';
import { policy, trust } from './role.ts';

// What runs when: scheduled actions of Application Auto Scaling, and EventBridge Scheduler with the role by which it runs.

const MINUTES_PER_DAY = 1440;

const LEAD_MINUTES = SCHEDULE_LEAD_SECONDS / 60;

/** Days of a week that are meant by their number; shifted to the next day or the day before where a time passes midnight. */
const DAYS: Readonly<Record<number, Readonly<Record<-1 | 0 | 1, string>>>> = {
  5: { [-1]: 'SUN-THU', 0: 'MON-FRI', 1: 'TUE-SAT' },
  7: { [-1]: '*', 0: '*', 1: '*' },
};

/** Five days around the clock, from a minute of Monday to the same of Saturday. */
const workingWeek = (from: number): { readonly start: string; readonly end: string } => ({
  start: cronAt(from - LEAD_MINUTES, { [-1]: 'SUN', 0: 'MON', 1: 'TUE' }),
  end: cronAt(from, { [-1]: 'FRI', 0: 'SAT', 1: 'SUN' }),
});

/**
 * When the busy hours start, less the lead, and when they end, as cron expressions in the time zone of the workload; Scheduler and
 * scheduled actions read them alike. Undefined where the hours or the days aren't known, or no time is left between two days.
 */
export function busyHours(workload: Workload): { readonly start: string; readonly end: string } | undefined {
  const { busyFrom, busyHoursPerDay: hours, busyDaysPerWeek = 7 } = workload;
  const days = DAYS[busyDaysPerWeek];
  if (!hours || days === undefined) return undefined;
  const minutes = Math.round(hours * 60);
  // What ends a day has to be over before the next one starts.
  const isAroundTheClock = minutes > MINUTES_PER_DAY - 2 * LEAD_MINUTES;
  if (isAroundTheClock && busyDaysPerWeek !== 5) return undefined;
  if (busyFrom === undefined && !isAroundTheClock) return undefined;
  const [hour = 0, minute = 0] = (busyFrom ?? '00:00').split(':').map(Number);
  const from = hour * 60 + minute;
  if (isAroundTheClock) return workingWeek(from);
  return { start: cronAt(from - LEAD_MINUTES, days), end: cronAt(from + minutes, days) };
}

/** At a minute of the day, which may lie on the day before or on the next. */
function cronAt(minutes: number, days: Readonly<Record<-1 | 0 | 1, string>>): string {
  const shift = Math.floor(minutes / MINUTES_PER_DAY) as -1 | 0 | 1;
  const ofDay = minutes - shift * MINUTES_PER_DAY;
  const time = `${ofDay % 60} ${Math.floor(ofDay / 60)}`;
  return days[shift] === '*' ? `cron(${time} * * ? *)` : `cron(${time} ? * ${days[shift]} *)`;
}

const DAYS_PER_MONTH = 730 / 24;

/** The hour of the day at which a run starts, where the rhythm is of days: at night. Ours. */
const NIGHT = '0 2';

/**
 * How often a dataset is scored, as an expression of EventBridge Scheduler. Days, weeks and months start at night. Undefined
 * where no number of runs is stated, or fewer than one a month.
 */
export function rhythmOf({ datasetRunsPerMonth: runs }: Workload): string | undefined {
  if (runs === undefined || runs < 0.99) return undefined;
  if (runs < 1.01) return `cron(${NIGHT} 1 * ? *)`;
  const days = DAYS_PER_MONTH / runs;
  if (days > 6.5 && days < 8) return `cron(${NIGHT} ? * SUN *)`;
  if (days > 0.95 && days < 1.1) return `cron(${NIGHT} * * ? *)`;
  if (days >= 1.1) return `rate(${Math.round(days)} days)`;
  const hours = Math.round(days * 24);
  return hours >= 2 ? `rate(${hours} hours)` : `rate(${Math.max(2, Math.round(days * MINUTES_PER_DAY))} minutes)`;
}

const CRON = '^cron\\([^()]+\\)$';
const EXPRESSION = '^(cron\\([^()]+\\)|rate\\([0-9]+ (minutes?|hours?|days?)\\))$';

export const scheduleParameter = (description: string, expression: string | undefined): Parameter => ({
  Type: 'String',
  Description: description,
  ...(expression !== undefined && { Default: expression }),
  AllowedPattern: EXPRESSION,
  ConstraintDescription: 'An expression of EventBridge Scheduler, such as cron(0 2 * * ? *) or rate(6 hours).',
});

/** A name of the IANA database has one to three parts; some older ones have digits or a sign (`Etc/GMT+3`). */
const TIME_ZONE = '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$';

export const timeZoneParameter = ({ timeZone = 'UTC' }: Workload): Parameter => ({
  Type: 'String',
  Description: 'IANA time zone of the schedules, such as Europe/Berlin.',
  Default: timeZone,
  AllowedPattern: TIME_ZONE,
  ConstraintDescription: 'A name of the IANA time zone database, such as Europe/Berlin or UTC.',
});

/** What scheduled actions raise before the busy hours and lower after them; without figures where the team enters them. */
interface Raised {
  /** Around the busy hours, and in them. */
  readonly min?: number;
  readonly busyMin?: number;
  /** "instances", or "copies". */
  readonly of: string;
}

/** The scheduled actions of a target (API PutScheduledAction, 2026-09). */
export const scheduledActions = ({ min, busyMin }: { readonly min: Value; readonly busyMin: Value }): Value => [
  scheduledAction('raise-minimum', 'RaiseMinimumSchedule', busyMin),
  scheduledAction('lower-minimum', 'LowerMinimumSchedule', min),
];

const scheduledAction = (name: string, schedule: string, MinCapacity: Value): Value => ({
  ScheduledActionName: name,
  Schedule: ref(schedule),
  Timezone: ref('TimeZone'),
  ScalableTargetAction: { MinCapacity },
});

/** When the minimum is raised, and what the deployer should know of it. */
export function raisedMinimumPart(workload: Workload, { min, busyMin, of }: Raised): Part {
  const hours = busyHours(workload);
  const raised = busyMin === undefined ? `of ${of}` : `from ${min} to ${busyMin} ${of}`;
  const cron = (description: string, expression: string | undefined): Parameter => ({
    Type: 'String',
    Description: description,
    ...(expression !== undefined && { Default: expression }),
    AllowedPattern: CRON,
    ConstraintDescription: 'A cron expression of six fields, such as cron(45 8 ? * MON-FRI *).',
  });
  return {
    parameters: {
      RaiseMinimumSchedule: cron(
        `When the minimum ${busyMin === undefined ? `${raised} is raised` : `is raised ${raised}`}: ${LEAD_MINUTES} minutes before the busy hours.`,
        hours?.start,
      ),
      LowerMinimumSchedule: cron('When the minimum is lowered again: at the end of the busy hours.', hours?.end),
      TimeZone: timeZoneParameter(workload),
    },
    notes: [
      `Scheduled actions raise the minimum ${raised} ${LEAD_MINUTES} minutes before the busy hours, and lower it after them. Until the first of them, it's the lower one.`,
    ],
  };
}

/** Seconds for which a start that failed is tried again, and how often: a later one would collide with the next. Ours. */
const RETRY: Value = { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 10 };

/** Calls a target on a schedule. What fails in the end lands in the queue `FailedStarts`. */
export const schedule = (description: string, expression: string, arn: Value, input?: Value): Resource => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    Description: description,
    ScheduleExpression: ref(expression),
    ScheduleExpressionTimezone: ref('TimeZone'),
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: arn,
      RoleArn: getAtt('SchedulerRole', 'Arn'),
      ...(input !== undefined && { Input: input }),
      RetryPolicy: RETRY,
      DeadLetterConfig: { Arn: getAtt('FailedStarts', 'Arn') },
    },
  },
});

/** The role of the schedules of a stack, and the queue of what they could not start. */
export const schedulerPart = (facts: DeploymentFacts, ...statements: readonly Value[]): Part => ({
  resources: {
    FailedStarts: {
      Type: 'AWS::SQS::Queue',
      Properties: { MessageRetentionPeriod: 1_209_600, ...queueKey(facts) },
    },
    SchedulerRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('scheduler', 'schedule-group/default'),
        Policies: [
          policy('start', [
            ...statements,
            allow('KeepFailedStarts', 'sqs:SendMessage', getAtt('FailedStarts', 'Arn')),
            ...keyUse(facts),
          ]),
        ],
      },
    },
  },
});

/** A service's API call as a target (SCH managing-targets-universal, 2026). */
export const apiCall = (action: string): Value => sub(`arn:\${AWS::Partition}:scheduler:::aws-sdk:${action}`);

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

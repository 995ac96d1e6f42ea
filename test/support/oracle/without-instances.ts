import type { Behaviour } from '../../../src/deploy/index.ts';
import type { Load } from './load.ts';
import type { JobUnit, ServerlessUnit, Switch } from './read-deployment.ts';

// What nothing scales: serverless endpoints, and jobs on a schedule.

/** Times beyond sense in what was stated give no figure. */
export const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);

/** What is open where the template asks for the number of instances. */
export const COUNT_OPEN = 'How many instances there are is a parameter, so what they hold is open.';

/** What is open where nobody stated how long a request takes. */
export function latencyBasis({ secondsPerRequest }: Load, wakes: boolean): string[] {
  if (secondsPerRequest !== undefined) return [];
  return [`Model latency isn't stated${wakes ? ', and the first answer takes that much longer' : ''}.`];
}

/** Capacity that comes with the request; only what is kept warm answers without a cold start. */
export function serverlessBehaviour(unit: ServerlessUnit, load: Load): Behaviour {
  const { secondsPerRequest, requestsPerSecond } = load;
  const most = secondsPerRequest === undefined ? null : finite(unit.maxConcurrency / secondsPerRequest);
  const isHeld = most !== null && requestsPerSecond !== undefined && requestsPerSecond <= most * (1 + 1e-9);
  const warm = warmWhenBusy(unit, load);
  return {
    firstAnswerAfterIdleSeconds: warm > 0 ? (secondsPerRequest ?? null) : null,
    zeroAfterSeconds: null,
    maxRequestsPerSecond: most,
    peakReachedAfterSeconds: isHeld ? 0 : null,
    basis: [
      warm > 0
        ? `The first ${warm} requests at once find warm capacity${unit.switches.length > 0 ? ' in the scheduled hours' : ''}; others have a cold start.`
        : 'AWS gives no figure for a cold start.',
      'Serverless has no instances that could be at zero.',
      ...latencyBasis(load, false),
      ...(requestsPerSecond === undefined ? ["The peak isn't stated."] : []),
    ],
  };
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** What is kept warm when the busy hours start: what the last switch before them sets. */
function warmWhenBusy({ warm, switches }: ServerlessUnit, { busyFrom, timeZone }: Load): number {
  if (switches.length === 0) return warm;
  const timed = switches.map((one) => ({ ...one, minute: minuteOf(one) }));
  const known = timed.filter(({ minute }) => minute !== undefined);
  // Without the hours on either side, the scheduled hours count as the busy ones.
  if (busyFrom === undefined || known.length < timed.length) return Math.max(...switches.map(({ to }) => to));
  if (switches.some((one) => timeZone !== undefined && one.timeZone !== timeZone)) return 0;
  const [hour = 0, minute = 0] = busyFrom.split(':').map(Number);
  const start = hour * HOUR_MINUTES + minute;
  const ago = (at = 0): number => (start - at + DAY_MINUTES) % DAY_MINUTES;
  return known.reduce(
    (last, one) => (ago(one.minute) < ago(last.minute) ? one : last),
    known[0] ?? { to: 0, minute: 0 },
  ).to;
}

/** The minute of the day at which a cron expression fires, where it names one. */
function minuteOf({ expression }: Switch): number | undefined {
  const [, minute, hour] = /^cron\((\d{1,2}) (\d{1,2}) /.exec(expression) ?? [];
  return hour === undefined ? undefined : Number(hour) * HOUR_MINUTES + Number(minute);
}

/** A job starts by its schedule and ends by itself: it neither waits for a request nor goes to zero. */
export function jobBehaviour({ instances, concurrentTransforms }: JobUnit, load: Load): Behaviour {
  const { secondsPerRequest, atOnce, jobStartUpSeconds } = load;
  const inWork = concurrentTransforms === undefined ? atOnce : Math.min(atOnce, concurrentTransforms);
  return {
    firstAnswerAfterIdleSeconds: null,
    zeroAfterSeconds: null,
    maxRequestsPerSecond:
      secondsPerRequest === undefined || instances === undefined
        ? null
        : finite((instances * inWork) / secondsPerRequest),
    peakReachedAfterSeconds: null,
    basis: [
      'The job runs on its schedule, and its instances end with it.',
      `Assumed: it reads its first record ${jobStartUpSeconds} s after its start.`,
      ...(instances === undefined ? [COUNT_OPEN] : []),
      ...latencyBasis(load, false),
    ],
  };
}

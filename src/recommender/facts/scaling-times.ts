import { START_UP_SECONDS } from './working-figures.ts';

// How long CloudWatch and Application Auto Scaling take to notice something, and what follows from that for every endpoint.

/**
 * A minute's figures reach an alarm, and the alarm a policy, this many seconds after the minute. AWS says "usually 1-2
 * minutes" of both together (aws-samples/sagemaker-genai-hosting-examples 80ee5ebf, scale-to-zero-endpoint, 2026-08-06).
 */
export const METRIC_DELAY_SECONDS = 60;

/**
 * The alarms that target tracking makes: a number of datapoints above the target scales out, a number below 90 % of it scales in.
 * The same sample has 3 and 90 for metrics of every 10 s. For those of every minute, 3 and 15 are what such alarms show; the
 * guide names no number. It says "usually more than 10 % lower" for scaling in.
 */
export const TRACKING_ALARMS = {
  every10Seconds: { periodSeconds: 10, out: 3, in: 90 },
  everyMinute: { periodSeconds: 60, out: 3, in: 15 },
} as const;

/** Datapoints of a minute that the alarm takes which wakes an endpoint: AWS takes 2 for a queue and 1 for a component. */
export const WAKE_ALARM_POINTS = { queue: 2, components: 1 } as const;

/** Longer requests are tracked by how many are in progress: a minute's sum says little of them. Ours. */
export const LONG_REQUEST_SECONDS = 10;

/**
 * AWS ends instances without copies after 10 more idle minutes (aws-samples/sagemaker-genai-hosting-examples 80ee5ebf,
 * scale-to-zero-endpoint, 2026-08-06).
 */
export const RELEASE_SECONDS = 600;

const seenAfter = (points: number, periodSeconds: number): number => points * periodSeconds + METRIC_DELAY_SECONDS;

/** From the first request after an idle period until an instance serves: 8 minutes, and 7 for a component. */
export const WAKE_UP_SECONDS = {
  queue: seenAfter(WAKE_ALARM_POINTS.queue, 60) + START_UP_SECONDS.likely,
  components: seenAfter(WAKE_ALARM_POINTS.components, 60) + START_UP_SECONDS.likely,
} as const;

/** From the start of a higher load until another instance serves, by how often the metric comes: 9 minutes, or 6.5. */
export const ADDED_SECONDS = {
  everyMinute:
    seenAfter(TRACKING_ALARMS.everyMinute.out, TRACKING_ALARMS.everyMinute.periodSeconds) + START_UP_SECONDS.likely,
  every10Seconds:
    seenAfter(TRACKING_ALARMS.every10Seconds.out, TRACKING_ALARMS.every10Seconds.periodSeconds) +
    START_UP_SECONDS.likely,
} as const;

/** From the last request until target tracking removes what isn't needed: 16 minutes, however often the metric comes. */
export const REMOVED_SECONDS = seenAfter(TRACKING_ALARMS.everyMinute.in, TRACKING_ALARMS.everyMinute.periodSeconds);

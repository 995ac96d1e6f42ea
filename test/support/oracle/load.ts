import { JOB_START_UP_SECONDS, type Serving, START_UP_SECONDS, type Workload } from '../../../src/recommender/index.ts';

/** The load of one endpoint or job, and what an instance can do about it. Of several variants, an even share of it. */
export interface Load {
  /** p95 of one request or record; undefined where it isn't known. */
  readonly secondsPerRequest: number | undefined;
  /** Requests in work at the same moment, on an instance or on a copy of a component. */
  readonly atOnce: number;
  /** The rate to plan for: of a queue that of its busiest hour. Undefined where it isn't known. */
  readonly requestsPerSecond: number | undefined;
  /** Models that share the rate evenly, where each scales by itself; else 1. */
  readonly models: number;
  /** Within how many seconds an answer is due; undefined where nobody says. */
  readonly responseTimeSeconds: number | undefined;
  /** From a launch until an instance serves, and until a job reads its first record. */
  readonly startUpSeconds: number;
  readonly jobStartUpSeconds: number;
  /** When the busy hours start, "09:00", and in which IANA time zone. Undefined where it isn't known. */
  readonly busyFrom: string | undefined;
  readonly timeZone: string | undefined;
}

/** What the estimate has of a choice, as the simulation needs it. */
export function loadOf(serving: Serving, { busyFrom, responseTimeSeconds, timeZone }: Workload): Load {
  const { requestsPerSecond, secondsPerRequest, instance, copies, isAdapters, models } = serving;
  return {
    secondsPerRequest,
    atOnce: copies?.atOnce ?? instance?.atOnce ?? 1,
    requestsPerSecond: Number.isFinite(requestsPerSecond) ? requestsPerSecond : undefined,
    models: copies === null || isAdapters ? 1 : models,
    responseTimeSeconds,
    startUpSeconds: START_UP_SECONDS.likely,
    jobStartUpSeconds: JOB_START_UP_SECONDS,
    busyFrom,
    timeZone,
  };
}

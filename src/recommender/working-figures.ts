/**
 * Figures of ours, not AWS's: where AWS gives no number, or where the cut is a judgement. Each says why it is what it is.
 * What rests on one of them is never stated as a quota.
 */

/** A queue gives no promise; below this response time a caller is served directly (the contract's cut-off). */
export const QUEUE_RESPONSE_TIME_MIN_SECONDS = 60;

/** Below this response time a cold start would be noticed, so one is not accepted unless it was stated. */
export const COLD_STARTS_NOTICED_BELOW_SECONDS = 1;

/** From zero to the first answer. AWS says "several minutes" and gives no figure; five is what the plan is held against. */
export const WAKE_UP_SECONDS = 300;

/** Before a transform job reads its first record: instances start, the image and the model load. AWS gives no figure. */
export const JOB_START_UP_SECONDS = 300;

/** At this interval or below, a job spends a third of its time and more on starting: an endpoint that is called is simpler. */
export const JOB_INTERVAL_SHORT_SECONDS = 900;

/** More separate endpoints than a team would run one by one; from here on it holds only if quotas are raised. */
export const SEPARATE_ENDPOINTS_MAX = 20;

/** Busy in at most half of a week's hours, and the endpoint idles for long stretches. */
export const BUSY_SHARE_INTERMITTENT_MAX = 0.5;

/** Fewer requests than one an hour in a month of 730 hours: whatever runs between them is idle. */
export const MONTHLY_REQUESTS_INTERMITTENT_MAX = 730;

/** Within a tenth of a quota is worth a warning (the contract's). */
export const NEAR_QUOTA_SHARE = 0.9;

export const HOURS_PER_MONTH = 730;

export const SECONDS_PER_HOUR = 3600;

/** Within this factor two estimates are a close call: processing time was measured on other hardware (the contract's). */
export const CLOSE_CALL_FACTOR = 2;

/** Where the lowest cost comes first, a fifth less is enough to change the option; less is within what an estimate can tell. */
export const LOWEST_COST_FACTOR = 1.25;

/** Where performance comes first, an option has to cost five times as much before a cheaper one may pass. */
export const PERFORMANCE_FACTOR = 5;

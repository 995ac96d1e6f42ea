/**
 * Figures of ours, not AWS's: where AWS gives no number, or where the cut is a judgement. Each says why it is what it is.
 * What rests on one of them is never stated as a quota.
 */

/** A queue gives no promise; below this response time a caller is served directly (the contract's cut-off). */
export const QUEUE_RESPONSE_TIME_MIN_SECONDS = 60;

/** Below this response time a cold start would be noticed, so one is not accepted unless it was stated. */
export const COLD_STARTS_NOTICED_BELOW_SECONDS = 1;

/** Before a transform job reads its first record: instances start, the image and the model load. AWS gives no figure. */
export const JOB_START_UP_SECONDS = 300;

/** At this interval or below, a job spends a third of its time and more on starting: an endpoint that is called is simpler. */
export const JOB_INTERVAL_SHORT_SECONDS = 900;

/** More separate endpoints than a team would run one by one; from here on it holds only if quotas are raised. */
export const SEPARATE_ENDPOINTS_MAX = 20;

/** Busy in at most half of a week's hours, and the endpoint idles for long stretches. */
export const BUSY_SHARE_INTERMITTENT_MAX = 0.5;

/** Fewer requests than one a minute in a month of 730 hours: what serves them is idle most of the time. */
export const MONTHLY_REQUESTS_INTERMITTENT_MAX = 43_800;

/** Fewer requests than one an hour are a trial: an outage of minutes meets nobody. */
export const MONTHLY_REQUESTS_TRIAL_MAX = 730;

/** Within a tenth of a quota is worth a warning (the contract's). */
export const NEAR_QUOTA_SHARE = 0.9;

/** What AWS's pricing pages bill for an instance that is always on. */
export const HOURS_PER_MONTH = 730;

export const SECONDS_PER_HOUR = 3600;

/** Within this factor two estimates are a close call: processing time was measured on other hardware (the contract's). */
export const CLOSE_CALL_FACTOR = 2;

/** Where the lowest cost comes first, a fifth less is enough to change the option; less is within what an estimate can tell. */
export const LOWEST_COST_FACTOR = 1.25;

/** Where performance comes first, an option has to cost five times as much before a cheaper one may pass. */
export const PERFORMANCE_FACTOR = 5;

// What an estimate rests on where a workload does not say. `usedFigures` names those that an estimate made use of.

/** Instances are sized to be busy at most this much at the peak: the rest takes uneven arrivals and the minutes that scaling out needs. */
export const TARGET_UTILISATION = 0.7;

/** Tokens per second that each stream of a real-time endpoint gets at least, where nobody states it: about twice as fast as people read. */
export const STREAM_TOKENS_PER_SECOND = 10;

/** Bills within this share of the cheapest count as alike: the one with fewer and newer GPUs is taken. */
export const BILLS_ALIKE_SHARE = 0.1;

/** So much more may a handier number of instances cost: two where callers wait, and no more than a new account may run. */
export const ALIKE_SHARE = 0.05;

/** Where performance comes first, the quickest type may cost this many times the cheapest. */
export const PERFORMANCE_BILL_FACTOR = 2;

/**
 * Requests in work on one GPU or accelerator at the same moment: the processing time is stated of a request by itself. A
 * server that batches has more of them in work; how many depends on the model, and AWS gives no number.
 */
export const REQUESTS_AT_ONCE_PER_ACCELERATOR = 1;

/** The same on a vCPU of an instance without accelerators: a request that computes keeps one busy. */
export const REQUESTS_AT_ONCE_PER_VCPU = 1;

/** The same on an instance of which EC2's description is not at hand: the least that any has. */
export const REQUESTS_AT_ONCE_UNKNOWN = 1;

/** A model fits where it takes at most this much of an instance's memory: the system, the server and requests in work need the rest. */
export const USABLE_MEMORY_SHARE = 0.8;

/** The memory of a model of which none is stated: a small transformer; a boosted tree takes less, and people mention larger models. */
export const DEFAULT_CPU_MODEL_GB = 2;

/** The same on a GPU: what fits the smallest that AWS offers. */
export const DEFAULT_GPU_MODEL_GB = 12.8;

/** Steps of a diffusion model where none are stated. */
export const IMAGE_STEPS = 30;

/** The memory of a serverless endpoint where none is stated: the size of AWS's published example. */
export const DEFAULT_SERVERLESS_MEMORY_MB = 2048;

/** More parameters than this are served on an accelerator, where nothing says otherwise. */
export const ACCELERATOR_FROM_BILLIONS = 1.5;

/** Bits per weight where neither a person nor a table states them: half precision, as most models are published. */
export const WEIGHT_BITS = 16;

/** What a weight of 4 bits takes with its scales and the layers that stay unquantised: 4.5 to 5.3 were seen. */
export const BITS_OF_4 = 5;

/** The share of an accelerator that vLLM takes by default in the releases of 2023 to 2025. */
export const ACCELERATOR_SHARE = 0.9;

/** Of that, what activations take on each GPU: 1 GiB, and 2 % of the weights on it (vLLM's logs: 0.3 to 7 GiB). */
export const ACTIVATION_GIB = 1;
export const ACTIVATION_SHARE = 0.02;

/** The longest request where neither the context nor input and output tokens are stated. */
export const CONTEXT_TOKENS = 4096;

/** What a model without a cache takes to run: its weights half as much again, and 1 GiB. */
export const MODEL_MEMORY_FACTOR = 1.5;
export const MODEL_MEMORY_MORE_GIB = 1;

/** Busy hours of a day where traffic comes and goes and no hours are stated: half a working day. */
export const BUSY_HOURS_INTERMITTENT = 4;

/** What is likely of something that nobody gave, and between what it lies in 19 of 20 months. */
export interface LikelySpan {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * The mean processing time, of the p95 that is stated. 0.4: most requests are quick and a few take long. 1: all take the same.
 */
export const P95_SHARE: LikelySpan = { low: 0.4, likely: 0.7, high: 1 };

/** The mean payload, of the largest that is stated. 0.2: a few are large. 1: all are as large. */
export const LARGEST_PAYLOAD_SHARE: LikelySpan = { low: 0.25, likely: 0.6, high: 0.95 };

/**
 * What goes the other way, of the payload: a label or a score for an image, a text for a text. AWS bills both directions, and
 * a workload states the larger one.
 */
export const ANSWER_SHARE: LikelySpan = { low: 0.01, likely: 0.2, high: 0.65 };

/** The requests of a month, of those that are stated. */
export const STATED_SHARE: LikelySpan = { low: 0.95, likely: 1, high: 1.05 };

/** The busy hours of a month, of those that are stated: some days end late, and a month has 20 to 23 working days. */
export const STATED_HOURS_SHARE: LikelySpan = { low: 0.94, likely: 1, high: 1.06 };

/** The same where the month is worked out from its peak. */
export const VOLUME_ASSUMED_SHARE: LikelySpan = { low: 0.7, likely: 1, high: 1.3 };

/** The busy hours of a day, of the 4 that are assumed: 2 to 8. */
export const BUSY_HOURS_INTERMITTENT_SPAN: LikelySpan = { low: 0.5, likely: 1, high: 2 };

/** Before the busy hours, scheduled capacity is started this many seconds early: an instance takes minutes to serve. */
export const SCHEDULE_LEAD_SECONDS = 900;

/** Fewer would throttle the second caller where a load was stated as small, or not at all. */
export const SERVERLESS_CONCURRENCY_MIN = 5;

/** Auto scaling has this much room above what the peak takes, and at least one more: a peak is stated, not promised. */
export const ROOM_ABOVE_PEAK = 0.2;

/** From this share of the busy hours that a load would keep an endpoint up anyway, it is kept up for all of them. */
export const KEPT_UP_SHARE = 0.8;

/** Seconds from a launch until the instance serves, paid for. AWS says "several minutes" and gives no figure. */
export const START_UP_SECONDS: LikelySpan = { low: 180, likely: 300, high: 480 };

/**
 * How busy instances behind a queue are while it holds anything: no request has to be answered at once, and an instance stays
 * for a while after the backlog that it was added for.
 */
export const QUEUE_UTILISATION: LikelySpan = { low: 0.7, likely: 0.85, high: 1 };

/** Hours of a busy day for which the stated peak is held, where it is above what the month gives: minutes to an hour. */
export const PEAK_HOURS_PER_DAY: LikelySpan = { low: 0.1, likely: 0.35, high: 1 };

/** Bursts of the stated size on a busy day: from one a week to one a day. */
export const BURSTS_PER_DAY: LikelySpan = { low: 0.2, likely: 0.5, high: 1 };

/** The most of a month's requests that come in such peaks. */
export const PEAK_SHARE_MAX = 0.5;

/** The seconds that scaling out looks at; a few long requests in them look like a peak. */
export const SCALE_OUT_WINDOW_SECONDS = 180;

/** The volume attached to an instance without an instance store: room for an image and some models. Nothing states a default. */
export const STORAGE_VOLUME_GB = 30;

/** What weights take on it, with the files beside them and what is left over while they are unpacked or downloaded. Ours. */
export const WEIGHTS_ON_DISK = 1.3;

/** Of many models, the share called within a busy hour where nobody gave it: most are idle at any time, as is assumed of them. */
export const ACTIVE_MODEL_SHARE = 0.1;

/** The processing time at which a break-even is given where none is stated: that of an ordinary model on a CPU. */
export const BREAK_EVEN_PROCESSING_SECONDS = 0.2;

/** More dollars per month than this is no estimate but a slip in what was stated. */
export const MONTHLY_USD_MAX = 1e12;

/** The Region whose prices stand in, times a ratio, for what another Region does not list. */
export const HOME_REGION = 'us-east-1';

/** A regional guide by the ratio of the type's own family: all sizes of a family are priced alike, within 1 %. */
export const REGIONAL_GUIDE_ERROR_IN_FAMILY = 0.01;

/** A regional guide by another family's ratio: nine in ten are within 6 %, a few far off (550 pairs of 2026-09). */
export const REGIONAL_GUIDE_ERROR = 0.1;

// When a warning is worth its line.

/** Busy for fewer hours of a month than this (half of 730), an instance that stays on is idle most of the time. */
export const BUSY_HOURS_MIN = 365;

/** At work for less than a hundredth of the month in all: the smallest endpoint would be idle however the requests fall. */
export const WORK_HOURS_MIN = 7.3;

/**
 * A cold start takes longer than an answer that is due sooner than this. AWS gives no figure; about 6 s are reported for
 * small models, and larger ones load longer.
 */
export const COLD_START_SUSPECT_SECONDS = 10;

// What is ordinary for a fact that nobody stated: an answer is firm where none of these values changes its option. The contract
// sets the least of the first four; the others are ours. What is stated narrows them, in `search/plausible.ts`.

/** From the least to the most, both included. */
export interface OrdinarySpan {
  readonly from: number;
  readonly to: number;
}

/** A row of features or a page of text is tens of KB, a photograph 2 MB; people mention larger payloads. */
export const ORDINARY_PAYLOAD_MB: OrdinarySpan = { from: 0.05, to: 2 };

/** A boosted tree with its framework takes 300 MB, a small transformer 2 GB; people mention larger models. */
export const ORDINARY_MODEL_GB: OrdinarySpan = { from: 0.3, to: 2 };

/** A model of which only an unknown name is at hand may be a small classifier or a language model. */
export const UNKNOWN_MODEL_GB: OrdinarySpan = { from: 0.3, to: 20 };

/** From a tool of one department to a product with users all day. */
export const ORDINARY_MONTHLY_REQUESTS: OrdinarySpan = { from: 50_000, to: 3_000_000 };

/** From a small model on a CPU to a slow one that scores a dataset; of requests, to a share of the time that callers wait. */
export const ORDINARY_PROCESSING_SECONDS: OrdinarySpan = { from: 0.05, to: 1 };

/** Within a stated response time the model takes at most a third: the network, queueing and the slow tail need the rest. */
export const PROCESSING_SHARE_MAX = 1 / 3;

/** Where the response time is short, the quickest ordinary model takes a quarter of it. */
export const PROCESSING_SHARE_MIN = 1 / 4;

/** From a call within a page that is being loaded to the patience of a person who watches a spinner. */
export const ORDINARY_RESPONSE_SECONDS: OrdinarySpan = { from: 0.2, to: 10 };

/** A payload that no direct call takes is waited for in minutes: from a queue's least to a quarter of an hour. */
export const ORDINARY_QUEUE_RESPONSE_SECONDS: OrdinarySpan = { from: QUEUE_RESPONSE_TIME_MIN_SECONDS, to: 900 };

/** The busiest second against the mean of the month: twice for traffic around the clock, ten times for office hours. */
export const ORDINARY_PEAK_TO_MEAN: OrdinarySpan = { from: 2, to: 10 };

/** Where nobody says so, requests come one by one or by the page, not by the batch. */
export const ORDINARY_BURST: OrdinarySpan = { from: 1, to: 20 };

/** From office hours to the clock round. */
export const ORDINARY_BUSY_HOURS: OrdinarySpan = { from: 8, to: 24 };

/** The same with long idle stretches: from an hour to office hours. */
export const ORDINARY_BUSY_HOURS_INTERMITTENT: OrdinarySpan = { from: 1, to: 8 };

/** From working days to every day. */
export const ORDINARY_BUSY_DAYS: OrdinarySpan = { from: 5, to: 7 };

/** An image with an ordinary framework, and one with CUDA in it. */
export const ORDINARY_IMAGE_GB: OrdinarySpan = { from: 0.5, to: 8 };

/** A table of customers to one of their orders. */
export const ORDINARY_RECORDS: OrdinarySpan = { from: 10_000, to: 1_000_000 };

/** Batch jobs run from once a week to every night. */
export const ORDINARY_RUNS_PER_MONTH: OrdinarySpan = { from: 4, to: 31 };

/** A run is due from within a few hours to the next day. */
export const ORDINARY_DEADLINE_HOURS: OrdinarySpan = { from: 4, to: 24 };

/** Of many models of which nothing else is said, the share that is busy in one hour. */
export const ORDINARY_ACTIVE_SHARE: OrdinarySpan = { from: 0.01, to: 0.3 };

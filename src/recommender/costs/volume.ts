import { QUOTAS } from '../facts/quotas.ts';
import {
  BUSY_HOURS_INTERMITTENT,
  HOURS_PER_MONTH,
  SECONDS_PER_HOUR,
  TARGET_UTILISATION,
} from '../facts/working-figures.ts';
import { countsByPace, type Needs, type TrafficPattern, writesTokens } from '../needs/needs.ts';
import { MB_PER_GB } from '../workload/measures.ts';
import { remembered } from '../workload/remembered.ts';
import { type Circumstances, LIKELY, type PaceTurn } from './circumstances.ts';

/** How much to serve per month, and when. All finite or Infinity, never negative and never NaN. */
export interface Volume {
  /** Requests, and the mean seconds that each takes, as the circumstances have them. What is paid by use follows from these. */
  readonly requestsPerMonth: number;
  readonly meanSeconds: number;
  /** A second of a request in progress counts as a request: how many there are isn't known, only how many are in progress. */
  readonly isLoad: boolean;
  /** Hours of a month in which requests arrive, or in which a dataset has to be done; above 0, at most 730. */
  readonly busyHours: number;
  /** Days of a month on which requests arrive; the runs of a dataset. */
  readonly busyDays: number;
  /** Stretches of a month that are busy, each after an idle one; the runs of a dataset. */
  readonly busyPeriods: number;
  readonly shape: DayShape;
  /** In and out of an endpoint in a month, in GB. */
  readonly dataGB: number;
  /** Hours of a busy day for which the stated peak is held. */
  readonly peakHours: number;
  /** Bursts in a month, as far as its requests suffice for them. */
  readonly bursts: number;
  readonly queueUtilisation: number;
  readonly coolDown: Circumstances['coolDown'];
  readonly startUpHours: number;
  readonly pace: PaceTurn;
  /** What capacity is sized for, whatever the month turns out like. */
  readonly sizing: Sizing;
}

/** What instances and units are counted by before anything is known of a month. */
interface Sizing {
  /** The stated p95 of one request. */
  readonly processingSeconds: number;
  /** The requests per second of the busiest hour, as far as they follow from the month's. */
  readonly hourlyPeakRate: number;
  /** The busiest second to plan for; of a model that writes tokens, as far as it doesn't follow from the requests in progress. */
  readonly peakRate: number;
  /** The same as far as it's stated in requests, whatever serves them. */
  readonly requestRate: number;
  /**
   * In progress at the busiest moment of a model that writes tokens, as stated, or whose speed was measured, to be as busy as others;
   * 0 where they aren't.
   */
  readonly inProgress: number;
  /** Within how many seconds a stated burst is due behind a queue. */
  readonly burstDueSeconds: number;
  /** Requests of a stated burst; 0 without one. */
  readonly burstRequests: number;
  /** Where callers wait for a burst: within how many seconds they have to be answered. */
  readonly burstAnsweredSeconds: number;
}

const DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

/** Busy hours are at least a second, so that a rate is a number. */
const BUSY_HOURS_MIN = 1 / SECONDS_PER_HOUR;

/** What is likely of the volume. Null where it cannot be known: nothing is invented. The same object for the same needs. */
export const volumeOf = remembered((needs: Needs): Volume | null => volumesOf(needs)?.(LIKELY) ?? null);

/** The volume by what a month turns out like. */
export function volumesOf(needs: Needs): ((circumstances: Circumstances) => Volume) | null {
  const seconds = secondsPerRequest(needs);
  if (seconds === undefined) return null;
  const requests = requestsPerMonth(needs) ?? loadPerMonth(needs, seconds);
  return requests === undefined
    ? null
    : (circumstances) => volumeAt(needs, requests, seconds, circumstances, isLoadAlone(needs));
}

/** As many requests of this length as keep the stated number in progress at the peak. */
function loadPerMonth(needs: Needs, seconds: number): number | undefined {
  if (!isLoadAlone(needs) || !isMonthKnownByPeak(needs)) return undefined;
  const peak = countsByPace(needs) ? inProgressOf(needs) : statedPeak(needs, seconds);
  return peak * peakSeconds(needs);
}

/**
 * As stated; else as long as makes the stated number of requests be in progress at the peak (Little's law). Where no rate is
 * stated either, any length gives the same load, and a second stands for it. So it does where speed is modelled: how long a
 * request takes depends on what serves it.
 */
export function secondsPerRequest(needs: Needs): number | undefined {
  const { peakRequestsPerSecond } = needs;
  const { concurrentRequests, stated } = needs;
  const { monthlyRequests } = stated;
  if (writesTokens(needs)) return needs.model?.writing?.tokens && 1;
  if (countsByPace(needs)) return 1;
  if (needs.processingTimeSeconds !== undefined || needs.isDataset) return needs.processingTimeSeconds;
  if (concurrentRequests === undefined) return undefined;
  const rate = peakRequestsPerSecond ?? (monthlyRequests && monthlyRequests / peakSeconds(needs));
  return rate ? concurrentRequests / rate : 1;
}

/** Requests of a month for each that the busiest second has. */
const peakSeconds = (needs: Needs): number => dayShapeOf(needs.traffic).mean * busyHoursOf(needs) * SECONDS_PER_HOUR;

/** Only how many requests are in progress is stated: how many there are, and with them their data, can't be known. */
export const isLoadAlone = ({ isDataset, stated, concurrentRequests, peakRequestsPerSecond }: Needs): boolean =>
  !isDataset &&
  concurrentRequests !== undefined &&
  stated.monthlyRequests === undefined &&
  peakRequestsPerSecond === undefined;

/** The volume at any number of requests per month and any p95, everything else as stated. */
export function volumeAt(
  needs: Needs,
  requestsPerMonth: number,
  processingSeconds: number,
  circumstances: Circumstances = LIKELY,
  isLoad = false,
): Volume {
  const {
    requests,
    processing,
    busyHours,
    day,
    peakHours,
    burstsPerDay,
    queueUtilisation,
    coolDown,
    startUpSeconds,
    pace,
  } = circumstances;
  const hours = busyHoursOf(needs);
  const hourlyPeakRate = requestsPerMonth / (hours * SECONDS_PER_HOUR) / dayShapeOf(needs.traffic).mean;
  return {
    requestsPerMonth: requestsPerMonth * requests,
    // A job is billed for the seconds of work that were stated.
    meanSeconds: processingSeconds * (needs.isDataset ? 1 : processing),
    isLoad,
    busyHours: Math.min(HOURS_PER_MONTH, hours * busyHours),
    busyDays: needs.isDataset ? busyPeriodsOf(needs) : busyDaysPerMonth(needs),
    busyPeriods: busyPeriodsOf(needs),
    shape: SHAPES[needs.traffic][day],
    dataGB: dataOf(needs, requestsPerMonth * requests, circumstances),
    peakHours,
    bursts: burstsOf(needs, requestsPerMonth * requests, burstsPerDay),
    queueUtilisation,
    coolDown,
    startUpHours: startUpSeconds / SECONDS_PER_HOUR,
    pace,
    sizing: {
      processingSeconds,
      hourlyPeakRate,
      peakRate: needs.isDataset ? hourlyPeakRate : Math.max(hourlyPeakRate, statedPeak(needs, processingSeconds)),
      requestRate: needs.isDataset ? hourlyPeakRate : Math.max(hourlyPeakRate, needs.peakRequestsPerSecond ?? 0),
      inProgress: inProgressOf(needs),
      burstDueSeconds: Math.min(needs.responseTimeSeconds ?? Infinity, QUOTAS.asynchronousQueueAge.value),
      burstRequests: burstOf(needs),
      burstAnsweredSeconds: Math.min(needs.responseTimeSeconds ?? Infinity, QUOTAS.realTimeProcessing.value),
    },
  };
}

/**
 * The busiest second, as stated or as it follows from the requests in progress. Those are stated as the most there are, so
 * instances need no room beyond them.
 */
function statedPeak(needs: Needs, processingSeconds: number): number {
  const { peakRequestsPerSecond = 0, concurrentRequests = 0 } = needs;
  if (countsByPace(needs)) return peakRequestsPerSecond;
  const inProgress = processingSeconds > 0 ? (concurrentRequests * TARGET_UTILISATION) / processingSeconds : 0;
  return Math.max(peakRequestsPerSecond, inProgress);
}

/** How long each takes, and with it the rate, is a matter of what serves them. */
function inProgressOf(needs: Needs): number {
  const { isDataset, concurrentRequests = 0, measured } = needs;
  if (isDataset) return 0;
  if (writesTokens(needs)) return concurrentRequests;
  return measured === undefined ? 0 : concurrentRequests * TARGET_UTILISATION;
}

/** As stated, or as it follows from a peak; of a dataset its records. Nothing where it cannot be known. */
export function requestsPerMonth(needs: Needs): number | undefined {
  const { peakRequestsPerSecond } = needs;
  const { datasetRecordsPerRun, datasetRunsPerMonth, monthlyRequests } = needs.stated;
  if (needs.isDataset) {
    if (datasetRecordsPerRun === undefined || datasetRunsPerMonth === undefined) return undefined;
    return datasetRecordsPerRun * datasetRunsPerMonth;
  }
  if (monthlyRequests !== undefined) return monthlyRequests;
  if (peakRequestsPerSecond === undefined || !isMonthKnownByPeak(needs)) return undefined;
  return peakRequestsPerSecond * peakSeconds(needs);
}

/** From a peak to a month: not where idle stretches of unknown length lie between. */
function isMonthKnownByPeak(needs: Needs): boolean {
  return needs.traffic !== 'intermittent' || Boolean(needs.stated.busyHoursPerDay);
}

/** Requests that arrive together; of a dataset, its records do. */
const burstOf = ({ isDataset, stated }: Needs): number => (isDataset ? 0 : (stated.burstRequests ?? 0));

/** Of a stated burst, where callers wait for it: what waits for the others has its answer in time too, and before a call is cut off. */
export function burstAtOnce({ sizing: { burstRequests, burstAnsweredSeconds } }: Volume, seconds: number): number {
  return seconds > 0 ? burstRequests / Math.max(1, Math.floor(burstAnsweredSeconds / seconds + 1e-9)) : 0;
}

function burstsOf(needs: Needs, requests: number, perDay: number): number {
  const burst = burstOf(needs);
  return burst === 0 ? 0 : Math.min(perDay * busyDaysPerMonth(needs), requests / burst);
}

function busyHoursOf(needs: Needs): number {
  const { datasetDeadlineHours, datasetRunsPerMonth } = needs.stated;
  const hours = needs.isDataset
    ? (datasetRunsPerMonth ?? 1) * (datasetDeadlineHours ?? HOURS_PER_MONTH)
    : busyHoursPerDay(needs) * busyDaysPerMonth(needs);
  return Math.min(HOURS_PER_MONTH, Math.max(BUSY_HOURS_MIN, hours));
}

/** No busy hours at all contradict that there are requests: 0 says as little as silence. */
function busyHoursPerDay({ stated, traffic }: Needs): number {
  return stated.busyHoursPerDay || (traffic === 'intermittent' ? BUSY_HOURS_INTERMITTENT : 24);
}

function busyDaysPerMonth({ stated }: Needs): number {
  return ((stated.busyDaysPerWeek || 7) / 7) * DAYS_PER_MONTH;
}

function busyPeriodsOf(needs: Needs): number {
  if (needs.isDataset) return needs.stated.datasetRunsPerMonth ?? 0;
  if (busyHoursPerDay(needs) < 24) return busyDaysPerMonth(needs);
  return busyDaysPerMonth(needs) < DAYS_PER_MONTH ? DAYS_PER_MONTH / 7 : 0;
}

/** Less than this is nothing: near the smallest numbers a quotient loses its digits, and more records could cost less. */
const LEAST = 1e-100;

/** AWS bills what goes in and what comes out; a request that carries only an address brings no data. */
function dataOf(needs: Needs, requests: number, { payload, answer }: Circumstances): number {
  const gigabytes = gigabytesPerRequest(needs, payload) * (1 + answer);
  return gigabytes < LEAST || requests < LEAST ? 0 : requests * gigabytes;
}

/** The mean of the larger direction. The size of a dataset is a sum, so its mean is known. */
function gigabytesPerRequest(needs: Needs, ofLargest: number): number {
  const { stated, isDataset, payloadSizeMB } = needs;
  if (isLoadAlone(needs)) return 0;
  const { datasetRecordsPerRun: records = 0, datasetSizeGB } = stated;
  if (isDataset && datasetSizeGB !== undefined && records > LEAST && !stated.payloadByReference) {
    return datasetSizeGB / records;
  }
  return ((payloadSizeMB ?? 0) * ofLargest) / MB_PER_GB;
}

/** How the load lies in the busy hours. */
export interface DayShape {
  /** Each load that occurs, relative to the busiest (1), and in how many of the parts. */
  readonly loads: readonly { readonly load: number; readonly times: number }[];
  /** The equal parts into which the busy hours fall. */
  readonly parts: number;
  readonly mean: number;
}

const FLAT = shapeOf([1]);

/** Most of it in a third of the hours: the other two thirds are all but idle. */
const PEAKED = shapeOf([1, 0.01, 0.01]);

/**
 * Twenty-four hours of traffic that rises and falls and is seldom idle: a quiet night at a tenth of the busiest hours, a
 * morning rise, a long working day, an evening tail. Its mean is half of its peak: callers of one continent.
 */
const DAY_CURVE = shapeOf([
  0.2, 0.15, 0.1, 0.1, 0.1, 0.15, 0.25, 0.45, 0.65, 0.85, 1, 1, 0.9, 0.9, 1, 0.9, 0.75, 0.65, 0.55, 0.45, 0.35, 0.25,
  0.2, 0.1,
]);

/** Hours of use with a peak in them: a third of the hours has three times the load of the others. */
const BUSY_SPELL = shapeOf([1, 1 / 3, 1 / 3]);

type Shapes = Readonly<Record<Circumstances['day'], DayShape>>;

const ALWAYS_FLAT: Shapes = { flat: FLAT, usual: FLAT, peaked: FLAT };

const SHAPES: Record<TrafficPattern, Shapes> = {
  steady: ALWAYS_FLAT,
  variable: { flat: FLAT, usual: DAY_CURVE, peaked: PEAKED },
  intermittent: { flat: FLAT, usual: BUSY_SPELL, peaked: PEAKED },
  dataset: ALWAYS_FLAT,
};

/**
 * By which a month and its busiest hour follow from each other. What comes and goes counts as flat while it is there: how long
 * it is there is known or assumed in hours.
 */
export const dayShapeOf = (traffic: TrafficPattern): DayShape => (traffic === 'variable' ? DAY_CURVE : FLAT);

function shapeOf(parts: readonly number[]): DayShape {
  const loads = [...new Set(parts)].map((load) => ({ load, times: parts.filter((part) => part === load).length }));
  return { loads, parts: parts.length, mean: parts.reduce((sum, load) => sum + load, 0) / parts.length };
}

import { endpointsOf, requestsAtOnce, volumeGB } from '../../../src/recommender/costs/capacity.ts';
import type { Capacity, Plan } from '../../../src/recommender/costs/costing.ts';
import type { Pace } from '../../../src/recommender/costs/pace.ts';
import type { PriceBook } from '../../../src/recommender/costs/price-book.ts';
import { type Volume, volumeOf } from '../../../src/recommender/costs/volume.ts';
import type { Needs } from '../../../src/recommender/needs/needs.ts';
import { billOf, type Rates, type Used } from '../../support/months/bill.ts';
import { type Instances, overflowShare, queueHours, trackedHours, wokenHours } from '../../support/months/endpoints.ts';
import {
  arrivals,
  between,
  betweenInLog,
  type Days,
  type Draw,
  MINUTES,
  minuteRates,
} from '../../support/months/traffic.ts';

// Simulated months of what a plan would deploy. The plan gives instances, units and rates; chance gives the month.

/** What is deployed, and for which volume it was sized. */
interface Deployed {
  readonly plan: Plan;
  readonly needs: Needs;
  readonly capacity: Capacity;
  readonly volume: Volume;
  readonly endpoints: number;
}

/** A month of one plan as AWS would bill it, in US dollars. */
export function simulatedUsd(plan: Plan, needs: Needs, book: PriceBook, draw: Draw): number {
  const capacity = plan.costing.capacityFor({ plan, needs, book });
  const volume = volumeOf(needs);
  if (!capacity || !volume) throw new Error('Only a plan with a total can be simulated.');
  const deployed = { plan, needs, capacity, volume, endpoints: endpointsOf(plan, needs) };
  const month = monthOf(deployed, draw);
  return billOf(usedIn(deployed, month, draw), ratesOf(deployed, book));
}

const COMPONENTS = {
  'real-time': 'hosting',
  asynchronous: 'asynchronous',
  'batch-transform': 'batch',
  serverless: 'serverless',
} as const;

function ratesOf({ plan, capacity: { type } }: Deployed, book: PriceBook): Rates {
  const rate = book.find(COMPONENTS[plan.option], type)?.usd ?? Number.NaN;
  return {
    instanceHour: rate,
    inferenceSecond: rate,
    warmSecond: book.find('provisioned-warm', type)?.usd ?? 0,
    warmInferenceSecond: book.find('provisioned-inference', type)?.usd ?? 0,
    dataGB: book.find('data', '')?.usd ?? Number.NaN,
    storageGBMonth: book.find('storage', '')?.usd ?? Number.NaN,
  };
}

function usedIn(deployed: Deployed, month: Month, draw: Draw): Used {
  const { plan, needs, capacity } = deployed;
  if (plan.option === 'batch-transform') return { instanceHours: batchHours(deployed, month) };
  if (plan.option === 'serverless') return { ...secondsOf(deployed, month, draw), ...dataOf(month, needs) };
  const instanceHours = endpointHours(deployed, month, draw);
  const storageGBMonths = (instanceHours / 730) * volumeGB(plan, needs, capacity.spec);
  const data = plan.option === 'real-time' ? dataOf(month, needs) : {};
  return { instanceHours, storageGBMonths, ...data };
}

/** What a month turns out like. */
interface Month {
  readonly requests: number;
  readonly seconds: number;
  /** How fast an instance writes tokens, of what is likely; 1 of any other model. */
  readonly speed: number;
  /** The mean of the larger direction, of the largest; and the other direction, of that. */
  readonly payload: number;
  readonly answer: number;
  readonly days: Days;
  readonly scaleInMinutes: number;
  readonly startMinutes: number;
}

function monthOf({ plan, needs, volume, capacity: { pace } }: Deployed, draw: Draw): Month {
  const isToZero = plan.option === 'asynchronous' && plan.scaling === 'scale-to-zero';
  const isGuess = !needs.isDataset && needs.stated.monthlyRequests === undefined;
  const spread = isGuess ? 0.3 : 0.05;
  return {
    requests: volume.requestsPerMonth * between(draw, 1 - spread, 1 + spread),
    seconds: pace?.seconds ?? secondsIn(needs, draw),
    speed: pace ? betweenInLog(draw, pace.low, pace.high) : 1,
    payload: between(draw, 0.2, 1),
    answer: betweenInLog(draw, 0.01, 1),
    days: daysOf(needs, draw),
    scaleInMinutes: isToZero ? between(draw, 2.5, 16) : between(draw, 5, 15),
    startMinutes: between(draw, 3, 8),
  };
}

/** Of a request a p95 is stated, of a record of a dataset the mean. */
const secondsIn = ({ isDataset, processingTimeSeconds = 0 }: Needs, draw: Draw): number =>
  processingTimeSeconds * (isDataset ? 1 : between(draw, 0.4, 1));

function daysOf({ stated, traffic }: Needs, draw: Draw): Days {
  const { busyHoursPerDay, busyDaysPerWeek } = stated;
  const daysPerWeek = busyDaysPerWeek || 7;
  const peaked = traffic === 'steady' ? 0.2 * draw() : draw();
  if (busyHoursPerDay) {
    return { hours: Math.min(24, busyHoursPerDay * between(draw, 0.95, 1.05)), daysPerWeek, peaked };
  }
  return { hours: traffic === 'intermittent' ? betweenInLog(draw, 2, 8) : 24, daysPerWeek, peaked };
}

function dataOf({ requests, payload, answer }: Month, needs: Needs): Pick<Used, 'inGB' | 'outGB'> {
  const { datasetSizeGB, datasetRunsPerMonth = 0 } = needs.stated;
  const isSizeKnown = needs.isDataset && datasetSizeGB !== undefined;
  const inGB = isSizeKnown
    ? datasetSizeGB * datasetRunsPerMonth
    : (requests * (needs.payloadSizeMB ?? 0) * payload) / 1024;
  return { inGB, outGB: inGB * answer };
}

function secondsOf({ plan, needs, capacity, volume, endpoints }: Deployed, month: Month, draw: Draw): Used {
  const seconds = month.requests * month.seconds;
  if (plan.scaling !== 'provisioned-concurrency') return { inferenceSeconds: seconds };
  const warmPriced = plan.costing.usageOf(plan, needs, volume, capacity).warmSeconds;
  const units = Math.round(warmPriced / (volume.busyHours * 3600) / endpoints);
  const hours = (month.days.hours * month.days.daysPerWeek * 730) / 168;
  const shares = new Map<number, number>();
  let over = 0;
  let sum = 0;
  for (const rate of minuteRates(month.requests / endpoints, month.days, undefined, draw)) {
    if (rate === 0) continue;
    const inWork = Number(((rate / 60) * month.seconds).toPrecision(2));
    const share = shares.get(inWork) ?? overflowShare(inWork, units, draw);
    shares.set(inWork, share);
    over += rate * share;
    sum += rate;
  }
  const overflow = sum === 0 ? 0 : over / sum;
  return {
    warmSeconds: units * endpoints * hours * 3600,
    warmInferenceSeconds: seconds * (1 - overflow),
    inferenceSeconds: seconds * overflow,
  };
}

/** A job sends at most 100 MB at once. */
const SENT_AT_ONCE_MB = 100;

function batchHours({ plan, needs, capacity, volume, endpoints }: Deployed, month: Month): number {
  const busiest = plan.costing.instancesOf?.(plan, needs, volume, capacity).busiest ?? 1;
  const sent = Math.floor(SENT_AT_ONCE_MB / Math.max(1, Math.ceil(needs.payloadSizeMB ?? 0)));
  const atOnce =
    (capacity.pace?.atOnce ?? Math.max(1, Math.min(requestsAtOnce(capacity.spec, needs.modelSizeGB), sent))) *
    month.speed;
  const starts = (needs.stated.datasetRunsPerMonth ?? 0) * busiest * endpoints;
  return starts * (month.startMinutes / 60) + (month.requests * month.seconds) / atOnce / 3600;
}

/** Writing instances are planned to be 80 % busy, and the simulator's target is 70 %. */
const PACED = 0.8 / 0.7;
const pacedBy = ({ work }: Pace): number => (work === 'together' ? PACED : 1);

function endpointHours(deployed: Deployed, month: Month, draw: Draw): number {
  const { plan, needs, capacity, volume, endpoints } = deployed;
  const counted = plan.costing.instancesOf?.(plan, needs, volume, capacity);
  const { floor, busiest, busyMin } = counted ?? { floor: 1, busiest: 1, busyMin: undefined };
  const areHoursStated = (needs.stated.busyHoursPerDay ?? needs.stated.busyDaysPerWeek) !== undefined;
  if (plan.scaling === 'fixed') return endpoints * busiest * 730;
  const instances: Instances = {
    floor,
    isZeroWhenIdle: plan.scaling === 'scale-to-zero',
    max: Math.max(floor, busiest),
    atOnce: capacity.pace
      ? capacity.pace.atOnce * month.speed * pacedBy(capacity.pace)
      : requestsAtOnce(capacity.spec, needs.modelSizeGB),
    seconds: month.seconds,
    // Components are let go after their own cooldown of 20 minutes.
    scaleInMinutes: plan.hosting === 'inference-components' ? 20 : month.scaleInMinutes,
    startMinutes: month.startMinutes,
    scheduled: busyMin !== undefined && areHoursStated ? { count: busyMin, hours: month.days.hours } : undefined,
  };
  const arriving = arrivingOn(deployed, month, draw);
  if (plan.option === 'asynchronous') return endpoints * queueHours(arriving, instances);
  return endpoints * (instances.isZeroWhenIdle ? wokenHours : trackedHours)(arriving, instances);
}

function arrivingOn(deployed: Deployed, month: Month, draw: Draw): Float64Array {
  const { needs, endpoints } = deployed;
  if (needs.isDataset) return recordsOf(deployed, month.requests / endpoints);
  const { peakRequestsPerSecond: peak } = needs.stated;
  const spike = peak ? { rate: peak / endpoints, minutes: betweenInLog(draw, 5, 60) } : undefined;
  return arrivals(minuteRates(month.requests / endpoints, month.days, spike, draw), draw);
}

/** A queue is given a run at once; an endpoint is called for as long as the run may take. */
function recordsOf({ plan, needs }: Deployed, records: number): Float64Array {
  const { datasetRunsPerMonth: runs = 1, datasetDeadlineHours = 730 } = needs.stated;
  const perMinute = new Float64Array(MINUTES);
  const within = plan.option === 'asynchronous' ? 1 : Math.floor(Math.min(datasetDeadlineHours * 60, MINUTES / runs));
  for (let run = 0; run < Math.floor(runs); run += 1) {
    const start = Math.floor((run * MINUTES) / runs);
    for (let minute = 0; minute < within; minute += 1) {
      perMinute[Math.min(MINUTES - 1, start + minute)] = records / runs / within;
    }
  }
  return perMinute;
}

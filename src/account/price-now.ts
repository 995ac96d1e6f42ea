import {
  bookFor,
  HOURS_PER_MONTH,
  instanceTypeOf,
  P95_SHARE,
  SHIPPED_PRICES,
  STORAGE_VOLUME_GB,
  type Workload,
} from '../recommender/index.ts';
import type { EndpointFacts } from './facts.ts';
import type { Measures } from './measure.ts';
import { type Runs, variantsOf } from './runs.ts';

/** What runs costs per month, and by which count. List prices: discounts and Savings Plans can't be seen. */
export interface PriceNow {
  /** Null where a price, a count or the volume isn't known. */
  readonly monthlyUsd: number | null;
  /** What was counted: "2 instances × 730 h". Null where nothing was. */
  readonly basis: string | null;
}

const UNPRICED: PriceNow = { monthlyUsd: null, basis: null };
const SECONDS_PER_HOUR = 3600;

/** The bill of what runs, with the recommender's own prices, storage and mean processing time, at the measured volume. */
export function priceNow(facts: EndpointFacts, runs: Runs, measures: Measures, workload: Workload): PriceNow {
  if (facts.region === null || runs.option === null) return UNPRICED;
  if (runs.option === 'serverless') return serverlessPrice(facts.region, runs, workload);
  return instancesPrice(facts, facts.region, runs, measures);
}

function instancesPrice(facts: EndpointFacts, region: string, runs: Runs, measures: Measures): PriceNow {
  const variants = variantsOf(facts);
  const counted = countFor(facts, runs, measures);
  const book = bookFor(SHIPPED_PRICES, region);
  if (counted === null || runs.count === null || variants.length === 0) return UNPRICED;
  let hourly = 0;
  for (const {
    VariantName: name,
    InstanceType: type,
    InitialInstanceCount: initial,
    VolumeSizeInGB: volume,
  } of variants) {
    if (type === undefined) return UNPRICED;
    const running = facts.endpoint?.ProductionVariants?.find(({ VariantName: one }) => one === name);
    const count = running?.CurrentInstanceCount ?? initial;
    const price = book.find(runs.option === 'asynchronous' ? 'asynchronous' : 'hosting', type)?.usd;
    const storage = instanceTypeOf(type)?.hasLocalDisk ? 0 : book.find('storage', '')?.usd;
    if (count === undefined || price === undefined || storage === undefined) return UNPRICED;
    // One variant takes the counted mean; several keep their own counts.
    const instances = variants.length === 1 ? counted.instances : count;
    hourly += instances * (price + (storage * (volume ?? STORAGE_VOLUME_GB)) / HOURS_PER_MONTH);
  }
  return { monthlyUsd: hourly * HOURS_PER_MONTH, basis: counted.basis };
}

/** Today's count where it is fixed; where it follows the traffic, the mean of the measured time if that can be told. */
function countFor(
  { days, endpoint }: EndpointFacts,
  runs: Runs,
  measures: Measures,
): { instances: number; basis: string } | null {
  const { count, min, max } = runs;
  if (count === null) return null;
  const moves = min !== null && max !== null && min < max;
  const bounded = (mean: number) => Math.max(min ?? 0, Math.min(max ?? Infinity, mean));
  if (moves && measures.meanInstances !== null) {
    const instances = bounded(measures.meanInstances);
    return { instances, basis: `${rounded(instances)} instances on average, weighted by requests, × 730 h` };
  }
  if (moves && runs.option === 'asynchronous') {
    // Requests came, so it wasn't at today's count all the time.
    if (measures.sampledInstanceHours === null) return null;
    const instances = bounded(measures.sampledInstanceHours / (days * 24));
    return { instances, basis: `${rounded(instances)} instances on average, by samples of CPUUtilization, × 730 h` };
  }
  const when = endpoint === null ? 'as configured' : 'today';
  return { instances: count, basis: `${count} ${count === 1 ? 'instance' : 'instances'} ${when} × 730 h` };
}

const rounded = (value: number): number => Number(value.toPrecision(3));

/** AWS publishes no billed time: the mean is taken of p95, as the recommender does. */
function serverlessPrice(region: string, runs: Runs, workload: Workload): PriceNow {
  const { memorySizeInMB: memory, provisionedConcurrency: units } = runs;
  const { monthlyRequests, processingTimeSeconds } = workload;
  if (memory === null || monthlyRequests === undefined) return UNPRICED;
  if (monthlyRequests > 0 && processingTimeSeconds === undefined) return UNPRICED;
  const book = bookFor(SHIPPED_PRICES, region);
  const seconds = monthlyRequests * (processingTimeSeconds ?? 0) * P95_SHARE.likely;
  const duration = book.find(units === null ? 'serverless' : 'provisioned-inference', memory)?.usd;
  const warm = units === null ? 0 : book.find('provisioned-warm', memory)?.usd;
  if (duration === undefined || warm === undefined) return UNPRICED;
  const kept = (units ?? 0) * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const basis = `${Math.round(seconds)} s of inference${units === null ? '' : `, ${units} units kept warm × 730 h`}`;
  return { monthlyUsd: seconds * duration + kept * warm, basis };
}

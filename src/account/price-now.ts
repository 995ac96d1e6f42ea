import {
  bookFor,
  HOURS_PER_MONTH,
  hasInstances,
  type InferenceOptionId,
  instanceTypeOf,
  optionOf,
  P95_SHARE,
  type PriceBook,
  type PriceList,
  STORAGE_VOLUME_GB,
  type Workload,
} from '../recommender/index.ts';
import type { EndpointFacts, Unknown } from './facts.ts';
import type { Measures } from './measure.ts';
import { ageInDays, type Runs, runningOf, variantsOf } from './runs.ts';

/** What runs costs per month by some prices, and by which count. */
export interface PriceNow {
  /** Null where a price, a count or the volume isn't known. */
  readonly monthlyUsd: number | null;
  /** What was counted: "2 instances × 730 h". Null where nothing was. */
  readonly basis: string | null;
}

const UNPRICED: PriceNow = { monthlyUsd: null, basis: null };
const SECONDS_PER_HOUR = 3600;

interface Counted {
  readonly facts: EndpointFacts;
  readonly runs: Runs;
  readonly measures: Measures;
  readonly workload: Workload;
}

/** The bill of what runs, with the recommender's storage and mean processing time, at the measured volume. */
export function priceNow({ facts, runs, measures, workload }: Counted, prices: PriceList): PriceNow {
  if (facts.region === null || runs.option === null) return UNPRICED;
  const book = bookFor(prices, facts.region);
  if (!hasInstances(runs.option)) return serverlessPrice(book, runs, workload);
  return instancesPrice(facts, book, { ...runs, option: runs.option }, measures);
}

function instancesPrice(
  facts: EndpointFacts,
  book: PriceBook,
  runs: Runs & { readonly option: InferenceOptionId },
  measures: Measures,
): PriceNow {
  const variants = variantsOf(facts);
  const counted = countFor(facts, runs, measures);
  if (counted === null || runs.count === null || variants.length === 0) return UNPRICED;
  let monthlyUsd = 0;
  for (const {
    VariantName: name,
    InstanceType: type,
    InitialInstanceCount: initial,
    VolumeSizeInGB: volume,
  } of variants) {
    if (type === undefined) return UNPRICED;
    const running = facts.endpoint?.ProductionVariants?.find(({ VariantName: one }) => one === name);
    const count = running?.CurrentInstanceCount ?? initial;
    const usd = instanceMonthUsd(book, runs.option, type, volume);
    if (count === undefined || usd === null) return UNPRICED;
    // One variant takes the counted mean; several keep their own counts.
    monthlyUsd += (variants.length === 1 ? counted.instances : count) * usd;
  }
  return { monthlyUsd, basis: counted.basis };
}

/** One instance for a month of 730 hours, with its storage, in US dollars. Null where a price isn't known. */
export function instanceMonthUsd(
  book: PriceBook,
  option: InferenceOptionId,
  type: string,
  volumeGB: number = STORAGE_VOLUME_GB,
): number | null {
  const price = book.find(optionOf(option).priced, type)?.usd;
  const storage = instanceTypeOf(type)?.hasLocalDisk ? 0 : book.find('storage', '')?.usd;
  return price === undefined || storage === undefined ? null : price * HOURS_PER_MONTH + storage * volumeGB;
}

/** Today's count where it is fixed; where it follows the traffic, the mean of the measured time if that can be told. */
function countFor(facts: EndpointFacts, runs: Runs, measures: Measures): { instances: number; basis: string } | null {
  const { endpoint } = facts;
  const { count, min, max } = runs;
  if (count === null) return null;
  const moves = min !== null && max !== null && min < max;
  const bounded = (mean: number) => Math.max(min ?? 0, Math.min(max ?? Infinity, mean));
  if (moves && measures.meanInstances !== null) {
    const instances = bounded(measures.meanInstances);
    return { instances, basis: `${instancesWords(instances)} on average, weighted by requests, × 730 h` };
  }
  if (moves && runningOf(runs.option).queued !== undefined) {
    // Requests came, so it wasn't at today's count all the time.
    const mean = sampledMean(facts, measures);
    if (mean === null || mean < min * (1 - SAMPLES_OFF) || mean > max * (1 + SAMPLES_OFF)) return null;
    const instances = bounded(mean);
    return { instances, basis: `${instancesWords(instances)} on average, ${BY_SAMPLES}, × 730 h` };
  }
  const when = endpoint === null ? 'as configured' : 'today';
  return { instances: count, basis: `${instancesWords(count)} ${when} × 730 h` };
}

/** Instances on average since the endpoint was created, taking each to give a sample of CPUUtilization a minute. */
function sampledMean(facts: EndpointFacts, { sampledInstanceHours }: Measures): number | null {
  const days = Math.min(facts.days, ageInDays(facts) ?? facts.days);
  return sampledInstanceHours === null || days <= 0 ? null : sampledInstanceHours / (days * 24);
}

/** Samples that make less than the minimum or more than the maximum, by over a tenth, don't come once a minute: then nothing is counted. */
const SAMPLES_OFF = 0.1;

const BY_SAMPLES = 'by samples of CPUUtilization';

export function unsureOf({ basis }: PriceNow): Unknown[] {
  if (basis?.includes(BY_SAMPLES) !== true) return [];
  const why =
    'Instances are counted by samples of CPUUtilization, one a minute for each, which AWS does not document. Starting instances give none, so the bill is higher.';
  return [{ what: 'cost while scaling', why }];
}

/** "1 instance", "0.25 instances" */
const instancesWords = (count: number): string =>
  `${rounded(count)} ${rounded(count) === 1 ? 'instance' : 'instances'}`;

const rounded = (value: number): number => Number(value.toPrecision(3));

/** AWS publishes no billed time: the mean is taken of p95, as the recommender does. */
export function serverlessPrice(
  book: PriceBook,
  runs: Pick<Runs, 'memorySizeInMB' | 'provisionedConcurrency'>,
  workload: Pick<Workload, 'monthlyRequests' | 'processingTimeSeconds'>,
): PriceNow {
  const { memorySizeInMB: memory, provisionedConcurrency: units } = runs;
  const { monthlyRequests, processingTimeSeconds } = workload;
  if (memory === null || monthlyRequests === undefined) return UNPRICED;
  if (monthlyRequests > 0 && processingTimeSeconds === undefined) return UNPRICED;
  const seconds = monthlyRequests * (processingTimeSeconds ?? 0) * P95_SHARE.likely;
  const duration = book.find(units === null ? 'serverless' : 'provisioned-inference', memory)?.usd;
  const warm = units === null ? 0 : book.find('provisioned-warm', memory)?.usd;
  if (duration === undefined || warm === undefined) return UNPRICED;
  const kept = (units ?? 0) * HOURS_PER_MONTH * SECONDS_PER_HOUR;
  const basis = `${Math.round(seconds)} s of inference${units === null ? '' : `, ${units} units kept warm × 730 h`}`;
  return { monthlyUsd: seconds * duration + kept * warm, basis };
}

import { endpointsOf } from '../../costs/capacity.ts';
import { type BilledType, byBill, yearOf } from '../../costs/choose-by-bill.ts';
import { candidatesOf } from '../../costs/choose-instance.ts';
import type { Plan } from '../../costs/costing.ts';
import type { PriceBook } from '../../costs/price-book.ts';
import { componentOf, type PlannedInstances } from '../../costs/priced-instance.ts';
import { usdOn } from '../../costs/usd-on.ts';
import { type Volume, volumeOf } from '../../costs/volume.ts';
import { typesWriting, type WritingType } from '../../costs/writing-types.ts';
import { type Needs, understand } from '../../needs/needs.ts';
import { EXAMPLE_TOKENS, type WritingModel } from '../../needs/served-model.ts';
import { optionOf } from '../../options/index.ts';
import type { Sizing, SizingAlternative, Span, TokenSizing } from '../../recommendation.ts';
import { PLANNED_SHARE } from '../../throughput/factors.ts';
import { GPUS, gpuTypeOf } from '../../throughput/gpus.ts';
import { peakOn } from '../../throughput/load.ts';
import type { TypePlan } from '../../throughput/plan.ts';
import { formatCount, formatNumber, formatRequestRate } from '../../workload/measures.ts';
import type { WorkloadField } from '../../workload/workload.ts';

/** A model that writes tokens on the type that was chosen for it. */
export interface Written {
  readonly plan: Plan;
  readonly needs: Needs;
  readonly book: PriceBook;
  readonly writing: WritingModel;
  readonly planned: PlannedInstances;
  readonly served: TypePlan;
}

/** Where load and tokens are known: the count, and what was weighed against the type. */
export function writtenSizing(written: Written): Sizing {
  const { needs, served } = written;
  const volume = volumeOf(needs) as Volume;
  const tokens = tokensOf(written, volume);
  const billed = rivalsOf(written, volume);
  return {
    basis: served.basis,
    typeFirm: isTypeFirm(written, billed, volume),
    count: countOf(written, volume),
    text: writtenText(written, tokens),
    needs: [],
    tokens,
    alternatives: alternativesOf(written, billed),
  };
}

/**
 * From the most to the least that one instance may turn out to make: without the room that the likely count leaves. What memory
 * holds of the requests in progress doesn't depend on speed.
 */
function countOf({ plan, needs, planned }: Written, { sizing: { inProgress } }: Volume): Span {
  const { busiest, demand, floor, capacity } = planned;
  const { pace } = capacity;
  if (pace === undefined) return { low: busiest, likely: busiest, high: busiest };
  const at = (factor: number): number => Math.ceil(demand / factor - 1e-9);
  const forMemory = Math.ceil(inProgress / endpointsOf(plan, needs) / pace.held - 1e-9);
  return {
    low: Math.min(busiest, Math.max(floor, forMemory, at(pace.high))),
    likely: busiest,
    high: Math.min(Number.MAX_SAFE_INTEGER, Math.max(busiest, at(pace.low))),
  };
}

/** What users see at the peak: requests in progress follow from the rate and from how long each takes, which follows from them. */
function tokensOf({ plan, needs, planned, served, writing }: Written, volume: Volume): TokenSizing {
  const { peakRate, hourlyPeakRate, inProgress } = volume.sizing;
  const { outputTokens = 0 } = writing.tokens ?? {};
  // A queue takes what comes faster.
  const rate = optionOf(plan.option).plannedFor === 'busiest-hour' ? hourlyPeakRate : peakRate;
  const isCounted = inProgress > 0 && needs.peakRequestsPerSecond === undefined;
  const load = isCounted ? { concurrentRequests: inProgress } : { peakRps: rate };
  const instances = Math.max(1, planned.busiest) * endpointsOf(plan, needs);
  const peak = peakOn(served, load, instances);
  return {
    neededPerSecond: isCounted ? null : rate * outputTokens,
    eachPerSecond: scaled(served.tokensPerSecond, served.factors),
    perStream: peak.perStream,
    firstTokenSeconds: peak.firstTokenSeconds,
    answerSeconds: peak.answerSeconds,
    inProgress: peak.inProgress,
  };
}

const scaled = (likely: number, { low, high }: { readonly low: number; readonly high: number }): Span => ({
  low: likely * low,
  likely,
  high: likely * high,
});

/** The other types that would be chosen from, by the month's bill; none where the Region lists no price of any. */
function rivalsOf({ plan, needs, book, writing }: Written, volume: Volume | null): BilledType[] {
  const { instanceType, ...stated } = needs.stated;
  const free = instanceType === undefined ? needs : understand({ ...stated, requiresGpu: true });
  const component = componentOf(plan);
  const { all } = typesWriting(writing, component, free, book, candidatesOf(component, plan, free, book));
  return byBill(plan, free, book, all, volume).filter(({ type }) => type.isListed);
}

const ALTERNATIVES_MAX = 3;

/** The next by the month's bill, each with another GPU; and the newest GPU and the quickest answers, where these are others. */
function alternativesOf({ planned }: Written, billed: readonly BilledType[]): SizingAlternative[] {
  const own = String(planned.capacity.type);
  const others = billed.filter(({ type: { type } }) => type !== own);
  const kinds = new Set([gpuTypeOf(own)?.gpu]);
  const next: BilledType[] = [];
  for (const other of others) {
    const gpu = gpuTypeOf(other.type.type)?.gpu;
    if (next.length === ALTERNATIVES_MAX || kinds.has(gpu)) continue;
    kinds.add(gpu);
    next.push(other);
  }
  const chosen = billed.find(({ type: { type } }) => type === own);
  const named = next.map((other) =>
    alternative(
      other,
      chosen && other.usd < chosen.usd ? 'cheaper, with more or older GPUs' : "next by the month's bill",
    ),
  );
  const newest = others.reduce<BilledType | undefined>(
    (best, other) => (best === undefined || yearOf(other) > yearOf(best) ? other : best),
    undefined,
  );
  const isNew =
    newest !== undefined && chosen !== undefined && yearOf(newest) > yearOf(chosen) && !next.includes(newest);
  return isNew ? [...named, alternative(newest, 'the newest GPU')] : named;
}

const alternative = ({ type: { type }, count, usd }: BilledType, why: string): SizingAlternative => ({
  type,
  count,
  monthlyUsd: usd,
  why,
});

/** Two GPUs compare to about a quarter, by what was left out of the fit one at a time. */
const COMPARED_SHARE = 0.75;

/** The type stays the cheapest where it turns out to be a quarter slower than the others, and what decides is stated or known. */
function isTypeFirm(
  { plan, needs, book, writing, planned, served }: Written,
  billed: readonly BilledType[],
  volume: Volume,
): boolean {
  const { stated, model } = needs;
  const own = gpuTypeOf(String(planned.capacity.type));
  const { pace } = planned.capacity;
  if (stated.instanceType !== undefined) return true;
  if (own === undefined || pace === undefined) return false;
  const isPrecise = stated.modelPrecisionBits !== undefined || model?.known?.bits !== undefined;
  const isLoadStated = needs.peakRequestsPerSecond !== undefined || stated.concurrentRequests !== undefined;
  const isKnown = writing.served.architecture.isKnown && (served.grade === 'A' || served.grade === 'B');
  if (!isPrecise || !isLoadStated || !isKnown || GPUS[own.gpu].hasFewMeasurements) return false;
  const slower = { ...planned.capacity, pace: { ...pace, atOnce: pace.atOnce * COMPARED_SHARE } };
  const usd = usdOn(plan, needs, book, slower, volume);
  return usd !== null && billed.every(({ type, usd: other }) => gpuTypeOf(type.type)?.gpu === own.gpu || other > usd);
}

/** "50 requests per second × 500 tokens are 25,000 tokens per second; one ml.g6e.xlarge makes about 4,000 (2,000–6,600)." */
function writtenText(
  { needs, planned, served, writing }: Written,
  { neededPerSecond, inProgress }: TokenSizing,
): string {
  const type = String(planned.capacity.type);
  const { low, likely, high } = scaled(served.tokensPerSecond, served.factors);
  const makes = `one ${type} makes about ${figure(likely)} (${figure(low)}–${figure(high)})`;
  const { outputTokens = 0 } = writing.tokens ?? {};
  if (needs.isDataset)
    return `Each record is answered with ${formatCount(outputTokens, 'token')}; ${makes} per second.`;
  if (neededPerSecond === null) {
    return `${formatNumber(Math.ceil(inProgress))} requests are in progress at the peak; one ${type} works on ${formatNumber(served.sequences * served.replicas)} as fast as asked, and ${makes.slice(`one ${type} `.length)} tokens per second.`;
  }
  const rate = neededPerSecond / outputTokens;
  return `${formatRequestRate(rate)} × ${formatNumber(outputTokens)} tokens are ${figure(neededPerSecond, 3)} tokens per second; ${makes}.`;
}

const figure = (value: number, digits = 2): string => formatNumber(Number(value.toPrecision(digits)));

/** Where load or tokens aren't known: what one instance carries. */
export function unknownWritten(
  { needs, planned, served, writing, plan, book }: Written,
  missing: WorkloadField[],
): Sizing {
  const type = String(planned.capacity.type);
  const { inputTokens, outputTokens } = writing.tokens ?? EXAMPLE_TOKENS;
  const perSecond = (PLANNED_SHARE * served.tokensPerSecond) / outputTokens;
  const carries = `one ${type} carries about ${figure(perSecond)} requests per second of ${formatNumber(Math.round(inputTokens))} tokens in and ${formatNumber(outputTokens)} out`;
  const example = writing.tokens === undefined ? 'As an example, ' : '';
  const [first = 'peakRequestsPerSecond'] = missing;
  const text = `How many ${type} it takes depends on ${WAITS_FOR[first] ?? 'the load'}. ${example}${carries}.`;
  const others = rivalsOf({ plan, needs, book, writing, planned, served }, null).filter(
    ({ type: other }) => other.type !== type,
  );
  return {
    basis: 'unknown',
    typeFirm: false,
    count: null,
    text: example ? text : text.replace('. one', '. One'),
    needs: missing,
    tokens: null,
    alternatives: others.slice(0, 2).map((other) => ({
      ...alternative(other, carriesText(other.type, outputTokens)),
      count: 1,
      monthlyUsd: other.usd * HOURS,
    })),
  };
}

const HOURS = 730;

const carriesText = ({ plan }: WritingType, outputTokens: number): string =>
  `one carries about ${figure((PLANNED_SHARE * plan.tokensPerSecond) / outputTokens)} requests per second`;

const WAITS_FOR: Partial<Record<WorkloadField, string>> = {
  outputTokens: 'the output tokens of a request',
  inputTokens: 'the input tokens of a request',
  peakRequestsPerSecond: 'how many requests come at the busiest moment',
  datasetRecordsPerRun: 'the records of a run',
  datasetDeadlineHours: 'the deadline of a run',
};

/** What has to be stated for a count, the most telling first. */
export function missingForWritten({ stated, isDataset, peakRequestsPerSecond }: Needs): WorkloadField[] {
  const missing: WorkloadField[] = [];
  if (!stated.outputTokens) missing.push('outputTokens');
  if (stated.inputTokens === undefined) missing.push('inputTokens');
  if (isDataset) {
    if (stated.datasetRecordsPerRun === undefined) missing.push('datasetRecordsPerRun');
    if (stated.datasetRunsPerMonth === undefined && stated.datasetDeadlineHours === undefined)
      missing.push('datasetDeadlineHours');
    return missing;
  }
  const isLoadKnown = [stated.monthlyRequests, peakRequestsPerSecond, stated.concurrentRequests].some(
    (load) => load !== undefined,
  );
  if (!isLoadKnown) missing.push('peakRequestsPerSecond');
  return missing;
}

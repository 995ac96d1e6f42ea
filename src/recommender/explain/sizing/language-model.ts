import { sharesOf } from '../../costs/capacity.ts';
import { type BilledType, byBill } from '../../costs/choose-by-bill.ts';
import { candidatesOf } from '../../costs/choose-instance.ts';
import { type Pricing, usdOn } from '../../costs/costing.ts';
import { countSpan, type PlannedInstances } from '../../costs/priced-instance.ts';
import { type Volume, volumeOf } from '../../costs/volume.ts';
import { typesWriting, type WritingType } from '../../costs/writing-types.ts';
import { dueSeconds, type Needs, restated } from '../../needs/needs.ts';
import { EXAMPLE_TOKENS, type WritingModel } from '../../needs/served-model.ts';
import { optionOf } from '../../options/index.ts';
import type { Sizing, Span, TokenSizing } from '../../recommendation.ts';
import { PLANNED_SHARE } from '../../throughput/factors.ts';
import { GPUS, gpuTypeOf } from '../../throughput/gpus.ts';
import { peakOn } from '../../throughput/load.ts';
import type { TypePlan } from '../../throughput/plan.ts';
import type { RequestTokens } from '../../throughput/replica.ts';
import { formatCount, formatNumber, formatRequestRate, formatSeconds } from '../../workload/measures.ts';
import type { WorkloadField } from '../../workload/workload.ts';
import { alternative, alternativesTo } from './alternatives.ts';
import { partWords } from './count.ts';
import { measurementOf, restWords } from './measured.ts';

/** A model that writes tokens on the type that was chosen for it. */
export interface Written extends Pricing {
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
    count: countSpan(written.plan, needs, written.planned),
    text: writtenText(written, tokens),
    needs: [],
    tokens,
    alternatives: alternativesTo(String(written.planned.capacity.type), billed),
    ...(served.rest && { measured: measurementOf(served.rest) }),
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
  const instances = Math.max(1, planned.busiest) * sharesOf(plan, needs);
  const peak = peakOn(served, load, instances);
  return {
    neededPerSecond: isCounted ? null : (rate * outputTokens) / sharesOf(plan, needs),
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
  const isNamed = needs.stated.instanceType !== undefined;
  const free = isNamed ? restated(needs, { instanceType: undefined, requiresGpu: true }) : needs;
  const pricing = { plan, needs: free, book };
  const { all } = typesWriting(writing, free, candidatesOf(pricing));
  return byBill(pricing, all, volume).filter(({ type }) => type.isListed);
}

/** Two GPUs compare to about a quarter, by what was left out of the fit one at a time. */
const COMPARED_SHARE = 0.75;

/** The type stays the cheapest where it turns out to be a quarter slower than the others, and what decides is stated or known. */
function isTypeFirm(written: Written, billed: readonly BilledType[], volume: Volume): boolean {
  const { needs, writing, planned, served } = written;
  const { stated, model } = needs;
  const own = gpuTypeOf(String(planned.capacity.type));
  const { pace } = planned.capacity;
  if (stated.instanceType !== undefined) return true;
  if (own === undefined || pace === undefined) return false;
  const isPrecise = stated.modelPrecisionBits !== undefined || model?.known?.bits !== undefined;
  const isLoadStated = needs.peakRequestsPerSecond !== undefined || stated.concurrentRequests !== undefined;
  // What was measured needs no model to be known well.
  const isOwn = served.rest !== null && served.basis === 'measured';
  const isKnown = isOwn || (writing.served.architecture.isKnown && (served.grade === 'A' || served.grade === 'B'));
  if (!isPrecise || !isLoadStated || !isKnown || (!isOwn && GPUS[own.gpu].hasFewMeasurements)) return false;
  const slower = { ...planned.capacity, pace: { ...pace, atOnce: pace.atOnce * COMPARED_SHARE } };
  const usd = usdOn(written, slower, volume);
  return usd !== null && billed.every(({ type, usd: other }) => gpuTypeOf(type.type)?.gpu === own.gpu || other > usd);
}

/** "50 requests per second of 1,000 tokens in × 500 out are 25,000 tokens per second; one ml.g6e.xlarge makes about 4,000 (2,000–6,600)." */
function writtenText(
  { plan, needs, planned, served, writing }: Written,
  { neededPerSecond, inProgress }: TokenSizing,
): string {
  const type = String(planned.capacity.type);
  const { low, likely, high } = scaled(served.tokensPerSecond, served.factors);
  const isOwn = served.rest !== null && served.basis === 'measured';
  const speed = isOwn ? figure(likely, 3) : `about ${figure(likely)}`;
  const rest = restWords(served.rest, isOwn);
  const makes = `one ${type} makes ${speed} (${figure(low)}–${figure(high)})`;
  const { inputTokens, outputTokens } = writing.tokens as RequestTokens;
  const read = formatCount(Math.round(inputTokens), 'token');
  if (needs.isDataset) return `${recordsText(needs, read, outputTokens)}; ${makes}${rest}.`;
  if (neededPerSecond === null) {
    return `${formatNumber(Math.ceil(inProgress))} requests of ${read} in and ${formatNumber(outputTokens)} out are in progress at the peak; one ${type} works on ${formatNumber(Math.min(served.sequences * served.replicas, served.requestsHeld))} as fast as asked, and ${makes.slice(`one ${type} `.length)} tokens per second${rest}.`;
  }
  const rate = neededPerSecond / outputTokens;
  return `${formatRequestRate(rate)}${partWords(plan, needs)} of ${read} in × ${formatNumber(outputTokens)} out are ${figure(neededPerSecond, 3)} tokens per second; ${makes}${rest}.`;
}

/** "1,000,000 records of 900 tokens in × 100 out within 12 hours are 2,310 tokens per second" */
function recordsText({ stated }: Needs, read: string, outputTokens: number): string {
  const records = Number(stated.datasetRecordsPerRun);
  const due = dueSeconds(stated);
  const written = `${formatCount(records, 'record')} of ${read} in × ${formatNumber(outputTokens)} out`;
  if (due === Infinity) return `${written} have no deadline, in tokens per second`;
  return `${written} within ${formatSeconds(Math.round(due))} are ${figure((records * outputTokens) / due, 3)} tokens per second`;
}

const figure = (value: number, digits = 2): string => formatNumber(Number(value.toPrecision(digits)));

/** Where load or tokens aren't known: what one instance carries. */
export function unknownWritten(written: Written, missing: WorkloadField[]): Sizing {
  const { planned, served, writing } = written;
  const type = String(planned.capacity.type);
  const { inputTokens, outputTokens } = writing.tokens ?? EXAMPLE_TOKENS;
  const perSecond = (PLANNED_SHARE * served.tokensPerSecond) / outputTokens;
  const carries = `one ${type} carries about ${figure(perSecond)} requests per second of ${formatNumber(Math.round(inputTokens))} tokens in and ${formatNumber(outputTokens)} out${restWords(served.rest, served.basis === 'measured')}`;
  const example = writing.tokens === undefined ? 'As an example, ' : '';
  const [first = 'peakRequestsPerSecond'] = missing;
  const text = `How many ${type} it takes depends on ${WAITS_FOR[first] ?? 'the load'}. ${example}${carries}.`;
  const others = rivalsOf(written, null).filter(({ type: other }) => other.type !== type);
  return {
    basis: 'unknown',
    typeFirm: false,
    count: null,
    text: example ? text : text.replace('. one', '. One'),
    needs: missing,
    tokens: null,
    alternatives: others.slice(0, 2).map((other) => ({
      ...alternative(other, carriesText(other.type, outputTokens)),
      monthlyUsd: other.usd * HOURS,
    })),
    ...(served.rest && { measured: measurementOf(served.rest) }),
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
  datasetRunsPerMonth: 'the runs per month',
};

/** What has to be stated for a count, the most telling first. */
export function missingForWritten({ stated, isDataset, peakRequestsPerSecond }: Needs): WorkloadField[] {
  const missing: WorkloadField[] = [];
  if (!stated.outputTokens) missing.push('outputTokens');
  if (stated.inputTokens === undefined) missing.push('inputTokens');
  if (isDataset) {
    if (stated.datasetRecordsPerRun === undefined) missing.push('datasetRecordsPerRun');
    if (stated.datasetRunsPerMonth === undefined)
      missing.push(stated.datasetDeadlineHours === undefined ? 'datasetDeadlineHours' : 'datasetRunsPerMonth');
    return missing;
  }
  const isLoadKnown = [stated.monthlyRequests, peakRequestsPerSecond, stated.concurrentRequests].some(
    (load) => load !== undefined,
  );
  if (!isLoadKnown) missing.push('peakRequestsPerSecond');
  return missing;
}

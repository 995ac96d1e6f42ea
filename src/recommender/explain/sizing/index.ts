import { atOnceOn, sharesOf } from '../../costs/capacity.ts';
import { isPaced, type Pricing } from '../../costs/costing.ts';
import { waitSecondsOn } from '../../costs/endpoint-usage.ts';
import { componentOf, countSpan, type PlannedInstances, plannedInstances } from '../../costs/priced-instance.ts';
import { volumeOf } from '../../costs/volume.ts';
import { writingModel, writingOn } from '../../costs/writing-types.ts';
import type { InstanceComponent, PriceList } from '../../facts/price-list.ts';
import { SHIPPED_PRICES } from '../../facts/prices.ts';
import { HOURS_PER_MONTH } from '../../facts/working-figures.ts';
import { nameOf } from '../../findings/features.ts';
import { unitOf } from '../../findings/words.ts';
import { judge } from '../../judge/judge.ts';
import { type Judgement, type Pair, pricingOf } from '../../judge/judgement.ts';
import {
  computedWorkOf,
  dueSeconds,
  isGpuInstance,
  isTimedByMeasurement,
  type Needs,
  restated,
} from '../../needs/needs.ts';
import type { WritingModel } from '../../needs/served-model.ts';
import { hasInstances, optionOf } from '../../options/index.ts';
import type { Guardrail, InferenceOptionId, Sizing } from '../../recommendation.ts';
import { isSpan, plausibleFor } from '../../search/plausible.ts';
import { formatCount, formatNumber, formatRequestRate, formatSeconds } from '../../workload/measures.ts';
import { formatRate, formatUsd } from '../../workload/money.ts';
import type { Workload, WorkloadField } from '../../workload/workload.ts';
import { weighedAgainst } from './alternatives.ts';
import { computedSizing } from './computed.ts';
import { partWords } from './count.ts';
import { decidersOf, limitedText } from './decides.ts';
import { missingForWritten, unknownWritten, writtenSizing } from './language-model.ts';
import { ownSizing } from './measured.ts';
import { type Bounded, boundedCount, missingForCount, sizesAsked } from './open-load.ts';
import { namedRefusal, noTypeText, refusalText, tooSlowBeside, tooSlowText } from './refusals.ts';

/** What type and number of the choice's instances rest on; null where it has none. */
export function sizingOf(judgement: Judgement, choice: Pair, prices: PriceList): Sizing | null {
  const pricing = pricingOf(judgement, choice, prices);
  const sizing = inRegions(withDeciders(sizeOf(pricing), pricing), pricing);
  const isWaiting = Boolean(judgement.needs.measured?.untyped.length);
  // Which type was measured would make it measured; what isn't known at all comes first.
  if (sizing === null || !isWaiting || sizing.basis === 'measured' || sizing.basis === 'unknown') return sizing;
  return { ...sizing, needs: [...sizing.needs, 'measurements'] };
}

/** What binds is tried where a count is known. */
function withDeciders(sizing: Sizing | null, pricing: Pricing): Sizing | null {
  const planned = sizing?.count ? plannedInstances(pricing) : null;
  if (sizing === null || planned === null) return sizing;
  const decides = decidersOf(pricing, planned);
  return { ...sizing, text: `${sizing.text}${limitedText(decides, pricing.needs)}`, decides };
}

/** What each of several Regions holds, and that one of them has no name yet. A job runs in one at a time. */
function inRegions(sizing: Sizing | null, { plan, needs }: Pricing): Sizing | null {
  const others = needs.regions.length - 1;
  if (sizing === null || others === 0 || plan.scaling === 'per-job') return sizing;
  const isKnown = sizing.basis !== 'unknown' && sizing.basis !== 'bounded';
  const part = others === 1 ? 'the whole peak' : `1/${others} of the peak`;
  const text = isKnown ? ` Each of ${others + 1} Regions holds ${part}, in case one is lost.` : '';
  const open = needs.stated.otherRegions === undefined ? (['otherRegions'] as const) : [];
  return { ...sizing, text: `${sizing.text}${text}`, needs: [...sizing.needs, ...open] };
}

function sizeOf(pricing: Pricing): Sizing | null {
  const { plan, needs } = pricing;
  const planned = plannedInstances(pricing);
  const writing = writingModel(plan, needs);
  if (planned === null) return hasInstances(plan.option) ? withoutType(pricing, writing) : null;
  if (writing !== undefined) return languageSizing(pricing, planned, writing);
  const { capacity } = planned;
  const work = computedWorkOf(needs);
  if (!isPaced(needs, capacity)) {
    return isTimedByMeasurement(needs)
      ? openSizing({ ...pricing, needs: withoutMeasured(needs) })
      : refusedSizing(needs, componentOf(plan), String(capacity.type));
  }
  const own = capacity.pace?.own;
  if (planned.isSized && own && capacity.pace) return ownSizing(pricing, planned, capacity.pace, own);
  if (planned.isSized && work && capacity.pace) return computedSizing(pricing, planned, capacity.pace, work);
  return planned.isSized ? statedSizing(pricing, planned) : openSizing(pricing);
}

/** What was measured says nothing of a named type. */
const withoutMeasured = (needs: Needs): Needs => ({ ...needs, measured: undefined });

function openSizing(pricing: Pricing): Sizing | null {
  const planned = plannedInstances(pricing);
  if (planned === null) return null;
  const bounded = boundedCount(pricing);
  return bounded ? boundedSizing(pricing, planned, bounded) : unknownSizing(pricing, planned);
}

/** What type and number rest on, of the choice or not. Null where it doesn't fit, or nothing is an instance. */
export function sizingFor(
  workload: Workload,
  option: InferenceOptionId,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = [],
): Sizing | null {
  const judgement = judge(workload, prices, guardrails);
  const pair = judgement.ranked.map((fitting) => fitting.pair).find((fitting) => fitting.option.id === option);
  return pair === undefined ? null : sizingOf(judgement, pair, prices);
}

/** No type was found: none holds the model or is as fast as asked, or nothing says how large it is. */
function withoutType(pricing: Pricing, writing: WritingModel | undefined): Sizing {
  const { needs } = pricing;
  const nothing = { basis: 'unknown', typeFirm: false, count: null, ...NO_TOKENS } as const;
  if (writing !== undefined) return { ...nothing, text: noTypeText(writing, pricing, nameOf(needs)), needs: [] };
  const tooSlow = tooSlowText(pricing);
  if (tooSlow !== undefined) return { ...nothing, text: tooSlow, needs: [] };
  if (needs.model?.isUnsized) {
    const { modelId } = needs.stated;
    const { known } = needs.model;
    const text =
      modelId === undefined
        ? 'Nothing says how large the model is'
        : known
          ? `How large ${known.id} is isn't published`
          : `I don't know the model ${modelId}, nor how large it is`;
    return {
      ...nothing,
      text: `${text}, so no instance can be chosen for it.`,
      needs: ['modelParametersBillion', 'modelSizeGB', ...(known === undefined ? [] : missingForCount(needs))],
    };
  }
  return { ...nothing, text: `No instance type in ${needs.region} holds ${nameOf(needs)}.`, needs: [] };
}

function languageSizing(pricing: Pricing, planned: PlannedInstances, writing: WritingModel): Sizing {
  const { plan, needs } = pricing;
  const type = String(planned.capacity.type);
  const served = writingOn(writing, componentOf(plan), needs, type);
  if ('kind' in served) {
    return {
      basis: 'unknown',
      typeFirm: true,
      count: null,
      text: refusalText(served, type, nameOf(needs)),
      needs: [],
      ...NO_TOKENS,
    };
  }
  const written = { ...pricing, writing, planned, served };
  return planned.isSized ? writtenSizing(written) : unknownWritten(written, missingForWritten(needs));
}

const NO_TOKENS = { tokens: null, alternatives: [] };

const same = (count: number): NonNullable<Sizing['count']> => ({ low: count, likely: count, high: count });

/** A named type that can't serve the model as asked. */
const refusedSizing = (needs: Needs, component: InstanceComponent, type: string): Sizing => ({
  basis: 'unknown',
  typeFirm: true,
  count: null,
  text: namedRefusal(needs, component, type, nameOf(needs)),
  needs: [],
  ...NO_TOKENS,
});

function statedSizing(pricing: Pricing, planned: PlannedInstances): Sizing {
  const { plan, needs } = pricing;
  const isTimed = needs.processingTimeSeconds !== undefined;
  const volume = volumeOf(needs);
  const p95 = volume === null ? undefined : waitSecondsOn(planned.busiest, plan, needs, volume, planned.capacity);
  const isScaled = planned.capacity.scaled !== undefined;
  const type = String(planned.capacity.type);
  const alternatives = weighedAgainst(pricing, type);
  const isOpen = needs.timedOn === undefined && needs.stated.instanceType === undefined && isGpuInstance(type);
  const asked: WorkloadField[] = isOpen && alternatives.length > 0 ? ['processingTimeOn'] : [];
  return {
    basis: isScaled ? 'modelled' : isTimed ? 'stated' : 'bounded',
    typeFirm: !isScaled && isTypeFirm(pricing),
    count: countSpan(plan, needs, planned),
    text: `${loadText(pricing, planned)}${tooSlowBeside(pricing, type)}`,
    needs: isTimed ? asked : ['processingTimeSeconds'],
    tokens: null,
    alternatives,
    ...(p95 !== undefined && { waitSeconds: { p95 } }),
  };
}

/** "300 requests per second at 20 ms keep 6 in work; one ml.m5.xlarge works on 4, and is planned to be 70% busy." */
function loadText({ plan, needs }: Pricing, { capacity, busiest, busy }: PlannedInstances): string {
  const each = `one ${capacity.type} works on ${formatNumber(atOnceOn(plan, needs, capacity))} at once`;
  const { concurrentRequests, isDataset } = needs;
  const seconds = needs.processingTimeSeconds && needs.processingTimeSeconds * (capacity.scaled?.times ?? 1);
  const time = capacity.scaled ? scaledWords(needs, Number(seconds)) : formatSeconds(Number(seconds));
  if (isDataset) {
    const records = formatCount(Number(needs.stated.datasetRecordsPerRun), 'record');
    const due = dueSeconds(needs.stated);
    const within = due === Infinity ? '' : ` within ${formatSeconds(Math.round(due))}`;
    return `${records} at ${time} each${within} take ${formatNumber(busiest)}; ${each}.`;
  }
  if (seconds === undefined) return `${formatNumber(Number(concurrentRequests))} are in progress at the peak; ${each}.`;
  const sizing = volumeOf(needs)?.sizing;
  const { plannedFor } = optionOf(plan.option);
  // Requests in progress are planned for as they are stated: a rate that follows from them is no load of anybody's.
  if (plannedFor === 'peak' && Number(sizing?.peakRate) > Number(sizing?.requestRate))
    return `${formatNumber(Number(concurrentRequests))} are in progress at the peak; ${each}.`;
  const rate = plannedFor === 'busiest-hour' ? sizing?.hourlyPeakRate : sizing?.peakRate;
  const perEndpoint = Number(rate) / sharesOf(plan, needs);
  const inWork = `${formatRequestRate(perEndpoint)}${partWords(plan, needs)} at ${time} keep ${short(perEndpoint * seconds)} in work`;
  return `${inWork}; ${each}, and is planned to be ${formatNumber(Math.round(busy * 100))}% busy.`;
}

/** "about 75 ms (80 ms on L4)" */
const scaledWords = ({ timedOn, processingTimeSeconds }: Needs, seconds: number): string =>
  `about ${formatSeconds(Number(seconds.toPrecision(2)))} (modelled from ${formatSeconds(Number(processingTimeSeconds))} on ${timedOn?.name})`;

/** Three digits are as many as an estimate is worth. */
const short = (value: number): string => formatNumber(Number(value.toPrecision(3)));

const NAMES: Partial<Record<WorkloadField, string>> = {
  audioSeconds: 'the audio of a request',
  inputTokens: 'the tokens of a request',
  peakRequestsPerSecond: 'how many come at the busiest moment',
  monthlyRequests: 'the requests per month',
  datasetRecordsPerRun: 'the records per run',
  datasetDeadlineHours: 'the deadline of a run',
  datasetRunsPerMonth: 'the runs per month',
};

/** Of a dataset seconds are those of a record, and of live streams audio comes in windows. */
function nameIn(field: WorkloadField, { isDataset, requiresGpu, stated }: Needs): string[] {
  if (field === 'processingTimeSeconds') {
    const time = isDataset ? 'the seconds per record' : 'the seconds per request';
    return [stated.processingTimeOn === undefined ? time : `${time} on a ${requiresGpu ? 'GPU' : 'processor'}`];
  }
  if (field === 'audioSeconds' && stated.concurrentRequests !== undefined)
    return ["the window of a stream, and whether it's decoded again at each refresh"];
  return [NAMES[field] ?? []].flat();
}

function boundedSizing(pricing: Pricing, { capacity }: PlannedInstances, { field, count, most }: Bounded): Sizing {
  const some = count === 1 ? `One ${capacity.type} holds` : `${formatNumber(count)} × ${capacity.type} hold`;
  const load =
    field === 'processingTimeSeconds'
      ? `any ${unitOf(pricing.needs)} up to ${formatSeconds(most)}`
      : `up to ${formatNumber(most)} requests per month`;
  return {
    basis: 'bounded',
    typeFirm: isTypeFirm(pricing),
    count: same(count),
    text: `${some} ${load}.`,
    needs: [field],
    ...NO_TOKENS,
  };
}

function unknownSizing(pricing: Pricing, { capacity }: PlannedInstances): Sizing {
  const { needs } = pricing;
  const missing = missingForCount(needs);
  const facts = missing.flatMap((field) => nameIn(field, needs));
  const asked = [...new Set([...sizesAsked(needs), ...missing])];
  return {
    basis: 'unknown',
    typeFirm: isTypeFirm(pricing),
    count: null,
    text: `How many ${capacity.type} it takes depends on ${factsText(needs, facts)}${priceOfOne(pricing, String(capacity.type))}.`,
    needs: asked,
    ...NO_TOKENS,
  };
}

/** "the seconds per request, or the tokens of a request": either says how long one takes. */
function factsText(needs: Needs, facts: readonly string[]): string {
  const sizes = sizesAsked(needs)
    .flatMap((field) => NAMES[field] ?? [])
    .filter((name) => !facts.includes(name));
  return [[...facts, ...(facts.length === 0 ? sizes : [])].join(' and '), ...(facts.length === 0 ? [] : sizes)].join(
    ', or ',
  );
}

/** "; one is $538 per month", or, of what doesn't stay on, its rate: "; one is $0.74 per busy hour". */
function priceOfOne({ plan, book }: Pricing, type: string): string {
  const [line] = plan.costing.lines(plan);
  const price = line && book.find(line.component, type);
  if (price === undefined) return '';
  const hours = { 'scale-to-zero': 'busy hour', 'per-job': 'job hour' }[plan.scaling as string];
  if (hours === undefined) return `; one is ${formatUsd(price.usd * HOURS_PER_MONTH)} per month`;
  return `; one is ${price.usd < 0.1 ? formatRate(price.usd) : formatUsd(price.usd)} per ${hours}`;
}

/** Whether another ordinary size of the model leads to another type. */
function isTypeFirm({ plan, needs, book }: Pricing): boolean {
  if (needs.stated.instanceType !== undefined || needs.stated.modelSizeGB !== undefined) return true;
  const span = plausibleFor('modelSizeGB', needs);
  if (span === undefined || !isSpan(span)) return true;
  const typeAt = (modelSizeGB: number) =>
    plan.costing.capacityFor({ plan, needs: restated(needs, { modelSizeGB }), book })?.type;
  return typeAt(span.from) === typeAt(span.to);
}

import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { BILLS_ALIKE_SHARE, PERFORMANCE_BILL_FACTOR, STREAM_TOKENS_PER_SECOND } from '../facts/working-figures.ts';
import { type Needs, writesTokens } from '../needs/needs.ts';
import { EXAMPLE_TOKENS, type WritingModel } from '../needs/served-model.ts';
import { GPUS, gpuTypeOf } from '../throughput/gpus.ts';
import {
  experienceAt,
  type Limits,
  planOn,
  type TypePlan,
  type TypeRefusal,
  type Work,
  withMeasurement,
} from '../throughput/plan.ts';
import { usdOn } from './bill.ts';
import type { Capacity, Plan, Sharing } from './costing.ts';
import type { Pace } from './pace.ts';
import type { PriceBook } from './price-book.ts';
import type { Volume } from './volume.ts';

/** A type that may be chosen. */
export interface Candidate {
  readonly type: string;
  readonly spec: InstanceType;
}

/** A type that serves a model that writes tokens as fast as was asked for, and what one instance of it carries. */
export interface WritingType extends Candidate {
  /** Absent where the tokens of a request aren't stated: then they are an example's. */
  readonly pace?: Pace | undefined;
  readonly plan: TypePlan;
  /** Per hour. */
  readonly usd: number;
}

/** The model, where its instances are chosen by its speed: not in a container that holds others, too. */
export function writingModel({ hosting }: Sharing, needs: Needs): WritingModel | undefined {
  const { model } = needs;
  if (!writesTokens(needs) || model?.writing === undefined) return undefined;
  const hasOwnGpus = hosting === 'single-model' || hosting === 'inference-components' || needs.models === 1;
  return hasOwnGpus ? model.writing : undefined;
}

/** What one request of it takes, and how fast it has to be for an option that is paid as the component. */
function workOf(writing: WritingModel, component: InstanceComponent, needs: Needs): Work {
  const { served, tokens = EXAMPLE_TOKENS, contextTokens, hasImages } = writing;
  return { served, ...tokens, contextTokens, hasImages, limits: limitsOf(component, needs) };
}

/** Whoever reads along is served at a reader's speed; a queue and a job have as long as they are given. */
function limitsOf(component: InstanceComponent, needs: Needs): Limits {
  const { stated, streaming, responseTimeSeconds = Infinity, processingTimeSeconds = Infinity } = needs;
  const isStream = streaming !== 'none';
  const answer = Math.min(
    stated.answerSeconds ?? Infinity,
    processingTimeSeconds,
    isStream ? Infinity : responseTimeSeconds,
  );
  const finite = (seconds: number): number | null => (seconds === Infinity ? null : seconds);
  if (component !== 'hosting') {
    return {
      answerSeconds: finite(answer),
      firstTokenSeconds: null,
      streamTokensPerSecond: stated.streamTokensPerSecond ?? null,
    };
  }
  const quota = isStream ? QUOTAS.realTimeResponseStream.value : QUOTAS.realTimeProcessing.value;
  return {
    answerSeconds: Math.min(answer, quota),
    firstTokenSeconds: isStream ? finite(responseTimeSeconds) : null,
    streamTokensPerSecond: stated.streamTokensPerSecond ?? STREAM_TOKENS_PER_SECOND,
  };
}

/** How a type serves the model, or why it doesn't; measurements are taken for as far as they go. */
export function writingOn(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  type: string,
): TypePlan | TypeRefusal {
  const gpuType = gpuTypeOf(type);
  if (gpuType === undefined) return { kind: 'not-covered' };
  const work = workOf(writing, component, needs);
  const planned = planOn(work, gpuType);
  return planned.ok ? withMeasurement(planned.plan, work, type) : planned.why;
}

/** A named type with its speed; without one where it doesn't serve the model as asked. */
export function namedWriting(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  candidate: Capacity,
): Capacity {
  const plan = writingOn(writing, component, needs, String(candidate.type));
  return 'kind' in plan ? candidate : { ...candidate, pace: paceOf(writing, plan) };
}

function paceOf(
  { tokens }: WritingModel,
  { sequences, replicas, tokensPerSecond, factors, requestsHeld }: TypePlan,
): Pace | undefined {
  if (tokens === undefined) return undefined;
  const atOnce = sequences * replicas;
  const seconds = (atOnce * tokens.outputTokens) / tokensPerSecond;
  return { atOnce, seconds, held: Math.max(1, requestsHeld), ...factors };
}

/** What was found last for each way to pay: a search asks again and again for the same model. */
const FOUND = new Map<InstanceComponent, Found>();

interface Found {
  readonly writing: WritingModel;
  readonly limits: Limits;
  readonly book: PriceBook;
  readonly candidates: readonly Candidate[];
  readonly types: readonly WritingType[];
}

/** The candidates that hold the model and are as fast as asked. GPUs that compute 8-bit weights at 16 bits, where no others do. */
export function typesWriting(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  book: PriceBook,
  candidates: readonly Candidate[],
): readonly WritingType[] {
  const limits = limitsOf(component, needs);
  const found = FOUND.get(component);
  if (
    found?.writing === writing &&
    found.book === book &&
    found.candidates === candidates &&
    areSame(found.limits, limits)
  )
    return found.types;
  const types = candidates.flatMap((candidate) => writingCandidate(writing, component, needs, book, candidate));
  const native = types.filter(({ spec }) => spec.computesFp8);
  const kept = writing.served.precision === 'fp8' && native.length > 0 ? native : types;
  FOUND.set(component, { writing, limits, book, candidates, types: kept });
  return kept;
}

const areSame = (a: Limits, b: Limits): boolean =>
  a.answerSeconds === b.answerSeconds &&
  a.firstTokenSeconds === b.firstTokenSeconds &&
  a.streamTokensPerSecond === b.streamTokensPerSecond;

function writingCandidate(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  book: PriceBook,
  candidate: Candidate,
): WritingType[] {
  const usd = book.listed(component, candidate.type)?.usd;
  if (usd === undefined && book.isPriced) return [];
  const plan = writingOn(writing, component, needs, candidate.type);
  // Without prices, memory stands in: of what holds the model the smallest.
  return 'kind' in plan
    ? []
    : [{ ...candidate, plan, pace: paceOf(writing, plan), usd: usd ?? candidate.spec.gpuMemoryGiB }];
}

/** A type with what it comes to for a load. */
export interface BilledType {
  readonly type: WritingType;
  /** At the peak, of each endpoint or job. */
  readonly count: number;
  readonly usd: number;
}

/**
 * The types by the month's bill, the cheapest first. Where load or tokens aren't known, by what one instance costs. What costs
 * more and carries less than another by more than bills that count as alike is left out.
 */
export function byBill(
  plan: Plan,
  needs: Needs,
  book: PriceBook,
  types: readonly WritingType[],
  volume: Volume | null,
): BilledType[] {
  const billed: BilledType[] = [];
  for (const type of types) {
    const usd = volume && type.pace ? usdOn(plan, needs, book, type, volume) : type.usd;
    if (usd === null && book.isPriced) continue;
    const count = volume && type.pace ? Number(plan.costing.instancesOf?.(plan, needs, volume, type).busiest) : 1;
    billed.push({ type, count, usd: usd ?? type.usd * count });
  }
  return billed.sort((a, b) => a.usd - b.usd);
}

/**
 * The type to choose: of those within a tenth of the cheapest bill the one with the fewest instances at the peak, then the newest
 * GPU, then the cheapest. Where performance comes first, the quickest answer for at most twice the cheapest bill.
 */
export function chosenByBill(billed: readonly BilledType[], { costPriority }: Needs): BilledType | undefined {
  const [cheapest] = billed;
  if (cheapest === undefined) return undefined;
  const isFast = costPriority === 'performance';
  const most = cheapest.usd * (isFast ? PERFORMANCE_BILL_FACTOR : 1 + BILLS_ALIKE_SHARE);
  let best = cheapest;
  for (const other of billed) {
    if (other.usd > most) break;
    if (isFast ? secondsOf(other) < secondsOf(best) : isBetter(other, best)) best = other;
  }
  return best;
}

function isBetter(a: BilledType, b: BilledType): boolean {
  if (a.count !== b.count) return a.count < b.count;
  return yearOf(a) === yearOf(b) ? a.usd < b.usd : yearOf(a) > yearOf(b);
}

/** Of the GPU. */
export const yearOf = ({ type: { type } }: BilledType): number => {
  const gpu = gpuTypeOf(type)?.gpu;
  return gpu === undefined ? 0 : GPUS[gpu].year;
};

/** Of a whole answer at the most that an instance carries. */
const secondsOf = ({ type: { plan } }: BilledType): number => experienceAt(plan, plan.sequences).answerSeconds;

/** Why no type writes as fast as was asked: of each that holds it, and how near it comes. */
export function refusalsOf(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  candidates: readonly Candidate[],
): { readonly type: string; readonly why: TypeRefusal }[] {
  return candidates.flatMap(({ type }) => {
    const plan = writingOn(writing, component, needs, type);
    return 'kind' in plan ? [{ type, why: plan }] : [];
  });
}

/** EC2's description of a type, where there is one. */
export const specOf = (type: string): InstanceType | undefined => instanceTypeOf(type);

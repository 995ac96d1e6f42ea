import type { InstanceType } from '../facts/instance-types.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { BILLS_ALIKE_SHARE, STREAM_TOKENS_PER_SECOND } from '../facts/working-figures.ts';
import { type Needs, writesTokens } from '../needs/needs.ts';
import { EXAMPLE_TOKENS, type WritingModel } from '../needs/served-model.ts';
import { type GpuType, gpuTypeOf } from '../throughput/gpus.ts';
import type { Limits, TypePlan, TypeRefusal, Work } from '../throughput/plan.ts';
import { planFor, plansFor } from '../throughput/plans.ts';
import { remembered } from '../workload/remembered.ts';
import type { Capacity, Sharing } from './costing.ts';
import type { Pace } from './pace.ts';
import type { PriceBook } from './price-book.ts';

export interface Candidate {
  readonly type: string;
  readonly spec: InstanceType;
}

/** Types to choose from, each Region and way to pay having its own lists: what was worked out of a list is remembered by it. */
export interface Candidates {
  readonly component: InstanceComponent;
  readonly book: PriceBook;
  readonly types: readonly Candidate[];
}

/** A type that serves a model that writes tokens as fast as was asked for, and what one instance of it carries. */
export interface WritingType extends Candidate {
  /** Absent where the tokens of a request aren't stated: then `plan` is for an example's. */
  readonly pace: Pace | undefined;
  readonly plan: TypePlan;
  /** Per hour, in US dollars; where the Region lists no price of any, its memory in GiB in place of it. */
  readonly usd: number;
  readonly isListed: boolean;
}

/** The model, where its instances are chosen by its speed: not in a container that holds others, too. */
export function writingModel({ hosting }: Sharing, needs: Needs): WritingModel | undefined {
  if (!writesTokens(needs)) return undefined;
  const hasOwnGpus = hosting === 'single-model' || hosting === 'inference-components' || needs.models === 1;
  return hasOwnGpus ? needs.model?.writing : undefined;
}

function workOf(writing: WritingModel, limits: Limits, needs: Needs): Work {
  const { measured, timedOn: machine, stated, granted } = needs;
  const { served, tokens = EXAMPLE_TOKENS, contextTokens, hasImages } = writing;
  const { processingTimeSeconds: seconds } = stated;
  const timed = machine && seconds !== undefined && writing.tokens ? { machine, seconds } : undefined;
  return { served, ...tokens, contextTokens, hasImages, limits, measured, timed, memoryTimes: granted.memoryTimes };
}

const finite = (seconds: number): number | null => (seconds === Infinity ? null : seconds);

/** How fast it has to be. People who read along are served at a reader's speed; a queue and a job have as long as they are given. */
function limitsOf(component: InstanceComponent, needs: Needs): Limits {
  const { stated, streaming, responseTimeSeconds = Infinity, timedOn } = needs;
  // What was measured somewhere is no wish.
  const processingTimeSeconds = timedOn === undefined ? (needs.processingTimeSeconds ?? Infinity) : Infinity;
  const isStream = streaming !== 'none';
  const whole = isStream ? Infinity : responseTimeSeconds;
  const answerSeconds = Math.min(stated.answerSeconds ?? Infinity, processingTimeSeconds, whole);
  const { streamTokensPerSecond = null } = stated;
  if (component !== 'hosting') {
    return { answerSeconds: finite(answerSeconds), firstTokenSeconds: null, streamTokensPerSecond };
  }
  const quota = isStream ? QUOTAS.realTimeResponseStream.value : QUOTAS.realTimeProcessing.value;
  return {
    answerSeconds: Math.min(answerSeconds, quota * (needs.granted.callTimes ?? 1)),
    firstTokenSeconds: isStream ? finite(responseTimeSeconds) : null,
    streamTokensPerSecond: streamTokensPerSecond ?? STREAM_TOKENS_PER_SECOND,
  };
}

/** How a type serves the model, or why it doesn't. */
export function writingOn(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  type: string,
): TypePlan | TypeRefusal {
  const gpuType = gpuTypeOf(type);
  if (gpuType === undefined) return { kind: 'not-covered' };
  return planFor(workOf(writing, limitsOf(component, needs), needs), gpuType);
}

/** Why it doesn't serve the model; nothing where it does. */
export const refusalIn = (served: TypePlan | TypeRefusal): TypeRefusal | undefined =>
  'kind' in served ? served : undefined;

/** A named type with its speed; without one where it doesn't serve the model as asked. */
export function namedWriting(
  writing: WritingModel,
  component: InstanceComponent,
  needs: Needs,
  named: Capacity,
): Capacity {
  const served = writingOn(writing, component, needs, String(named.type));
  return 'kind' in served ? named : { ...named, plan: served, pace: paceOf(writing, served) };
}

function paceOf({ tokens }: WritingModel, plan: TypePlan): Pace | undefined {
  if (tokens === undefined) return undefined;
  const { sequences, replicas, tokensPerSecond, requestsHeld, factors } = plan;
  const atOnce = sequences * replicas;
  const seconds = (atOnce * tokens.outputTokens) / tokensPerSecond;
  const held = Math.max(1, requestsHeld);
  return { work: 'together', atOnce, seconds, copies: replicas, held, low: factors.low, high: factors.high };
}

interface WritingTypes {
  /** In no order. */
  readonly all: readonly WritingType[];
  /** Without those that cost more and carry no more than another one, the cheapest by the hour first. */
  readonly efficient: readonly WritingType[];
}

/** The last few that were found: a search asks again and again for the same model, and now and then within another limit. */
const FOUND: Found[] = [];
const FOUND_MAX = 8;

interface Found {
  readonly writing: WritingModel;
  /** Limits, what was timed, and what is granted. */
  readonly asked: string;
  readonly measured: Needs['measured'];
  readonly candidates: Candidates;
  readonly types: WritingTypes;
}

/** The candidates that hold the model and are as fast as asked. GPUs that compute 8-bit weights at 16 bits, where no others do. */
export function typesWriting(writing: WritingModel, needs: Needs, candidates: Candidates): WritingTypes {
  const limits = limitsOf(candidates.component, needs);
  const { measured, timedOn, granted } = needs;
  const times = timedOn && needs.stated.processingTimeSeconds;
  const asked = [...Object.values(limits), timedOn?.name, times, granted.memoryTimes].join();
  for (const found of FOUND) {
    if (found.writing !== writing || found.candidates !== candidates) continue;
    if (found.measured === measured && found.asked === asked) return found.types;
  }
  const { holding } = plansFor(workOf(writing, limits, needs), pricedOf(candidates));
  const all = holding.map(({ type: { type, spec, usd, isListed }, plan }): WritingType => {
    return { type, spec, usd, isListed, plan, pace: paceOf(writing, plan) };
  });
  const types = { all, efficient: efficientOf(all) };
  if (FOUND.length === FOUND_MAX) FOUND.pop();
  FOUND.unshift({ writing, asked, measured, candidates, types });
  return types;
}

interface PricedCandidate extends Candidate, GpuType, Pick<WritingType, 'usd' | 'isListed'> {
  readonly type: string;
}

/** Speeds are kept for the list that they were asked of. */
const pricedOf = remembered(({ component, book, types }: Candidates): readonly PricedCandidate[] => {
  const usdOf = ({ type }: Candidate): number | undefined => book.listed(component, type)?.usd;
  // Without prices, memory stands in: of what holds the model the smallest.
  const isListed = types.some((candidate) => usdOf(candidate) !== undefined);
  return types.flatMap((candidate) => {
    const gpuType = gpuTypeOf(candidate.type);
    const usd = isListed ? usdOf(candidate) : candidate.spec.gpuMemoryGiB;
    return gpuType === undefined || usd === undefined ? [] : [{ ...gpuType, ...candidate, usd, isListed }];
  });
});

/** What costs over a tenth more and carries no more has the larger bill at any load, and never fewer instances. */
function efficientOf(types: readonly WritingType[]): WritingType[] {
  const kept: WritingType[] = [];
  for (const type of types.toSorted((a, b) => a.usd - b.usd)) {
    if (!kept.some((other) => other.usd * (1 + BILLS_ALIKE_SHARE) < type.usd && carriesAsMuch(other, type)))
      kept.push(type);
  }
  return kept;
}

function carriesAsMuch({ plan: a, pace }: WritingType, { plan: b, pace: other }: WritingType): boolean {
  if (a.tokensPerSecond < b.tokensPerSecond || a.requestsHeld < b.requestsHeld) return false;
  return pace === undefined || other === undefined || pace.atOnce >= other.atOnce;
}

/** Whether it holds the model with a request, however slow it is there. */
export function isHeldOn(writing: WritingModel, component: InstanceComponent, needs: Needs, type: string): boolean {
  const why = refusalIn(writingOn(writing, component, needs, type));
  return why === undefined || (why.kind !== 'does-not-hold' && why.kind !== 'not-covered');
}

/** Of each candidate that doesn't serve the model as asked, why. */
export function refusalsOf(
  writing: WritingModel,
  needs: Needs,
  { component, types }: Candidates,
): { readonly type: string; readonly why: TypeRefusal }[] {
  return types.flatMap(({ type }) => {
    const why = refusalIn(writingOn(writing, component, needs, type));
    return why === undefined ? [] : [{ type, why }];
  });
}

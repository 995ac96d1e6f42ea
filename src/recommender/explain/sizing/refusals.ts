import { candidatesOf } from '../../costs/choose-instance.ts';
import { type Pricing, secondsLimit } from '../../costs/costing.ts';
import { componentOf, memoryOf } from '../../costs/priced-instance.ts';
import { secondsOn as timedSecondsOn } from '../../costs/scaled-time.ts';
import { refusalsOf } from '../../costs/writing-types.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import type { InstanceComponent } from '../../facts/price-list.ts';
import { USABLE_MEMORY_SHARE } from '../../facts/working-figures.ts';
import { computedWorkOf, type Needs } from '../../needs/needs.ts';
import type { WritingModel } from '../../needs/served-model.ts';
import { type ComputingSpeed, computingSpeed } from '../../throughput/computed-work.ts';
import type { TypeRefusal } from '../../throughput/plan.ts';
import { formatGB, formatNumber, formatSeconds } from '../../workload/measures.ts';

type Broken = Extract<TypeRefusal, { readonly limit: string }>;

const isBroken = (why: TypeRefusal): why is Broken => why.kind === 'impossible' || why.kind === 'not-expected';

const digits = (value: number): number => Number(value.toPrecision(2));

/** To two digits it may read as what was asked for, though it is longer. */
const least = (best: number, stated: number): string =>
  digits(best) > stated ? `at least ${formatSeconds(digits(best))}` : `over ${formatSeconds(stated)}`;

/** What a limit that was stated comes to on a type, against what was asked. */
const LIMIT_WORDS: Readonly<
  Record<Broken['limit'], (best: number, stated: number, subject: string, isSure: boolean) => string>
> = {
  streamTokensPerSecond: (best, stated, subject, isSure) =>
    `one stream on ${subject} ${isSure ? "can't exceed" : "isn't expected to exceed"} ${formatNumber(digits(best))} tokens per second, and ${formatNumber(stated)} are needed`,
  answerSeconds: (best, stated, subject, isSure) =>
    `a whole answer on ${subject} ${isSure ? 'takes' : 'is expected to take'} ${least(best, stated)}, and ${formatSeconds(stated)} is allowed`,
  firstTokenSeconds: (best, stated, subject, isSure) =>
    `the first token on ${subject} ${isSure ? 'takes' : 'is expected to take'} ${least(best, stated)}, and ${formatSeconds(stated)} is allowed`,
};

/** Why a named type doesn't serve the model as asked, as a sentence. */
export function refusalText(why: TypeRefusal, type: string, model: string): string {
  if (isBroken(why))
    return `${capitalized(LIMIT_WORDS[why.limit](why.best, why.stated, type, why.kind === 'impossible'))}.`;
  if (why.kind === 'does-not-hold') {
    return `${type} can't hold ${model}: its ${rounded(why.weightsGiB)} of weights and one request exceed ${rounded(why.gpuMemoryGiB)}.`;
  }
  if (instanceTypeOf(type)?.acceleratorCount === 0) return `${type} has no GPU, and ${model} needs one.`;
  return `How fast ${model} is on ${type} isn't known, so the count isn't either.`;
}

const WAYS_OUT = 'Fewer output tokens, a smaller or quantised model, or speculative decoding would help.';

/** Why no type serves the model as asked, and what would make one: the type that comes nearest is named. */
export function noTypeText(writing: WritingModel, pricing: Pricing, model: string): string {
  const refusals = refusalsOf(writing, pricing.needs, candidatesOf(pricing));
  const broken = refusals.flatMap(({ type, why }) => (isBroken(why) ? [{ type, why }] : []));
  const [first] = broken;
  if (first === undefined) return `No instance type in ${pricing.needs.region} holds ${model} with one request.`;
  const isSpeed = first.why.limit === 'streamTokensPerSecond';
  const nearest = broken
    .filter(({ why }) => why.limit === first.why.limit)
    .reduce(
      (best, other) => ((isSpeed ? other.why.best > best.why.best : other.why.best < best.why.best) ? other : best),
      first,
    );
  const { limit, best, stated, kind } = nearest.why;
  return `No instance type is fast enough: ${LIMIT_WORDS[limit](best, stated, nearest.type, kind === 'impossible')}. ${WAYS_OUT}`;
}

/** Why a named type doesn't serve a model that computes its answer at once. */
export function namedRefusal(needs: Needs, component: InstanceComponent, type: string, model: string): string {
  const spec = instanceTypeOf(type);
  if (spec?.acceleratorCount === 0 && needs.requiresGpu)
    return `${type} has no GPU, and ${needs.model?.known ? model : 'the model'} needs one.`;
  if (spec !== undefined && spec.acceleratorCount === spec.gpuCount && Number(needs.modelSizeGB) > memoryOf(spec)) {
    return `${type} can't hold ${needs.model?.known ? model : 'the model'}: its ${rounded(Number(needs.modelSizeGB))} exceed ${rounded(memoryOf(spec))}.`;
  }
  const seconds = secondsOn(needs, type, 'likely');
  if (seconds === undefined) return refusalText({ kind: 'not-covered' }, type, model);
  return `${capitalized(tookText(type, seconds, secondsLimit(component, needs)))}.`;
}

const tookText = (type: string, seconds: number, limit: number): string =>
  `a request on ${type} is expected to take ${least(seconds, limit)}, and ${formatSeconds(limit)} is allowed`;

const speedOf = ({ model }: Needs, type: string): ComputingSpeed | undefined => {
  const spec = instanceTypeOf(type);
  return model?.computing && spec && computingSpeed(model.computing, spec);
};

/** How long a request takes there by itself, by what was stated of another GPU or else by the model; `likely` where it's modelled. */
function secondsOn(needs: Needs, type: string, end: 'likely' | 'least'): number | undefined {
  if (needs.timedOn === undefined || computedWorkOf(needs)) return speedOf(needs, type)?.alone[end];
  const seconds = timedSecondsOn(needs, instanceTypeOf(type));
  return seconds === Infinity ? undefined : seconds;
}

/** Of types that cost at most this share by the hour, it is said that they were too slow. */
const MUCH_CHEAPER = 0.5;

/** " ml.g4dn.xlarge is too slow: at best 11 s per request.", where much cheaper types hold the model; '' else. */
export function tooSlowBeside(pricing: Pricing, own: string): string {
  const { plan, needs, book } = pricing;
  const component = componentOf(plan);
  const usdOf = (type: string): number => book.listed(component, type)?.usd ?? Infinity;
  const isTimed = computedWorkOf(needs) === undefined && needs.timedOn === undefined;
  const limit = isTimed ? Number(needs.stated.processingTimeSeconds) : secondsLimit(component, needs);
  const slow = candidatesOf(pricing).types.flatMap(({ type, spec }) => {
    const seconds = secondsOn(needs, type, isTimed ? 'least' : 'likely') ?? 0;
    const isHeld = spec.gpuCount > 0 && !(Number(needs.modelSizeGB) > memoryOf(spec) * USABLE_MEMORY_SHARE);
    return seconds > limit && isHeld && usdOf(type) <= usdOf(own) * MUCH_CHEAPER ? [{ type, seconds }] : [];
  });
  const [cheapest] = slow.toSorted((a, b) => a.seconds - b.seconds);
  if (cheapest === undefined) return '';
  return ` Cheaper types are too slow: ${cheapest.type} takes ${least(cheapest.seconds, limit)}${isTimed ? ' at best' : ''}.`;
}

/** Where none of the types that hold a model is as fast as asked, which comes nearest; nothing where speed isn't the reason. */
export function tooSlowText(pricing: Pricing): string | undefined {
  const { needs } = pricing;
  const { component, types } = candidatesOf(pricing);
  const known = types.flatMap(({ type }) => {
    const seconds = secondsOn(needs, type, 'likely');
    return seconds === undefined ? [] : [{ type, seconds }];
  });
  const [nearest] = known.toSorted((a, b) => a.seconds - b.seconds);
  const limit = secondsLimit(component, needs);
  if (nearest === undefined || nearest.seconds <= limit) return undefined;
  return `No instance type is fast enough: ${tookText(nearest.type, nearest.seconds, limit)}.`;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const rounded = (gigabytes: number): string => formatGB(Number(gigabytes.toPrecision(3)));

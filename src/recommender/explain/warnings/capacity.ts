import { activeModels, endpointsOf } from '../../costs/capacity.ts';
import { byBill } from '../../costs/choose-by-bill.ts';
import { candidatesOf, typesThatHold } from '../../costs/choose-instance.ts';
import type { Pricing } from '../../costs/costing.ts';
import { componentOf, plannedInstances, smallestTaking, takesModel } from '../../costs/priced-instance.ts';
import { volumeOf } from '../../costs/volume.ts';
import { typesWriting, writingModel } from '../../costs/writing-types.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { sourceOfModel } from '../../facts/model-figures.ts';
import { REGIONS } from '../../facts/prices.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { nameOf } from '../../findings/features.ts';
import { lowerPrecisions } from '../../findings/quota.ts';
import { figure, type Said, unitOf } from '../../findings/words.ts';
import { type Needs, restated } from '../../needs/needs.ts';
import type { WritingModel } from '../../needs/served-model.ts';
import { hasInstances } from '../../options/index.ts';
import { formatCount, formatGB, formatMB, formatNumber } from '../../workload/measures.ts';
import { formatUsd } from '../../workload/money.ts';
import { above, fleetOf, nearness, nearQuota, type Warning } from './warning.ts';

/** What is too large, too many or of the wrong kind, or almost. */
export const CAPACITY = {
  'payload-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.payloadSizeMB, option.limits.payloadSizeMB),
    text: ({ needs, option, asked, allowed }) =>
      `${formatMB(figure(asked))} per ${unitOf(needs)} ${nearness(asked, allowed)} the ${formatMB(figure(allowed))} limit of ${option.title}, so plan for growth, or send an S3 address.`,
    source: ({ option }) => option.limits.payloadSizeMB?.source,
  },
  'memory-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.modelSizeGB, option.limits.modelSizeGB),
    text: ({ option, asked, allowed }) =>
      `A model of ${formatGB(figure(asked))} ${nearness(asked, allowed)} the ${formatGB(figure(allowed))} limit of ${option.title}, so test it under load.`,
    source: ({ option }) => option.limits.modelSizeGB?.source,
  },
  'image-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.stated.containerImageSizeGB, option.limits.containerImageSizeGB),
    text: ({ option, asked, allowed }) =>
      `A container image of ${formatGB(figure(asked))} ${nearness(asked, allowed)} the ${formatGB(figure(allowed))} limit of ${option.title}, so make it smaller.`,
    source: ({ option }) => option.limits.containerImageSizeGB?.source,
  },
  'concurrency-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.concurrency, option.limits.concurrency),
    text: ({ option, asked, allowed }) =>
      `${formatNumber(figure(asked))} concurrent requests are within 10% of the ${formatNumber(figure(allowed))} per ${option.title} endpoint, and more are throttled.`,
    source: ({ option }) => option.limits.concurrency?.source,
  },
  /** A model that needs more memory than there is disk rarely has files that fit on it. */
  'model-may-exceed-disk': {
    rule: ({ needs, option }) =>
      option.id === 'serverless' ? above(needs.stated.modelSizeGB, QUOTAS.serverlessDisk.value) : null,
    text: ({ asked, allowed }) =>
      `A model that needs ${formatGB(figure(asked))} of memory may not fit the ${formatGB(figure(allowed))} disk of a serverless endpoint, so check its unpacked size.`,
    source: SOURCES.serverless,
  },
  /**
   * More models are called at the same time than the memory of all planned instances holds. Where the type is ours to choose,
   * as many are planned as hold them; a stated type may be too small for a single one.
   */
  'hot-models-over-memory': {
    rule: (situation) => {
      const { needs, hosting } = situation;
      const { modelSizeGB, activeModelCount, modelInvocationFrequency } = needs.stated;
      if (hosting.id !== 'multi-model' || modelSizeGB === undefined) return null;
      if (activeModelCount === undefined && modelInvocationFrequency !== 'frequent') return null;
      const asked = (activeModels(needs) * modelSizeGB) / endpointsOf({ hosting: hosting.id }, needs);
      return above(asked, fleetOf(situation)?.usableMemoryGiB);
    },
    text: ({ asked, allowed }) =>
      `Busy models need ${formatGB(figure(asked))} together and the instances hold ${formatGB(figure(allowed))}, so choose a type with more memory.`,
    source: SOURCES.multiModel,
  },
  /** Transform jobs take fewer instance types than endpoints do. */
  'instance-not-for-transform': {
    rule: ({ needs, option }) => {
      const { instanceType: asked } = needs.stated;
      if (option.answers !== 'as-a-job' || asked === undefined) return null;
      return instanceTypeOf(asked)?.validForTransform === false ? { asked } : null;
    },
    text: ({ needs, asked }) =>
      `Transform jobs don't support ${asked}, so choose another type, such as ${needs.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge'}.`,
    source: SOURCES.transformResources,
  },
  /** What was measured on that instance says little of a memory size of Serverless Inference. */
  'instance-type-not-used': {
    rule: ({ needs, option }) => {
      const { instanceType: asked } = needs.stated;
      return option.id === 'serverless' && asked !== undefined ? { asked } : null;
    },
    text: ({ option, asked }) =>
      `${option.title} doesn't run on ${asked}; its CPU grows with memory, so measure the processing time there.`,
    source: SOURCES.serverless,
  },
} satisfies Record<string, Warning>;

/** What an instance can't hold, and what a model can't do. */
export const INSTANCES = {
  /** The type that was named is priced as asked, though the model doesn't run on it. */
  'model-over-instance': {
    rule: ({ plan, needs, book }) => {
      const { instanceType: asked } = needs.stated;
      if (asked === undefined || !hasInstances(plan.option)) return null;
      if (takesModel(plan, needs, asked) !== false) return null;
      const { instanceType: _, ...stated } = needs.stated;
      const other = plan.costing.capacityFor({ plan, needs: { ...needs, stated }, book });
      const allowed = other?.type ?? smallestTaking(plan, needs);
      return allowed === undefined ? { asked } : { asked, allowed };
    },
    text: ({ needs, asked, allowed }) => {
      const advice = allowed === undefined ? '' : `, so choose ${allowed}`;
      return `The named ${asked} can't hold ${nameOf(needs)}${needs.model?.writing ? ' with one request' : ''}, which takes ${gigabytes(needs)}${advice}.`;
    },
    source: SOURCES.realTime,
  },
  /** An image for x86 doesn't start there. */
  'image-for-arm64': {
    rule: ({ needs, option }) => {
      const { instanceType: asked } = needs.stated;
      return asked !== undefined && hasInstances(option.id) && instanceTypeOf(asked)?.isArm ? { asked } : null;
    },
    text: ({ asked }) => `Build the image for arm64: ${asked} has AWS Graviton.`,
    source: SOURCES.realTime,
  },
  /** Nothing that the Region lists holds it. */
  'no-instance-holds-model': {
    rule: (situation) => {
      const { plan, needs, book } = situation;
      if (needs.stated.instanceType !== undefined || needs.modelSizeGB === undefined || !book.isPriced) return null;
      if (!hasInstances(plan.option) || plan.costing.capacityFor(situation)) return null;
      const writing = writingModel(plan, needs);
      if (writing && typesThatHold(componentOf(plan), plan, needs, book).length > 0) return null;
      const allowed = smallestTaking(plan, needs);
      const instead = insteadOf(situation, allowed);
      return { asked: needs.modelSizeGB, ...(allowed !== undefined && { allowed }), instead };
    },
    text: ({ needs, asked, allowed, instead = [] }) => {
      const takes = `With one request, ${nameOf(needs)} takes ${formatGB(Number(figure(asked).toPrecision(3)))}`;
      const most =
        allowed === undefined ? 'one instance of any type' : `any instance that AWS lists in ${needs.region}`;
      const ways = instead.map(({ type, bits, region }) =>
        region === undefined ? `${bits}-bit weights on ${type}` : `${type} in ${region}`,
      );
      return `${takes}, more than ${most} holds${ways.length > 0 ? `, so use ${ways.join(', or ')}` : ''}.`;
    },
    source: SOURCES.priceList,
  },
  /** Of a new family there may be few; an older type that holds the load is named beside it. */
  'new-instance-may-lack': {
    rule: (situation) => {
      const { plan, needs } = situation;
      const writing = writingModel(plan, needs);
      const planned = writing && plannedInstances(situation);
      const type = String(planned?.capacity.type);
      if (!writing || !planned?.isSized || !NEW_FAMILIES.test(type)) return null;
      if (needs.stated.instanceType !== undefined) return null;
      const allowed = olderServing(situation, writing);
      return allowed === undefined ? null : { asked: type, allowed };
    },
    text: ({ asked, allowed }) =>
      `${asked} is new in 2026 and not in every Region, so if it has no capacity, take ${allowed}, which holds the load too.`,
    source: SOURCES.priceList,
  },
  'context-over-model': {
    rule: ({ needs: { model, stated } }) => above(stated.contextTokens, model?.figures?.context),
    text: ({ needs, asked, allowed }) =>
      `At most ${formatCount(figure(allowed), 'token')} of context fit ${nameOf(needs)}, and the workload needs ${formatCount(figure(asked), 'token')}.`,
    source: ({ needs }) => sourceOfModel(needs.model?.figures),
  },
  /** It was said that no GPU is required. */
  'model-without-gpu': {
    rule: ({ needs: { model, requiresGpu } }) => (model?.needsAccelerator && !requiresGpu ? {} : null),
    text: ({ needs }) => `Without a GPU, ${nameOf(needs)} is too slow for most uses, so measure it before deciding.`,
    source: SOURCES.realTime,
  },
} satisfies Record<string, Warning>;

/** Listed in 8 Regions at most (SOURCES.priceList, 2026-09-22). */
const NEW_FAMILIES = /^ml\.g7e?\./;

/** "1 × ml.g6.12xlarge for $4,199 per month": of the older types, the one with the smallest bill. */
function olderServing(pricing: Pricing, writing: WritingModel): string | undefined {
  const { all } = typesWriting(writing, pricing.needs, candidatesOf(pricing));
  const older = all.filter(({ type }) => !NEW_FAMILIES.test(type));
  const [best] = byBill(pricing, older, volumeOf(pricing.needs));
  if (best === undefined) return undefined;
  const usd = best.type.isListed
    ? ` for ${formatUsd(best.usd, best.count === 1 ? 'listed' : 'modelled')} per month`
    : '';
  return `${formatNumber(best.count)} × ${best.type.type}${usd}`;
}

/** The most bits per weight that a type of the Region takes, and the next Region that lists the type it needs: of the same part of the world, then by price. */
function insteadOf({ plan, needs, book }: Pricing, type: string | undefined): NonNullable<Said['instead']> {
  const [fewer] = lowerPrecisions(needs.model).flatMap((change) => {
    const capacity = plan.costing.capacityFor({ plan, needs: restated(needs, change), book });
    return capacity ? [{ type: String(capacity.type), bits: Number(change.modelPrecisionBits) }] : [];
  });
  if (type === undefined) return fewer ? [fewer] : [];
  const isFar = (region: string): number => (region.split('-')[0] === needs.region.split('-')[0] ? 0 : 1);
  const [next] = REGIONS.flatMap((region) => {
    const usd = book.in(region).listed(componentOf(plan), type)?.usd;
    return usd === undefined ? [] : [{ type, region, usd }];
  }).toSorted((one, other) => isFar(one.region) - isFar(other.region) || one.usd - other.usd);
  return [fewer, next].filter((way) => way !== undefined);
}

const gigabytes = ({ modelSizeGB = 0 }: Needs): string => formatGB(Number(modelSizeGB.toPrecision(3)));

import { activeModels, endpointsOf } from '../../costs/capacity.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { TARGET_UTILISATION } from '../../facts/working-figures.ts';
import { figure, unitOf } from '../../findings/words.ts';
import { formatGB, formatMB, formatNumber } from '../../workload/measures.ts';
import { fleetOf, peakRate } from './fleet.ts';
import { nearness, nearQuota, type Warning } from './warning.ts';

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
    rule: ({ needs, option }) => {
      const { modelSizeGB: asked } = needs.stated;
      const allowed = QUOTAS.serverlessDisk.value;
      return option.id === 'serverless' && asked !== undefined && asked > allowed ? { asked, allowed } : null;
    },
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
      const allowed = fleetOf(situation)?.usableMemoryGiB;
      const asked = (activeModels(needs) * modelSizeGB) / endpointsOf({ hosting: hosting.id }, needs);
      return allowed !== undefined && asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `Busy models need ${formatGB(figure(asked))} together and the instances hold ${formatGB(figure(allowed))}, so choose a type with more memory.`,
    source: SOURCES.multiModel,
  },
  /** A few of the models get enough calls to keep an instance busy each. */
  'models-too-hot-to-share': {
    rule: (situation) => {
      const { needs, hosting } = situation;
      const { activeModelCount } = needs.stated;
      const { processingTimeSeconds } = needs;
      if (hosting.id !== 'multi-model' || activeModelCount === undefined || processingTimeSeconds === undefined)
        return null;
      if (activeModelCount > needs.models / 2) return null;
      const atOnceEach = (peakRate(needs) * processingTimeSeconds) / activeModelCount;
      const atOnce = (fleetOf(situation)?.atOnce ?? Infinity) * TARGET_UTILISATION;
      return atOnceEach >= atOnce ? { asked: activeModelCount, allowed: needs.models } : null;
    },
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} of ${formatNumber(figure(allowed))} models ${asked === 1 ? 'keeps an instance busy, so give it a separate endpoint' : 'keep an instance busy each, so give them separate endpoints'}, as AWS recommends.`,
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

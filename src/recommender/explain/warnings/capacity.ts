import { activeModels } from '../../costs/capacity.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { TARGET_UTILISATION } from '../../facts/working-figures.ts';
import { figure } from '../../findings/words.ts';
import { formatGB, formatMB, formatNumber } from '../../workload/measures.ts';
import { fleetOf, peakRate } from './fleet.ts';
import { nearQuota, type Warning } from './warning.ts';

/** What is too large, too many or of the wrong kind, or almost. */
export const CAPACITY = {
  'payload-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.payloadSizeMB, option.limits.payloadSizeMB),
    text: ({ needs, option, asked, allowed }) =>
      `The ${needs.isDataset ? 'largest record' : 'payload'} of ${formatMB(figure(asked))} is within a tenth of the ${formatMB(figure(allowed))} that ${option.title} takes; a little growth and it is refused, so send an S3 address instead or plan for another option.`,
    source: ({ option }) => option.limits.payloadSizeMB?.source,
  },
  'memory-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.stated.modelSizeGB, option.limits.modelSizeGB),
    text: ({ option, asked, allowed }) =>
      `The model needs ${formatGB(figure(asked))} of memory, within a tenth of the ${formatGB(figure(allowed))} that ${option.title} has; requests in work need memory as well, so test it under load.`,
    source: ({ option }) => option.limits.modelSizeGB?.source,
  },
  'image-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.stated.containerImageSizeGB, option.limits.containerImageSizeGB),
    text: ({ option, asked, allowed }) =>
      `The container image of ${formatGB(figure(asked))} is within a tenth of the ${formatGB(figure(allowed))} that ${option.title} takes; one more library and it is refused, so make it smaller.`,
    source: ({ option }) => option.limits.containerImageSizeGB?.source,
  },
  'concurrency-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.concurrency, option.limits.concurrency),
    text: ({ option, asked, allowed }) =>
      `${formatNumber(figure(asked))} requests would be in work at once, within a tenth of the ${formatNumber(figure(allowed))} that an endpoint of ${option.title} takes; more are throttled, so let callers retry or plan for instances.`,
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
      `The model needs ${formatGB(figure(asked))} of memory and a serverless endpoint has ${formatGB(figure(allowed))} of disk; check that the unpacked model fits on it.`,
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
      const asked = activeModels(needs) * modelSizeGB;
      return allowed !== undefined && asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `The models called within a busy hour need ${formatGB(figure(asked))} together and the instances of the estimate hold ${formatGB(figure(allowed))}, so they push one another out and load again for seconds; state an instance type with more memory.`,
    source: SOURCES.multiModel,
  },
  /** A few of many models take so many calls that each of them keeps an instance busy by itself. */
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
      `${formatNumber(figure(asked))} of ${formatNumber(figure(allowed))} models take all calls of a busy hour, enough to keep an instance busy each; AWS recommends endpoints of their own for models called so much more than the others.`,
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
      `Transform jobs do not take ${asked}; state a type that they take, such as ${needs.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge'}.`,
    source: SOURCES.transformResources,
  },
  /** What was measured on that instance says little of a memory size of Serverless Inference. */
  'instance-type-not-used': {
    rule: ({ needs, option }) => {
      const { instanceType: asked } = needs.stated;
      return option.id === 'serverless' && asked !== undefined ? { asked } : null;
    },
    text: ({ option, asked }) =>
      `The instance type ${asked} is stated, but ${option.title} runs on a memory size and its CPU grows with that; measure the processing time there before trusting the estimate.`,
    source: SOURCES.serverless,
  },
} satisfies Record<string, Warning>;

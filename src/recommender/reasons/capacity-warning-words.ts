import { formatGB, formatMB, formatNumber } from '../measures.ts';
import { SOURCES } from '../sources.ts';
import type { CapacityWarningCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

/** What is too large, too many or of the wrong kind, or almost. */
export const CAPACITY_WARNING_WORDS: Record<CapacityWarningCode, ReasonWords> = {
  'payload-near-quota': {
    text: ({ needs, option, asked, allowed }) =>
      `The ${needs.isDataset ? 'largest record' : 'payload'} of ${formatMB(figure(asked))} is within a tenth of the ${formatMB(figure(allowed))} that ${option.title} takes; a little growth and it is refused, so send an S3 address instead or plan for another option.`,
    source: ({ option }) => option.limits.payload.source,
  },
  'memory-near-quota': {
    text: ({ option, asked, allowed }) =>
      `The model needs ${formatGB(figure(asked))} of memory, within a tenth of the ${formatGB(figure(allowed))} that ${option.title} has; requests in work need memory as well, so test it under load.`,
    source: ({ option }) => option.limits.memory?.source,
  },
  'image-near-quota': {
    text: ({ option, asked, allowed }) =>
      `The container image of ${formatGB(figure(asked))} is within a tenth of the ${formatGB(figure(allowed))} that ${option.title} takes; one more library and it is refused, so make it smaller.`,
    source: ({ option }) => option.limits.image?.source,
  },
  'concurrency-near-quota': {
    text: ({ option, asked, allowed }) =>
      `${formatNumber(figure(asked))} requests would be in work at once, within a tenth of the ${formatNumber(figure(allowed))} that an endpoint of ${option.title} takes; more are throttled, so let callers retry or plan for instances.`,
    source: ({ option }) => option.limits.concurrency?.source,
  },
  'model-may-exceed-disk': {
    text: ({ asked, allowed }) =>
      `The model needs ${formatGB(figure(asked))} of memory and a serverless endpoint has ${formatGB(figure(allowed))} of disk; check that the unpacked model fits on it.`,
    source: SOURCES.serverless,
  },
  'hot-models-over-memory': {
    text: ({ asked, allowed }) =>
      `The models called within a busy hour need ${formatGB(figure(asked))} together and the instances of the estimate hold ${formatGB(figure(allowed))}, so they push one another out and load again for seconds; state an instance type with more memory.`,
    source: SOURCES.multiModel,
  },
  'models-too-hot-to-share': {
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} of ${formatNumber(figure(allowed))} models take all calls of a busy hour, enough to keep an instance busy each; AWS recommends endpoints of their own for models called so much more than the others.`,
    source: SOURCES.multiModel,
  },
  'instance-not-for-transform': {
    text: ({ needs, asked }) =>
      `Transform jobs do not take ${asked}; state a type that they take, such as ${needs.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge'}.`,
    source: SOURCES.transformResources,
  },
  'instance-type-not-used': {
    text: ({ option, asked }) =>
      `The instance type ${asked} is stated, but ${option.title} runs on a memory size and its CPU grows with that; measure the processing time there before trusting the estimate.`,
    source: SOURCES.serverless,
  },
};

import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';
import type { ConstraintCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

type QuotaCode = Extract<
  ConstraintCode,
  | 'payload-over-quota'
  | 'payload-disputed'
  | 'record-over-mini-batch'
  | 'processing-over-quota'
  | 'concurrency-over-quota'
  | 'model-over-memory'
  | 'image-over-quota'
  | 'region-not-listed'
  | 'endpoints-over-quota'
  | 'many-endpoints'
  | 'containers-over-quota'
  | 'models-over-containers'
  | 'gpu-instance-not-supported'
>;

/** A figure of the workload against a quota of AWS's. */
export const QUOTA_WORDS: Record<QuotaCode, ReasonWords> = {
  'payload-over-quota': {
    text: ({ needs, option, asked, allowed }) =>
      `${needs.isDataset ? 'The largest record' : 'The payload'} is ${formatMB(figure(asked))}; ${option.title} takes ${formatMB(figure(allowed))} at most.`,
    source: ({ option }) => {
      const { payload } = option.limits;
      return payload && 'disputed' in payload ? payload.disputed.source : payload?.source;
    },
  },
  'payload-disputed': {
    text: ({ option, asked }) =>
      `The payload is ${formatMB(figure(asked))}; for ${option.title} AWS's API reference and feature matrix say 6 MB, its options page and FAQ say 25 MB, so it has to be tested.`,
    source: SOURCES.invokeEndpoint,
  },
  'record-over-mini-batch': {
    text: ({ asked }) =>
      `The largest record is ${formatMB(figure(asked))}; a transform job sends 100 MB at most, unless the container of your own takes chunked requests (MaxPayloadInMB 0).`,
    source: SOURCES.createTransformJob,
  },
  'processing-over-quota': {
    text: ({ needs, option, asked, allowed }) =>
      `One ${needs.isDataset ? 'record' : 'request'} takes ${formatSeconds(figure(asked))}; ${option.title} allows ${formatSeconds(figure(allowed))}${needs.streaming === 'none' || option.id !== 'real-time' ? '' : ' with streaming'}.`,
    source: ({ needs, option }) =>
      needs.streaming === 'bidirectional' && option.id === 'real-time'
        ? SOURCES.bidirectionalStream
        : option.limits.processing.source,
  },
  'concurrency-over-quota': {
    text: ({ option, asked, allowed }) =>
      `${formatCount(figure(asked), 'request')} would be in work at once; a ${option.title} endpoint takes ${formatNumber(figure(allowed))}.`,
    source: QUOTAS.serverlessConcurrency.source,
  },
  'model-over-memory': {
    text: ({ option, asked, allowed }) =>
      `The model needs ${formatGB(figure(asked))} of memory; ${option.title} has ${formatGB(figure(allowed))} at most.`,
    source: ({ option }) => option.limits.memory?.source,
  },
  'image-over-quota': {
    text: ({ option, asked, allowed }) =>
      `The container image is ${formatGB(figure(asked))}; ${option.title} takes ${formatGB(figure(allowed))} at most.`,
    source: QUOTAS.serverlessImage.source,
  },
  'region-not-listed': {
    text: ({ option, asked }) => `${option.title} is not listed for the Region ${asked}.`,
    source: SOURCES.serverless,
  },
  'endpoints-over-quota': {
    text: ({ option, asked, allowed }) =>
      `${formatCount(figure(asked), 'model')} would need an endpoint each; ${option.title} has ${formatNumber(figure(allowed))} endpoints a Region.`,
    source: QUOTAS.serverlessEndpoints.source,
  },
  'many-endpoints': {
    text: ({ asked }) =>
      `${formatCount(figure(asked), 'model')} would need an endpoint each; an account starts with 4 instances across its endpoints, so quotas would have to be raised first.`,
    source: QUOTAS.endpointInstances.source,
  },
  'containers-over-quota': {
    text: ({ asked, allowed }) =>
      `${formatCount(figure(asked), 'container')} would take part; a multi-container endpoint holds ${formatNumber(figure(allowed))}.`,
    source: QUOTAS.containersPerEndpoint.source,
  },
  'models-over-containers': {
    text: ({ asked, allowed }) =>
      `${formatCount(figure(asked), 'model')} do not go into ${formatCount(figure(allowed), 'container')}; on a multi-container endpoint each container serves one.`,
    source: SOURCES.multiContainer,
  },
  'gpu-instance-not-supported': {
    text: ({ asked }) =>
      `Multi-model endpoints run on GPUs only on some instance types, and ${asked} is not among them.`,
    source: SOURCES.multiModelSupport,
  },
};

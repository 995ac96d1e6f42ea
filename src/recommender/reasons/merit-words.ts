import { SOURCES } from '../facts/sources.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds, formatUsd } from '../workload/measures.ts';
import type { MeritCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

const STREAMING_SOURCES = {
  none: undefined,
  response: SOURCES.responseStream,
  bidirectional: SOURCES.bidirectionalStream,
} as const;

/** What speaks for the choice. */
export const MERIT_WORDS: Record<MeritCode, ReasonWords> = {
  'payload-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${needs.isDataset ? 'The largest record' : 'The payload'} is ${formatMB(figure(asked))}; ${option.title} takes up to ${formatMB(figure(allowed))}.`,
    source: ({ option }) => option.limits.payload.source,
  },
  'processing-fits': {
    text: ({ option, asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}; ${option.title} lets it run for ${formatSeconds(figure(allowed))}.`,
    source: ({ option }) => option.limits.processing.source,
  },
  'answers-directly': {
    text: ({ option, asked }) =>
      `A caller waits ${formatSeconds(figure(asked))} at most; ${option.title} answers on the call itself, without a queue.`,
    source: SOURCES.options,
  },
  'answers-within-queue': {
    text: ({ asked }) => `The answer may take ${formatSeconds(figure(asked))}, which leaves room for a queue.`,
    source: SOURCES.asynchronous,
  },
  'stays-warm': {
    text: () => 'Cold starts are not accepted; its instances stay on, so no request meets one.',
    source: SOURCES.options,
  },
  'warm-in-known-hours': {
    text: () =>
      'Cold starts are not accepted, and the busy hours are known: provisioned concurrency keeps capacity warm then, and nothing is kept for the rest.',
    source: SOURCES.serverlessAutoScaling,
  },
  'feature-available': {
    text: ({ option, asked }) => `${option.title} supports ${asked}, as required.`,
    source: ({ needs, asked }) => (asked === 'streaming' ? STREAMING_SOURCES[needs.streaming] : SOURCES.featureMatrix),
  },
  'memory-available': {
    text: ({ asked }) => `The model needs ${formatGB(figure(asked))} of memory, which an instance can have.`,
    source: SOURCES.realTime,
  },
  'image-fits': {
    text: ({ asked }) =>
      `The container image is ${formatGB(figure(asked))}, which only Serverless Inference does not take.`,
    source: SOURCES.serverless,
  },
  'concurrency-available': {
    text: ({ asked }) =>
      `${formatCount(figure(asked), 'request')} at once are spread over as many instances as it takes.`,
    source: SOURCES.autoScaling,
  },
  'region-available': {
    text: ({ option, asked }) =>
      `${option.title} does not depend on the Regions of Serverless Inference, and ${asked} is not among those.`,
    source: SOURCES.serverless,
  },
  'scales-to-zero': {
    text: ({ option }) =>
      option.id === 'asynchronous'
        ? 'Traffic leaves long gaps; the endpoint scales to zero instances in them and the queue keeps what arrives.'
        : 'It scales to zero copies while idle, and requests that fail while it wakes are retried.',
    source: ({ option }) => (option.id === 'asynchronous' ? SOURCES.asynchronousAutoScaling : SOURCES.scaleToZero),
  },
  'steady-uses-instances': {
    text: () => 'Traffic is steady, so instances that stay on are used rather than paid for idling.',
    source: SOURCES.costOptimization,
  },
  'follows-traffic': {
    text: ({ needs }) =>
      needs.stated.trafficPattern === undefined
        ? 'Auto scaling follows the traffic, whose pattern is not stated, between a minimum and a maximum of instances.'
        : needs.traffic === 'intermittent'
          ? 'Auto scaling adds instances for the busy stretches and keeps one for the first request after a gap.'
          : 'Traffic rises and falls; auto scaling follows it between a minimum and a maximum of instances.',
    source: SOURCES.autoScaling,
  },
  'pays-for-use-only': {
    text: ({ needs }) =>
      needs.isDataset
        ? 'Nothing runs between two runs, and only the time of the calls is paid.'
        : needs.traffic === 'intermittent'
          ? 'Traffic leaves long gaps; nothing runs and nothing is paid in them.'
          : 'Only the seconds of inference are paid, and they are too few to keep an instance busy.',
    source: SOURCES.serverless,
  },
  'unpredictable-and-tolerant': {
    text: () =>
      'Traffic is unpredictable and a cold start is accepted; capacity comes with the requests, and only their seconds are paid.',
    source: SOURCES.faqs,
  },
  'queue-absorbs-peaks': {
    text: () => 'Its queue takes what arrives together, so capacity is planned for the average and not for the peak.',
    source: SOURCES.asynchronous,
  },
  'scores-stored-data': {
    text: ({ needs }) =>
      `Stored data is scored and nobody waits for one answer; a job runs for ${needs.models > 1 ? 'each model' : 'the data set'} and ends.`,
    source: SOURCES.batchTransform,
  },
  'called-by-scheduler': {
    text: () => 'A scheduler calls the endpoint with the records of each run.',
  },
  'many-models-one-container': {
    text: ({ needs }) =>
      `${countOfModels(needs.models, needs.stated.modelCount)} in one container share the endpoint's instances and are loaded when they are called.`,
    source: SOURCES.multiModel,
  },
  'containers-stay-loaded': {
    text: ({ needs }) =>
      `${formatNumber(needs.containers)} containers share one endpoint, the caller names the one it wants, and none has to be loaded first.`,
    source: SOURCES.multiContainer,
  },
  'sequence-on-one-endpoint': {
    text: ({ needs, option }) =>
      `Every request passes ${needs.stated.containerCount ? formatCount(needs.containers, 'container') : 'several containers'} in order; a pipeline runs them on the same instances${option.id === 'batch-transform' ? ' within one job' : ''}.`,
    source: SOURCES.inferencePipelines,
  },
  'components-share-instances': {
    text: ({ needs }) =>
      needs.arrangement === 'one'
        ? 'As an inference component the model can give its instances back while nobody calls.'
        : 'As inference components the models share instances, each with its own part of them and its own scaling.',
    source: SOURCES.inferenceComponents,
  },
  'adapters-share-base': {
    text: () => 'The adapters share one base model that is loaded once; each is an inference component of its own.',
    source: SOURCES.inferenceComponents,
  },
  'one-model-each': {
    text: ({ needs, option }) =>
      option.id === 'batch-transform'
        ? `${countOfModels(needs.models, needs.stated.modelCount)} run as a job each.`
        : `${countOfModels(needs.models, needs.stated.modelCount)} get an endpoint each.`,
    source: SOURCES.options,
  },
  'cheapest-by-estimate': {
    text: ({ other, asked, allowed }) =>
      `By the estimate it costs ${formatUsd(figure(asked))} a month, ${other?.title} ${formatUsd(figure(allowed))}.`,
    source: SOURCES.priceList,
  },
  'estimates-are-close': {
    text: ({ other, asked, allowed }) =>
      `The estimates are close (${formatUsd(figure(asked))} a month against ${formatUsd(figure(allowed))} for ${other?.title}), so the shape of the traffic decides and not the price.`,
    source: SOURCES.priceList,
  },
  'worth-its-price': {
    text: ({ needs, other, asked, allowed }) =>
      `It costs more by the estimate (${formatUsd(figure(asked))} a month against ${formatUsd(figure(allowed))} for ${other?.title}); ${needs.costPriority === 'performance' ? 'performance comes first' : 'a lower price alone does not put callers into a queue'}.`,
    source: SOURCES.priceList,
  },
  'only-one-left': { text: ({ option }) => `${option.title} is the only option that nothing rules out.` },
};

function countOfModels(models: number, stated: number | undefined): string {
  return stated === undefined ? 'The models' : `${formatNumber(models)} models`;
}

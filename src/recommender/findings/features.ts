import { SOURCES } from '../facts/sources.ts';
import { type Feature, isGpuInstance, type Needs } from '../needs/needs.ts';
import { formatUsd, formatUsdApart } from '../workload/money.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, type ObstacleWords, pluralTitle, type RejectionWords } from './words.ts';

/** What the feature matrix denies to the option as a whole, or else to the hosting pattern. What was asked for goes without saying. */
const denied = (need: string, feature: Feature, fix: Partial<Workload>, brief: string): ObstacleWords => ({
  brief,
  text: ({ option, hosting }) =>
    option.supports[feature] === 'no'
      ? `${option.title} doesn't support ${need}.`
      : `AWS doesn't list ${need} for ${pluralTitle(hosting)}.`,
  source: ({ option }) => option.supportsSource,
  fix: () => [fix],
});

/** Who says that a GPU is needed: the team, the instance type that it chose, or the model. */
export function gpuNeed({ stated, model }: Needs): string {
  if (stated.requiresGpu) return 'The workload needs a GPU';
  if (isGpuInstance(stated.instanceType)) return `The chosen ${stated.instanceType} has a GPU`;
  if (model?.known) return `The model ${model.known.id} needs a GPU`;
  return model?.isUnsized ? 'A model that writes text needs a GPU' : 'A model of this size needs a GPU';
}

export const nameOf = ({ model }: Needs): string => model?.known?.id ?? 'a model of this size';

/** A row of AWS's feature matrix that is asked for and not there. */
export const FEATURES = {
  'gpu-not-supported': {
    ...denied('a GPU', 'gpu', { requiresGpu: false }, 'No GPUs'),
    text: ({ needs, option, hosting }) => {
      const isDenied = option.supports.gpu === 'no';
      if (needs.stated.requiresGpu)
        return isDenied ? `${option.title} has no GPUs.` : `AWS doesn't list GPUs for ${pluralTitle(hosting)}.`;
      const need = gpuNeed(needs);
      return isDenied
        ? `${need}; ${option.title} has none.`
        : `${need}; AWS doesn't list GPUs for ${pluralTitle(hosting)}.`;
    },
  },
  'vpc-not-supported': denied('VPC access', 'vpc', { requiresVpc: false }, 'No VPC access'),
  'network-isolation-not-supported': denied(
    'network isolation',
    'network-isolation',
    { requiresNetworkIsolation: false },
    'No network isolation',
  ),
  'data-capture-not-supported': denied(
    'data capture',
    'data-capture',
    { requiresDataCapture: false },
    'No data capture',
  ),
  'variants-not-supported': denied(
    'multiple production variants',
    'variants',
    { requiresMultipleVariants: false },
    'No multiple production variants',
  ),
  'marketplace-not-supported': denied(
    'models from AWS Marketplace',
    'marketplace',
    { requiresMarketplaceModel: false },
    'No AWS Marketplace models',
  ),
  'network-isolation-disputed': {
    brief: 'AWS pages disagree about network isolation',
    text: () =>
      "The workload needs network isolation; AWS's CreateModel sets it for batch transform too, its feature matrix doesn't list it, so test it.",
    source: SOURCES.createModel,
    fix: () => [{ requiresNetworkIsolation: false }],
  },
  'data-capture-disputed': {
    brief: 'AWS pages disagree about data capture',
    text: () =>
      "The workload needs data capture; AWS's Model Monitor page allows it on pipelines, its feature matrix doesn't, so test it.",
    source: SOURCES.featureMatrix,
    fix: () => [{ requiresDataCapture: false }],
  },
  'variants-disputed': {
    brief: 'AWS pages disagree about variants',
    text: () =>
      "The workload needs multiple production variants; AWS's multi-model page mentions A/B tests, its feature matrix doesn't, so test it.",
    source: SOURCES.multiModel,
    fix: () => [{ requiresMultipleVariants: false }],
  },
  'streaming-not-supported': {
    brief: ({ option }) => (option.streams ? "Streaming can't name one of several models" : 'No streaming'),
    text: ({ option, hosting, asked }) =>
      option.streams
        ? `The API for ${asked} streaming can't name one of several models on ${pluralTitle(hosting)}.`
        : `${option.title} doesn't offer ${asked} streaming.`,
    source: ({ asked }) => (asked === 'bidirectional' ? SOURCES.bidirectionalStream : SOURCES.responseStream),
    fix: () => [{ requiresStreaming: 'none' }],
  },
  /** A rule of the team. `asked`: what it forbids, or US dollars per month. `allowed`: up to how many it doesn't. */
  policy: {
    brief: ({ rule }) => (rule === undefined ? 'Forbidden by policy' : `Policy: ${rule}`),
    text: ({ asked, allowed, rule }) => {
      if (typeof asked !== 'number') return `Policy "${rule}" forbids ${asked}${aboveLimit(allowed)}.`;
      const [costs, limit] = formatUsdApart(asked, figure(allowed));
      return `${costs} per month exceeds the ${limit} that policy "${rule}" allows.`;
    },
    fix: () => [],
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

const aboveLimit = (usd: number | string | undefined): string =>
  usd === undefined ? '' : ` above ${formatUsd(figure(usd))} per month`;

/** What is found where a required feature is not supported, or only by one of two pages. */
export const MISSING_FEATURE = {
  gpu: { no: 'gpu-not-supported', disputed: 'gpu-not-supported' },
  'data-capture': { no: 'data-capture-not-supported', disputed: 'data-capture-disputed' },
  variants: { no: 'variants-not-supported', disputed: 'variants-disputed' },
  vpc: { no: 'vpc-not-supported', disputed: 'vpc-not-supported' },
  'network-isolation': { no: 'network-isolation-not-supported', disputed: 'network-isolation-disputed' },
  marketplace: { no: 'marketplace-not-supported', disputed: 'marketplace-not-supported' },
} as const satisfies Record<Feature, Record<'no' | 'disputed', keyof typeof FEATURES>>;

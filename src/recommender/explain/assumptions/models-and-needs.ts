import { monthlyUsd } from '../../costs/bill.ts';
import { heldModel } from '../../costs/choose-accelerator.ts';
import { instanceOf } from '../../costs/priced-instance.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { type ModelFigures, sourceOfModel } from '../../facts/model-figures.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { sizeInName } from '../../facts/size-in-name.ts';
import { type Judgement, planOf } from '../../judge/judgement.ts';
import { DEFAULT_REGION, isGpuInstance, isOnePerContainer, type Needs } from '../../needs/needs.ts';
import type { ServedModel } from '../../needs/served-model.ts';
import type { ChosenInstance } from '../../recommendation.ts';
import { formatCount, formatGB, formatNumber, formatUsd } from '../../workload/measures.ts';
import type { WorkloadField } from '../../workload/workload.ts';
import type { AssumptionRule, FigureRule, Use } from './assumption.ts';

const several = (needs: Needs): boolean => needs.models > 1;
const areFamily = (needs: Needs): boolean => needs.arrangement === 'family';
const shareContainers = (needs: Needs): boolean => areFamily(needs) || isOnePerContainer(needs);

/** What is assumed of the models and the containers that they run in. */
export const MODEL_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'modelCount',
    value: ({ needs }) => needs.models,
    text: ({ needs }) =>
      several(needs) ? 'Number of models: not given; assumed a few.' : 'Number of models: not given; assumed one.',
  },
  {
    field: 'modelsShareContainer',
    applies: areFamily,
    value: () => true,
    text: () => 'Containers: not given; the models are assumed to share one.',
    always: areFamily,
  },
  {
    field: 'modelsScaleIndependently',
    applies: several,
    value: () => false,
    text: () => 'Scaling per model: not given; assumed unnecessary.',
  },
  {
    field: 'modelInvocationFrequency',
    applies: (needs) => shareContainers(needs) && needs.stated.activeModelCount === undefined,
    value: () => 'rare',
    text: () => 'Calls per model: not given; most models are assumed to be idle at any time.',
  },
  {
    field: 'containerCount',
    applies: isOnePerContainer,
    value: ({ needs }) => needs.containers,
    text: ({ needs }) => `Number of containers: not given; assumed ${needs.containers}, with several models in each.`,
    always: isOnePerContainer,
  },
  {
    field: 'containerInvocation',
    applies: (needs) => needs.containers > 1,
    value: ({ needs }) => (needs.arrangement === 'chain' ? 'serial' : 'direct'),
    text: ({ needs }) =>
      needs.arrangement === 'chain'
        ? 'Container order: not given; requests are assumed to pass through all containers in sequence.'
        : 'Container order: not given; each request is assumed to name its container.',
    always: (needs) => needs.containers > 1,
  },
  {
    field: 'modelSizeGB',
    applies: (needs) => needs.modelSizeGB === undefined,
    value: () => null,
    text: ({ choice }) => {
      if (choice === null || choice.option.answers === 'as-a-job') return null;
      const quota = choice.option.limits.modelSizeGB;
      const holds = quota === undefined ? 'fit the instance' : `be at most ${formatGB(quota.value)}`;
      return `Model memory: not given; assumed to ${holds}.`;
    },
  },
  {
    field: 'containerImageSizeGB',
    value: () => null,
    text: () => `Container image: not given; assumed to be at most ${formatGB(QUOTAS.serverlessImage.value)}.`,
  },
];

type NeedField = Extract<WorkloadField, `requires${string}`>;
type YesOrNoNeed = Exclude<NeedField, 'requiresStreaming' | 'requiresGpu'>;

const NEED_WORDS: Record<YesOrNoNeed, string> = {
  requiresVpc: 'VPC access',
  requiresNetworkIsolation: 'Network isolation',
  requiresDataCapture: 'Data capture',
  requiresMultipleVariants: 'Multiple production variants',
  requiresMarketplaceModel: 'AWS Marketplace model',
  requiresScaleToZero: 'Scale to zero',
};

const notNeeded = (field: YesOrNoNeed): AssumptionRule => ({
  field,
  value: () => false,
  text: () => `${NEED_WORDS[field]}: not given; assumed unnecessary.`,
});

/** What is assumed of the must-haves: silence is not a "no", so each that could change the answer is named. */
export const NEED_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'requiresGpu',
    value: ({ needs }) => needs.requiresGpu,
    text: ({ needs }) =>
      needs.requiresGpu
        ? `GPU: not given; assumed necessary, because ${
            isGpuInstance(needs.stated.instanceType)
              ? `${needs.stated.instanceType} has one`
              : `${needs.model?.known?.id ?? 'a model of this size'} needs one`
          }.`
        : 'GPU: not given; assumed unnecessary.',
  },
  ...(Object.keys(NEED_WORDS) as YesOrNoNeed[]).map(notNeeded),
  {
    field: 'requiresStreaming',
    value: () => 'none',
    text: () => 'Streaming: not given; assumed unnecessary.',
  },
  {
    field: 'region',
    value: ({ needs }) => needs.region,
    text: () => `Region: not given; assumed ${DEFAULT_REGION}.`,
    always: () => true,
  },
];

/** Its weights are worked out from parameters and precision. */
const isWeighed = ({ model, stated }: Needs): boolean =>
  model?.weightsGiB !== undefined && stated.modelSizeGB === undefined;

/** Its requests take memory too. */
const hasCache = ({ model, requiresGpu }: Needs): boolean => model?.cache !== undefined && requiresGpu;

/** What is taken of a known model, or of one that writes tokens, where it isn't stated. */
export const LANGUAGE_MODEL_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'modelParametersBillion',
    applies: ({ model, stated }) =>
      model?.from !== undefined && model.billions !== undefined && stated.modelSizeGB === undefined,
    value: ({ needs }) => needs.model?.billions,
    text: ({ needs: { model, stated } }) => {
      const billions = Number(model?.billions);
      if (model?.from === 'name')
        return `${stated.modelId} isn't a known model; its name says ${inWords(billions)} parameters.`;
      if (model?.from === 'config') return configWords(model);
      return `${model?.known?.id} has ${inWords(billions)} parameters (${sourceOf(model?.known?.figures)}).`;
    },
    always: () => true,
  },
  {
    field: 'modelPrecisionBits',
    applies: isWeighed,
    value: ({ needs }) => needs.model?.bits,
    text: ({ needs: { model, stated } }) => {
      const bits = `${model?.bits} bits per weight assumed`;
      if (isNamed(model, stated)) return `Precision: not given; ${bits}, from the model's name.`;
      if (model?.from === 'config') return `Precision: not given; ${bits}, from its config.json.`;
      return `Precision: not given; ${bits}${model?.known?.figures.bits === model?.bits ? ', as published' : ''}.`;
    },
    always: () => true,
  },
  {
    field: 'contextTokens',
    applies: hasCache,
    value: ({ needs }) => needs.model?.cache?.tokens,
    text: ({ needs: { model, stated } }) => {
      const tokens = formatCount(Number(model?.cache?.tokens), 'token');
      return stated.inputTokens || stated.outputTokens
        ? `Context: not given; no request is assumed to be longer than the ${tokens} in and out.`
        : `Context: not given; requests of up to ${tokens} are planned for.`;
    },
    always: () => true,
  },
  {
    field: 'concurrentRequests',
    applies: (needs) => hasCache(needs) && needs.concurrency === undefined,
    value: () => 1,
    text: (judgement) =>
      isHeld(judgement) ? 'Concurrent requests: not given; memory for one at a time is planned.' : null,
    always: () => true,
  },
];

const inWords = (billions: number): string =>
  billions < 1
    ? `${formatNumber(Number((billions * 1000).toPrecision(3)))} million`
    : `${formatNumber(Number(billions.toFixed(3)))} billion`;

/** "The config.json has 30.5 billion parameters, 3.04 billion of them active per token: 48 layers, 98,304 bytes of cache per token." */
function configWords({ figures, billions, active }: ServedModel): string {
  const rounded = (count: number): string => inWords(Number(count.toPrecision(3)));
  const used = active === undefined ? '' : `, ${rounded(active)} of them active per token`;
  const cache = figures?.kvBytes ? `, ${formatNumber(figures.kvBytes)} bytes of cache per token at 16 bits` : '';
  return `The config.json has ${rounded(Number(billions))} parameters${used}: ${formatCount(figures?.layers ?? 0, 'layer')}${cache}.`;
}

/** Whether it is the name that says how many bits a weight has. */
const isNamed = (model: ServedModel | undefined, { modelId = '' }: Needs['stated']): boolean =>
  model?.known?.bits !== undefined ||
  (model?.bits === sizeInName(modelId)?.bits && model?.figures?.bits !== model?.bits);

/** What a model's cache takes, and what it could take. */
export const CACHE_FIGURES = [
  {
    figure: 'cache-bits',
    field: 'modelPrecisionBits',
    applies: (use) => inFp8(use) !== undefined,
    value: () => CACHE_BITS,
    text: (use) => {
      const other = inFp8(use);
      const cost = other?.usd == null ? '' : ` for ${formatUsd(other.usd)} per month`;
      return `The cache is planned with ${CACHE_BITS} bits per value; in FP8 it takes half, and ${formatNumber(Number(other?.max))} × ${other?.type} would do${cost}.`;
    },
  },
] as const satisfies readonly FigureRule[];

const CACHE_BITS = 16;

/** The cheaper instances that hold the load with a cache of half the size; nothing where none is, or a type was named. */
function inFp8({ plan, needs, book }: Use): { type: string; max: number; usd: number | null } | undefined {
  const model = heldModel(plan, needs);
  if (model?.cache === undefined || needs.stated.instanceType !== undefined) return undefined;
  const cache = { ...model.cache, requestGiB: model.cache.requestGiB / 2 };
  const half = { ...needs, model: { ...model, cache } };
  const [planned, other] = [instanceOf(plan, needs, book), instanceOf(plan, half, book)];
  if (planned === null || other === null || !instanceTypeOf(other.type)?.computesFp8) return undefined;
  const [line] = plan.costing.lines(plan);
  const hourly = ({ type, max }: ChosenInstance): number => max * Number(line && book.find(line.component, type)?.usd);
  return hourly(other) < hourly(planned) ? { ...other, usd: monthlyUsd(plan, half, book) } : undefined;
}

const isHeld = ({ choice, needs }: Judgement): boolean =>
  choice !== null && heldModel(planOf(choice), needs) !== undefined;

function sourceOf(figures: ModelFigures | undefined): string {
  if (figures?.byName) return 'from its name';
  const source = sourceOfModel(figures);
  return `${source?.title}, ${source?.date}`;
}

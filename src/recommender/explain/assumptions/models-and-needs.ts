import { monthlyUsd } from '../../costs/bill.ts';
import { plannedInstances } from '../../costs/priced-instance.ts';
import { writingModel } from '../../costs/writing-types.ts';
import { type ModelFigures, sourceOfModel } from '../../facts/model-figures.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { sizeInName } from '../../facts/size-in-name.ts';
import { BILLS_ALIKE_SHARE, IMAGE_STEPS, STREAM_TOKENS_PER_SECOND } from '../../facts/working-figures.ts';
import { type Judgement, planOf } from '../../judge/judgement.ts';
import {
  computedWorkOf,
  DEFAULT_REGION,
  isGpuInstance,
  isOnePerContainer,
  type Needs,
  restated,
  writesTokens,
} from '../../needs/needs.ts';
import type { ServedModel } from '../../needs/served-model.ts';
import {
  AUDIO_PER_SECOND,
  audioPerSecond,
  COMPUTED_SOURCES,
  type ComputedWork,
  RATE_SHARE,
  SDXL,
  VCPU_RATE,
} from '../../throughput/computed-work.ts';
import { formatCount, formatGB, formatNumber } from '../../workload/measures.ts';
import { formatUsd } from '../../workload/money.ts';
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
    field: 'variantCount',
    applies: (needs) => needs.variants > 1,
    value: ({ needs }) => needs.variants,
    text: ({ needs }) => `Number of variants: not given; assumed ${needs.variants}.`,
    always: () => true,
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
  {
    field: 'otherRegions',
    applies: ({ regions }) => regions.length > 1,
    value: () => null,
    text: ({ needs }) => `Second Region: not given; priced like ${needs.region}.`,
    always: () => true,
  },
];

/** Its weights are worked out from parameters and precision. */
const isWeighed = ({ model, stated }: Needs): boolean =>
  model?.weightsGiB !== undefined && stated.modelSizeGB === undefined;

/** Its requests take memory too. */
const hasCache = (needs: Needs): boolean => writesTokens(needs);

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
    value: ({ needs }) => Math.round(Number(needs.model?.writing?.contextTokens)),
    text: ({ needs: { model, stated } }) => {
      const tokens = formatCount(Math.round(Number(model?.writing?.contextTokens)), 'token');
      return stated.inputTokens || stated.outputTokens
        ? `Context: not given; no request is assumed to be longer than the ${tokens} in and out.`
        : `Context: not given; requests of up to ${tokens} are planned for.`;
    },
    always: () => true,
  },
  {
    field: 'streamTokensPerSecond',
    applies: (needs) => writesTokens(needs) && !needs.isDataset,
    value: () => STREAM_TOKENS_PER_SECOND,
    text: (judgement) =>
      isHeld(judgement) && judgement.choice?.option.answers === 'on-the-call'
        ? `Speed of a stream: not given; at least ${STREAM_TOKENS_PER_SECOND} tokens per second are planned, about twice as fast as people read.`
        : null,
    always: () => true,
  },
];

/** What is taken of a model that computes its answer at once. */
export const COMPUTED_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'imageSteps',
    applies: (needs) => computedWorkOf(needs)?.kind === 'image',
    value: () => IMAGE_STEPS,
    text: () => `Steps per image: not given; ${IMAGE_STEPS} assumed.`,
    always: () => true,
  },
  {
    field: 'imageMegapixels',
    applies: (needs) => computedWorkOf(needs)?.kind === 'image',
    value: () => SDXL.megapixels,
    text: () => 'Size of an image: not given; 1,024 × 1,024 pixels assumed.',
    always: () => true,
  },
];

/** What a modelled speed rests on. */
export const SPEED_FIGURES = [
  {
    figure: 'computed-speed',
    sizes: true,
    field: 'processingTimeSeconds',
    applies: ({ capacity: { pace } }) => pace?.work === 'in-turn' && pace.own === undefined,
    value: ({ capacity }) => Number(capacity.pace?.seconds),
    text: ({ needs, capacity }) => speedText(computedWorkOf(needs) as ComputedWork, capacity, needs.isDataset),
  },
] as const satisfies readonly FigureRule[];

function speedText(work: ComputedWork, { spec }: Use['capacity'], isDataset: boolean): string {
  const { title, date } = COMPUTED_SOURCES[work.kind];
  const rests = `modelled, not measured (${title}, ${date})`;
  if (work.kind === 'speech') {
    const { low, likely, high } = AUDIO_PER_SECOND;
    // A job can't send it the forms that it takes.
    const server = isDataset ? 'a server such as WhisperX' : 'WhisperX, as the template deploys it';
    const [slow, fast] = (['t4', 'l40s'] as const).map((gpu) =>
      Math.round(audioPerSecond(3600, work.isTurbo, gpu).likely),
    );
    return `A GPU is taken to transcribe one recording after the other with ${server}: ${likely} s of audio per second (${low}–${high}) for each 30 s that it takes together, up to ${slow} on a T4 and ${fast} on an L40S: ${rests}.`;
  }
  if (spec?.acceleratorCount === 0)
    return `If the model runs at 8 bits, such as ONNX INT8, a vCPU is taken to do ${VCPU_RATE / 1e9} GFLOP per second, half to twice as much: modelled from one measurement on 16 vCPUs (infinity, 2026-11-28).`;
  const { low, likely, high } = RATE_SHARE[work.kind];
  const percent = (share: number): string => formatNumber(Math.round(share * 100));
  return `A GPU is taken to reach ${percent(likely)}% of its data sheet's rate (${percent(low)}–${percent(high)}%), with requests batched by the server: ${rests}.`;
}

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

/** What fewer bits per weight would save. */
export const PRECISION_FIGURES = [
  {
    figure: 'eight-bits',
    field: 'modelPrecisionBits',
    applies: (use) => inEightBits(use) !== undefined,
    value: ({ needs }) => Number(needs.model?.bits),
    text: (use) => {
      const { count, type, usd } = inEightBits(use) as EightBits;
      return `With 8-bit weights ${formatNumber(count)} × ${type} would do, about ${formatUsd(usd, 'modelled')} per month; check the quality of its answers first.`;
    },
  },
] as const satisfies readonly FigureRule[];

interface EightBits {
  readonly type: string;
  readonly count: number;
  readonly usd: number;
}

/** What the same model would take with 8 bits per weight, where that costs less; nothing where a precision or a type was named. */
function inEightBits(use: Use): EightBits | undefined {
  const { needs } = use;
  const { model, stated } = needs;
  if (!writesTokens(needs) || model?.bits !== 16 || stated.modelPrecisionBits !== undefined) return undefined;
  if (stated.instanceType !== undefined || stated.modelSizeGB !== undefined) return undefined;
  const other = { ...use, needs: restated(needs, { modelPrecisionBits: 8 }) };
  const planned = plannedInstances(other);
  const usd = monthlyUsd(other);
  const now = monthlyUsd(use);
  if (planned === null || usd === null || now === null || usd >= now * (1 - BILLS_ALIKE_SHARE)) return undefined;
  return { type: String(planned.capacity.type), count: planned.busiest, usd };
}

const isHeld = ({ choice, needs }: Judgement): boolean =>
  choice !== null && writingModel(planOf(choice), needs) !== undefined;

function sourceOf(figures: ModelFigures | undefined): string {
  if (figures?.byName) return 'from its name';
  const source = sourceOfModel(figures);
  return `${source?.title}, ${source?.date}`;
}

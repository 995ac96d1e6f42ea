import {
  findModel,
  type HostingPatternId,
  hasInstances,
  instanceTypeOf,
  isJob,
  isQueue,
  MEASURING_JOB_REGIONS,
  MEGAPIXELS,
  type Recommendation,
  type WorkloadField,
} from '../../recommender/index.ts';
import { oneLine, slugOf } from '../parts/names.ts';

// What to measure, and with what. Pure.

/** What measures the chosen type, one instance of it, as it is planned to be used. */
export interface MeasuringPlan {
  /** For files and jobs. */
  readonly slug: string;
  /** The workload's name, on one line. */
  readonly title: string;
  readonly region: string;
  readonly instanceType: string;
  /** Other types that hold the load and run the same image, the next best first. */
  readonly alternatives: readonly string[];
  /** Requests in progress on the one instance, ascending, each at least 1. */
  readonly levels: readonly number[];
  /** What runs in production has no endpoint that answers directly: it is measured behind one that does. */
  readonly needsOwnEndpoint: boolean;
  /** Inference Recommender takes one model behind an endpoint (inference-recommender-load-test, 2026-09). */
  readonly takesLoadTest: boolean;
  /** Of a model that writes tokens; null for any other. */
  readonly tokens: TokenLoad | null;
  /** The longest that a request may take, in seconds, where it was stated. */
  readonly secondsMax: number | undefined;
}

export interface TokenLoad {
  /** `org/name` on the Hugging Face Hub. Null where it isn't known: the script asks for it. */
  readonly modelId: string | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of a model that sees: how many a request has, and the pixels of a side. Null without any. */
  readonly images: { readonly count: number; readonly side: number } | null;
  /** Requests in progress that are planned for, one of `levels`. */
  readonly planned: number;
  /** How long a level is held, in seconds: a request ends at least ten times in it. */
  readonly levelSeconds: number;
  /** Where it listens. `other`: its image isn't in AWS's list for SageMaker's OpenAI path, so somebody has to name an address. */
  readonly address: 'endpoint' | 'component' | 'other';
  /** The model may refuse to write on after the end of its answer (GuideLLM, guides/backends, 2026-08: Harmony formats). */
  readonly stopsByItself: boolean;
  /** What AWS's recommendation job may compare: none where it can't. */
  readonly job: { readonly framework: 'VLLM' | 'LMI'; readonly types: readonly string[] } | { readonly why: string };
}

/** A plan, or one sentence that says why there is nothing to measure. */
export type Measuring =
  | { readonly ok: true; readonly plan: MeasuringPlan }
  | { readonly ok: false; readonly text: string };

/** Types that one recommendation job compares at most (SageMaker AI API, AIRecommendationInstanceTypeList, 2026-08). */
const JOB_TYPES_MAX = 3;
const TITLE_MAX = 100;

/** How the chosen type of an answer is measured. Never throws. */
export function measuringOf(recommendation: Recommendation): Measuring {
  const { choice, workload, assumptions } = recommendation;
  const no = (text: string): Measuring => ({ ok: false, text });
  if (choice === null) return no('No option fits, so there is nothing to measure.');
  const { instance, sizing } = choice;
  if (!hasInstances(choice.option)) return no('AWS runs its capacity, so there is no instance to measure.');
  if (!instance) return no('No instance type is chosen yet, so there is none to measure.');
  if (!sizing) return no('It was sized by earlier rules. Ask again, then measure what is recommended.');
  if (sizing.basis === 'measured') return no(`Its size is measured on ${instance.type} already.`);
  const region = workload.region ?? assumptions.find(({ field }) => field === 'region')?.value;
  const alternatives = [...new Set(sizing.alternatives.map(({ type }) => type))].filter(
    (type) => type !== instance.type && instanceTypeOf(type)?.isArm === instanceTypeOf(instance.type)?.isArm,
  );
  const plan = {
    slug: slugOf(workload.name),
    title: oneLine(workload.name, TITLE_MAX),
    region: String(region),
    instanceType: instance.type,
    alternatives,
    needsOwnEndpoint: isJob(choice.option) || isQueue(choice.option),
    takesLoadTest: !isJob(choice.option) && choice.hosting === 'single-model',
    secondsMax: workload.responseTimeSeconds,
  };
  if (!writesTokens(recommendation)) return { ok: true, plan: { ...plan, levels: TRIED_LEVELS, tokens: null } };
  const tokens = tokensOf(recommendation, [instance.type, ...alternatives], plan.region);
  if (tokens === undefined) {
    return no('State the load first: the requests per second, and the tokens of a request. Then measure at that load.');
  }
  return { ok: true, plan: { ...plan, levels: levelsAround(tokens.planned), tokens } };
}

/** Until requests per second no longer rise. */
const TRIED_LEVELS = [1, 2, 4] as const;

/** Half of what is planned, what is planned, and twice that. */
const levelsAround = (planned: number): number[] => [
  ...new Set([Math.max(1, Math.round(planned / 2)), planned, planned * 2]),
];

/** Also where its load isn't known: then its size waits for tokens. */
const writesTokens = ({ choice }: Recommendation): boolean =>
  choice?.sizing?.tokens != null || choice?.sizing?.needs.includes('outputTokens') === true;

const LEVEL_SECONDS = { min: 120, max: 1800 } as const;
/** Requests that end one after the other in the time of a level: enough for the speed to settle. */
const ROUNDS = 10;

function tokensOf(
  { choice, workload, assumptions }: Recommendation,
  types: readonly string[],
  region: string,
): TokenLoad | undefined {
  const { tokens, count } = choice?.sizing ?? {};
  const numberOf = (field: WorkloadField): number => {
    const value = workload[field] ?? assumptions.find((assumption) => assumption.field === field)?.value;
    return typeof value === 'number' ? Math.round(value) : 0;
  };
  const [inputTokens, outputTokens] = [numberOf('inputTokens'), numberOf('outputTokens')];
  if (!choice || !tokens || !count || inputTokens < 1 || outputTokens < 1) return undefined;
  const endpoints = choice.hosting === 'single-model' ? (workload.modelCount ?? 1) : 1;
  const held = Math.ceil((ROUNDS * tokens.answerSeconds.likely) / 60) * 60;
  const isAdapters = workload.modelAdapters === true;
  const modelId = hubIdOf(workload.modelId);
  return {
    modelId,
    inputTokens,
    outputTokens,
    images: imagesOf(workload),
    planned: Math.max(1, Math.round(tokens.inProgress / (count.likely * endpoints))),
    levelSeconds: Math.min(Math.max(held, LEVEL_SECONDS.min), LEVEL_SECONDS.max),
    address: addressOf(choice.hosting, isAdapters || region.startsWith('cn-')),
    stopsByItself: /gpt-oss/i.test(modelId ?? workload.modelId ?? ''),
    // The parameters on AWS's page have none (DG generative-ai-inference-recommendations-workload-config, 2026-11).
    job: workload.images ? { why: 'AI recommendation jobs send no images.' } : jobOf(types, region, isAdapters),
  };
}

const imagesOf = ({ images = 0, imageMegapixels = MEGAPIXELS }: Recommendation['workload']): TokenLoad['images'] =>
  images > 0 ? { count: Math.ceil(images), side: Math.max(1, Math.round(Math.sqrt(imageMegapixels * 1e6))) } : null;

/** Adapters are served by LMI, which AWS doesn't list for the OpenAI path, and China has another host (realtime-endpoints-openai-compatible, 2026-09). */
function addressOf(hosting: HostingPatternId, isOther: boolean): TokenLoad['address'] {
  if (isOther) return 'other';
  return hosting === 'inference-components' ? 'component' : 'endpoint';
}

function jobOf(types: readonly string[], region: string, isAdapters: boolean): TokenLoad['job'] {
  const [chosen = ''] = types;
  if (!MEASURING_JOB_REGIONS.has(region)) return { why: `${region} has no AI recommendation jobs.` };
  if (!AI_JOB_TYPES.has(chosen)) return { why: `AI recommendation jobs don't run on ${chosen}.` };
  const known = types.filter((type) => AI_JOB_TYPES.has(type)).slice(0, JOB_TYPES_MAX);
  return { framework: isAdapters ? 'LMI' : 'VLLM', types: known };
}

/** Nothing else is a place on the Hub, or may stand in a command as it is. */
const HUB_ID = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** As it was typed in full, else where the known model is published. A tokenizer is the same in all builds of a model. */
function hubIdOf(typed = ''): string | null {
  const id = typed.trim();
  if (HUB_ID.test(id)) return id;
  return findModel(id)?.figures.hub?.[0] ?? null;
}

/** `AIRecommendationInstanceType` of @aws-sdk/client-sagemaker 3.1142.0 (2026-09-29). */
export const AI_JOB_TYPES: ReadonlySet<string> = new Set(
  (
    [
      ['g5', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g6', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g6e', 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge'],
      ['g7', '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge'],
      ['g7e', '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge'],
      ['p3', '2xlarge 8xlarge 16xlarge'],
      ['p4d', '24xlarge'],
      ['p4de', '24xlarge'],
      ['p5', '4xlarge 48xlarge'],
      ['p5e', '48xlarge'],
      ['p5en', '48xlarge'],
      ['p6-b200', '48xlarge'],
    ] as const
  ).flatMap(([family, sizes]) => sizes.split(' ').map((size) => `ml.${family}.${size}`)),
);

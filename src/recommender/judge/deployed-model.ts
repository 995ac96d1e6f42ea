import type { ModelFigures } from '../facts/model-figures.ts';
import { CONTEXT_TOKENS } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import type { ServedModel, WritingModel } from '../needs/served-model.ts';
import { GPUS, gpuTypeOf } from '../throughput/gpus.ts';
import type { TypePlan } from '../throughput/plan.ts';
import { sequencesHeld } from '../throughput/replica.ts';

/** What a serving image has to be told of its model: which one it is, and how its instance was planned. */
export interface DeployedModel {
  /** In the table of known models. */
  readonly id: string | undefined;
  readonly task: ModelFigures['task'] | undefined;
  /** Undefined where its place on the Hugging Face Hub isn't known, or what is there isn't what was planned. */
  readonly hub: HubModel | undefined;
  /** In GB. Undefined where nothing says how large they are. */
  readonly weightsGB: number | undefined;
  /** It writes tokens and is a mixture of experts. */
  readonly isMixture: boolean;
  /** Of a model that writes tokens, on GPUs whose speed is modelled. */
  readonly plan: ServerPlan | undefined;
}

export interface HubModel {
  /** `org/name` */
  readonly id: string;
  /** A token is needed. False: not known. */
  readonly isGated: boolean;
}

export interface ServerPlan {
  /** GPUs of one copy of the model. */
  readonly gpusEach: number;
  /** Copies on one instance. */
  readonly copies: number;
  /** The longest request that a server should take, in tokens: prompt and answer together. */
  readonly longestTokens: number;
  /** The cache was counted at 8 bits. */
  readonly fp8Cache: boolean;
}

/** `written`: how the instance serves a model that writes tokens. */
export function deployedModel(needs: Needs, type: string | undefined, written: TypePlan | undefined): DeployedModel {
  const { model, modelSizeGB, stated } = needs;
  return {
    id: model?.known?.id,
    task: model?.figures?.task,
    hub: hubModel(model, stated.modelId),
    weightsGB: model?.weightsGiB ?? modelSizeGB,
    isMixture: model?.writing?.served.architecture.isMixture === true,
    plan: type && written && model?.writing ? serverPlan(needs, model.writing, type, written) : undefined,
  };
}

const HUB_ID = /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/;

/** What a name says of a build that isn't the one for use. */
const OTHER_BUILD = /[-_ ]base$/i;

/** As in `SAME_MODEL` of the sizes: more apart, it is another model than the name's. */
const SAME_MODEL = 0.1;

/**
 * The recorded build, or another one of the same owner that was named in full. Another owner's copy is unknown, and so are
 * weights of other bits than the Hub has.
 */
function hubModel(model: ServedModel | undefined, modelId = ''): HubModel | undefined {
  const { known, figures, billions } = model ?? {};
  const [recorded] = known?.figures.hub ?? [];
  if (recorded === undefined || model?.from !== 'table' || OTHER_BUILD.test(modelId.trim())) return undefined;
  const isSame = Math.abs((billions ?? 0) / (figures?.billions ?? 1) - 1) <= SAME_MODEL;
  const isGated = known?.figures.gated === true;
  const typed = modelId.trim();
  const isInFull = HUB_ID.test(typed) && ownerOf(typed) === ownerOf(recorded);
  const bits = isInFull ? (known?.bits ?? figures?.bits) : figures?.bits;
  if (!isSame || model.bits !== bits || (typed.includes('/') && !isInFull)) return undefined;
  return { id: isInFull && typed.toLowerCase() !== recorded.toLowerCase() ? typed : recorded, isGated };
}

const ownerOf = (id: string): string => id.slice(0, id.indexOf('/')).toLowerCase();

function serverPlan(needs: Needs, writing: WritingModel, type: string, written: TypePlan): ServerPlan {
  const { replica, replicas } = written;
  return {
    gpusEach: replica.gpusEach,
    copies: replicas,
    longestTokens: longestTokens(needs, writing, type, replica.gpusEach),
    fp8Cache: writing.served.fp8Cache,
  };
}

/** How far the longest request is expected to be above the mean, where nobody says. Ours. */
const LONGEST_TO_MEAN = 4;
const TOKENS_STEP = 256;

/**
 * As stated; else room for requests above the mean, as long as the model takes them and the memory of a copy holds two. A server
 * refuses to start for more than its memory holds.
 */
function longestTokens(needs: Needs, writing: WritingModel, type: string, gpusEach: number): number {
  if (needs.stated.contextTokens !== undefined) return Math.ceil(writing.contextTokens);
  const most = needs.model?.figures?.context ?? Number.POSITIVE_INFINITY;
  const gpu = gpuTypeOf(type);
  let longest = Math.max(CONTEXT_TOKENS, writing.contextTokens * LONGEST_TO_MEAN);
  const isTight = (tokens: number): boolean =>
    gpu !== undefined && sequencesHeld(writing.served, GPUS[gpu.gpu], gpusEach, tokens) < 2;
  while (longest > writing.contextTokens && isTight(longest)) longest /= 2;
  const wanted = Math.max(longest, writing.contextTokens);
  return Math.min(most, Math.ceil(wanted / TOKENS_STEP) * TOKENS_STEP);
}

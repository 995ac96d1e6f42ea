import { instanceTypeOf, isJob, isQueue } from '../../recommender/index.ts';
import { type DeploymentFacts, familyOf, longestOf } from '../facts.ts';
import { iff, NO_VALUE, type Part, ref, sub, type Value } from '../template.ts';
import { FORM, SERVING_IMAGES, type ServerId } from './images.ts';
import { startUpSeconds, WHISPER } from './serving-image.ts';

// What a proposed image is told of its model, as environment variables.

/** Where the weights come from: the Hugging Face Hub, or S3. */
export interface ModelSource {
  /** The model's name there, and the ID of the parameter with a token's secret, where one is taken. Absent where the weights come from S3 alone. */
  readonly hub?: { readonly id: string; readonly token: string | undefined };
  /** True where an S3 address is given; absent where it always is. */
  readonly condition?: string;
}

/** SageMaker puts the files of a model there. */
const MODEL_FOLDER = '/opt/ml/model';

/** Where a model is read from: the folder, or the name by which the server fetches it. */
const sourceOf = ({ condition }: ModelSource, name: Value): Value =>
  condition === undefined ? MODEL_FOLDER : iff(condition, MODEL_FOLDER, name);

/** A secret is read during the deployment: the role of the containers needs nothing. */
export const secretOf = (parameter: string): Value => sub(`{{resolve:secretsmanager:\${${parameter}}}}`);

export const hasSecret = (parameter: string): string => `Has${parameter}`;

const tokenFor = ({ hub: { token } = { id: '', token: undefined } }: ModelSource): Record<string, Value> =>
  token === undefined ? {} : { HF_TOKEN: iff(hasSecret(token), secretOf(token), NO_VALUE) };

const hubName = ({ hub }: ModelSource): Value => hub?.id ?? MODEL_FOLDER;

export const LONGEST = 'MaxModelLength';

type Environment = (facts: DeploymentFacts, source: ModelSource) => Record<string, Value>;

/** DLC docs/vllm/configuration.md: any `SM_VLLM_X_Y` is the argument `--x-y` of vLLM. */
const vllm: Environment = (facts, source) => ({
  SM_VLLM_MODEL: sourceOf(source, hubName(source)),
  ...tokenFor(source),
  ...split(facts, 'SM_VLLM_TENSOR_PARALLEL_SIZE', 'SM_VLLM_DATA_PARALLEL_SIZE'),
  ...(hasLongest(facts) && { SM_VLLM_MAX_MODEL_LEN: ref(LONGEST) }),
  SM_VLLM_DTYPE: dtypeOf(facts),
  ...(facts.serving.model.plan?.fp8Cache && { SM_VLLM_KV_CACHE_DTYPE: 'fp8' }),
});

/** Adapters held on the GPUs, those held in memory beside them, and their rank: AWS's example of LMI with adapters. */
const ADAPTERS_ON_GPUS = 4;
const ADAPTERS_IN_MEMORY = 64;
export const ADAPTER_RANK = 64;

/** AWS's example for adapters as inference components: aws-samples/sagemaker-genai-hosting-examples 80ee5ebf, LMI_v18.ipynb. */
const lmi: Environment = (facts, source) => {
  const onGpus = Math.min(facts.serving.models, ADAPTERS_ON_GPUS);
  const timeout = startUpSeconds(facts);
  return {
    HF_MODEL_ID: sourceOf(source, hubName(source)),
    ...tokenFor(source),
    SERVING_FAIL_FAST: 'true',
    OPTION_ASYNC_MODE: 'true',
    OPTION_ROLLING_BATCH: 'disable',
    OPTION_ENTRYPOINT: 'djl_python.lmi_vllm.vllm_async_service',
    OPTION_TENSOR_PARALLEL_DEGREE: String(splitOf(facts).gpusEach),
    ...(hasLongest(facts) && { OPTION_MAX_MODEL_LEN: ref(LONGEST) }),
    OPTION_DTYPE: dtypeOf(facts) === 'float16' ? 'fp16' : 'auto',
    OPTION_ENABLE_LORA: 'true',
    OPTION_MAX_LORAS: String(onGpus),
    OPTION_MAX_CPU_LORAS: String(onGpus + Math.min(facts.serving.models, ADAPTERS_IN_MEMORY)),
    OPTION_MAX_LORA_RANK: String(ADAPTER_RANK),
    ...(timeout !== undefined && { OPTION_MODEL_LOADING_TIMEOUT: String(timeout) }),
  };
};

const omni: Environment = (_facts, source) => ({
  SM_VLLM_MODEL: sourceOf(source, hubName(source)),
  ...tokenFor(source),
});

const tei: Environment = (_facts, source) => ({
  HF_MODEL_ID: sourceOf(source, hubName(source)),
  ...tokenFor(source),
});

/** More is refused with HTTP 413 unless said (DLC docs/whisperx/configuration.md, 2026-08-21). */
const UPLOAD_MB = 100;

/** Room for what is larger than stated, and for the form around it. Ours. */
const UPLOAD_ROOM = 1.2;

const whisperx: Environment = ({ workload, serving }, source) => {
  const { payloadSizeMB = 0, payloadByReference } = workload;
  const name = WHISPER[serving.model.id ?? ''] ?? MODEL_FOLDER;
  const upload = Math.ceil(payloadSizeMB * UPLOAD_ROOM);
  return {
    WHISPERX_DEFAULT_MODEL: sourceOf(source, name),
    ...(upload > UPLOAD_MB && payloadByReference !== true && { WHISPERX_MAX_UPLOAD_BYTES: String(upload * 2 ** 20) }),
  };
};

const none: Environment = () => ({});

export const ENVIRONMENTS: Readonly<Record<ServerId, Environment>> = {
  vllm,
  lmi,
  omni,
  tei,
  'tei-cpu': tei,
  huggingface: none,
  'huggingface-cpu': none,
  whisperx,
  xgboost: none,
  'scikit-learn': none,
};

/** How the GPUs that a container gets are split among copies of the model. */
function splitOf({ serving: { instance, copies, model } }: DeploymentFacts): { gpusEach: number; copies: number } {
  const gpus = copies?.accelerators ?? instanceTypeOf(instance?.type ?? '')?.acceleratorCount ?? 1;
  // Of a type whose speed isn't modelled nobody knows what would divide the model's heads: a power of two does most.
  const gpusEach = Math.min(gpus, model.plan?.gpusEach ?? 2 ** Math.floor(Math.log2(Math.max(1, gpus))));
  return { gpusEach, copies: Math.max(1, Math.floor(gpus / gpusEach)) };
}

function split(facts: DeploymentFacts, tensor: string, data: string): Record<string, Value> {
  const { gpusEach, copies } = splitOf(facts);
  return { [tensor]: String(gpusEach), ...(copies > 1 && { [data]: String(copies) }) };
}

/** The GPUs of these families have no bfloat16 (compute capability 7.5). */
const WITHOUT_BFLOAT16 = new Set(['g4dn']);

const dtypeOf = ({ serving }: DeploymentFacts): 'auto' | 'float16' =>
  WITHOUT_BFLOAT16.has(familyOf(serving.instance?.type)) ? 'float16' : 'auto';

const hasLongest = ({ serving }: DeploymentFacts): boolean => serving.model.plan !== undefined;

/** The parameters, notes and outputs that a server needs beside its image and model. */
export function serverPart(facts: DeploymentFacts, server: ServerId | undefined): Part {
  const outputs = contentTypeOutput(facts, server);
  const part = server === 'vllm' || server === 'lmi' ? writerPart(facts, server) : {};
  if (server !== 'whisperx') return { ...part, outputs };
  return { notes: [formText(facts), ...(isQueue(facts.serving.option) ? [] : [ONE_AT_A_TIME])], outputs };
}

/** What callers send requests as, where the server's page says it. A job has a parameter for it. */
function contentTypeOutput(
  { serving: { option } }: DeploymentFacts,
  server: ServerId | undefined,
): NonNullable<Part['outputs']> {
  const contentType = server && SERVING_IMAGES[server].contentType;
  if (contentType === undefined || isJob(option)) return {};
  const more = contentType === FORM ? `, followed by "; boundary=" and that of the body. ${AUDIO}` : '';
  return { ContentType: { Description: `ContentType of requests${more}.`, Value: contentType } };
}

const AUDIO = 'The audio is its field "file"';

/** SageMaker passes body and ContentType on as they are (DLC docs/whisperx/deployment/sagemaker.md, 2026-08-21). */
function formText({ serving: { option } }: DeploymentFacts): string {
  const object = isQueue(option) ? ' The S3 object of a request is the whole body, not the audio alone.' : '';
  return `WhisperX takes ${FORM}. ${AUDIO}, and ContentType names its boundary.${object}`;
}

function writerPart(facts: DeploymentFacts, server: 'vllm' | 'lmi'): Part {
  const { copies, gpusEach } = splitOf(facts);
  const { plan } = facts.serving.model;
  return {
    ...(plan !== undefined && {
      parameters: {
        [LONGEST]: {
          Type: 'Number',
          Description: `Longest request in tokens, prompt and answer together: ${lengthOf(facts)}. Longer ones are refused; more takes memory.`,
          Default: plan.longestTokens,
          MinValue: 1,
          ConstraintDescription: 'At least 1.',
        },
      },
    }),
    ...(copies > 1 &&
      server === 'vllm' && {
        notes: [facts.serving.model.isMixture ? mixtureText(facts) : copiesText(copies, gpusEach)],
      }),
  };
}

const lengthOf = ({ workload }: DeploymentFacts): string =>
  workload.contextTokens === undefined ? 'assumed, as none is stated' : 'as stated';

const copiesText = (copies: number, gpusEach: number): string =>
  `vLLM runs ${copies} copies of the model on each instance, ${gpusEach === 1 ? 'one per GPU' : `each on ${gpusEach} GPUs`} (data parallel).`;

/** The ranks share the experts and wait for each other at each step (vLLM serving/data_parallel_deployment, 2026-11). */
function mixtureText(facts: DeploymentFacts): string {
  const { copies, gpusEach } = splitOf(facts);
  const counted =
    facts.serving.model.plan === undefined ? '' : ` The estimate counted ${copies} separate copies, so load-test it.`;
  return `vLLM runs the attention of the model ${copies} times on each instance (data parallel) and spreads its experts over all ${copies * gpusEach} GPUs.${counted}`;
}

const ONE_AT_A_TIME =
  'WhisperX transcribes one request at a time, keeps two waiting and refuses more with HTTP 503. Callers retry.';

/** Requests that a server works on at once, where that is fewer than its instance was planned for. */
export const atOnceIn = (server: ServerId | undefined): number =>
  server === 'whisperx' ? 1 : Number.POSITIVE_INFINITY;

/** Seconds and MB that the model servers of AWS's own containers allow without being told: TorchServe's 60 s, and some MB. */
const SERVER_SECONDS = 60;
const SERVER_MB = 6;

/** Servers that take TorchServe's or the multi-model server's settings; so may a container of the team's own. */
const TAKES_LIMITS: ReadonlySet<ServerId | undefined> = new Set([
  undefined,
  'huggingface',
  'huggingface-cpu',
  'xgboost',
  'scikit-learn',
]);

/**
 * What such servers need to know, or requests end before the endpoint's own limits (DG
 * async-inference-create-endpoint-create-model, 2026-09). Another server ignores it. `most`: the largest payload in MB.
 */
export function serverLimits(
  facts: DeploymentFacts,
  server: ServerId | undefined,
  most: number,
): Record<string, string> {
  if (!TAKES_LIMITS.has(server)) return {};
  const seconds = longestOf(facts) ?? 0;
  const { payloadSizeMB = 0, payloadByReference } = facts.workload;
  const bytes = String(Math.min(most, Math.ceil(payloadSizeMB)) * 2 ** 20);
  const timeout = String(Math.min(3600, Math.ceil(seconds * 2)));
  return {
    ...(seconds > SERVER_SECONDS / 2 && {
      TS_DEFAULT_RESPONSE_TIMEOUT: timeout,
      MMS_DEFAULT_RESPONSE_TIMEOUT: timeout,
    }),
    ...(payloadSizeMB > SERVER_MB &&
      payloadByReference !== true && {
        TS_MAX_REQUEST_SIZE: bytes,
        TS_MAX_RESPONSE_SIZE: bytes,
        MMS_MAX_REQUEST_SIZE: bytes,
        MMS_MAX_RESPONSE_SIZE: bytes,
      }),
  };
}

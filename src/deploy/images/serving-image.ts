import { instanceTypeOf, isJob, QUOTAS, TRANSFORM_HOST } from '../../recommender/index.ts';
import { type DeploymentFacts, familyOf } from '../facts.ts';
import { cudaOf, FORM, IMAGES_AS_OF, IMAGES_PAGE, imageUri, SERVING_IMAGES, type ServerId } from './images.ts';

// Which image serves a workload. Pure.

/** What a template proposes as the image of its containers. */
export interface ImageChoice {
  /** Undefined where nothing vouches for one. */
  readonly server: ServerId | undefined;
  readonly uri: string | undefined;
  /** Why this one, or why none, in a sentence or two. */
  readonly why: string;
  /** Where newer tags, or other images, are listed. */
  readonly page: string;
}

type Host = 'gpu' | 'cpu' | 'arm' | 'neuron' | 'unknown';

/** The image of every container of a workload whose containers are alike. */
export function imageOf(facts: DeploymentFacts): ImageChoice {
  const host = hostOf(facts);
  const wanted = serverFor(facts, host);
  if (!('server' in wanted)) return { server: undefined, uri: undefined, why: wanted.why, page: IMAGES_PAGE };
  const { server } = wanted;
  const image = SERVING_IMAGES[server];
  const { region } = facts.serving;
  const none = (why: string): ImageChoice => ({ server: undefined, uri: undefined, why, page: image.page });
  if (!runsOn(facts, server)) return none(`Nothing says that AWS's ${image.title} runs on ${hostName(facts)}.`);
  if (!hasDriver(facts, server)) {
    return none(
      `AWS's ${image.title} has CUDA ${cudaOf(image)?.toFixed(1)}, and hosts of transform jobs have CUDA ${TRANSFORM_HOST.cuda} at most.`,
    );
  }
  if (isJob(facts.serving.option) && image.contentType === FORM)
    return none(`AWS's ${image.title} takes files in forms, and a transform job sends them as they are.`);
  const uri = imageUri(image, region);
  if (uri === undefined) return none(`AWS's account with ${image.title} isn't known for ${region}.`);
  return { server, uri, why: `${wanted.why} This is AWS's ${image.title} as of ${IMAGES_AS_OF}.`, page: image.page };
}

function hostOf({ serving }: DeploymentFacts): Host {
  if (serving.instance === null) return 'cpu';
  const spec = instanceTypeOf(serving.instance.type);
  if (spec === undefined) return 'unknown';
  if (spec.gpuCount > 0) return spec.isArm ? 'arm' : 'gpu';
  if (spec.acceleratorCount > 0) return 'neuron';
  return spec.isArm ? 'arm' : 'cpu';
}

/** Inferentia or Trainium, which run a model that was compiled for them. */
export const runsOnNeuron = (facts: DeploymentFacts): boolean => hostOf(facts) === 'neuron';

const hostName = ({ serving }: DeploymentFacts): string => serving.instance?.type ?? 'serverless CPUs';

function runsOn(facts: DeploymentFacts, server: ServerId): boolean {
  const { families } = SERVING_IMAGES[server];
  return families === 'cpu' ? hostOf(facts) === 'cpu' : families.includes(familyOf(facts.serving.instance?.type));
}

/** Whether the proposed image also runs on another type, of a variant that may have several. Of an image that isn't known nobody says. */
export function alsoRunsOn(facts: DeploymentFacts, type: string): boolean {
  const { server } = imageOf(facts);
  if (server === undefined) return true;
  const { families } = SERVING_IMAGES[server];
  return families === 'cpu' || families.includes(familyOf(type));
}

/** A newer minor version of CUDA runs on an older driver of the same major one (NVIDIA, CUDA compatibility). */
function hasDriver(facts: DeploymentFacts, server: ServerId): boolean {
  const cuda = cudaOf(SERVING_IMAGES[server]);
  if (cuda === undefined || !isJob(facts.serving.option)) return true;
  const hosts: readonly string[] = [...TRANSFORM_HOST.byDefault, ...TRANSFORM_HOST.whereSet];
  return (
    hosts.includes(familyOf(facts.serving.instance?.type)) &&
    Math.floor(cuda) <= Math.floor(Number(TRANSFORM_HOST.cuda))
  );
}

type Wanted = { readonly server: ServerId; readonly why: string } | { readonly why: string };

function serverFor(facts: DeploymentFacts, host: Host): Wanted {
  const { hosting, isAdapters } = facts.serving;
  if (hosting === 'multi-container' || hosting === 'inference-pipeline') {
    return { why: 'Its containers differ, and nothing says what each one runs.' };
  }
  if (host === 'arm')
    return { why: 'AWS Graviton needs an image for arm64, and AWS lists no current one to serve it.' };
  if (host === 'neuron')
    return { why: 'Inferentia and Trainium run a model that was compiled for them: it decides the image.' };
  if (hosting === 'multi-model') return serverOfMany(facts, host);
  if (isAdapters) return forGpus(host, 'lmi', 'Adapters are served as inference components by LMI.');
  return serverOfOne(facts, host);
}

/** 007439368137 in aws/deep-learning-containers, the accounts of its other images in aws/sagemaker-python-sdk (2026-08-21). */
const TRITON =
  "Multi-model endpoints on GPUs are served by Triton, and AWS's sources name different accounts for its image.";

/** Of many models in one container (DG multi-model-support, 2026-09). */
function serverOfMany(facts: DeploymentFacts, host: Host): Wanted {
  if (host === 'gpu') {
    return isSplit(facts)
      ? { why: 'AWS lists multi-model endpoints on GPUs for types with one GPU alone.' }
      : { why: TRITON };
  }
  return (
    frameworkOf(facts) ?? {
      why: 'Many models in one container need a server that loads them, such as XGBoost or scikit-learn.',
    }
  );
}

function serverOfOne(facts: DeploymentFacts, host: Host): Wanted {
  const { serving } = facts;
  const { id = '', task } = serving.model;
  if (serving.writesTokens) return forGpus(host, 'vllm', 'Language models are served by vLLM.');
  const framework = frameworkOf(facts);
  if (framework !== undefined) return framework;
  if (host === 'gpu' && isSplit(facts) && task !== undefined) {
    return { why: `AWS's images for ${id} use one GPU, and ${hostName(facts)} has several.` };
  }
  if (serves('tei', id)) {
    return { server: host === 'gpu' ? 'tei' : 'tei-cpu', why: 'Text Embeddings Inference serves this model.' };
  }
  if (id in WHISPER) return forGpus(host, 'whisperx', 'Whisper is served by WhisperX.');
  if (serves('omni', id)) return forGpus(host, 'omni', `AWS tests ${id} in vLLM-Omni.`);
  if (task === 'encoder') {
    return { server: host === 'gpu' ? 'huggingface' : 'huggingface-cpu', why: 'Encoders are served by Hugging Face.' };
  }
  return { why: 'Nothing says which server runs this model.' };
}

const forGpus = (host: Host, server: ServerId, why: string): Wanted =>
  host === 'gpu' ? { server, why } : { why: `AWS's image of ${SERVING_IMAGES[server].title} needs a GPU.` };

/** A container gets more than one GPU. */
const isSplit = ({ serving: { instance, copies } }: DeploymentFacts): boolean =>
  (copies?.accelerators ?? instanceTypeOf(instance?.type ?? '')?.acceleratorCount ?? 0) > 1;

const FRAMEWORKS: readonly (readonly [RegExp, ServerId, string])[] = [
  [/(^|[^a-z])(xgb|xgboost)($|[^a-z])/i, 'xgboost', 'XGBoost'],
  [/(^|[^a-z])(sklearn|scikit[-_ ]?learn)($|[^a-z])/i, 'scikit-learn', 'scikit-learn'],
];

/** By the model's name; both containers hold one model or many, and have no GPU. */
function frameworkOf({ workload: { modelId = '' } }: DeploymentFacts): Wanted | undefined {
  const [, server, name] = FRAMEWORKS.find(([pattern]) => pattern.test(modelId)) ?? [];
  return server && { server, why: `${name} models are served by its container.` };
}

/** The names by which faster-whisper knows a model (WhisperX configuration, 2026-08-21). */
export const WHISPER: Readonly<Record<string, string>> = {
  'whisper-tiny': 'tiny',
  'whisper-base': 'base',
  'whisper-small': 'small',
  'whisper-medium': 'medium',
  'whisper-large-v3': 'large-v3',
  'whisper-large-v3-turbo': 'large-v3-turbo',
};

const serves = (server: ServerId, id: string): boolean => SERVING_IMAGES[server].models?.includes(id) ?? false;

// How long a container gets to start, by the size of its model.

/** Weights up to a size in GiB, and the seconds that they get to arrive and to load; larger ones as long as AWS allows. Ours. */
const START_UP: readonly (readonly [weightsGB: number, seconds: number])[] = [
  [10, 600],
  [150, 1800],
];

/** Seconds that a container gets to start; undefined where nothing says how large its model is: then AWS's default holds. */
export function startUpSeconds(facts: DeploymentFacts): number | undefined {
  const { model, writesTokens } = facts.serving;
  const most = QUOTAS.startUpTimeout.value;
  const { server } = imageOf(facts);
  const least = server === undefined ? 0 : (SERVING_IMAGES[server].startUpSeconds ?? 0);
  if (model.weightsGB === undefined) return writesTokens ? most : undefined;
  const { weightsGB } = model;
  return Math.max(least, START_UP.find(([size]) => weightsGB <= size)?.[1] ?? most);
}

/** The start-up time-outs of a variant or a component. */
export function startUpTimeouts(facts: DeploymentFacts): Record<string, number> {
  const seconds = startUpSeconds(facts);
  return seconds === undefined
    ? {}
    : { ModelDataDownloadTimeoutInSeconds: seconds, ContainerStartupHealthCheckTimeoutInSeconds: seconds };
}

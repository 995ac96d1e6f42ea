import { isJob } from '../../recommender/index.ts';
import { type DeploymentFacts, instanceOf } from '../facts.ts';
import { hasSecret, type ModelSource } from '../images/environment.ts';
import type { ServerId } from '../images/images.ts';
import { imageOf, runsOnNeuron, WHISPER } from '../images/serving-image.ts';
import { iff, isGiven, NO_VALUE, type Parameter, type Part, ref, type Statement, type Value } from '../template.ts';
import { readFolder, readObjects } from './role.ts';

// Where the model of a container comes from: S3, or the Hugging Face Hub.

/** A folder: its last character is a slash, so that nothing beside it matches. */
export const S3_FOLDER = '^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$';
const S3_ARCHIVE = '^s3://[a-z0-9][a-z0-9.-]+/[^ ]+\\.tar\\.gz$';

export const folderParameter = (description: string): Parameter => ({
  Type: 'String',
  Description: description,
  AllowedPattern: S3_FOLDER,
  ConstraintDescription: 's3://BUCKET/FOLDER/',
});

export const archiveParameter = (description: string): Parameter => ({
  Type: 'String',
  Description: description,
  AllowedPattern: S3_ARCHIVE,
  ConstraintDescription: 's3://BUCKET/KEY.tar.gz',
});

/** The model of a container, with what its role needs for it. */
export interface ModelDataOf {
  readonly part: Part;
  readonly definition: Readonly<Record<string, Value>>;
  readonly statements: readonly Value[];
  /** For the environment of an image that is proposed. */
  readonly source: ModelSource;
}

interface Asked {
  readonly of: string;
  readonly id: string;
  readonly data: 'one-model' | 'all-models' | 'optional';
  /** It holds the model that the workload names. */
  readonly isNamed: boolean;
}

const FROM_S3: ModelSource = {};

export function modelDataOf(facts: DeploymentFacts, asked: Asked): ModelDataOf {
  if (!runsOnNeuron(facts)) return dataOf(facts, asked);
  const made = dataOf(facts, { ...asked, of: `${asked.of}, compiled with AWS Neuron` });
  return { ...made, part: { ...made.part, notes: [...(made.part.notes ?? []), compiledFirst(facts)] } };
}

const compiledFirst = (facts: DeploymentFacts): string =>
  `Compile ${facts.serving.model.id ?? 'the model'} with AWS Neuron before you deploy: ${instanceOf(facts).type} runs a model as it was compiled, not as it is published.`;

function dataOf(facts: DeploymentFacts, { of, id, data, isNamed }: Asked): ModelDataOf {
  const name = `ModelDataUrl${id}`;
  if (data === 'all-models') {
    return {
      part: {
        parameters: {
          [name]: folderParameter(`S3 prefix of all model archives of ${of}. Every archive under it can be called.`),
        },
      },
      definition: { ModelDataUrl: ref(name), Mode: 'MultiModel' },
      statements: [readFolder(name)],
      source: FROM_S3,
    };
  }
  const { server } = imageOf(facts);
  const kind = comesAsFiles(facts, server) ? FILES : ARCHIVE;
  if (data === 'optional') return optionalData(ARCHIVE, of, name, 'Empty: the image holds all it needs.');
  const hub = isNamed ? hubOf(facts, server) : undefined;
  if (hub === undefined) {
    const why = isNamed ? whyFromS3(facts, server) : '';
    return {
      part: { parameters: { [name]: kind.parameter(`${kind.what} of ${of}.${why}`) } },
      definition: kind.definition(ref(name)),
      statements: [kind.statement(name)],
      source: FROM_S3,
    };
  }
  const optional = optionalData(kind, of, name, 'Empty: the container downloads it from the Hugging Face Hub.');
  const part = { ...optional.part, ...withParts(optional.part, hub.part) };
  return { ...optional, part, source: { ...hub.source, condition: `Has${name}` } };
}

interface Kind {
  readonly what: string;
  readonly pattern: string;
  parameter(description: string): Parameter;
  definition(address: Value): Record<string, Value>;
  statement(parameter: string): Statement;
}

const ARCHIVE: Kind = {
  what: 'S3 address of the model.tar.gz',
  pattern: S3_ARCHIVE,
  parameter: archiveParameter,
  definition: (address) => ({ ModelDataUrl: address }),
  statement: (parameter) => readObjects(parameter),
};

const FILES: Kind = {
  what: 'S3 prefix of the uncompressed files',
  pattern: S3_FOLDER,
  parameter: folderParameter,
  definition: (address) => ({
    ModelDataSource: { S3DataSource: { S3Uri: address, S3DataType: 'S3Prefix', CompressionType: 'None' } },
  }),
  statement: readFolder,
};

/** A model that may be left out of S3. */
function optionalData(kind: Kind, of: string, name: string, otherwise: string): ModelDataOf {
  const condition = `Has${name}`;
  const [[property = '', value = '']] = Object.entries(kind.definition(ref(name))) as [[string, Value]];
  return {
    part: {
      parameters: {
        [name]: {
          ...kind.parameter(`${kind.what} of ${of}. ${otherwise}`),
          Default: '',
          AllowedPattern: `^$|${kind.pattern}`,
        },
      },
      conditions: { [condition]: isGiven(name) },
    },
    definition: { [property]: iff(condition, value, NO_VALUE) },
    statements: [iff(condition, { ...kind.statement(name), Sid: `Read${name}` }, NO_VALUE)],
    source: FROM_S3,
  };
}

/** Servers that read a folder of files where SageMaker puts the model (DLC pages of vLLM, vLLM-Omni and TEI, 2026-08-21). */
const READS_FILES: ReadonlySet<ServerId | undefined> = new Set(['vllm', 'lmi', 'omni', 'tei', 'tei-cpu']);

/** More is packed and unpacked for minutes. Ours. */
const ARCHIVE_GB_MAX = 10;

/**
 * Whether a model's data is a folder of files rather than one `model.tar.gz`: large weights aren't packed and unpacked, unless a
 * proposed server wants them so. Serverless endpoints and transform jobs take no folder (DG large-model-inference-uncompressed,
 * 2026-09).
 */
function comesAsFiles({ serving }: DeploymentFacts, server: ServerId | undefined): boolean {
  const { writesTokens, option, model } = serving;
  const isLarge = server === undefined && (model.weightsGB ?? 0) > ARCHIVE_GB_MAX;
  return (writesTokens || isLarge || READS_FILES.has(server)) && (option === 'real-time' || option === 'asynchronous');
}

const FROM_HUB: ReadonlySet<ServerId | undefined> = new Set(['vllm', 'lmi', 'omni', 'tei', 'tei-cpu']);

const TOKEN = 'HuggingFaceTokenArn';

/** What fetches a model that is on the Hub: its parameters, and how the environment names it. Undefined where it comes from S3. */
function hubOf(facts: DeploymentFacts, server: ServerId | undefined): { part: Part; source: ModelSource } | undefined {
  if (!canReachHub(facts) || !isOneModel(facts)) return undefined;
  const { id = '', hub } = facts.serving.model;
  if (hub?.isGated && facts.isTerraform) return undefined;
  // A name that the server knows itself.
  if (server === 'whisperx') return id in WHISPER ? { part: {}, source: {} } : undefined;
  if (hub === undefined || !FROM_HUB.has(server)) return undefined;
  if (!hub.isGated) return { part: {}, source: { hub: { id: hub.id, token: undefined } } };
  return {
    part: {
      parameters: { [TOKEN]: tokenParameter(hub.id) },
      conditions: { [hasSecret(TOKEN)]: isGiven(TOKEN) },
      notes: [TOKEN_SHOWS],
    },
    source: { hub: { id: hub.id, token: TOKEN } },
  };
}

const tokenParameter = (model: string): Parameter => ({
  Type: 'String',
  Description: `Secret in AWS Secrets Manager whose text is a Hugging Face token: ${model} is gated, so request access first. Empty only with a model in S3.`,
  AllowedPattern: '^$|^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$',
  ConstraintDescription: 'The ARN of a secret, or empty.',
});

/** DescribeModel answers with the environment as it is. */
const TOKEN_SHOWS =
  'The deployment reads the secret with the Hugging Face token; the role of the containers does not. DescribeModel shows the token, so limit who may call it.';

/**
 * A container in a VPC reaches what its subnets do, which nobody stated; China's Regions don't reach the Hub. A serverless one would
 * download at every cold start.
 */
const canReachHub = ({ workload, serving: { region, option } }: DeploymentFacts): boolean =>
  workload.requiresNetworkIsolation !== true &&
  workload.requiresVpc !== true &&
  option !== 'serverless' &&
  !region.startsWith('cn-');

/** One name can't be that of several models. Adapters have one base. */
const isOneModel = ({ serving: { models, isAdapters } }: DeploymentFacts): boolean => models === 1 || isAdapters;

/** What to know before the weights are put into S3; empty where nothing says more than that they have to be. */
function whyFromS3(facts: DeploymentFacts, server: ServerId | undefined): string {
  const { hub } = facts.serving.model;
  if (hub === undefined || !FROM_HUB.has(server)) return '';
  if (!isOneModel(facts)) return ' Several models are served, and one name is known.';
  if (facts.workload.requiresNetworkIsolation === true) return ' The container has no network to download it.';
  if (facts.serving.option === 'serverless')
    return ' Each cold start loads it, and from the Hugging Face Hub that takes longer.';
  if (canReachHub(facts)) return GATED_IN_TERRAFORM;
  return ` ${isJob(facts.serving.option) ? 'The job' : 'The endpoint'} may have no way to the Hugging Face Hub.`;
}

/** AWS's provider takes the environment of a model as it is, and so does the state (TF sagemaker_model, 2026-07). */
const GATED_IN_TERRAFORM =
  ' It is gated, and Terraform would keep the token of the Hugging Face Hub in its state. CloudFormation reads it from a secret.';

const withParts = (one: Part, other: Part): Part => ({
  parameters: { ...other.parameters, ...one.parameters },
  conditions: { ...one.conditions, ...other.conditions },
  ...(other.notes && { notes: other.notes }),
});

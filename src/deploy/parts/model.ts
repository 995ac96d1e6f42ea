import { QUOTAS } from '../../recommender/index.ts';
import { comesAsFiles, type DeploymentFacts, longestOf } from '../facts.ts';
import { iff, isGiven, NO_VALUE, type Parameter, type Part, ref, type Value } from '../template.ts';
import { EXECUTION_ROLE, listBucket, pullImage, readObjects } from './role.ts';

/** A container of a model, with the parameters that only the team can fill in. */
export interface Container {
  readonly part: Part;
  /** The `ContainerDefinition`. */
  readonly definition: Readonly<Record<string, Value>>;
  /** What the role needs for it. */
  readonly statements: readonly Value[];
}

const IMAGE_PATTERN = '^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$';

/** A folder: its last character is a slash, so that nothing beside it matches. */
export const S3_FOLDER = '^s3://[a-z0-9][a-z0-9.-]+/([^ ]+/)?$';
const S3_ARCHIVE = '^s3://[a-z0-9][a-z0-9.-]+/[^ ]+\\.tar\\.gz$';

const imageParameter = (of: string): Parameter => ({
  Type: 'String',
  Description: `ECR image of ${of}, with tag or digest.`,
  AllowedPattern: IMAGE_PATTERN,
  ConstraintDescription: 'ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG',
});

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

/** Where a container takes its model from. `optional`: it may have none. */
export type ModelData = 'one-model' | 'all-models' | 'optional';

/** The parameters are called `Image` and `ModelDataUrl`, with the number or name of the container in `id`. */
export function containerOf(
  facts: DeploymentFacts,
  of: string,
  id = '',
  data: ModelData = 'one-model',
  imageId = id,
): Container {
  if (facts.workload.requiresMarketplaceModel === true) return packagedContainer(of, id);
  const image = `Image${imageId}`;
  const { definition, part, statements } = modelDataOf(facts, of, `ModelDataUrl${id}`, data);
  const environment = serverEnvironment(facts);
  return {
    part: { ...part, parameters: { [image]: imageParameter(of), ...part.parameters } },
    definition: {
      Image: ref(image),
      ...definition,
      ...(Object.keys(environment).length > 0 && { Environment: environment }),
    },
    statements: [pullImage(image, facts.serving.region), ...statements],
  };
}

/** A product of AWS Marketplace comes with image and data. */
function packagedContainer(of: string, id: string): Container {
  const name = `ModelPackageArn${id}`;
  return {
    part: {
      parameters: {
        [name]: {
          Type: 'String',
          Description: `ARN of the model package of ${of}, from your AWS Marketplace subscription.`,
          AllowedPattern: '^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:model-package/.+$',
        },
      },
    },
    definition: { ModelPackageName: ref(name) },
    statements: [],
  };
}

function modelDataOf(facts: DeploymentFacts, of: string, name: string, data: ModelData): Container {
  if (data === 'all-models') {
    return {
      part: {
        parameters: {
          [name]: folderParameter(`S3 prefix of all model archives of ${of}. Every archive under it can be called.`),
        },
      },
      definition: { ModelDataUrl: ref(name), Mode: 'MultiModel' },
      statements: [readObjects(name, '*'), listBucket(name)],
    };
  }
  if (data === 'optional') return optionalData(of, name);
  if (comesAsFiles(facts)) {
    return {
      part: { parameters: { [name]: folderParameter(`S3 prefix of the uncompressed files of ${of}.`) } },
      definition: {
        ModelDataSource: { S3DataSource: { S3Uri: ref(name), S3DataType: 'S3Prefix', CompressionType: 'None' } },
      },
      statements: [readObjects(name, '*'), listBucket(name)],
    };
  }
  return {
    part: { parameters: { [name]: archiveParameter(`S3 address of the model.tar.gz of ${of}.`) } },
    definition: { ModelDataUrl: ref(name) },
    statements: [readObjects(name)],
  };
}

function optionalData(of: string, name: string): Container {
  const condition = `Has${name}`;
  return {
    part: {
      parameters: {
        [name]: {
          ...archiveParameter(`S3 address of the model.tar.gz of ${of}. Empty: the image holds all it needs.`),
          Default: '',
          AllowedPattern: `^$|${S3_ARCHIVE}`,
        },
      },
      conditions: { [condition]: isGiven(name) },
    },
    definition: { ModelDataUrl: iff(condition, ref(name), NO_VALUE) },
    statements: [iff(condition, { ...readObjects(name), Sid: `Read${name}` }, NO_VALUE)],
  };
}

/** A response that model servers in AWS's containers allow without being told: TorchServe's 60 s, and some MB. */
const SERVER_SECONDS = 60;
const SERVER_MB = 6;
const BYTES_PER_MB = 2 ** 20;

/**
 * What the model servers in AWS's containers need to know, or requests end before the endpoint's own limits (DG
 * async-inference-create-endpoint-create-model, 2026-09). Another server ignores it.
 */
function serverEnvironment(facts: DeploymentFacts): Record<string, string> {
  const seconds = longestOf(facts) ?? 0;
  const { payloadSizeMB = 0, payloadByReference } = facts.workload;
  const bytes = String(Math.min(QUOTAS.asynchronousPayload.value, Math.ceil(payloadSizeMB)) * BYTES_PER_MB);
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

/**
 * A model resource of one container or of several. No name: a change replaces it. Without its own network it takes that of the
 * endpoint's configuration.
 */
export function modelResource(
  id: string,
  containers: readonly Container[],
  extra: Readonly<Record<string, Value>> = {},
): Part {
  const [only, ...others] = containers;
  const definitions =
    only !== undefined && others.length === 0
      ? { PrimaryContainer: only.definition }
      : { Containers: containers.map(({ definition }) => definition) };
  return {
    resources: {
      [id]: {
        Type: 'AWS::SageMaker::Model',
        Properties: { ExecutionRoleArn: EXECUTION_ROLE, ...definitions, ...extra },
      },
    },
  };
}

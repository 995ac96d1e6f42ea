import { instanceTypeOf, isJob, isQueue } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { allow, type Part, ref, type Value } from '../template.ts';
import { joined } from './names.ts';

// One key of the team's for all that a stack encrypts, where it is asked for. Else AWS's own keys do, where there are any.

const PARAMETER = 'KmsKeyArn';

export const keyed = ({ extras }: DeploymentFacts, ...properties: readonly string[]): Record<string, Value> =>
  extras.has('kms') ? Object.fromEntries(properties.map((property) => [property, ref(PARAMETER)])) : {};

/**
 * Topics have no encryption without the key: CloudWatch and others can't publish under SNS's own. A queue has SQS's own, and
 * takes one of the two (`SqsManagedSseEnabled`, CFN aws-resource-sqs-queue, 2026-09).
 */
export const queueKey = (facts: DeploymentFacts): Record<string, Value> =>
  facts.extras.has('kms') ? keyed(facts, 'KmsMasterKeyId') : { SqsManagedSseEnabled: true };

/**
 * Whether the storage of instances takes a key: instance stores have their own and take none (DG encryption-at-rest-nbi,
 * 2026-09). Serverless encrypts its copy of the image with it (DG serverless-endpoints-create-config, 2026-09).
 */
export function takesVolumeKey({ serving }: DeploymentFacts): boolean {
  if (serving.serverless !== null) return true;
  return serving.instance !== null && instanceTypeOf(serving.instance.type)?.hasLocalDisk === false;
}

/** The parameter, and what to let the roles do with the key: named here, because its policy is the team's. */
export function keyPart(facts: DeploymentFacts): Part {
  const { serving, workload, extras } = facts;
  if (!extras.has('kms')) return {};
  const encrypted = [
    ...(takesVolumeKey(facts) ? [serving.serverless === null ? 'volumes' : 'the image'] : []),
    ...(isQueue(serving.option) ? ['responses', 'topics'] : []),
    ...(isJob(serving.option) ? ['results'] : []),
    ...(workload.requiresDataCapture === true ? ['captured data'] : []),
  ];
  // The role alone would use it.
  if (encrypted.length === 0 && extras.has('own-role')) return {};
  const uses = encrypted.length === 0 ? 'of the model data' : `for ${joined(encrypted, 'and')}`;
  const grants = takesVolumeKey(facts) ? ', and CreateGrant to them and to you' : '';
  return {
    parameters: {
      [PARAMETER]: {
        Type: 'String',
        Description: `KMS key ${uses}. Its policy has to allow Decrypt, Encrypt and GenerateDataKey to the roles here${grants}.`,
        AllowedPattern: '^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$',
        ConstraintDescription: 'The ARN of a KMS key.',
      },
    },
  };
}

const withKey = ({ extras }: DeploymentFacts, Sid: string, Action: Value): readonly Value[] =>
  extras.has('kms') ? [allow(Sid, Action, ref(PARAMETER))] : [];

/** To read and write what the key encrypts: objects, topics, queues (DG sagemaker-roles, 2026-09; SQS and SNS data keys). */
export const keyUse = (facts: DeploymentFacts): readonly Value[] =>
  withKey(facts, 'UseKey', ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']);

/** To have SageMaker encrypt volumes: of a role that SageMaker assumes, or that updates an endpoint (DG api-permissions-reference, 2026-09). */
export const grantVolumes = (facts: DeploymentFacts): readonly Value[] =>
  takesVolumeKey(facts) ? withKey(facts, 'GrantVolumes', 'kms:CreateGrant') : [];

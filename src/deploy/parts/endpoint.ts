import { type DeploymentFacts, instanceOf } from '../facts.ts';
import { startUpTimeouts } from '../images/serving-image.ts';
import { getAtt, type Part, ref, type Value } from '../template.ts';
import { ENDPOINT_NAME } from './alarms.ts';
import { keyed, takesVolumeKey } from './encryption.ts';
import { hostDriver } from './host.ts';
import { endpointLogs } from './logs.ts';
import { folderParameter } from './model-data.ts';
import { capacityOf } from './pools.ts';
import { writeObjects } from './role.ts';
import { rolloutOf } from './rollout.ts';
import { routing } from './scaling.ts';

/** Characters of an endpoint's name (API CreateEndpoint, 2026-09). */
const NAME_MAX = 63;

/** Room for an image and the weights, as it is priced. Instances with a disk have no volume. */
export function volumeSize(facts: DeploymentFacts): Record<string, number> {
  const { volumeGB } = instanceOf(facts);
  return volumeGB === null ? {} : { VolumeSizeInGB: volumeGB };
}

export const instanceVariant = (
  facts: DeploymentFacts,
  name: string,
  model: string,
  weight: Value,
  count: Value,
): Record<string, Value> => ({
  VariantName: name,
  ModelName: getAtt(model, 'ModelName'),
  ...capacityOf(facts).properties,
  InitialInstanceCount: count,
  ...(facts.serving.variants > 1 && { InitialVariantWeight: weight }),
  ...routing(facts),
  ...hostDriver(facts).properties,
  ...startUpTimeouts(facts),
  ...volumeSize(facts),
});

/**
 * The configuration, without a name: every change replaces it. The endpoint keeps the stack's, and the counts that scaling has
 * set. `alarms`: those on which an update goes back, by logical ID.
 */
export function endpointPart(
  facts: DeploymentFacts,
  variants: readonly Value[],
  alarms: readonly string[],
  extra: Readonly<Record<string, Value>> = {},
): Part {
  const { serving } = facts;
  const keepsCounts = serving.instance !== null && serving.scaling !== 'fixed';
  const driver = hostDriver(facts).part;
  const logs = endpointLogs();
  return {
    ...(driver.parameters && { parameters: driver.parameters }),
    ...(driver.conditions && { conditions: driver.conditions }),
    notes: [...(driver.notes ?? []), ...(logs.notes ?? [])],
    resources: {
      ...logs.resources,
      EndpointConfig: {
        Type: 'AWS::SageMaker::EndpointConfig',
        Properties: { ...extra, ...volumeKey(facts), ProductionVariants: variants },
      },
      Endpoint: {
        Type: 'AWS::SageMaker::Endpoint',
        DependsOn: 'EndpointLogs',
        Properties: {
          EndpointName: ENDPOINT_NAME,
          EndpointConfigName: getAtt('EndpointConfig', 'EndpointConfigName'),
          ...(keepsCounts && { RetainAllVariantProperties: true }),
          ...(alarms.length > 0 && rolloutOf(facts, alarms)),
        },
      },
    },
    outputs: {
      EndpointName: {
        Description: `What callers invoke. It is the stack's name, which is at most ${NAME_MAX} characters here.`,
        Value: getAtt('Endpoint', 'EndpointName'),
      },
      EndpointArn: { Description: 'For sagemaker:InvokeEndpoint in the policy of callers.', Value: ref('Endpoint') },
    },
  };
}

export const volumeKey = (facts: DeploymentFacts): Record<string, Value> =>
  takesVolumeKey(facts) ? keyed(facts, 'KmsKeyId') : {};

/** Where requests and answers are captured, and what that needs; nothing where it isn't required. */
export function dataCapture(facts: DeploymentFacts): {
  part: Part;
  properties: Record<string, Value>;
  statements: readonly Value[];
} {
  if (facts.workload.requiresDataCapture !== true) return { part: {}, properties: {}, statements: [] };
  return {
    part: {
      parameters: {
        DataCaptureUri: folderParameter(
          'S3 prefix for captured requests and responses. All are stored, and nothing here deletes them: set a lifecycle rule.',
        ),
      },
    },
    properties: {
      DataCaptureConfig: {
        EnableCapture: true,
        InitialSamplingPercentage: 100,
        DestinationS3Uri: ref('DataCaptureUri'),
        ...keyed(facts, 'KmsKeyId'),
        CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      },
    },
    statements: [writeObjects('DataCaptureUri')],
  };
}

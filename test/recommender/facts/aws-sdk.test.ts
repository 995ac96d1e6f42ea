import { describe, expect, it } from 'vitest';
import { INSTANCE_TYPE_NAMES, instanceTypeOf } from '../../../src/recommender/facts/instance-types.ts';
import {
  MULTI_MODEL_GPU_INSTANCES,
  QUOTAS,
  SERVERLESS_MEMORY_SIZES_MB,
} from '../../../src/recommender/facts/quotas.ts';
import { commandDocOf, docOf, enumOf, membersOf, type SdkPackage, versionOf } from '../../support/aws-sdk.ts';

const RUNTIME: SdkPackage = '@aws-sdk/client-sagemaker-runtime';

type QuotaId = keyof typeof QUOTAS;

/** Where a figure is documented, around which number, and the stated unit in that of our quota: 1 where they are the same. */
type Stated = readonly [doc: () => string, says: RegExp, times?: number];

const invokeEndpoint = () => commandDocOf('InvokeEndpointCommand', RUNTIME);
const transform = (member: string) => () => docOf('CreateTransformJobRequest', member);
const asynchronous = (member: string) => () => docOf('InvokeEndpointAsyncInput', member, RUNTIME);

/** Every quota that the SDK states, with the words in which it does. */
// biome-ignore format: one quota a line.
const STATED: Partial<Record<QuotaId, Stated>> = {
  realTimeProcessing: [invokeEndpoint, /maximum processing time of (\d+) seconds/],
  slowCall: [invokeEndpoint, /going to take (\d+)-60 seconds/],
  slowCallClientTimeout: [invokeEndpoint, /socket timeout should be set to be (\d+) seconds/],
  serverlessMemory: [() => docOf('ProductionVariantServerlessConfig', 'MemorySizeInMB'), /or (\d+) MB/, 1 / 1024],
  asynchronousProcessingDefault: [asynchronous('InvocationTimeoutSeconds'), /default is 15 minutes, or ([\d,]+) seconds/],
  asynchronousQueueAge: [asynchronous('RequestTTLSeconds'), /default is 6 hours, or ([\d,]+) seconds/],
  batchRecord: [transform('MaxPayloadInMB'), /cannot be greater than (\d+) MB/],
  batchRecordDefault: [transform('MaxPayloadInMB'), /default value is (\d+) MB/],
  batchConcurrencyDefault: [transform('MaxConcurrentTransforms'), /default value is (\d+)/],
  instancePools: [() => docOf('InstancePool', 'Priority'), /Valid values: 1 to (\d+)/],
  batchRecordProcessingDefault: [() => docOf('ModelClientConfig', 'InvocationsTimeoutInSeconds'), /default value is (\d+)/],
  componentScaleInCoolDown: [() => docOf('ProductionVariantManagedInstanceScalingScaleInPolicy', 'CooldownInMinutes'),
    /Default value: (\d+)/, 60],
};

/** The others are on pages of AWS's, or a range of its service model, which the packages leave out. */
const NOT_IN_THE_SDK: readonly QuotaId[] = [
  'realTimePayload',
  'realTimeResponseStream',
  'realTimeBidirectionalStream',
  'modelSizeGuidance',
  'startUpTimeout',
  'volume',
  'invocationsPerSecond',
  'endpointInstances',
  'serverlessPayload',
  'serverlessProcessing',
  'serverlessImage',
  'serverlessDisk',
  'serverlessConcurrency',
  'serverlessAccountConcurrency',
  'serverlessEndpoints',
  'asynchronousPayload',
  'asynchronousProcessing',
  'batchRecordProcessing',
  'batchInstances',
  'scalingCoolDown',
  'containersPerEndpoint',
];

const numberIn = ([doc, says, times = 1]: Stated): number => Number(says.exec(doc())?.[1]?.replaceAll(',', '')) * times;

describe("AWS's SDK", () => {
  it('is the version that the lists were read from', () => {
    expect(versionOf('@aws-sdk/client-sagemaker')).toBe('3.1142.0');
    expect(versionOf(RUNTIME)).toBe('3.1164.0');
  });

  it.each(Object.entries(STATED))('states %s as we do', (id, stated) => {
    expect(numberIn(stated)).toBe(QUOTAS[id as QuotaId].value);
  });

  it('states every quota, or it is named as one that the SDK leaves out', () => {
    expect([...Object.keys(STATED), ...NOT_IN_THE_SDK].toSorted()).toEqual(Object.keys(QUOTAS).toSorted());
  });

  it('states at most 100 instances for a transform job', () => {
    expect(docOf('TransformResources', 'InstanceCount')).toContain(
      `the maximum is ${QUOTAS.batchInstances.disputed.value}`,
    );
  });

  it('lists the 6 memory sizes of a serverless endpoint', () => {
    const sizes = docOf('ProductionVariantServerlessConfig', 'MemorySizeInMB')
      .match(/\d{4}(?= MB)/g)
      ?.map(Number);
    expect(sizes).toEqual(SERVERLESS_MEMORY_SIZES_MB);
  });
});

describe('the calls', () => {
  const parametersOf = (input: string): string[] => membersOf(input, RUNTIME);

  it('name a model of a multi-model endpoint, but not where the answer is streamed', () => {
    expect(parametersOf('InvokeEndpointInput')).toContain('TargetModel');
    expect(parametersOf('InvokeEndpointWithResponseStreamInput')).not.toContain('TargetModel');
  });

  it('name a container and a component, streamed or not', () => {
    for (const input of ['InvokeEndpointInput', 'InvokeEndpointWithResponseStreamInput'])
      expect(parametersOf(input)).toEqual(
        expect.arrayContaining(['TargetContainerHostname', 'InferenceComponentName', 'TargetVariant']),
      );
  });

  it('name none of the three behind a queue, and its two time limits', () => {
    const parameters = parametersOf('InvokeEndpointAsyncInput');
    for (const target of ['TargetModel', 'TargetContainerHostname', 'InferenceComponentName', 'TargetVariant'])
      expect(parameters).not.toContain(target);
    expect(parameters).toEqual(expect.arrayContaining(['InvocationTimeoutSeconds', 'RequestTTLSeconds']));
  });
});

describe('the settings that a warning names', () => {
  it.each([
    ['CreateModelInput', 'EnableNetworkIsolation'],
    ['CreateEndpointConfigInput', 'EnableNetworkIsolation'],
    ['CreateEndpointConfigInput', 'VpcConfig'],
    ['ProductionVariant', 'InstancePools'],
    ['ProductionVariantManagedInstanceScaling', 'MinInstanceCount'],
    ['CreateTransformJobRequest', 'MaxPayloadInMB'],
    ['CreateTransformJobRequest', 'MaxConcurrentTransforms'],
    ['ModelClientConfig', 'InvocationsTimeoutInSeconds'],
  ])('are there: %s.%s', (input, member) => {
    expect(membersOf(input)).toContain(member);
  });

  it('serve batch transform as well where they are set on the model: the VPC, and so perhaps network isolation', () => {
    expect(docOf('CreateModelInput', 'VpcConfig')).toContain('used in hosting services and in batch transform');
    expect(docOf('CreateModelInput', 'EnableNetworkIsolation')).toContain('Isolates the model container');
  });
});

describe('the instance types', () => {
  const ofEndpoints = enumOf('ProductionVariantInstanceType');
  const ofJobs = enumOf('TransformInstanceType');

  it('are 277 for endpoints and 116 for transform jobs', () => {
    expect([ofEndpoints.length, ofJobs.length]).toEqual([277, 116]);
  });

  it('are all known to us', () => {
    expect(ofEndpoints.filter((type) => instanceTypeOf(type) === undefined)).toEqual([]);
    expect(INSTANCE_TYPE_NAMES.toSorted()).toEqual(ofEndpoints.toSorted());
  });

  it('are the same for transform jobs', () => {
    expect(INSTANCE_TYPE_NAMES.filter((type) => instanceTypeOf(type)?.validForTransform).toSorted()).toEqual(
      ofJobs.toSorted(),
    );
  });

  it('have all 12 on which a multi-model endpoint has a GPU', () => {
    expect(ofEndpoints).toEqual(expect.arrayContaining([...MULTI_MODEL_GPU_INSTANCES]));
  });
});

import { describe, expect, it } from 'vitest';
import { checkTexts, codesOf, onlyOf, templateWith, variantWith } from './support/check-text.ts';

const found = (template: object) => onlyOf(checkTexts({ 'template.json': template }));

const SERVERLESS = { InstanceType: undefined, InitialInstanceCount: undefined };
const serverless = (config: object, changes: Readonly<Record<string, unknown>> = {}) => ({
  ...variantWith({ ...SERVERLESS, ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5, ...config } }, changes),
  Target: undefined,
  Policy: undefined,
});
const image = (tag: string) => ({
  Model: { PrimaryContainer: { Image: `763104351884.dkr.ecr.eu-west-1.amazonaws.com/vllm:${tag}` } },
});
const CU13 = image('0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker');
const asynchronous = { AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://b/' } } };
const alarm = (more: object) => ({
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/SageMaker',
      MetricName: 'Invocation5XXErrors',
      Dimensions: [
        { Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint', 'EndpointName'] } },
        { Name: 'VariantName', Value: 'main' },
      ],
      Statistic: 'Average',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0.01,
      ...more,
    },
  },
});

describe('a template', () => {
  it('keeps the names of its resources as they are written, in every sentence', () => {
    const { endpoints } = checkTexts({
      'main.tf.json': {
        resource: {
          aws_sagemaker_endpoint_configuration: {
            c: {
              name: 'c',
              production_variants: [
                { variant_name: 'v', model_name: 'm', instance_type: 'ml.m7i.large', initial_instance_count: 2 },
              ],
            },
          },
          aws_sagemaker_endpoint: { e: { name: 'jp', endpoint_config_name: 'c' } },
          aws_appautoscaling_target: {
            t: {
              min_capacity: 4,
              max_capacity: 2,
              resource_id: 'endpoint/jp/variant/v',
              scalable_dimension: 'sagemaker:variant:DesiredInstanceCount',
              service_namespace: 'sagemaker',
            },
          },
        },
      },
    });
    expect(endpoints[0]?.line.findings[0]?.text).toBe(
      'aws_appautoscaling_target.t: the minimum 4 exceeds the maximum 2.',
    );
  });

  it('without a fault has no finding', () => {
    expect(codesOf(found(templateWith({}, alarm({}))))).toEqual([]);
  });

  it.each<[what: string, template: object, codes: string[]]>([
    [
      '4 instances at least and 2 at most',
      templateWith({ Target: { MinCapacity: 4, MaxCapacity: 2 } }),
      ['error template-capacity-bounds'],
    ],
    ['0 real-time instances at least', templateWith({ Target: { MinCapacity: 0 } }), ['error template-zero-minimum']],
    [
      'a target of another variant',
      templateWith({ Target: { ResourceId: { 'Fn::Sub': `endpoint/\${Endpoint.EndpointName}/variant/other` } } }),
      ['error template-resource-id'],
    ],
    [
      'a target that may come before its endpoint',
      templateWith({ Endpoint: { EndpointName: 'churn' }, Target: { ResourceId: 'endpoint/churn/variant/main' } }),
      ['error template-order'],
    ],
    ['a target without a policy', templateWith({ Policy: undefined }), ['warning template-no-policy']],
    ['2 to 2 instances', templateWith({ Target: { MaxCapacity: 2 } }), ['warning cannot-scale']],
    [
      'an endpoint without a configuration',
      templateWith({
        Endpoint: { EndpointConfigName: undefined },
        Config: undefined,
        Target: undefined,
        Policy: undefined,
      }),
      ['error template-no-configuration'],
    ],
    [
      'an ARN where a name is due',
      templateWith({ Endpoint: { EndpointConfigName: { Ref: 'Config' } } }),
      ['error template-arn-for-name'],
    ],
    ['a type of EC2', templateWith(variantWith({ InstanceType: 'm5.xlarge' })), ['error template-instance-type']],
    [
      'a type that nobody knows',
      templateWith(variantWith({ InstanceType: 'ml.m99.xlarge' })),
      ['warning template-instance-type'],
    ],
    ['600 GB of storage', templateWith(variantWith({ VolumeSizeInGB: 600 })), ['error template-range']],
    [
      '4,000 s to start',
      templateWith(variantWith({ ContainerStartupHealthCheckTimeoutInSeconds: 4000 })),
      ['error template-range'],
    ],
    [
      '1,500 MB of serverless memory',
      templateWith(serverless({ MemorySizeInMB: 1500 })),
      ['error template-serverless-memory'],
    ],
    [
      '201 serverless requests at once',
      templateWith(serverless({ MaxConcurrency: 201 })),
      ['error template-serverless-concurrency'],
    ],
    [
      'more provisioned than at most',
      templateWith(serverless({ ProvisionedConcurrency: 6 })),
      ['error template-serverless-concurrency'],
    ],
    [
      'a serverless endpoint with a queue',
      templateWith(serverless({}, asynchronous)),
      ['error template-serverless-settings'],
    ],
    [
      'a serverless endpoint in a VPC',
      templateWith({ ...serverless({}), Model: { VpcConfig: { Subnets: ['s-1'] } } }),
      ['error template-serverless-settings'],
    ],
    [
      'instances of a serverless endpoint',
      templateWith({ ...serverless({}), Target: {}, Policy: {} }),
      ['error template-dimension', 'error metric-never-published'],
    ],
    [
      'a queue that follows invocations',
      templateWith(variantWith({}, asynchronous)),
      ['error metric-never-published', 'note never-at-zero'],
    ],
    [
      'a queue at zero that nothing wakes',
      templateWith({ ...variantWith({}, asynchronous), Target: { MinCapacity: 0 }, Policy: undefined }),
      ['error no-wake-up', 'warning template-no-policy'],
    ],
    [
      'components without a role',
      templateWith({ ...variantWith({ ModelName: undefined }), Target: undefined, Policy: undefined }),
      ['error template-no-role'],
    ],
    [
      'an average that has to exceed 1',
      templateWith({}, alarm({ Threshold: 1 })),
      ['warning template-alarm-never-rings'],
    ],
    [
      'a metric that AWS only misspells',
      templateWith({}, alarm({ MetricName: 'Invocations5XXErrors' })),
      ['warning alarm-without-data'],
    ],
    [
      'an alarm by the endpoint alone',
      templateWith(
        {},
        alarm({ Dimensions: [{ Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint', 'EndpointName'] } }] }),
      ),
      ['warning alarm-without-data'],
    ],
    [
      'a configuration with a fixed name',
      templateWith({ Config: { EndpointConfigName: 'churn' } }),
      ['warning template-fixed-name'],
    ],
    [
      'CUDA 13 on the default driver of g6',
      templateWith({ ...CU13, ...variantWith({ InstanceType: 'ml.g6.xlarge' }) }),
      ['warning template-host-image'],
    ],
    [
      'CUDA 13 on a host for CUDA 12',
      templateWith({
        ...CU13,
        ...variantWith({ InstanceType: 'ml.g6.xlarge', InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' }),
      }),
      ['error template-host-image'],
    ],
    [
      'a GPU host on a processor type',
      templateWith(variantWith({ InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' })),
      ['warning template-host-image'],
    ],
    [
      'counts that a deployment resets',
      templateWith({ Endpoint: { RetainAllVariantProperties: undefined } }),
      ['note template-count-reset'],
    ],
    [
      'one instance',
      templateWith({ ...variantWith({ InitialInstanceCount: 1 }), Target: undefined, Policy: undefined }),
      ['note one-instance'],
    ],
    ['an old generation', templateWith(variantWith({ InstanceType: 'ml.m4.xlarge' })), ['note old-generation']],
  ])('with %s is told', (_, template, codes) => {
    expect(codesOf(found(template))).toEqual(codes);
  });

  it('says which CUDA, which driver, and what to set', () => {
    const [{ text } = { text: '' }] = found(templateWith({ ...CU13, ...variantWith({ InstanceType: 'ml.g6.xlarge' }) }))
      .line.findings;
    expect(text).toBe(
      'The image has CUDA 13, and the driver of ml.g6.xlarge is for 12.2 by default. Set InferenceAmiVersion to al2023-ami-sagemaker-inference-gpu-4-1.',
    );
  });

  it('with a name that only deployment knows has the same findings as with a known one', () => {
    const named = templateWith({ Endpoint: { EndpointName: { Ref: 'AWS::StackName' } } });
    expect(codesOf(found(named))).toEqual([]);
  });
});

describe('a transform job', () => {
  const job = (type: string, name: string) => ({
    Resources: {
      Nightly: {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          Target: {
            Arn: 'arn:aws:scheduler:::aws-sdk:sagemaker:createTransformJob',
            Input: JSON.stringify({
              TransformJobName: name,
              TransformResources: { InstanceType: type, InstanceCount: 2 },
            }),
          },
        },
      },
    },
  });

  it('is found in the input of a schedule, with its price per hour', () => {
    const { line, counts, hourlyUsd } = found(job('ml.m5.xlarge', 'nightly-<aws.scheduler.execution-id>'));
    expect([line.kind, line.runs.option, line.runs.instance, counts]).toEqual([
      'transform',
      'batch-transform',
      'ml.m5.xlarge',
      { min: 2, max: 2 },
    ]);
    expect([hourlyUsd, line.monthlyUsd, line.findings]).toEqual([0.23, { minimum: 0, maximum: null }, []]);
  });

  it('takes no ml.r5.large, and not one name for all runs', () => {
    expect(codesOf(found(job('ml.r5.large', 'nightly')))).toEqual([
      'error template-transform-type',
      'error template-job-name',
    ]);
  });
});

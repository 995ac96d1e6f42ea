import { describe, expect, it } from 'vitest';
import { checkTexts, codesOf, onlyOf, templateWith, terraformWith, variantWith } from './support/check-text.ts';

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
    const variant = { variant_name: 'v', model_name: 'm', instance_type: 'ml.m7i.large', initial_instance_count: 2 };
    const resource = terraformWith(variant, { min_capacity: 4, max_capacity: 2 });
    const { endpoints } = checkTexts({ 'main.tf.json': { resource } });
    expect(endpoints[0]?.line.findings[0]?.text).toBe(
      'aws_appautoscaling_target.t: the minimum 4 exceeds the maximum 2.',
    );
  });

  it('without a fault has no finding', () => {
    expect(codesOf(found(templateWith({}, alarm({}))))).toEqual([]);
  });

  // biome-ignore format: one case a line.
  it.each<[what: string, told: string, changes: Parameters<typeof templateWith>[0], more?: ReturnType<typeof alarm>]>([
    ['4 instances at least and 2 at most', 'error template-capacity-bounds', { Target: { MinCapacity: 4, MaxCapacity: 2 } }],
    ['0 real-time instances at least', 'error template-zero-minimum', { Target: { MinCapacity: 0 } }],
    ['a target of another variant', 'error template-resource-id',
      { Target: { ResourceId: { 'Fn::Sub': `endpoint/\${Endpoint.EndpointName}/variant/other` } } }],
    ['a target that may come before its endpoint', 'error template-order',
      { Endpoint: { EndpointName: 'churn' }, Target: { ResourceId: 'endpoint/churn/variant/main' } }],
    ['a target without a policy', 'warning template-no-policy', { Policy: undefined }],
    ['2 to 2 instances', 'warning cannot-scale', { Target: { MaxCapacity: 2 } }],
    ['an endpoint without a configuration', 'error template-no-configuration',
      { Endpoint: { EndpointConfigName: undefined }, Config: undefined, Target: undefined, Policy: undefined }],
    ['an ARN where a name is due', 'error template-arn-for-name', { Endpoint: { EndpointConfigName: { Ref: 'Config' } } }],
    ['a type of EC2', 'error template-instance-type', variantWith({ InstanceType: 'm5.xlarge' })],
    ['a type that nobody knows', 'warning template-instance-type', variantWith({ InstanceType: 'ml.m99.xlarge' })],
    ['600 GB of storage', 'error template-range', variantWith({ VolumeSizeInGB: 600 })],
    ['4,000 s to start', 'error template-range', variantWith({ ContainerStartupHealthCheckTimeoutInSeconds: 4000 })],
    ['1,500 MB of serverless memory', 'error template-serverless-memory', serverless({ MemorySizeInMB: 1500 })],
    ['201 serverless requests at once', 'error template-serverless-concurrency', serverless({ MaxConcurrency: 201 })],
    ['more provisioned than at most', 'error template-serverless-concurrency', serverless({ ProvisionedConcurrency: 6 })],
    ['a serverless endpoint with a queue', 'error template-serverless-settings', serverless({}, asynchronous)],
    ['a serverless endpoint in a VPC', 'error template-serverless-settings',
      { ...serverless({}), Model: { VpcConfig: { Subnets: ['s-1'] } } }],
    ['instances of a serverless endpoint', 'error template-dimension, error metric-never-published',
      { ...serverless({}), Target: {}, Policy: {} }],
    ['a queue that follows invocations', 'error metric-never-published, note never-at-zero', variantWith({}, asynchronous)],
    ['a queue at zero that nothing wakes', 'error no-wake-up, warning template-no-policy',
      { ...variantWith({}, asynchronous), Target: { MinCapacity: 0 }, Policy: undefined }],
    ['components without a role', 'error template-no-role',
      { ...variantWith({ ModelName: undefined }), Target: undefined, Policy: undefined }],
    ['an average that has to exceed 1', 'warning template-alarm-never-rings', {}, alarm({ Threshold: 1 })],
    ['a metric that AWS only misspells', 'warning alarm-without-data', {}, alarm({ MetricName: 'Invocations5XXErrors' })],
    ['an alarm by the endpoint alone', 'warning alarm-without-data',
      {}, alarm({ Dimensions: [{ Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint', 'EndpointName'] } }] })],
    ['a configuration with a fixed name', 'warning template-fixed-name', { Config: { EndpointConfigName: 'churn' } }],
    ['CUDA 13 on the default driver of g6', 'warning template-host-image',
      { ...CU13, ...variantWith({ InstanceType: 'ml.g6.xlarge' }) }],
    ['CUDA 13 on a host for CUDA 12', 'error template-host-image',
      { ...CU13, ...variantWith({ InstanceType: 'ml.g6.xlarge', InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' }) }],
    ['a GPU host on a processor type', 'warning template-host-image',
      variantWith({ InferenceAmiVersion: 'al2-ami-sagemaker-inference-gpu-3-1' })],
    ['counts that a deployment resets', 'note template-count-reset', { Endpoint: { RetainAllVariantProperties: undefined } }],
    ['one instance', 'note one-instance',
      { ...variantWith({ InitialInstanceCount: 1 }), Target: undefined, Policy: undefined }],
    ['an old generation', 'note old-generation', variantWith({ InstanceType: 'ml.m4.xlarge' })],
  ])('with %s is told: %s', (_, told, changes, more) => {
    expect(codesOf(found(templateWith(changes, more))).join(', ')).toBe(told);
  });

  it('that wakes late is a warning, and one that nothing ever wakes an error', () => {
    const policy = (MetricName: unknown) => ({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 5,
        CustomizedMetricSpecification: {
          Namespace: 'AWS/SageMaker',
          MetricName,
          Dimensions: [{ Name: 'EndpointName', Value: { 'Fn::GetAtt': ['Endpoint', 'EndpointName'] } }],
        },
      },
    });
    const queue = (Target: object, Policy: object) =>
      found(
        templateWith({
          ...variantWith({}, asynchronous),
          Target: { MinCapacity: 0, ...Target },
          Policy: { ...Policy },
        }),
      );
    const scheduled = { ScheduledActions: [{ ScalableTargetAction: { MinCapacity: 1 } }] };
    const cases = [
      queue({}, policy('ApproximateBacklogSizePerInstance')),
      queue({}, policy('CPUUtilization')),
      queue({}, policy({ Ref: 'AWS::StackName' })),
      queue(scheduled, policy('CPUUtilization')),
    ];
    expect(cases.map((one) => codesOf(one).filter((code) => code.endsWith('no-wake-up')))).toEqual([
      ['warning no-wake-up'],
      ['error no-wake-up'],
      ['warning no-wake-up'],
      ['warning no-wake-up'],
    ]);
    expect(cases.map(({ line }) => line.findings.find(({ code }) => code === 'no-wake-up')?.text)).toEqual([
      'At zero instances, requests wait until the backlog exceeds the target: no step scaling on HasBacklogWithoutCapacity.',
      'At zero instances, requests wait without end: no policy on the backlog or HasBacklogWithoutCapacity, and no schedule.',
      'At zero instances, requests wait until the backlog exceeds the target: no step scaling on HasBacklogWithoutCapacity.',
      'At zero instances, requests wait until a scheduled action adds one: no step scaling on HasBacklogWithoutCapacity.',
    ]);
  });

  it.each([
    [
      'of parameters and the stack',
      `\${Stage}-\${AWS::StackName}-config`,
      [
        "Config has a fixed name, made of parameter Stage and AWS::StackName. A change replaces it, and the new one can't have the name of the old one.",
      ],
    ],
    ['with a parameter that changes with each deployment', `\${Stage}-\${CommitSha}`, []],
    ['with the name of a model, which changes with it', `\${Model.ModelName}-config`, []],
  ])('for a name of the configuration %s says as much', (_, name, texts) => {
    const Parameters = { Stage: { Type: 'String' }, CommitSha: { Type: 'String' } };
    const { line } = found(templateWith({ Config: { EndpointConfigName: { 'Fn::Sub': name } } }, {}, { Parameters }));
    expect(line.findings.filter(({ code }) => code === 'template-fixed-name').map(({ text }) => text)).toEqual(texts);
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

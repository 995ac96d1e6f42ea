import { afterEach, describe, expect, it } from 'vitest';
import { readMeasuringJob } from '../../src/account/aws/read-job.ts';
import type { Faults, World } from '../support/aws/world.ts';
import { type AwsAccess, giveAwsAccess } from '../support/aws-access.ts';

// The real SDK against the double of AWS.

const RECOMMENDED = {
  AIRecommendationJobName: 'chat-measured',
  AIRecommendationJobArn: 'arn:aws:sagemaker:us-east-1:123456789012:ai-recommendation-job/chat-measured',
  AIRecommendationJobStatus: 'Completed',
  AIWorkloadConfigIdentifier: 'chat-load',
  ModelSource: { S3: { S3Uri: 's3://bucket/weights/' } },
  OutputConfig: { S3OutputLocation: 's3://bucket/results/' },
  PerformanceTarget: { Constraints: [{ Metric: 'throughput' }] },
  RoleArn: 'arn:aws:iam::123456789012:role/Measures',
  CreationTime: new Date(Date.UTC(2026, 7, 1, 10)),
  EndTime: new Date(Date.UTC(2026, 7, 1, 14)),
  Recommendations: [
    {
      DeploymentConfiguration: { InstanceType: 'ml.g6e.xlarge', InstanceCount: 1 },
      ExpectedPerformance: [
        { Metric: 'request_throughput', Stat: 'avg', Value: '3.2', Unit: 'Requests/Second' },
        { Metric: 'output_token_throughput', Stat: 'avg', Value: '1600', Unit: 'Tokens/Second' },
      ],
    },
  ],
};
const LOAD = {
  AIWorkloadConfigName: 'chat-load',
  AIWorkloadConfigArn: 'arn:aws:sagemaker:us-east-1:123456789012:ai-workload-config/chat-load',
  CreationTime: new Date(0),
  AIWorkloadConfigs: {
    WorkloadSpec: {
      Inline: JSON.stringify({
        benchmark: { type: 'aiperf' },
        parameters: { concurrency: 77, prompt_input_tokens_mean: 1000, output_tokens_mean: 500 },
      }),
    },
  },
};
const TESTED = {
  JobName: 'images-measured',
  JobArn: 'arn:aws:sagemaker:us-east-1:123456789012:inference-recommendations-job/images-measured',
  JobType: 'Advanced',
  RoleArn: 'arn:aws:iam::123456789012:role/Measures',
  Status: 'COMPLETED',
  CreationTime: new Date(Date.UTC(2026, 7, 1, 10)),
  CompletionTime: new Date(Date.UTC(2026, 7, 2, 1)),
  LastModifiedTime: new Date(Date.UTC(2026, 7, 2, 1)),
  InputConfig: { ModelPackageVersionArn: 'arn:aws:sagemaker:us-east-1:123456789012:model-package/ours/1' },
  InferenceRecommendations: [
    {
      EndpointConfiguration: {
        EndpointName: 'e',
        VariantName: 'v',
        InstanceType: 'ml.c5.xlarge',
        InitialInstanceCount: 1,
      },
      ModelConfiguration: {},
      Metrics: { MaxInvocations: 1200, ModelLatency: 45_000, CostPerHour: 0.2, CostPerInference: 1e-6 },
    },
  ],
};
const BENCHMARKED = {
  AIBenchmarkJobName: 'bench',
  AIBenchmarkJobArn: 'arn:aws:sagemaker:us-east-1:123456789012:ai-benchmark-job/bench',
  AIBenchmarkJobStatus: 'Completed',
  OutputConfig: { S3OutputLocation: 's3://bucket/bench/' },
};
const WORLD: World = { measuring: [RECOMMENDED, LOAD, TESTED, BENCHMARKED] };

describe('a job that measures, by its name', () => {
  let access: AwsAccess;
  const start = async (worlds: Readonly<Record<string, World>>, faults?: Faults): Promise<void> => {
    access = await giveAwsAccess(worlds, faults);
  };
  const read = (name: string, ...regions: string[]) =>
    readMeasuringJob(name, regions as [string], { signal: new AbortController().signal, attemptMs: 2000 });
  afterEach(() => access.end());

  it('of AI recommendation has its figures, and the load from its workload configuration', async () => {
    await start({ 'us-east-1': WORLD });
    const job = await read('chat-measured', 'us-east-1');
    expect(job).toMatchObject({
      ok: true,
      measurements: [
        {
          source: 'sagemaker-ai-recommendation',
          instanceType: 'ml.g6e.xlarge',
          measuredAt: '2026-08-01',
          points: [
            {
              concurrency: 77,
              requestsPerSecond: 3.2,
              outputTokensPerSecond: 1600,
              inputTokens: 1000,
              outputTokens: 500,
            },
          ],
        },
      ],
    });
    expect(access.double.seen.writes).toEqual([]);
  });

  it('has no load where the configuration may not be read', async () => {
    await start({ 'us-east-1': WORLD }, { denied: ['sagemaker:DescribeAIWorkloadConfig'] });
    const job = await read('chat-measured', 'us-east-1');
    expect(job.ok && job.measurements[0]?.points[0]).toMatchObject({ concurrency: null, requestsPerSecond: 3.2 });
  });

  it('of Inference Recommender is found in the second Region: 1,200 per minute are 20 per second', async () => {
    await start({ 'us-east-1': {}, 'eu-west-1': WORLD });
    const job = await read('images-measured', 'us-east-1', 'eu-west-1');
    expect(job).toMatchObject({
      ok: true,
      measurements: [
        {
          source: 'inference-recommender',
          instanceType: 'ml.c5.xlarge',
          points: [{ requestsPerSecond: 20, seconds: { mean: 0.045 } }],
        },
      ],
    });
  });

  it('of benchmarks is refused with the place of its figures', async () => {
    await start({ 'us-east-1': WORLD });
    expect(await read('bench', 'us-east-1')).toEqual({
      ok: false,
      text: "This answer of AWS holds no figures. Unpack output.tar.gz under s3://bucket/bench/ and give AIPerf's JSON from it.",
    });
  });

  it('that still runs is refused with its state', async () => {
    await start({ 'us-east-1': { measuring: [{ ...RECOMMENDED, AIRecommendationJobStatus: 'InProgress' }] } });
    expect(await read('chat-measured', 'us-east-1')).toEqual({
      ok: false,
      text: 'The job is InProgress. Take its answer when it is Completed.',
    });
  });

  it('that is nowhere is looked for in each Region, as each kind', async () => {
    await start({ 'us-east-1': WORLD, 'eu-west-1': WORLD });
    expect(await read('none', 'us-east-1', 'eu-west-1')).toEqual({
      ok: false,
      text: 'No job named none that measures in us-east-1, eu-west-1.',
    });
    expect(Object.fromEntries(access.double.seen.calls)).toEqual({
      'sagemaker:DescribeAIRecommendationJob': 2,
      'sagemaker:DescribeInferenceRecommendationsJob': 2,
      'sagemaker:DescribeAIBenchmarkJob': 2,
    });
  });

  it('names the permission that is missing, and finds what another one allows', async () => {
    await start({ 'us-east-1': WORLD }, { denied: ['sagemaker:DescribeAIRecommendationJob'] });
    expect(await read('chat-measured', 'us-east-1')).toEqual({
      ok: false,
      text: 'No job named chat-measured that measures. Not read: us-east-1: Access denied. It needs sagemaker:DescribeAIRecommendationJob.',
    });
    expect((await read('images-measured', 'us-east-1')).ok).toBe(true);
  });

  it('is told of once where nobody is signed in', async () => {
    await start({ 'us-east-1': WORLD });
    access.signOut();
    const job = await read('chat-measured', 'us-east-1', 'eu-west-1');
    expect(job).toEqual({ ok: false, text: expect.stringMatching(/^No AWS credentials found\. Set AWS_PROFILE/) });
  });
});

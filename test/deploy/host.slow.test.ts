import { describe, expect, it } from 'vitest';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import type { Template } from '../../src/deploy/template.ts';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { workload } from '../support/workloads.ts';

function templateOf(stated: Partial<Workload>): Template {
  const deployment = deploymentOf(recommend(workload({ name: 'churn', ...stated })));
  if (!deployment.ok) throw new Error(deployment.text);
  return deployment.template;
}

const CUDA_12 = 'al2-ami-sagemaker-inference-gpu-3-1';
const CUDA_13 = 'al2023-ami-sagemaker-inference-gpu-4-1';

const direct = { trafficPattern: 'variable', responseTimeSeconds: 30 } as const;
const chat = {
  ...direct,
  modelId: 'llama-3-8b',
  inputTokens: 1000,
  outputTokens: 300,
  peakRequestsPerSecond: 5,
} as const;

describe("the driver of a template's hosts", () => {
  const driverOn = (instanceType: string, stated: Partial<Workload> = direct) =>
    templateOf({ ...stated, instanceType }).Parameters['InferenceAmiVersion'];

  it('is for CUDA 13 where the model writes tokens, and else for CUDA 12, on families with an older default', () => {
    for (const type of ['ml.g5.2xlarge', 'ml.g6e.xlarge', 'ml.p5.4xlarge']) {
      expect(driverOn(type, chat)?.Default).toBe(CUDA_13);
      expect(driverOn(type)?.Default).toBe(CUDA_12);
    }
  });

  it('takes one of both or none, and on p5en, whose default is for CUDA 12.4, the newer or none', () => {
    const takes = (type: string, value: string) => new RegExp(String(driverOn(type)?.AllowedPattern)).test(value);
    expect(['', CUDA_12, CUDA_13, 'gpu-4-1'].map((value) => takes('ml.g5.xlarge', value))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(['', CUDA_12, CUDA_13].map((value) => takes('ml.p5en.48xlarge', value))).toEqual([true, false, true]);
    expect(driverOn('ml.p5en.48xlarge')?.Default).toBe('');
  });

  it('is not asked for on g7e and p6, whose hosts have the newest, nor without a GPU', () => {
    for (const type of ['ml.g7e.2xlarge', 'ml.p6-b200.48xlarge', 'ml.c6i.large'])
      expect(driverOn(type)).toBeUndefined();
    expect(
      templateOf({ trafficPattern: 'dataset', requiresGpu: true }).Parameters['InferenceAmiVersion'],
    ).toBeUndefined();
  });

  it('is set on the variant of inference components and behind a queue as well', () => {
    const components = { modelCount: 3, modelsScaleIndependently: true, requiresGpu: true, modelSizeGB: 14 } as const;
    for (const stated of [components, { payloadSizeMB: 500, requiresGpu: true }]) {
      const { Properties } =
        templateOf({ ...direct, ...stated, responseTimeSeconds: 900 }).Resources['EndpointConfig'] ?? {};
      expect(JSON.stringify(Properties?.['ProductionVariants'])).toContain('{"Ref":"InferenceAmiVersion"}');
    }
  });
});

describe('the data of a model that writes tokens', () => {
  const dataIn = (stated: Partial<Workload>) => JSON.stringify(templateOf(stated).Resources['Model']?.Properties);

  it('is a folder of files on real-time and asynchronous endpoints', () => {
    expect(dataIn(chat)).toContain('"ModelDataSource"');
    expect(dataIn({ ...chat, responseTimeSeconds: 900, payloadSizeMB: 500 })).toContain('"ModelDataSource"');
  });

  it('is an archive in a transform job and on a serverless endpoint, which take no folder', () => {
    const job = {
      ...chat,
      trafficPattern: 'dataset',
      responseTimeSeconds: undefined,
      peakRequestsPerSecond: undefined,
    };
    const small = {
      trafficPattern: 'intermittent',
      modelId: 'qwen3-0.6b',
      requiresGpu: false,
      responseTimeSeconds: 30,
    } as const;
    for (const stated of [job, small] as Partial<Workload>[]) {
      expect(dataIn(stated)).toContain('"ModelDataUrl"');
      expect(dataIn(stated)).not.toContain('"ModelDataSource"');
    }
  });
});

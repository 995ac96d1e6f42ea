import { type Spoil, type Spoiled, set, statements, variant } from './spoil.ts';

const container = (resources: Spoiled, model = 'Model'): Spoiled => resources[model].Properties.PrimaryContainer;
const jobOf = (resources: Spoiled): Spoiled => resources.Run.Properties.Definition.States.Transform.Parameters;

const VLLM = '763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker';
const XGBOOST = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:3.2-0-cpu-py3';

const FOLDER = { S3DataSource: { S3Uri: { Ref: 'ModelDataUrl' } } };

/** For each rule of `start-rules.ts`, templates that break it and are good otherwise. */
export const SPOILED_STARTS: Readonly<Record<string, readonly Spoil[]>> = {
  'An image for GPUs is on GPUs alone, and one for CPUs on CPUs': [
    ['serverless', (_, t) => Object.assign(t.Parameters.Image, { Default: VLLM })],
    ['real-time', (_, t) => Object.assign(t.Parameters.Image, { Default: VLLM })],
    ['real-time-language-model', (_, t) => Object.assign(t.Parameters.Image, { Default: XGBOOST })],
  ],
  'The driver of a host is as new as the CUDA of its image': [
    ['real-time-language-model', (r) => Reflect.deleteProperty(variant(r), 'InferenceAmiVersion')],
    ['inference-components-adapters', (r) => Reflect.deleteProperty(variant(r), 'InferenceAmiVersion')],
    ['batch-transform-gpu', (_, t) => Object.assign(t.Parameters.Image, { Default: VLLM })],
  ],
  'Hosts with an older driver than CUDA 12 needs name one': [
    ['real-time-unsized', (r) => Reflect.deleteProperty(variant(r), 'InferenceAmiVersion')],
  ],
  'What is cut off from the Hugging Face Hub takes its weights from S3': [
    ['real-time-language-model', (r) => set(r.Model, { EnableNetworkIsolation: true })],
    ['real-time-language-model', (r) => set(r.Model, { VpcConfig: {} })],
  ],
  'A folder of files is not for serverless, jobs and many models': [
    ['serverless', (r) => Object.assign(container(r), { ModelDataSource: FOLDER })],
    ['batch-transform', (r) => Object.assign(container(r), { ModelDataSource: FOLDER })],
    ['multi-model', (r) => Object.assign(container(r), { ModelDataSource: FOLDER })],
  ],
  'A token is a reference to a secret, and no role reads it': [
    ['real-time-language-model', (r) => Object.assign(container(r).Environment, { HF_TOKEN: 'hf_1234' })],
    ['real-time-language-model', (r) => statements(r.ExecutionRole).push({ Action: 'secretsmanager:GetSecretValue' })],
  ],
  'Copies of a model take no more GPUs than their container gets': [
    ['real-time-language-model', (r) => Object.assign(container(r).Environment, { SM_VLLM_DATA_PARALLEL_SIZE: '16' })],
    [
      'inference-components-adapters',
      (r) => Object.assign(container(r, 'BaseModel').Environment, { OPTION_TENSOR_PARALLEL_DEGREE: 'max' }),
    ],
  ],
  'A container has 600 to 3,600 s to start, and its model as long to arrive': [
    ['real-time', (r) => Object.assign(variant(r), { ContainerStartupHealthCheckTimeoutInSeconds: 7200 })],
    [
      'inference-components-adapters',
      (r) =>
        Object.assign(r.BaseComponent.Properties.Specification.StartupParameters, {
          ModelDataDownloadTimeoutInSeconds: 60,
        }),
    ],
  ],
  'A server gives up no later than SageMaker does': [
    [
      'inference-components-adapters',
      (r) => Object.assign(container(r, 'BaseModel').Environment, { OPTION_MODEL_LOADING_TIMEOUT: '4000' }),
    ],
  ],
  'A volume of 30 to 512 GB is attached to types without a disk alone': [
    ['real-time', (r) => Object.assign(variant(r), { VolumeSizeInGB: 600 })],
    ['real-time-language-model', (r) => Object.assign(variant(r), { VolumeSizeInGB: 100 })],
  ],
  'A job names its driver where its family takes one': [
    ['batch-transform-gpu', (r) => Reflect.deleteProperty(jobOf(r).TransformResources, 'TransformAmiVersion')],
    ['batch-transform', (r) => Object.assign(jobOf(r).TransformResources, { TransformAmiVersion: 'x' })],
  ],
};

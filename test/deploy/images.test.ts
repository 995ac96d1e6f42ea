import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../src/deploy/deployment.ts';
import { cudaOf, imageUri, SERVING_IMAGES } from '../../src/deploy/images/images.ts';
import type { ProposedImage } from '../../src/deploy/template.ts';
import { INSTANCE_TYPE_NAMES, MODEL_FIGURES, type Workload } from '../../src/recommender/index.ts';
import { explained } from '../support/answers.ts';
import { deployed } from './cases.ts';

const imageFor = (stated: Partial<Workload>): ProposedImage => {
  const [image] = deployed(stated).images;
  return image ?? expect.fail();
};

/** The repository and tag of an image; null where none is proposed. */
const nameOf = ({ image }: ProposedImage): string | null => image?.slice(image.indexOf('/') + 1) ?? null;

const parameterOf = (stated: Partial<Workload>, name: string) => deployed(stated).template.Parameters[name];

const variantOf = ({ template }: Deployment): Readonly<Record<string, unknown>> =>
  Object(template.Resources['EndpointConfig']?.Properties['ProductionVariants'])[0];

const direct = { trafficPattern: 'variable', responseTimeSeconds: 30 } as const;
const chat = { ...direct, inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 5 } as const;
const llama = { ...chat, modelId: 'llama-3-8b' } as const;
const embedding = { ...direct, responseTimeSeconds: 1, modelId: 'bge-m3', inputTokens: 300 } as const;
const small = {
  trafficPattern: 'intermittent',
  coldStarts: 'acceptable',
  responseTimeSeconds: 5,
  processingTimeSeconds: 0.1,
  modelSizeGB: 0.5,
  requiresGpu: false,
} as const;

describe("AWS's serving images", () => {
  it('are pulled from the account of the Region', () => {
    expect(imageUri(SERVING_IMAGES['tei-cpu'], 'eu-central-1')).toBe(
      '492215442770.dkr.ecr.eu-central-1.amazonaws.com/tei-cpu:2.0.1-tei1.9.3-cpu-py310-ubuntu24.04',
    );
    expect(imageUri(SERVING_IMAGES.vllm, 'eu-south-1')).toContain(
      '692866216735.dkr.ecr.eu-south-1.amazonaws.com/vllm:',
    );
  });

  it('are in China under its own domain', () => {
    expect(imageUri(SERVING_IMAGES.lmi, 'cn-north-1')).toContain('.dkr.ecr.cn-north-1.amazonaws.com.cn/');
  });

  it('are proposed nowhere that no account is known for', () => {
    expect(imageUri(SERVING_IMAGES.vllm, 'us-gov-west-1')).toBeUndefined();
    expect(imageUri(SERVING_IMAGES.vllm, 'toString')).toBeUndefined();
  });

  it('say their CUDA in the tag: 13.0 of cu130, 12.9 of cu129, none of a CPU', () => {
    expect([SERVING_IMAGES.vllm, SERVING_IMAGES.tei, SERVING_IMAGES.xgboost].map(cudaOf)).toEqual([
      13,
      12.9,
      undefined,
    ]);
  });

  it.each(Object.entries(SERVING_IMAGES))('have families, models and pages that exist: %s', (_, image) => {
    const families = new Set(INSTANCE_TYPE_NAMES.map((type) => type.split('.')[1]));
    const named = image.families === 'cpu' ? [] : image.families;
    expect(named.filter((family) => !families.has(family))).toEqual([]);
    expect((image.models ?? []).filter((id) => !Object.hasOwn(MODEL_FIGURES, id))).toEqual([]);
    expect(image.page).toMatch(/^https:\/\/(?:docs\.aws\.amazon\.com|aws\.github\.io)\//);
    expect(cudaOf(image) === undefined).toBe(image.families === 'cpu');
  });
});

describe('the image of a workload', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['vLLM for a language model', llama, 'vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker'],
    ['Text Embeddings Inference for an embedding model', { ...embedding, requiresGpu: true }, 'tei:2.0.1-tei1.9.3-gpu-py310-cu129-ubuntu24.04'],
    ['its build for CPUs there', { ...embedding, instanceType: 'ml.c6i.2xlarge' }, 'tei-cpu:2.0.1-tei1.9.3-cpu-py310-ubuntu24.04'],
    ['WhisperX for Whisper', { ...direct, modelId: 'whisper-small', instanceType: 'ml.g5.xlarge' }, 'whisperx:3.8.6-cu128-amzn2023-sagemaker'],
    ['vLLM-Omni for a diffusion model that AWS tests', { ...direct, modelId: 'flux.2-klein-4b' }, 'vllm:omni-sagemaker-cuda-v1.5'],
    ['XGBoost on a serverless endpoint', { ...small, modelId: 'xgboost' }, 'sagemaker-xgboost:3.2-0-cpu-py3'],
    ['scikit-learn by its name', { ...small, modelId: 'sklearn-churn' }, 'sagemaker-scikit-learn:1.9-0-cpu-py3'],
    ['Hugging Face for an encoder', { ...direct, modelId: 'bert-base', instanceType: 'ml.c6i.large' },
      'huggingface-pytorch-inference:2.6.0-transformers5.5.3-cpu-py312-ubuntu22.04'],
  ] as const)('is %s', (_, stated, name) => {
    expect(nameOf(imageFor(stated))).toBe(name);
  });

  it('is LMI for adapters over one base model', () => {
    const adapters = { ...llama, modelCount: 3, modelAdapters: true, modelsShareEndpoint: true } as const;
    const { image, environment } = imageFor(adapters);
    expect(image).toContain('/djl-inference:0.36.0-lmi28.0.0-cu130');
    expect(environment).toMatchObject({ HF_MODEL_ID: 'meta-llama/Meta-Llama-3-8B-Instruct', OPTION_MAX_LORAS: '3' });
  });

  it('is none for many models on one GPU, whose account AWS contradicts itself on, and their framework on CPUs', () => {
    const many = {
      ...direct,
      modelCount: 30,
      modelsShareContainer: true,
      modelsShareEndpoint: true,
      modelSizeGB: 0.2,
    } as const;
    const { image, why } = imageFor({ ...many, requiresGpu: true, instanceType: 'ml.g5.2xlarge' });
    expect(image).toBeNull();
    expect(why).toContain("AWS's sources name different accounts for its image");
    expect(nameOf(imageFor({ ...many, modelId: 'xgboost', requiresGpu: false }))).toBe(
      'sagemaker-xgboost:3.2-0-cpu-py3',
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    ['nothing says what runs it', { ...small }, 'Nothing says which server runs this model.'],
    ['AWS has no image of its framework', { ...small, modelId: 'catboost' }, 'Nothing says which server runs this model.'],
    ['AWS tests no image with the model', { ...direct, modelId: 'stable-diffusion-xl' }, 'Nothing says which server runs this model.'],
    ['its containers differ', { ...small, modelId: 'xgboost', containerCount: 3, containerInvocation: 'serial' },
      'Its containers differ, and nothing says what each one runs.'],
    ['the type is a Graviton', { ...direct, modelId: 'xgboost', instanceType: 'ml.c7g.large' },
      'AWS Graviton needs an image for arm64, and AWS lists no current one to serve it.'],
    ['the model is compiled', { ...direct, modelId: 'bert-base', instanceType: 'ml.inf2.xlarge' },
      'Inferentia and Trainium run a model that was compiled for them: it decides the image.'],
    ['AWS names no driver for it on such hosts', { ...direct, modelId: 'bert-base', instanceType: 'ml.g7e.2xlarge' },
      "Nothing says that AWS's Hugging Face PyTorch inference (Transformers 5.5.3) runs on ml.g7e.2xlarge."],
    ['one server would leave GPUs idle', { ...embedding, instanceType: 'ml.g5.12xlarge' },
      "AWS's images for bge-m3 use one GPU, and ml.g5.12xlarge has several."],
    ['no account is known', { ...llama, region: 'us-gov-west-1', instanceType: 'ml.p4d.24xlarge' },
      "AWS's account with vLLM 0.27.1 isn't known for us-gov-west-1."],
  ] as const)('has to be entered where %s', (_, stated, why) => {
    expect(imageFor(stated)).toMatchObject({ image: null, why });
    const image = Object.entries(deployed(stated).template.Parameters).find(([name]) => name.startsWith('Image'))?.[1];
    expect(image?.Default).toBeUndefined();
    expect(image?.Description).toContain(`${why} AWS's images: https://`);
  });

  it('has no CUDA 13 in a transform job, whose hosts have 12.2', () => {
    const job = { trafficPattern: 'dataset', modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300 } as const;
    expect(imageFor({ ...job, instanceType: 'ml.g5.2xlarge' })).toMatchObject({
      image: null,
      why: "AWS's vLLM 0.27.1 has CUDA 13.0, and hosts of transform jobs have CUDA 12.2 at most.",
    });
  });

  it('is nothing to propose for a product of AWS Marketplace', () => {
    expect(deployed({ ...llama, requiresMarketplaceModel: true }).images).toEqual([]);
  });
});

describe('types that stand in for the chosen one', () => {
  it('are those of a family that the image is built for', () => {
    const variant = variantOf(deployed({ ...embedding, requiresGpu: true }));
    const families = JSON.stringify(variant).match(/(?<=ml\.)[a-z0-9-]+(?=\.)/g) ?? [];
    expect(families.length).toBeGreaterThan(1);
    expect(families.filter((family) => !SERVING_IMAGES.tei.families.includes(family))).toEqual([]);
  });
});

describe('llama-3-8b', () => {
  it('needs no more than a token to be entered', () => {
    const { template } = deployed(llama);
    const asked = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
    expect(asked.map(([name]) => name)).toEqual(['HuggingFaceTokenArn']);
  });

  it('takes requests as long as stated', () => {
    expect(imageFor({ ...llama, contextTokens: 8000 }).environment['SM_VLLM_MAX_MODEL_LEN']).toBe('8000');
  });

  it('has no bfloat16 on a T4', () => {
    const onT4 = { ...llama, modelId: 'qwen2.5-0.5b', instanceType: 'ml.g4dn.xlarge' } as const;
    expect(imageFor(onT4).environment['SM_VLLM_DTYPE']).toBe('float16');
  });
});

describe('a model with several copies on an instance', () => {
  it('has as many in data parallel, and a note says so', () => {
    const { images, notes } = deployed({ ...llama, instanceType: 'ml.g6e.12xlarge' });
    const { SM_VLLM_TENSOR_PARALLEL_SIZE: tensor, SM_VLLM_DATA_PARALLEL_SIZE: data } = images[0]?.environment ?? {};
    expect(Number(tensor) * Number(data)).toBe(4);
    expect(notes).toContain(
      `vLLM runs ${data} copies of the model on each instance, ${tensor === '1' ? 'one per GPU' : `each on ${tensor} GPUs`} (data parallel).`,
    );
  });

  it('shares the experts of a mixture among all GPUs, of which the estimate counted copies', () => {
    const { images, notes } = deployed({ ...chat, modelId: 'gpt-oss-120b', instanceType: 'ml.p5.48xlarge' });
    const { SM_VLLM_DATA_PARALLEL_SIZE: data } = images[0]?.environment ?? {};
    expect(Number(data)).toBeGreaterThan(1);
    expect(notes).toContain(
      `vLLM runs the attention of the model ${data} times on each instance (data parallel) and spreads its experts over all 8 GPUs. The estimate counted ${data} separate copies, so load-test it.`,
    );
    expect(notes.join(' ')).not.toContain('copies of the model on each instance');
  });
});

describe('what requests are sent as', () => {
  const spoken = { ...direct, modelId: 'whisper-small', instanceType: 'ml.g5.xlarge' } as const;
  const sentAs = (stated: Partial<Workload>) => deployed(stated).template.Outputs['ContentType'];

  it("is an output, as AWS's page on the image has it, and none where it has several", () => {
    expect(sentAs(llama)).toEqual({ Description: 'ContentType of requests.', Value: 'application/json' });
    expect(sentAs({ ...embedding, requiresGpu: true })?.Value).toBe('application/json');
    expect(sentAs({ ...direct, modelId: 'flux.2-klein-4b' })).toBeUndefined();
    expect(sentAs({ ...direct, modelSizeGB: 1 })).toBeUndefined();
  });

  it('is a form for WhisperX, and a note says so', () => {
    expect(sentAs(spoken)).toEqual({
      Description:
        'ContentType of requests, followed by "; boundary=" and that of the body. The audio is its field "file".',
      Value: 'multipart/form-data',
    });
    expect(deployed(spoken).notes).toContain(
      'WhisperX takes multipart/form-data. The audio is its field "file", and ContentType names its boundary.',
    );
  });

  it('is the whole form in S3 behind a queue', () => {
    const { notes } = deployed({ ...spoken, responseTimeSeconds: 900 }, { option: 'asynchronous' });
    expect(notes.join(' ')).toContain('The S3 object of a request is the whole body, not the audio alone.');
  });

  it('is nothing that a job could send: no form is proposed for one', () => {
    const scored = { trafficPattern: 'dataset', datasetRecordsPerRun: 1000, datasetRunsPerMonth: 4 } as const;
    const image = imageFor({ ...spoken, ...scored, responseTimeSeconds: undefined });
    expect(image.image).toBeNull();
    expect(image.why).toContain('a transform job sends them as they are');
  });

  it.each([
    [90, String(108 * 2 ** 20)],
    [300, String(360 * 2 ** 20)],
    [80, undefined],
  ])('may be 20 %% larger than stated: %i MB', (payloadSizeMB, bytes) => {
    const { images } = deployed({ ...spoken, payloadSizeMB, responseTimeSeconds: 900 }, { option: 'asynchronous' });
    expect(images[0]?.environment['WHISPERX_MAX_UPLOAD_BYTES']).toBe(bytes);
  });
});

describe('the data of a model', () => {
  const dataOf = (stated: Partial<Workload>) => parameterOf(stated, 'ModelDataUrl');
  const own = { ...direct, processingTimeSeconds: 1, requiresGpu: true } as const;

  it('is compiled first for Inferentia, and a note says so', () => {
    const { template, notes } = deployed({ ...llama, instanceType: 'ml.inf2.8xlarge' });
    expect(template.Parameters['ModelDataUrl']?.Description).toBe(
      'S3 prefix of the uncompressed files of the model, compiled with AWS Neuron.',
    );
    expect(notes).toContain(
      'Compile llama-3-8b with AWS Neuron before you deploy: ml.inf2.8xlarge runs a model as it was compiled, not as it is published.',
    );
    expect(deployed(llama).notes.join(' ')).not.toContain('Neuron');
  });

  it.each([
    ['a folder over 10 GB on an image of your own', { ...own, modelSizeGB: 20 }, false],
    ['a folder behind a queue too', { ...own, modelSizeGB: 20, responseTimeSeconds: 900 }, false],
    ['an archive of 10 GB', { ...own, modelSizeGB: 10 }, true],
  ] as const)('is %s', (_, stated, isArchive) => {
    const pattern = new RegExp(String(dataOf(stated)?.AllowedPattern));
    expect(pattern.test('s3://models/churn/model.tar.gz')).toBe(isArchive);
    expect(pattern.test('s3://models/churn/')).toBe(!isArchive);
    const text = JSON.stringify(deployed(stated).template.Resources['Model']?.Properties);
    expect(text.includes('"CompressionType":"None"')).toBe(!isArchive);
  });
});

describe('the Hugging Face Hub', () => {
  const idFor = (stated: Partial<Workload>) => {
    const [image] = deployed({ ...chat, ...stated }).images;
    return image?.environment['SM_VLLM_MODEL'];
  };

  it('is where a known model comes from, or the build of the same owner that was named in full', () => {
    expect(idFor({ modelId: 'llama 3.1 8b' })).toBe('meta-llama/Llama-3.1-8B-Instruct');
    expect(idFor({ modelId: 'meta-llama/Llama-3.1-8B' })).toBe('meta-llama/Llama-3.1-8B');
    expect(idFor({ modelId: 'Qwen/Qwen3-8B-AWQ' })).toBe('Qwen/Qwen3-8B-AWQ');
  });

  it.each([
    ["another owner's copy", { modelId: 'acme/llama-3-8b' }],
    ['a base model', { modelId: 'llama-3-8b-base' }],
    ['other bits than are published', { modelId: 'llama-3-8b', modelPrecisionBits: 4 }],
    ['a name with its quantization', { modelId: 'qwen3-8b-awq' }],
    ['a model that is not known', { modelId: 'support-13b' }],
    ['a VPC', { modelId: 'llama-3-8b', requiresVpc: true }],
    ['isolation', { modelId: 'llama-3-8b', requiresNetworkIsolation: true }],
    [
      'several models',
      { modelId: 'llama-3-8b', modelCount: 3, modelsShareEndpoint: true, modelsScaleIndependently: true },
    ],
  ] as const)('is not for %s: the weights have to be in S3', (_, stated) => {
    expect(idFor(stated)).toBe('/opt/ml/model');
    const { template, images } = deployed({ ...chat, ...stated });
    const required = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
    expect(required.map(([name]) => name)).toContain(images.length > 1 ? 'ModelDataUrl1' : 'ModelDataUrl');
  });

  it('is not for serverless: every cold start would download it', () => {
    const { template, images } = deployed(
      { ...small, modelId: 'all-minilm-l6-v2', inputTokens: 100 },
      { option: 'serverless' },
    );
    expect(images[0]?.environment).toEqual({ HF_MODEL_ID: '/opt/ml/model' });
    expect(template.Parameters['ModelDataUrl']?.Description).toContain('Each cold start loads it');
  });

  it('wants a token for a gated model, and none for any other', () => {
    expect(parameterOf(llama, 'HuggingFaceTokenArn')).not.toHaveProperty('Default');
    expect(parameterOf({ ...chat, modelId: 'qwen3-8b' }, 'HuggingFaceTokenArn')).toBeUndefined();
  });

  it('is read by no role, and DescribeModel shows the token', () => {
    const { template, notes } = deployed(llama);
    expect(JSON.stringify(template.Resources['ExecutionRole'])).not.toContain('secretsmanager');
    expect(notes.join(' ')).toContain('DescribeModel shows the token');
  });

  it('is not where a candidate comes from: it is another model', () => {
    const { template, images } = deployed({ ...llama, requiresMultipleVariants: true });
    expect(template.Parameters['ModelDataUrlCandidate']?.Default).toBeUndefined();
    expect(images.map(({ environment }) => environment['SM_VLLM_MODEL'])).toEqual([
      'meta-llama/Meta-Llama-3-8B-Instruct',
      '/opt/ml/model',
    ]);
  });
});

describe('the driver of the hosts', () => {
  const driverFor = (stated: Partial<Workload>) => {
    const { Parameters, Resources } = deployed(stated).template;
    const [variant] = Object(Resources['EndpointConfig']?.Properties['ProductionVariants']);
    const { InferenceAmiVersion: stands } = Object(variant);
    return typeof stands === 'string' ? stands : Parameters['InferenceAmiVersion']?.Default;
  };

  it('follows the CUDA of the image: the newest for vLLM, 550 for Text Embeddings Inference and for an image of your own', () => {
    expect(driverFor({ ...llama, instanceType: 'ml.g5.2xlarge' })).toBe('al2023-ami-sagemaker-inference-gpu-4-1');
    expect(driverFor({ ...embedding, instanceType: 'ml.g5.xlarge' })).toBe('al2-ami-sagemaker-inference-gpu-3-1');
    expect(driverFor({ ...direct, instanceType: 'ml.g5.xlarge' })).toBe('al2-ami-sagemaker-inference-gpu-3-1');
  });

  it('is said in a note where it is too old by default, or the image is not known', () => {
    expect(deployed({ ...llama, instanceType: 'ml.g5.2xlarge' }).notes).toContain(
      'The host driver of ml.g5.2xlarge is too old for CUDA 13 by default (470, for CUDA 11.4): the template sets InferenceAmiVersion.',
    );
    expect(deployed({ ...direct, instanceType: 'ml.g5.xlarge' }).notes).toContain(
      "InferenceAmiVersion is for CUDA 12, as the image isn't known. Change it for an image with CUDA 13.",
    );
  });

  it("is SageMaker's own on Inferentia, unless one is entered", () => {
    const { Default, AllowedPattern } =
      parameterOf({ ...direct, instanceType: 'ml.inf2.xlarge' }, 'InferenceAmiVersion') ?? {};
    expect(Default).toBe('');
    expect('al2-ami-sagemaker-inference-neuron-2').toMatch(new RegExp(String(AllowedPattern)));
  });

  it('takes one of both or none, and on p5en, whose default is for CUDA 12.4, the newer or none', () => {
    const takes = (instanceType: string) => {
      const { AllowedPattern } = parameterOf({ ...direct, instanceType }, 'InferenceAmiVersion') ?? {};
      const images = ['', 'al2-ami-sagemaker-inference-gpu-3-1', 'al2023-ami-sagemaker-inference-gpu-4-1', 'gpu-4-1'];
      return images.map((image) => new RegExp(String(AllowedPattern)).test(image));
    };
    expect(takes('ml.g5.xlarge')).toEqual([true, true, true, false]);
    expect(takes('ml.p5en.48xlarge')).toEqual([true, false, true, false]);
    expect(driverFor({ ...direct, instanceType: 'ml.p5en.48xlarge' })).toBe('');
  });

  it.each(['ml.g7e.2xlarge', 'ml.p6-b200.48xlarge', 'ml.c6i.large'])(
    'is not asked for on %s: its hosts have the newest, or no GPU',
    (instanceType) => {
      expect(parameterOf({ ...direct, instanceType }, 'InferenceAmiVersion')).toBeUndefined();
    },
  );

  it('of a job is 535 on g5, and nothing to choose on g6', () => {
    const job = { trafficPattern: 'dataset', modelId: 'bge-m3', inputTokens: 300 } as const;
    expect(parameterOf({ ...job, instanceType: 'ml.g5.xlarge' }, 'TransformAmiVersion')?.Default).toBe(
      'al2-ami-sagemaker-batch-gpu-535',
    );
    expect(parameterOf({ ...job, instanceType: 'ml.g6.xlarge' }, 'TransformAmiVersion')).toBeUndefined();
  });
});

describe('the time to start', () => {
  const startUp = (stated: Partial<Workload>) =>
    variantOf(deployed(stated))['ContainerStartupHealthCheckTimeoutInSeconds'];

  it('is 10 min up to 10 GB of weights, 30 min up to 150 GB, and an hour above', () => {
    const seconds = [8, 10, 10.1, 150, 151].map((modelSizeGB) =>
      startUp({ ...direct, modelSizeGB, requiresGpu: true, instanceType: 'ml.p4de.24xlarge' }),
    );
    expect(seconds).toEqual([600, 600, 1800, 1800, 3600]);
  });

  it('is also given to a model of 8 GB behind a queue, and to a component of 10 GB', () => {
    expect(startUp({ ...direct, responseTimeSeconds: 900, payloadSizeMB: 500, modelSizeGB: 8 })).toBe(600);
    const components = { modelCount: 3, modelsScaleIndependently: true, modelsShareEndpoint: true, requiresGpu: true };
    const { template } = deployed({ ...direct, ...components, modelSizeGB: 10 });
    expect(JSON.stringify(template.Resources['Model1Component'])).toContain(
      '"StartupParameters":{"ModelDataDownloadTimeoutInSeconds":600,"ContainerStartupHealthCheckTimeoutInSeconds":600}',
    );
  });

  it("is at least AWS's own 15 min for WhisperX, and AWS's default where no size is known", () => {
    expect(startUp({ ...direct, modelId: 'whisper-small', instanceType: 'ml.g5.xlarge' })).toBe(900);
    expect(startUp({ ...direct })).toBeUndefined();
  });
});

describe('the volume', () => {
  const volumeOf = (stated: Partial<Workload>) => variantOf(deployed(stated))['VolumeSizeInGB'];

  it('has 30 GB and 1.3 times the weights, at most 512 GB', () => {
    const on = (modelSizeGB: number, instanceType: string) => volumeOf({ ...direct, modelSizeGB, instanceType });
    expect(on(8, 'ml.m5.xlarge')).toBe(41);
    expect(on(400, 'ml.r7i.24xlarge')).toBe(512);
  });

  it('is not attached where instances have a disk, nor stated where no size is known', () => {
    expect(volumeOf({ ...llama, instanceType: 'ml.g5.2xlarge' })).toBeUndefined();
    expect(volumeOf({ ...direct, instanceType: 'ml.m5.xlarge' })).toBeUndefined();
  });

  it('is the one that is billed: GB-months per instance-month are its size', () => {
    for (const modelSizeGB of [1, 8, 40]) {
      const stated = {
        ...direct,
        modelSizeGB,
        processingTimeSeconds: 0.1,
        monthlyRequests: 1_000_000,
        requiresVpc: true,
      };
      const { choice, costs } = explained(stated);
      const { components = [] } = costs.find(({ option }) => option === choice?.option) ?? {};
      const quantityOf = (component: string) => components.find(({ unit }) => unit === component)?.monthlyQuantity;
      expect(Number(quantityOf('GB-months')) / (Number(quantityOf('hours')) / 730)).toBeCloseTo(
        Number(volumeOf(stated)),
        6,
      );
    }
  });
});

import { describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../src/deploy/cloudformation.ts';
import { type Deployment, type DeploymentRequest, deploymentOf } from '../../src/deploy/deployment.ts';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { answerTo, surely } from '../support/answers.ts';
import { at, variantsOf } from '../support/deploy-rules/rule.ts';
import { workload } from '../support/workloads.ts';
import { CHOICES, deployed } from './cases.ts';

/** The sentence in place of a template; empty where there is a template. */
function refusal(stated: Workload, request: DeploymentRequest = {}): string {
  const result = deploymentOf(answerTo(stated), request);
  return result.ok ? '' : result.text;
}

// biome-ignore format: a fixture in few lines.
const CALLED: Partial<Workload> = { trafficPattern: 'variable', responseTimeSeconds: 3, processingTimeSeconds: 1, peakRequestsPerSecond: 4 };
// biome-ignore format: a fixture in few lines.
const ANSWERING: Partial<Workload> = { trafficPattern: 'variable', responseTimeSeconds: 20, peakRequestsPerSecond: 1, inputTokens: 1000, outputTokens: 300 };
// biome-ignore format: a fixture in few lines.
const QUEUED: Partial<Workload> = { trafficPattern: 'intermittent', responseTimeSeconds: 600, processingTimeSeconds: 30, monthlyRequests: 1000,
  payloadSizeMB: 100, requiresGpu: true };
// biome-ignore format: a fixture in few lines.
const SCORED: Partial<Workload> = { trafficPattern: 'dataset', datasetRecordsPerRun: 100_000, datasetRunsPerMonth: 30, processingTimeSeconds: 0.1 };

describe('what gets no template', () => {
  it('is a workload that no option fits', () => {
    const stated = workload({ payloadSizeMB: 5000, responseTimeSeconds: 1 });
    expect(refusal(stated)).toBe('No option fits, so there is nothing to deploy.');
  });

  it('is a workload of which too little is known, and the first 3 facts to state are named', () => {
    expect(answerTo(workload()).choice?.confidence).toBe('needs-facts');
    expect(refusal(workload())).toBe(
      'Too little is known to write code. State the traffic pattern, response time and requests per month first.',
    );
  });

  it('is not a workload that a team has decided on all the same', () => {
    const { choice } = answerTo(workload());
    expect(refusal(workload(), choice === null ? {} : { option: choice.option })).toBe('');
  });

  it("is an option that doesn't fit", () => {
    const stated = CHOICES['real-time'] ?? workload();
    expect(refusal(stated, { option: 'batch-transform' })).toBe(
      "Batch Transform doesn't fit this workload, so there is no template for it.",
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    ['a type that the Region lacks', { ...CALLED, region: 'af-south-1', instanceType: 'ml.p5.48xlarge' },
      'AWS lists no ml.p5.48xlarge for Real-time Inference in af-south-1. Name another type or Region.'],
    ['a type with too little memory', { ...CALLED, requiresGpu: true, modelSizeGB: 50, instanceType: 'ml.g5.xlarge' },
      "ml.g5.xlarge can't hold the model: its 50 GB exceed 22.4 GB. The smallest type that can is ml.g4dn.12xlarge."],
    ['a type with too little memory of the same architecture', { ...CALLED, requiresGpu: false, modelSizeGB: 50, instanceType: 'ml.c7g.large' },
      "ml.c7g.large can't hold the model: its 50 GB exceed 4 GB. The smallest type that can is ml.c6g.8xlarge."],
    ['a processor type where a GPU is needed', { ...CALLED, requiresGpu: true, modelSizeGB: 5, instanceType: 'ml.m5.large' },
      'ml.m5.large has no GPU, and the model needs one. The smallest type that can is ml.g4dn.xlarge.'],
    ['a type that a language model with one request exceeds', { ...ANSWERING, modelId: 'llama-3-70b', instanceType: 'ml.g5.xlarge' },
      "ml.g5.xlarge can't hold llama-3-70b: its 131 GB of weights and one request exceed 22.4 GB. The smallest type that can is ml.g5.48xlarge."],
    ['a queue whose type is too small', { ...QUEUED, modelSizeGB: 50, instanceType: 'ml.g4dn.xlarge' },
      "ml.g4dn.xlarge can't hold the model: its 50 GB exceed 16 GB. The smallest type that can is ml.g4dn.12xlarge."],
    ['a job whose type is too small', { ...SCORED, modelSizeGB: 50, instanceType: 'ml.m5.large' },
      "ml.m5.large can't hold the model: its 50 GB exceed 8 GB. The smallest type that can is ml.c6i.8xlarge."],
    ['models on GPUs of which no type for multi-model endpoints holds one',
      { ...CALLED, requiresGpu: true, modelCount: 20, modelsShareContainer: true, modelSizeGB: 30, instanceType: 'ml.g5.xlarge' },
        "ml.g5.xlarge can't hold the model: its 30 GB exceed 22.4 GB."],
    ['a model that nothing in the Region holds', { ...ANSWERING, modelId: 'meta-llama/Llama-3.1-405B-Instruct', region: 'sa-east-1' },
      "No instance type in sa-east-1 holds llama-3.1-405b with one request. The smallest type that can is ml.p5en.48xlarge, which AWS doesn't list there."],
    ['a model that nothing holds', { ...CALLED, modelSizeGB: 9000 }, 'No instance type in us-east-1 holds a model of this size.'],
  ])('is %s', (_, stated, text) => {
    const result = deploymentOf(surely(stated));
    expect(result.ok ? '' : result.text).toBe(text);
  });

  it('names no larger type where speed is what lacks', () => {
    // biome-ignore format: a fixture in few lines.
    const scored = { modelId: 'mistral-7b', trafficPattern: 'dataset', datasetRecordsPerRun: 2_000_000, datasetSizeGB: 3, datasetRunsPerMonth: 4,
      datasetDeadlineHours: 24, processingTimeSeconds: 0.4, payloadSizeMB: 0.004 } as const;
    const text = refusal(workload(scored));
    expect(text).toContain('No instance type is fast enough');
    expect(text).not.toContain('The smallest type that can');
  });

  it('is a load that takes more than 2,147,483,647 instances', () => {
    const load = { peakRequestsPerSecond: 1e12, instanceType: 'ml.m5.xlarge' };
    const stated = workload({ ...CHOICES['real-time'], name: 'churn', ...load });
    expect(refusal(stated)).toContain('more instances than AWS can count');
  });
});

describe('a decision for another option', () => {
  const stated = CHOICES['serverless'] ?? workload();
  const result = deploymentOf(answerTo(stated), { option: 'real-time' });

  it('gets the template of that option, with the instance of its estimate', () => {
    expect(answerTo(stated).choice?.option).toBe('serverless');
    if (!result.ok) throw new Error(result.text);
    expect(result.serving.option).toBe('real-time');
    expect(JSON.stringify(result.template)).toContain(`"InstanceType":"${result.serving.instance?.type}"`);
  });

  it('says so in the header, and repeats no condition of the recommendation', () => {
    if (!result.ok) throw new Error(result.text);
    expect(result.header).toContain('Decided instead of the recommended Serverless inference.');
    expect(result.header.join('\n')).not.toContain('Another option would be better');
  });
});

describe('the review', () => {
  const review = { url: 'https://a.slack.com/archives/C1/p17?thread_ts=17', owner: '@ada', expiry: '2027-05-01' };
  const result = deploymentOf(answerTo(CHOICES['real-time'] ?? workload()), { review, with: ['tags'] });

  it('fills the tags, without characters that AWS refuses', () => {
    if (!result.ok) throw new Error(result.text);
    const { Owner, ReviewUrl, Expiry } = result.template.Parameters;
    expect([Owner, ReviewUrl, Expiry].map((parameter) => parameter?.Default)).toEqual([
      '@ada',
      'https://a.slack.com/archives/C1/p17',
      '2027-05-01',
    ]);
    expect(result.header).toContain(`Review: ${review.url}`);
  });

  it('leaves out an expiry that is no day', () => {
    const odd = deploymentOf(answerTo(CHOICES['real-time'] ?? workload()), {
      review: { expiry: 'next year' },
      with: ['tags'],
    });
    expect(odd.ok && odd.template.Parameters['Expiry']?.Default).toBe('');
  });

  it('is in no tag where tags are not asked for', () => {
    const plain = deploymentOf(answerTo(CHOICES['real-time'] ?? workload()), { review });
    if (!plain.ok) throw new Error(plain.text);
    expect(Object.keys(plain.template.Parameters)).toEqual(
      expect.not.arrayContaining(['Owner', 'ReviewUrl', 'Expiry']),
    );
    expect(JSON.stringify(plain.template.Resources)).not.toContain('Tags');
    expect(plain.header).toContain(`Review: ${review.url}`);
  });
});

describe('the header of components at zero', () => {
  const { header } = deployed(CHOICES['inference-components-to-zero'] ?? {});

  it('asks for nothing that the template has: its wake-up policy, its first copies', () => {
    expect(header.join(' ')).not.toMatch(/needs a step policy|Create each component/);
  });

  it('says what callers and the first bill see', () => {
    expect(header.join(' ')).toMatch(/Have callers retry: requests fail for about \d+ min while it wakes from zero\./);
    expect(header.join(' ')).toMatch(
      /The first deployment bills \d+ instances? until auto scaling takes unused copies/,
    );
  });
});

describe('100 models', () => {
  const sageMakerIn = ({ template }: Deployment): string[] =>
    Object.values(template.Resources).flatMap(({ Type }) => Type.match(/^AWS::SageMaker::(.+)$/)?.[1] ?? []);
  const endpoint = ['Model', 'EndpointConfig', 'Endpoint'];

  // biome-ignore format: one case a line.
  it.each([
    ['of one container', { modelsShareContainer: true }, endpoint, ''],
    ['of any containers', {}, endpoint, ''],
    ['of several frameworks on GPUs, served by one Triton', { requiresGpu: true, modelsShareContainer: false }, endpoint, ''],
    ['of 4 containers', { modelsShareContainer: false, containerCount: 4 }, endpoint, 'The template makes one endpoint of 4: deploy it as a stack for each.'],
    [
      'that scale by themselves',
      { modelsScaleIndependently: true },
      ['EndpointConfig', 'Endpoint', ...Array.from({ length: 10 }, () => 'InferenceComponent')],
      'The template has the first 10 of 100 models. Add each of the others with CreateInferenceComponent, with the same endpoint, variant and Specification as the last one.',
    ],
    ['whose dataset is scored one by one', { trafficPattern: 'dataset', datasetRecordsPerRun: 1e5, datasetRunsPerMonth: 30, responseTimeSeconds: undefined },
      ['Model'], 'The template makes one job of 100: deploy it as a stack for each.'],
  ] as const)('%s make as many endpoints as the choice says, within 51,200 bytes', (_, stated, resources, note) => {
    const deployment = deployed({ ...CALLED, modelSizeGB: 1, modelCount: 100, ...(stated as Partial<Workload>) });
    const { template, header, notes, serving } = deployment;
    expect(sageMakerIn(deployment)).toEqual(resources);
    expect(Buffer.byteLength(toYaml(template, header))).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
    const parts = notes.filter((text) => text.startsWith('The template'));
    expect(parts).toEqual(note === '' ? [] : [note]);
    expect(serving.endpoints > 1).toBe(note.includes('as a stack for each'));
  });

  it('of one server are one container with one image, and take a prefix of all of them', () => {
    const several = { requiresGpu: true, modelsShareContainer: false, modelSizeGB: 1, modelCount: 100 };
    const { template, serving } = deployed({ ...CALLED, ...several });
    const asked = Object.keys(template.Parameters).filter((name) => /^(?:Image|ModelDataUrl)/.test(name));
    expect(asked.toSorted()).toEqual(['Image', 'ModelDataUrl']);
    expect(template.Resources['Model']?.Properties['PrimaryContainer']).toMatchObject({ Mode: 'MultiModel' });
    expect([serving.endpoints, serving.variants]).toEqual([1, 1]);
  });
});

describe('counts that contradict each other', () => {
  it.each([
    ['a peak below the mean', { peakRequestsPerSecond: 0.0001, monthlyRequests: 1e9 }, 100],
    ['a mean above nothing at all', { monthlyRequests: 1e9 }, 4],
  ])('are planned for the larger: %s', (_, stated, least) => {
    const { behaviour } = deployed({ ...CALLED, processingTimeSeconds: 0.1, modelSizeGB: 1, ...stated });
    expect(behaviour.maxRequestsPerSecond).toBeGreaterThan(least);
  });

  it('are the larger of requests in progress and those that the rate makes', () => {
    const both = { concurrentRequests: 1, peakRequestsPerSecond: 1000, processingTimeSeconds: 0.1, modelSizeGB: 1 };
    expect(deployed({ ...CALLED, ...both }).behaviour.maxRequestsPerSecond).toBeGreaterThanOrEqual(1000);
  });

  it.each([
    ['more busy models than there are', { modelCount: 3, activeModelCount: 50, modelsShareContainer: true }, ['main']],
    ['a number of variants that nobody asked for', { variantCount: 5, requiresGpu: true }, ['main']],
  ])('change nothing of the endpoint: %s', (_, stated, names) => {
    const { template } = deployed({ ...CALLED, modelSizeGB: 1, ...stated });
    expect(variantsOf(template).map(({ variant }) => at(variant, 'VariantName'))).toEqual(names);
  });

  it.each([
    [{ containerCount: 20 }, 'containerCount must be a whole number from 1 to 15; it is 20.'],
    [{ variantCount: 11 }, 'variantCount must be a whole number from 2 to 10; it is 11.'],
    [{ modelCount: 0 }, 'modelCount must be a whole number of at least 1; it is 0.'],
    [{ modelCount: 1.5 }, 'modelCount must be a whole number of at least 1; it is 1.5.'],
    [{ busyHoursPerDay: 25 }, 'busyHoursPerDay must be a number from 0 to 24; it is 25.'],
    [{ instanceType: 'ml.g99.xlarge' }, expect.stringContaining('ml.g99.xlarge')],
  ])('are refused before there is an answer: %j', (stated, text) => {
    const parsed = parseWorkload({ name: 'churn', ...CALLED, ...stated });
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.text)).toEqual([text]);
  });
});

it('a Region of which nothing is known gets a template that says so', () => {
  expect(deployed({ ...CALLED, requiresGpu: true, region: 'eu-nowhere-9' }).notes).toContain(
    'No price in eu-nowhere-9 is known, so check that AWS offers ml.g4dn.xlarge there.',
  );
});

describe('what is entered for an image', () => {
  const { AllowedPattern = '', ConstraintDescription } =
    deployed({ ...CALLED, requiresGpu: true }).template.Parameters['Image'] ?? {};
  const takes = (text: string): boolean => new RegExp(AllowedPattern).test(text);

  it.each([
    '763104351884.dkr.ecr.us-east-1.amazonaws.com/vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/models/churn:1',
    `123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:${'a'.repeat(64)}`,
    '727897471807.dkr.ecr.cn-north-1.amazonaws.com.cn/pytorch-inference:2.6.0',
  ])('is taken: %s', (image) => {
    expect(takes(image)).toBe(true);
  });

  it.each([
    '',
    'vllm',
    'vllm/vllm-openai:latest',
    'docker.io/library/python:3.12',
    'nvcr.io/nvidia/tritonserver:26.05-py3',
    'https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn',
    '12345.dkr.ecr.eu-west-1.amazonaws.com/churn:1',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com/churn: 1',
    's3://models/churn/model.tar.gz',
  ])('is refused, with the form that is expected: "%s"', (image) => {
    expect(takes(image)).toBe(false);
    expect(ConstraintDescription).toBe('ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG');
  });
});

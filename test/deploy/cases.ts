import { readFileSync } from 'node:fs';
import { toYaml } from '../../src/deploy/cloudformation.ts';
import { type Deployment, type DeploymentRequest, deploymentOf } from '../../src/deploy/deployment.ts';
import type { ExtraId } from '../../src/deploy/extras.ts';
import type { Template } from '../../src/deploy/template.ts';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { answerTo, surely } from '../support/answers.ts';
import { workload } from '../support/workloads.ts';

/** A workload of `examples/`. */
export function example(name: string, more: Partial<Workload> = {}): Workload {
  const text = readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8');
  const parsed = parseWorkload(JSON.parse(text));
  if (!parsed.ok) throw new Error(`examples/${name}.json: ${JSON.stringify(parsed.faults)}`);
  return { ...parsed.workload, ...more };
}

const stated = (more: Partial<Workload>): Workload => workload({ name: 'churn', ...more });

/** A workload for each choice, by the name of its golden template. */
// biome-ignore format: one workload a line.
export const CHOICES: Readonly<Record<string, Workload>> = {
  'real-time': example('fraud-scoring'),
  'real-time-language-model': stated({ trafficPattern: 'variable', modelId: 'meta-llama/Llama-3.1-8B-Instruct', responseTimeSeconds: 2,
    requiresStreaming: 'response', peakRequestsPerSecond: 50, inputTokens: 1000, outputTokens: 500 }),
  'real-time-office-hours': stated({ trafficPattern: 'variable', coldStarts: 'unacceptable', responseTimeSeconds: 2,
    processingTimeSeconds: 1.2, peakRequestsPerSecond: 6, monthlyRequests: 900_000, busyHoursPerDay: 9, busyDaysPerWeek: 5,
    busyFrom: '08:00', timeZone: 'Europe/Berlin', modelSizeGB: 4, requiresGpu: true }),
  'real-time-reservable': stated({ trafficPattern: 'variable', modelId: 'meta-llama/Llama-3.1-70B-Instruct', responseTimeSeconds: 3, peakRequestsPerSecond: 2,
    inputTokens: 1000, outputTokens: 300 }),
  'real-time-unsized': stated({ trafficPattern: 'variable', responseTimeSeconds: 1, peakRequestsPerSecond: 800, modelSizeGB: 3, requiresGpu: true }),
  'real-time-candidate': example('fraud-scoring', { requiresMultipleVariants: true, requiresVpc: true }),
  'real-time-variants': example('fraud-scoring', { requiresMultipleVariants: true, variantCount: 4 }),
  'multi-model': example('tenant-models'),
  'multi-container': stated({ trafficPattern: 'steady', responseTimeSeconds: 0.5, processingTimeSeconds: 0.1, peakRequestsPerSecond: 20, modelCount: 3,
    modelSizeGB: 1, containerCount: 3, containerInvocation: 'direct', modelsShareContainer: false, modelsShareEndpoint: true }),
  'inference-pipeline': example('preprocessing-chain'),
  'inference-components': stated({ trafficPattern: 'variable', responseTimeSeconds: 3, processingTimeSeconds: 0.8, peakRequestsPerSecond: 6, modelCount: 3,
    modelSizeGB: 14, requiresGpu: true, modelsScaleIndependently: true, modelsShareEndpoint: true }),
  'inference-components-unsized': stated({ trafficPattern: 'variable', modelId: 'meta-llama/Llama-3.1-8B-Instruct', responseTimeSeconds: 3,
    requiresStreaming: 'response', modelCount: 3, modelsScaleIndependently: true, modelsShareEndpoint: true }),
  'inference-components-adapters': example('llm-adapters'),
  'inference-components-to-zero': stated({ trafficPattern: 'intermittent', coldStarts: 'minutes-acceptable', responseTimeSeconds: 20,
    processingTimeSeconds: 4, peakRequestsPerSecond: 1, monthlyRequests: 4000, modelSizeGB: 14, requiresGpu: true, requiresScaleToZero: true }),
  serverless: stated({ trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 5, payloadSizeMB: 1, processingTimeSeconds: 0.3,
    peakRequestsPerSecond: 10, monthlyRequests: 60_000, modelSizeGB: 2, requiresGpu: false }),
  'serverless-provisioned': stated({ trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable',
    responseTimeSeconds: 0.8, payloadSizeMB: 0.1, processingTimeSeconds: 0.2, peakRequestsPerSecond: 20,
    monthlyRequests: 200_000, busyHoursPerDay: 3, busyDaysPerWeek: 5, busyFrom: '09:00', timeZone: 'Europe/Berlin',
    modelSizeGB: 1, requiresGpu: false }),
  'asynchronous-to-zero': example('ct-scans'),
  'asynchronous-steady': example('ct-scans', { trafficPattern: 'steady', monthlyRequests: 50_000 }),
  'batch-transform': example('nightly-scoring'),
  'batch-transform-gpu': stated({ trafficPattern: 'dataset', modelId: 'bge-m3', inputTokens: 300, datasetRecordsPerRun: 1_000_000, datasetRunsPerMonth: 30,
    datasetDeadlineHours: 3, requiresGpu: true, instanceType: 'ml.g5.xlarge' }),
};

/** A choice as data, and as the text that is read. */
export interface Written {
  readonly name: string;
  readonly deployment: Deployment;
  /** Plain JSON, without what is undefined. */
  readonly template: Template;
  readonly text: string;
}

/** The template of every choice, with these extras. */
export const templates = (extras: readonly ExtraId[] = []): Written[] =>
  Object.entries(CHOICES).map(([name, workload]) => {
    const deployment = deploymentOf(answerTo(workload), { with: extras });
    if (!deployment.ok) throw new Error(`${name}: ${deployment.text}`);
    const template: Template = JSON.parse(JSON.stringify(deployment.template));
    return { name, deployment, template, text: toYaml(deployment.template, deployment.header) };
  });

/** The workloads of some choices. */
export const choicesNamed = (...names: readonly string[]): Workload[] =>
  names.map((name) => {
    const found = CHOICES[name];
    if (found === undefined) throw new Error(`no choice ${name}`);
    return found;
  });

/** What is deployed, whatever is said of it in the header. */
export function deployed(stated: Partial<Workload>, request: DeploymentRequest = {}): Deployment {
  const deployment = deploymentOf(surely({ name: 'churn', ...stated }), request);
  if (!deployment.ok) throw new Error(deployment.text);
  return deployment;
}

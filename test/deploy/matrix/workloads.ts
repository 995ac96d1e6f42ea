// biome-ignore-all format: one workload a line.
import { named, type Scaling, type Workload } from '../../../src/recommender/index.ts';

/** A choice, as a team would call it, and 12 workloads that lead to it. */
export interface Choice {
  readonly name: string;
  /** "real-time single-model": option and hosting. */
  readonly leads: string;
  readonly scaling?: Scaling;
  readonly workloads: readonly Workload[];
}

type Stated = Partial<Workload>;

/** `shared`: what all 12 state. Each has a name and what differs. */
const choice = (
  name: string,
  leads: string,
  shared: Stated,
  rows: readonly (readonly [name: string, stated: Stated])[],
  scaling?: Scaling,
): Choice => ({
  name,
  leads,
  ...(scaling !== undefined && { scaling }),
  workloads: rows.map(([title, stated]) => ({ ...named(title), ...shared, ...stated })),
});

const PROCESSOR: Stated = { trafficPattern: 'variable', coldStarts: 'unacceptable', requiresGpu: false };
const SINGLE_MODELS: readonly (readonly [string, Stated])[] = [
  ['Card fraud score', { responseTimeSeconds: 0.2, processingTimeSeconds: 0.015, peakRequestsPerSecond: 900, modelSizeGB: 0.4 }],
  ['Search ranking', { responseTimeSeconds: 0.3, processingTimeSeconds: 0.05, peakRequestsPerSecond: 350, modelSizeGB: 2, availability: 'multi-az' }],
  ['Delivery time', { responseTimeSeconds: 1, processingTimeSeconds: 0.03, peakRequestsPerSecond: 60, monthlyRequests: 20_000_000, modelSizeGB: 0.2 }],
  ['Credit limit', { responseTimeSeconds: 0.8, processingTimeSeconds: 0.12, peakRequestsPerSecond: 25, modelSizeGB: 1, requiresVpc: true, requiresDataCapture: true }],
  ['Bid price', { responseTimeSeconds: 0.1, processingTimeSeconds: 0.008, peakRequestsPerSecond: 4000, modelSizeGB: 0.1, region: 'eu-central-1' }],
  ['Stock of a shop', { trafficPattern: 'steady', responseTimeSeconds: 2, processingTimeSeconds: 0.2, peakRequestsPerSecond: 10, modelSizeGB: 3 }],
  ['Spam of a forum', { responseTimeSeconds: 1, processingTimeSeconds: 0.06, peakRequestsPerSecond: 15, modelSizeGB: 0.6, requiresNetworkIsolation: true }],
  ['Product photos', { responseTimeSeconds: 1.5, processingTimeSeconds: 0.25, peakRequestsPerSecond: 12, modelSizeGB: 2, requiresGpu: true, payloadSizeMB: 2 }],
  ['Pose in a video', { responseTimeSeconds: 2, processingTimeSeconds: 0.4, peakRequestsPerSecond: 5, modelSizeGB: 6, requiresGpu: true, region: 'eu-west-3' }],
  ['Translation of chats', { responseTimeSeconds: 1, processingTimeSeconds: 0.3, peakRequestsPerSecond: 8, modelSizeGB: 4, requiresGpu: true, instanceType: 'ml.g5.2xlarge' }],
  ['Licensed OCR', { responseTimeSeconds: 4, processingTimeSeconds: 1, peakRequestsPerSecond: 3, modelSizeGB: 5, requiresGpu: true, requiresMarketplaceModel: true }],
  ['Heavy simulation surrogate', { responseTimeSeconds: 50, processingTimeSeconds: 20, peakRequestsPerSecond: 0.5, modelSizeGB: 30, requiresGpu: true }],
];

const LANGUAGE: Stated = { trafficPattern: 'variable', coldStarts: 'unacceptable', requiresStreaming: 'response', responseTimeSeconds: 2 };
const LANGUAGE_MODELS: readonly (readonly [string, Stated])[] = [
  ['Help desk chat', { modelId: 'meta-llama/Llama-3.1-8B-Instruct', inputTokens: 1500, outputTokens: 250, peakRequestsPerSecond: 6 }],
  ['Contract questions', { modelId: 'meta-llama/Llama-3.3-70B-Instruct', inputTokens: 6000, outputTokens: 400, peakRequestsPerSecond: 0.5, responseTimeSeconds: 6 }],
  ['Code completion', { modelId: 'Qwen/Qwen2.5-Coder-7B-Instruct', inputTokens: 2000, outputTokens: 60, peakRequestsPerSecond: 25 }],
  ['Policy assistant', { modelId: 'mistralai/Mistral-7B-Instruct-v0.3', inputTokens: 3000, outputTokens: 300, concurrentRequests: 30, responseTimeSeconds: 4 }],
  ['Tutor', { modelId: 'google/gemma-3-12b-it', inputTokens: 900, outputTokens: 500, peakRequestsPerSecond: 3, region: 'eu-west-1' }],
  ['Report writer', { modelId: 'Qwen/Qwen3-32B', inputTokens: 4000, outputTokens: 900, peakRequestsPerSecond: 0.4, responseTimeSeconds: 8, requiresVpc: true }],
  ['Agent with tools', { modelId: 'openai/gpt-oss-20b', inputTokens: 5000, outputTokens: 350, peakRequestsPerSecond: 2, responseTimeSeconds: 5 }],
  ['Own tuned model', { modelParametersBillion: 14, modelPrecisionBits: 8, inputTokens: 1200, outputTokens: 200, peakRequestsPerSecond: 4 }],
  ['Chat without figures', { modelId: 'meta-llama/Llama-3.1-8B-Instruct' }],
  ['Chat at office hours', { modelId: 'Qwen/Qwen3-8B', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 2, busyHoursPerDay: 9, busyDaysPerWeek: 5, busyFrom: '08:30', timeZone: 'Europe/Berlin' }],
  ['Chat on a named type', { modelId: 'meta-llama/Llama-3.1-8B-Instruct', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 1, instanceType: 'ml.g6e.xlarge' }],
  ['Two Availability Zones', { modelId: 'mistralai/Mistral-Small-24B-Instruct-2501', inputTokens: 2000, outputTokens: 400, peakRequestsPerSecond: 2, availability: 'multi-az', responseTimeSeconds: 4 }],
];

const VARIANT_COUNTS = [2, 3, 2, 4, 2, 2, 3, 2, 2, 2, 2, 10];

/** Each single model with candidates beside it. Models from AWS Marketplace and named types too. */
const VARIANTS: readonly (readonly [string, Stated])[] = SINGLE_MODELS.map(([title, stated], at) => [
  `${title}, compared`,
  { ...stated, requiresMultipleVariants: true, variantCount: VARIANT_COUNTS[at] ?? 2 },
]);

const MANY: Stated = { ...PROCESSOR, coldStarts: 'acceptable', modelsShareContainer: true, responseTimeSeconds: 2 };
const MANY_MODELS: readonly (readonly [string, Stated])[] = [
  ['Forecast per shop', { modelCount: 800, modelSizeGB: 0.05, processingTimeSeconds: 0.05, peakRequestsPerSecond: 30 }],
  ['Recommender per tenant', { modelCount: 120, modelSizeGB: 0.3, processingTimeSeconds: 0.08, peakRequestsPerSecond: 80 }],
  ['Tariff per country', { modelCount: 27, modelSizeGB: 0.1, processingTimeSeconds: 0.02, peakRequestsPerSecond: 200 }],
  ['Wear per machine', { modelCount: 3000, modelSizeGB: 0.01, processingTimeSeconds: 0.03, peakRequestsPerSecond: 15, activeModelCount: 300 }],
  ['Risk per broker', { modelCount: 40, modelSizeGB: 0.8, processingTimeSeconds: 0.1, peakRequestsPerSecond: 20, requiresVpc: true }],
  ['Load per substation', { modelCount: 500, modelSizeGB: 0.02, processingTimeSeconds: 0.04, peakRequestsPerSecond: 5, trafficPattern: 'steady' }],
  ['Language per market', { modelCount: 18, modelSizeGB: 1.5, processingTimeSeconds: 0.2, peakRequestsPerSecond: 10, modelInvocationFrequency: 'rare' }],
  ['Detector per camera', { modelCount: 60, modelSizeGB: 0.3, processingTimeSeconds: 0.1, peakRequestsPerSecond: 12, requiresGpu: true }],
  ['Frameworks on one Triton', { modelCount: 8, modelSizeGB: 0.7, processingTimeSeconds: 0.05, peakRequestsPerSecond: 25, requiresGpu: true, modelsShareContainer: false }],
  ['Classifier per customer', { modelCount: 15, modelSizeGB: 2, processingTimeSeconds: 0.15, peakRequestsPerSecond: 6, requiresGpu: true, region: 'eu-west-1' }],
  ['Anomaly per line', { modelCount: 90, modelSizeGB: 0.2, processingTimeSeconds: 0.03, peakRequestsPerSecond: 40, availability: 'multi-az' }],
  ['Three containers of many', { modelCount: 60, modelSizeGB: 0.2, processingTimeSeconds: 0.05, peakRequestsPerSecond: 20, modelsShareContainer: false, containerCount: 3 }],
];

const CONTAINERS: Stated = { ...PROCESSOR, containerInvocation: 'direct', modelsShareContainer: false, modelsShareEndpoint: true, responseTimeSeconds: 1 };
const menu = (count: number, stated: Stated): Stated => ({ modelCount: count, containerCount: count, ...stated });
const CONTAINER_MENUS: readonly (readonly [string, Stated])[] = [
  ['Two frameworks', menu(2, { modelSizeGB: 1, processingTimeSeconds: 0.1, peakRequestsPerSecond: 20 })],
  ['Text, table and image', menu(3, { modelSizeGB: 0.8, processingTimeSeconds: 0.08, peakRequestsPerSecond: 30 })],
  ['Five insurers', menu(5, { modelSizeGB: 0.5, processingTimeSeconds: 0.05, peakRequestsPerSecond: 50 })],
  ['Old and new pricing', menu(2, { modelSizeGB: 0.3, processingTimeSeconds: 0.02, peakRequestsPerSecond: 120, requiresVpc: true })],
  ['Fifteen parsers', menu(15, { modelSizeGB: 0.1, processingTimeSeconds: 0.04, peakRequestsPerSecond: 15 })],
  ['Speech and intent', menu(2, { modelSizeGB: 1.5, processingTimeSeconds: 0.3, peakRequestsPerSecond: 4, trafficPattern: 'steady' })],
  ['Lab tests', menu(8, { modelSizeGB: 0.2, processingTimeSeconds: 0.1, peakRequestsPerSecond: 6, region: 'eu-central-1' })],
  ['Scores by segment', menu(4, { modelSizeGB: 0.6, processingTimeSeconds: 0.03, peakRequestsPerSecond: 90, availability: 'multi-az' })],
  ['Isolated scorers', menu(3, { modelSizeGB: 0.4, processingTimeSeconds: 0.06, peakRequestsPerSecond: 12, requiresNetworkIsolation: true })],
  ['Six languages', menu(6, { modelSizeGB: 0.9, processingTimeSeconds: 0.2, peakRequestsPerSecond: 5 })],
  ['Ten rules engines', menu(10, { modelSizeGB: 0.05, processingTimeSeconds: 0.01, peakRequestsPerSecond: 300 })],
  ['Named type', menu(2, { modelSizeGB: 2, processingTimeSeconds: 0.1, peakRequestsPerSecond: 8, instanceType: 'ml.m5.2xlarge' })],
];

const CHAIN: Stated = { ...PROCESSOR, containerInvocation: 'serial', responseTimeSeconds: 2 };
const CHAINS: readonly (readonly [string, Stated])[] = [
  ['Clean, then score', { containerCount: 2, modelSizeGB: 0.5, processingTimeSeconds: 0.1, peakRequestsPerSecond: 40 }],
  ['Tokens, model, labels', { containerCount: 3, modelSizeGB: 1, processingTimeSeconds: 0.15, peakRequestsPerSecond: 25 }],
  ['Five steps of a claim', { containerCount: 5, modelSizeGB: 0.3, processingTimeSeconds: 0.4, peakRequestsPerSecond: 6 }],
  ['Features from a table', { containerCount: 2, modelSizeGB: 0.2, processingTimeSeconds: 0.03, peakRequestsPerSecond: 200, availability: 'multi-az' }],
  ['Audio to intent', { containerCount: 3, modelSizeGB: 2, processingTimeSeconds: 0.8, peakRequestsPerSecond: 2 }],
  ['Image, crop, class', { containerCount: 3, modelSizeGB: 3, processingTimeSeconds: 0.5, peakRequestsPerSecond: 4, requiresGpu: true }],
  ['Steady scoring', { containerCount: 2, modelSizeGB: 0.4, processingTimeSeconds: 0.1, peakRequestsPerSecond: 10, trafficPattern: 'steady' }],
  ['Captured for audits', { containerCount: 2, modelSizeGB: 0.6, processingTimeSeconds: 0.2, peakRequestsPerSecond: 5, requiresDataCapture: true, requiresVpc: true }],
  ['Eight steps', { containerCount: 8, modelSizeGB: 0.1, processingTimeSeconds: 1, peakRequestsPerSecond: 1 }],
  ['Isolated chain', { containerCount: 2, modelSizeGB: 0.5, processingTimeSeconds: 0.1, peakRequestsPerSecond: 8, requiresNetworkIsolation: true }],
  ['Frankfurt chain', { containerCount: 4, modelSizeGB: 0.5, processingTimeSeconds: 0.3, peakRequestsPerSecond: 9, region: 'eu-central-1' }],
  ['Compared chains', { containerCount: 2, modelSizeGB: 0.5, processingTimeSeconds: 0.1, peakRequestsPerSecond: 12, requiresMultipleVariants: true }],
];

const INDEPENDENT: Stated = { trafficPattern: 'variable', requiresGpu: true, modelsScaleIndependently: true, modelsShareEndpoint: true, responseTimeSeconds: 3 };
const COMPONENTS: readonly (readonly [string, Stated])[] = [
  ['Three vision models', { modelCount: 3, modelSizeGB: 6, processingTimeSeconds: 0.5, peakRequestsPerSecond: 8 }],
  ['Two translators', { modelCount: 2, modelSizeGB: 10, processingTimeSeconds: 0.8, peakRequestsPerSecond: 4 }],
  ['Five encoders', { modelCount: 5, modelSizeGB: 2, processingTimeSeconds: 0.1, peakRequestsPerSecond: 40 }],
  ['Chat and code', { modelCount: 2, modelId: 'meta-llama/Llama-3.1-8B-Instruct', requiresStreaming: 'response', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 3 }],
  ['Ten departments', { modelCount: 10, modelSizeGB: 3, processingTimeSeconds: 0.3, peakRequestsPerSecond: 10 }],
  ['Forty labels', { modelCount: 40, modelSizeGB: 1, processingTimeSeconds: 0.1, peakRequestsPerSecond: 20 }],
  ['Models in a VPC', { modelCount: 4, modelSizeGB: 5, processingTimeSeconds: 0.4, peakRequestsPerSecond: 6, requiresVpc: true }],
  ['Models cut off', { modelCount: 3, modelSizeGB: 4, processingTimeSeconds: 0.4, peakRequestsPerSecond: 5, requiresNetworkIsolation: true }],
  ['One shared image', { modelCount: 6, modelSizeGB: 2, processingTimeSeconds: 0.2, peakRequestsPerSecond: 9, modelsShareContainer: true }],
  ['Steady encoders', { modelCount: 3, modelSizeGB: 2, processingTimeSeconds: 0.2, peakRequestsPerSecond: 9, trafficPattern: 'steady' }],
  ['Models in Ireland', { modelCount: 3, modelSizeGB: 8, processingTimeSeconds: 0.6, peakRequestsPerSecond: 4, region: 'eu-west-1' }],
  ['Chats without figures', { modelCount: 3, modelId: 'Qwen/Qwen3-8B', requiresStreaming: 'response' }],
];

const OVER_ONE_BASE: Stated = { trafficPattern: 'variable', requiresGpu: true, modelAdapters: true, modelsShareContainer: true, requiresStreaming: 'response', responseTimeSeconds: 2, modelId: 'meta-llama/Llama-3.1-8B-Instruct', inputTokens: 1000, outputTokens: 250, peakRequestsPerSecond: 2 };
const ADAPTERS: readonly (readonly [string, Stated])[] = [
  ['Tone per brand', { modelCount: 4 }],
  ['Contract kinds', { modelCount: 3, modelId: 'mistralai/Mistral-7B-Instruct-v0.3' }],
  ['Adapter per tenant', { modelCount: 60, peakRequestsPerSecond: 6 }],
  ['Two dialects', { modelCount: 2, modelId: 'Qwen/Qwen3-8B' }],
  ['Ten departments', { modelCount: 10, peakRequestsPerSecond: 4 }],
  ['Coders per language', { modelCount: 6, modelId: 'Qwen/Qwen2.5-Coder-7B-Instruct', outputTokens: 80, peakRequestsPerSecond: 10 }],
  ['Large base', { modelCount: 5, modelId: 'meta-llama/Llama-3.3-70B-Instruct', peakRequestsPerSecond: 0.3, responseTimeSeconds: 6 }],
  ['Adapters in a VPC', { modelCount: 3, requiresVpc: true }],
  ['Adapters in Ireland', { modelCount: 3, region: 'eu-west-1' }],
  ['Adapters on a named type', { modelCount: 3, instanceType: 'ml.g5.2xlarge' }],
  ['Hundreds of users', { modelCount: 400, peakRequestsPerSecond: 8 }],
  ['Own base', { modelCount: 4, modelId: undefined, modelParametersBillion: 9, modelPrecisionBits: 16 }],
];

const AT_TIMES: Stated = { trafficPattern: 'intermittent', coldStarts: 'minutes-acceptable', requiresGpu: true, requiresScaleToZero: true, responseTimeSeconds: 20 };
const TO_ZERO: readonly (readonly [string, Stated])[] = [
  ['Design drafts', { modelSizeGB: 12, processingTimeSeconds: 6, peakRequestsPerSecond: 0.5, monthlyRequests: 2000 }],
  ['Legal search', { modelSizeGB: 8, processingTimeSeconds: 3, peakRequestsPerSecond: 1, monthlyRequests: 6000 }],
  ['Research chat', { modelId: 'meta-llama/Llama-3.1-8B-Instruct', requiresStreaming: 'response', inputTokens: 800, outputTokens: 300, peakRequestsPerSecond: 0.3, monthlyRequests: 3000 }],
  ['Test stage', { modelSizeGB: 14, processingTimeSeconds: 4, peakRequestsPerSecond: 1, monthlyRequests: 800 }],
  ['Site inspections', { modelSizeGB: 5, processingTimeSeconds: 2, peakRequestsPerSecond: 2, monthlyRequests: 9000 }],
  ['Office chat', { modelId: 'Qwen/Qwen3-8B', requiresStreaming: 'response', inputTokens: 1000, outputTokens: 400, peakRequestsPerSecond: 0.2, monthlyRequests: 5000, busyHoursPerDay: 8, busyDaysPerWeek: 5 }],
  ['Three tools at times', { modelCount: 3, modelsShareEndpoint: true, modelsScaleIndependently: true, modelSizeGB: 6, processingTimeSeconds: 2, peakRequestsPerSecond: 1, monthlyRequests: 4000 }],
  ['Models nobody calls for days', { modelCount: 12, modelsShareEndpoint: true, modelsScaleIndependently: true, modelSizeGB: 4, processingTimeSeconds: 1, peakRequestsPerSecond: 1, monthlyRequests: 3000, activeModelCount: 2 }],
  ['Quarter ends', { modelSizeGB: 10, processingTimeSeconds: 5, peakRequestsPerSecond: 0.5, monthlyRequests: 1500, requiresVpc: true }],
  ['Workshop demo', { modelSizeGB: 16, processingTimeSeconds: 8, peakRequestsPerSecond: 0.3, monthlyRequests: 400, region: 'eu-west-1' }],
  ['Grading of essays', { modelId: 'mistralai/Mistral-7B-Instruct-v0.3', requiresStreaming: 'response', inputTokens: 1500, outputTokens: 200, peakRequestsPerSecond: 0.4, monthlyRequests: 7000 }],
  ['Archive of a museum', { modelSizeGB: 3, processingTimeSeconds: 1, peakRequestsPerSecond: 1, monthlyRequests: 2500 }],
];

const RARELY: Stated = { trafficPattern: 'intermittent', coldStarts: 'acceptable', requiresGpu: false, responseTimeSeconds: 5, payloadSizeMB: 0.5 };
const SERVERLESS: readonly (readonly [string, Stated])[] = [
  ['Lead score', { processingTimeSeconds: 0.05, monthlyRequests: 15_000, peakRequestsPerSecond: 2, modelSizeGB: 0.3 }],
  ['Invoice fields', { processingTimeSeconds: 1.2, monthlyRequests: 9000, peakRequestsPerSecond: 1, modelSizeGB: 1.5 }],
  ['Address match', { processingTimeSeconds: 0.1, monthlyRequests: 60_000, peakRequestsPerSecond: 5, modelSizeGB: 0.4 }],
  ['Survey topics', { processingTimeSeconds: 0.6, monthlyRequests: 4000, peakRequestsPerSecond: 3, modelSizeGB: 2 }],
  ['Ticket routing', { processingTimeSeconds: 0.2, monthlyRequests: 30_000, peakRequestsPerSecond: 4, modelSizeGB: 1 }],
  ['Bursts of an import', { processingTimeSeconds: 0.5, monthlyRequests: 20_000, burstRequests: 80, modelSizeGB: 1 }],
  ['No load stated', { processingTimeSeconds: 0.3, monthlyRequests: 5000, modelSizeGB: 0.5 }],
  ['Price of a used car', { processingTimeSeconds: 0.04, monthlyRequests: 120_000, peakRequestsPerSecond: 8, modelSizeGB: 0.2 }],
  ['Frost warning', { processingTimeSeconds: 2, monthlyRequests: 700, peakRequestsPerSecond: 0.5, modelSizeGB: 3 }],
  ['Waste of a kitchen', { processingTimeSeconds: 0.3, monthlyRequests: 3000, peakRequestsPerSecond: 1, modelSizeGB: 0.8 }],
  ['Stockholm', { processingTimeSeconds: 0.3, monthlyRequests: 8000, peakRequestsPerSecond: 2, modelSizeGB: 1, region: 'eu-north-1' }],
  ['Time of a bus', { processingTimeSeconds: 0.08, monthlyRequests: 90_000, peakRequestsPerSecond: 20, modelSizeGB: 0.6 }],
];

const AT_KNOWN_HOURS: Stated = { trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable', requiresGpu: false, payloadSizeMB: 0.2, busyDaysPerWeek: 5 };
const WARM: readonly (readonly [string, Stated])[] = [
  ['Counter of a bank', { responseTimeSeconds: 0.8, processingTimeSeconds: 0.2, peakRequestsPerSecond: 12, monthlyRequests: 150_000, busyHoursPerDay: 3, busyFrom: '09:00', timeZone: 'Europe/Berlin', modelSizeGB: 1 }],
  ['School lunch', { responseTimeSeconds: 1, processingTimeSeconds: 0.1, peakRequestsPerSecond: 20, monthlyRequests: 100_000, busyHoursPerDay: 2, busyFrom: '11:30', timeZone: 'Europe/London', modelSizeGB: 0.5 }],
  ['Morning dispatch', { responseTimeSeconds: 1, processingTimeSeconds: 0.3, peakRequestsPerSecond: 6, monthlyRequests: 60_000, busyHoursPerDay: 2, busyFrom: '06:00', timeZone: 'America/New_York', modelSizeGB: 0.8 }],
  ['Trading close', { responseTimeSeconds: 0.6, processingTimeSeconds: 0.05, peakRequestsPerSecond: 60, monthlyRequests: 200_000, busyHoursPerDay: 1, busyFrom: '15:30', timeZone: 'America/Chicago', modelSizeGB: 0.3 }],
  ['Clinic hours', { responseTimeSeconds: 1, processingTimeSeconds: 0.4, peakRequestsPerSecond: 3, monthlyRequests: 30_000, busyHoursPerDay: 4, busyFrom: '08:00', timeZone: 'Europe/Paris', modelSizeGB: 1.2 }],
  ['Shift change', { responseTimeSeconds: 0.9, processingTimeSeconds: 0.2, peakRequestsPerSecond: 8, monthlyRequests: 50_000, busyHoursPerDay: 2, busyFrom: '13:45', timeZone: 'Asia/Tokyo', modelSizeGB: 0.7, region: 'ap-northeast-1' }],
  ['Night shift', { responseTimeSeconds: 0.9, processingTimeSeconds: 0.2, peakRequestsPerSecond: 8, monthlyRequests: 50_000, busyHoursPerDay: 3, busyFrom: '22:30', timeZone: 'Europe/Madrid', modelSizeGB: 0.7 }],
  ['Just after midnight', { responseTimeSeconds: 0.9, processingTimeSeconds: 0.2, peakRequestsPerSecond: 8, monthlyRequests: 50_000, busyHoursPerDay: 1, busyFrom: '00:05', timeZone: 'UTC', modelSizeGB: 0.7 }],
  ['Exam week', { responseTimeSeconds: 1, processingTimeSeconds: 0.25, peakRequestsPerSecond: 10, monthlyRequests: 80_000, busyHoursPerDay: 3, busyFrom: '10:00', timeZone: 'Asia/Kolkata', modelSizeGB: 0.4, region: 'ap-south-1' }],
  ['All week', { responseTimeSeconds: 0.8, processingTimeSeconds: 0.2, peakRequestsPerSecond: 9, monthlyRequests: 90_000, busyHoursPerDay: 2, busyDaysPerWeek: 7, busyFrom: '18:00', timeZone: 'America/Sao_Paulo', modelSizeGB: 0.5, region: 'sa-east-1' }],
  ['Hours not said', { responseTimeSeconds: 0.8, processingTimeSeconds: 0.2, peakRequestsPerSecond: 9, monthlyRequests: 90_000, busyHoursPerDay: 2, modelSizeGB: 0.5 }],
  ['Tickets of a stadium', { responseTimeSeconds: 0.7, processingTimeSeconds: 0.1, peakRequestsPerSecond: 40, monthlyRequests: 120_000, busyHoursPerDay: 1, busyFrom: '19:00', timeZone: 'Europe/Rome', modelSizeGB: 0.6 }],
];

const LATER: Stated = { trafficPattern: 'intermittent', responseTimeSeconds: 1200, requiresGpu: true };
const QUEUES: readonly (readonly [string, Stated])[] = [
  ['Bone scans', { payloadSizeMB: 300, processingTimeSeconds: 60, monthlyRequests: 4000, modelSizeGB: 6 }],
  ['Meeting notes', { payloadSizeMB: 80, processingTimeSeconds: 120, monthlyRequests: 9000, modelSizeGB: 4 }],
  ['Drone images', { payloadSizeMB: 900, processingTimeSeconds: 200, monthlyRequests: 600, modelSizeGB: 8 }],
  ['Poster drafts', { payloadSizeMB: 1, processingTimeSeconds: 45, monthlyRequests: 3000, modelSizeGB: 12 }],
  ['Long letters', { payloadSizeMB: 0.1, modelId: 'Qwen/Qwen3-32B', inputTokens: 6000, outputTokens: 2000, monthlyRequests: 2000 }],
  ['Music stems', { payloadSizeMB: 60, processingTimeSeconds: 90, monthlyRequests: 1500, modelSizeGB: 3, requiresVpc: true }],
  ['Tender documents', { payloadSizeMB: 150, processingTimeSeconds: 300, monthlyRequests: 800, modelSizeGB: 10, responseTimeSeconds: 3600 }],
  ['Street views', { payloadSizeMB: 40, processingTimeSeconds: 30, monthlyRequests: 20_000, modelSizeGB: 5, region: 'eu-west-1' }],
  ['Protein folds', { payloadSizeMB: 2, processingTimeSeconds: 1800, monthlyRequests: 200, modelSizeGB: 14, responseTimeSeconds: 14_400 }],
  ['Reference in S3', { payloadSizeMB: 200, payloadByReference: true, processingTimeSeconds: 80, monthlyRequests: 1200, modelSizeGB: 4 }],
  ['Wind models', { payloadSizeMB: 700, processingTimeSeconds: 240, monthlyRequests: 300, modelSizeGB: 2, requiresGpu: false }],
  ['Sketches', { payloadSizeMB: 5, processingTimeSeconds: 70, monthlyRequests: 5000, modelSizeGB: 7, requiresNetworkIsolation: true }],
];

const ALL_DAY: Stated = { trafficPattern: 'steady', responseTimeSeconds: 1200, requiresGpu: true };
const STEADY_QUEUES: readonly (readonly [string, Stated])[] = [
  ['Radio transcripts', { payloadSizeMB: 80, processingTimeSeconds: 90, monthlyRequests: 60_000, modelSizeGB: 4 }],
  ['Parcel photos', { payloadSizeMB: 30, processingTimeSeconds: 40, monthlyRequests: 200_000, modelSizeGB: 5 }],
  ['Satellite tiles', { payloadSizeMB: 400, processingTimeSeconds: 120, monthlyRequests: 40_000, modelSizeGB: 8 }],
  ['Loan files', { payloadSizeMB: 120, processingTimeSeconds: 200, monthlyRequests: 20_000, modelSizeGB: 10 }],
  ['Film frames', { payloadSizeMB: 600, processingTimeSeconds: 150, monthlyRequests: 30_000, modelSizeGB: 6 }],
  ['X-rays', { payloadSizeMB: 100, processingTimeSeconds: 70, monthlyRequests: 50_000, modelSizeGB: 3, requiresVpc: true }],
  ['Plans of houses', { payloadSizeMB: 90, processingTimeSeconds: 100, monthlyRequests: 25_000, modelSizeGB: 12, region: 'eu-west-1' }],
  ['Claims in writing', { payloadSizeMB: 10, processingTimeSeconds: 80, monthlyRequests: 70_000, modelSizeGB: 14 }],
  ['Gene panels', { payloadSizeMB: 500, processingTimeSeconds: 600, monthlyRequests: 6000, modelSizeGB: 9, responseTimeSeconds: 7200 }],
  ['Traffic cameras', { payloadSizeMB: 50, processingTimeSeconds: 60, monthlyRequests: 100_000, modelSizeGB: 2, availability: 'multi-az' }],
  ['Soil samples', { payloadSizeMB: 200, processingTimeSeconds: 90, monthlyRequests: 30_000, modelSizeGB: 2, requiresGpu: false }],
  ['Podcast shows', { payloadSizeMB: 150, processingTimeSeconds: 180, monthlyRequests: 15_000, modelSizeGB: 4, requiresNetworkIsolation: true }],
];

const STORED: Stated = { trafficPattern: 'dataset', requiresGpu: false };
const JOBS: readonly (readonly [string, Stated])[] = [
  ['Churn each night', { datasetRecordsPerRun: 3_000_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 5, processingTimeSeconds: 0.004, modelSizeGB: 1, payloadSizeMB: 0.01 }],
  ['Premiums each month', { datasetRecordsPerRun: 500_000, datasetRunsPerMonth: 1, processingTimeSeconds: 0.05, modelSizeGB: 2 }],
  ['Catalogue each week', { datasetRecordsPerRun: 800_000, datasetRunsPerMonth: 4.35, datasetDeadlineHours: 12, processingTimeSeconds: 0.1, modelSizeGB: 3, requiresGpu: true, payloadSizeMB: 1 }],
  ['Meters each hour', { datasetRecordsPerRun: 50_000, datasetRunsPerMonth: 730, datasetDeadlineHours: 0.5, processingTimeSeconds: 0.01, modelSizeGB: 0.5 }],
  ['Letters each day', { datasetRecordsPerRun: 20_000, datasetRunsPerMonth: 30, processingTimeSeconds: 0.8, modelSizeGB: 4, requiresGpu: true, payloadSizeMB: 2 }],
  ['Aerial photos', { datasetRecordsPerRun: 6000, datasetRunsPerMonth: 2, processingTimeSeconds: 5, modelSizeGB: 6, requiresGpu: true, payloadSizeMB: 80 }],
  ['Log lines', { datasetRecordsPerRun: 40_000_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 8, processingTimeSeconds: 0.0005, modelSizeGB: 0.2, payloadSizeMB: 0.001 }],
  ['Embeddings of articles', { datasetRecordsPerRun: 400_000, datasetRunsPerMonth: 4, processingTimeSeconds: 0.03, modelSizeGB: 1, requiresGpu: true }],
  ['Scores for an audit', { datasetRecordsPerRun: 100_000, datasetRunsPerMonth: 1, processingTimeSeconds: 0.2, modelSizeGB: 2, requiresDataCapture: true, requiresVpc: true }],
  ['Clean, then score a table', { datasetRecordsPerRun: 900_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 3, processingTimeSeconds: 0.02, modelSizeGB: 1, containerCount: 2, containerInvocation: 'serial' }],
  ['Once', { datasetRecordsPerRun: 2_000_000, processingTimeSeconds: 0.02, modelSizeGB: 1 }],
  ['Ireland by night', { datasetRecordsPerRun: 700_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 6, processingTimeSeconds: 0.05, modelSizeGB: 2, region: 'eu-west-1' }],
];

/** Every choice that has a template, each with 12 workloads. */
export const MATRIX: readonly Choice[] = [
  choice('real-time', 'real-time single-model', PROCESSOR, SINGLE_MODELS),
  choice('real-time, language models', 'real-time single-model', LANGUAGE, LANGUAGE_MODELS),
  choice('real-time, several variants', 'real-time single-model', PROCESSOR, VARIANTS),
  choice('multi-model', 'real-time multi-model', MANY, MANY_MODELS),
  choice('multi-container', 'real-time multi-container', CONTAINERS, CONTAINER_MENUS),
  choice('inference pipeline', 'real-time inference-pipeline', CHAIN, CHAINS),
  choice('inference components', 'real-time inference-components', INDEPENDENT, COMPONENTS),
  choice('components with adapters', 'real-time inference-components', OVER_ONE_BASE, ADAPTERS),
  choice('components to zero', 'real-time inference-components', AT_TIMES, TO_ZERO, 'scale-to-zero'),
  choice('serverless', 'serverless single-model', RARELY, SERVERLESS, 'on-demand'),
  choice('serverless, kept warm', 'serverless single-model', AT_KNOWN_HOURS, WARM, 'provisioned-concurrency'),
  choice('asynchronous to zero', 'asynchronous single-model', LATER, QUEUES, 'scale-to-zero'),
  choice('asynchronous, steady', 'asynchronous single-model', ALL_DAY, STEADY_QUEUES),
  choice('batch transform', 'batch-transform', STORED, JOBS),
];

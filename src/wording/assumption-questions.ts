import type { WorkloadField } from '../recommender/index.ts';

/** What the team is asked where something was assumed. Each is answered with one word or one quantity. */
const QUESTIONS: Record<WorkloadField, string> = {
  name: 'What is it called?',
  description: 'What is it for?',
  trafficPattern: 'Do requests come evenly, up and down, with long gaps, or is stored data scored?',
  trafficPredictable: 'Are the busy times known in advance?',
  responseTimeSeconds: 'How long may a caller wait for the answer?',
  coldStarts: 'After a quiet spell, may the first answer be late?',
  payloadSizeMB: 'How large is the largest request or answer?',
  payloadByReference: 'Does a request carry only an S3 address?',
  processingTimeSeconds: 'Seconds per request?',
  monthlyRequests: 'How many requests a month?',
  peakRequestsPerSecond: 'How many requests in the busiest second?',
  burstRequests: 'Do requests arrive together, and how many?',
  busyHoursPerDay: 'In how many hours a day do requests come?',
  busyDaysPerWeek: 'On how many days a week do requests come?',
  callerTimeoutSeconds: "How long can the caller's connection be held open?",
  datasetSizeGB: 'How large is the input of one run?',
  datasetRecordsPerRun: 'How many records are in one run?',
  datasetRunsPerMonth: 'How often is the data scored?',
  datasetDeadlineHours: 'By when must a run be done?',
  modelCount: 'How many models?',
  modelSizeGB: 'How much memory does one model need?',
  modelsShareContainer: 'Do the models share one framework and one container image?',
  modelsScaleIndependently: 'Does one model surge while others sleep?',
  modelsShareEndpoint: 'Must all models be served from one endpoint?',
  modelAdapters: 'Are the models adapters over one base model?',
  activeModelCount: 'How many of the models are busy in one hour?',
  modelInvocationFrequency: 'Is a typical single model called often or rarely?',
  containerCount: 'How many containers take part?',
  containerInvocation: 'Do requests pass the containers in sequence, or does the caller pick one?',
  containerImageSizeGB: 'How large is the container image?',
  requiresGpu: 'Does the model need a GPU?',
  requiresVpc: 'Must the container reach private resources in a VPC?',
  requiresNetworkIsolation: 'Must the container be cut off from the network?',
  requiresDataCapture: 'Are requests and answers to be captured and monitored?',
  requiresMultipleVariants: 'Are several variants to run side by side?',
  requiresMarketplaceModel: 'Is it a model from AWS Marketplace?',
  requiresScaleToZero: 'Must it cost nothing while nobody calls?',
  requiresStreaming: 'Is the answer streamed?',
  costPriority: 'What weighs more, cost or speed?',
  monthlyBudgetUsd: 'What may it cost a month?',
  availability: 'Is one instance enough, or must it survive the loss of one?',
  region: 'In which AWS Region?',
  instanceType: 'On which instance type?',
};

/** The question that settles an assumption about a field: "Seconds per request?" */
export function questionFor(field: WorkloadField): string {
  return QUESTIONS[field];
}

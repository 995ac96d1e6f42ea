import { kindOf, type WorkloadField } from '../recommender/index.ts';
import { writeCount, writeDuration, writeHours, writeRuns, writeSizeGB, writeUsd } from './quantities/index.ts';
import { writeSizeMB } from './quantities/size.ts';

const LABELS: Record<WorkloadField, string> = {
  name: 'name',
  description: 'description',
  trafficPattern: 'traffic',
  trafficPredictable: 'busy times known',
  responseTimeSeconds: 'response time',
  coldStarts: 'after a quiet spell',
  payloadSizeMB: 'payload',
  payloadByReference: 'payload as S3 link',
  processingTimeSeconds: 'time for one request',
  monthlyRequests: 'requests a month',
  peakRequestsPerSecond: 'peak requests a second',
  burstRequests: 'requests at once',
  busyHoursPerDay: 'busy hours a day',
  busyDaysPerWeek: 'busy days a week',
  callerTimeoutSeconds: "caller's timeout",
  datasetSizeGB: 'data set',
  datasetRecordsPerRun: 'records in a run',
  datasetRunsPerMonth: 'runs',
  datasetDeadlineHours: 'run done within',
  modelCount: 'models',
  modelSizeGB: 'model size',
  modelsShareContainer: 'models share a container',
  modelsScaleIndependently: 'models scale on their own',
  modelsShareEndpoint: 'models share one endpoint',
  modelAdapters: 'models are adapters',
  activeModelCount: 'models busy in one hour',
  modelInvocationFrequency: 'calls of a typical model',
  containerCount: 'containers',
  containerInvocation: 'order of containers',
  containerImageSizeGB: 'container image',
  requiresGpu: 'GPU',
  requiresVpc: 'VPC',
  requiresNetworkIsolation: 'network isolation',
  requiresDataCapture: 'data capture',
  requiresMultipleVariants: 'several variants',
  requiresMarketplaceModel: 'Marketplace model',
  requiresScaleToZero: 'scale to zero',
  requiresStreaming: 'streaming',
  costPriority: 'cost or speed',
  monthlyBudgetUsd: 'budget a month',
  availability: 'availability',
  region: 'Region',
  instanceType: 'instance type',
};

/** What a field is called in a sentence, without a capital: "payload", "response time". */
export function labelOf(field: WorkloadField): string {
  return LABELS[field];
}

const VALUES: Readonly<Record<string, string>> = {
  steady: 'all day, evenly',
  variable: 'up and down',
  intermittent: 'long gaps',
  dataset: 'stored data',
  unacceptable: 'never slow',
  acceptable: 'some seconds late',
  'minutes-acceptable': 'minutes late',
  frequent: 'frequent',
  rare: 'rare',
  serial: 'in sequence',
  direct: 'picked by the caller',
  none: 'none',
  response: 'the answer',
  bidirectional: 'both ways',
  'lowest-cost': 'lowest cost',
  balanced: 'balanced',
  performance: 'speed',
  'single-instance': 'one instance',
  'multi-az': 'several Availability Zones',
};

const NUMBERS: Partial<Record<WorkloadField, (value: number) => string>> = {
  responseTimeSeconds: writeDuration,
  payloadSizeMB: writeSizeMB,
  processingTimeSeconds: writeDuration,
  callerTimeoutSeconds: writeDuration,
  datasetSizeGB: writeSizeGB,
  datasetRunsPerMonth: writeRuns,
  datasetDeadlineHours: writeHours,
  modelSizeGB: writeSizeGB,
  containerImageSizeGB: writeSizeGB,
  monthlyBudgetUsd: writeUsd,
};

/** A field's value as people read it: "30 MB", "yes", "15 min"; "not stated" where there is none. */
export function writeValue(field: WorkloadField, value: unknown): string {
  if (value === undefined || value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return (NUMBERS[field] ?? writeCount)(value);
  const text = String(value);
  return kindOf(field) === 'words' ? (VALUES[text] ?? text) : text;
}

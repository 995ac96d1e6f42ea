import * as z from 'zod';

/** What a team tells about a model to be served. Absent means *not stated*, never "no". Only `name` is required. */
export type Workload = z.infer<typeof workloadSchema>;
export type WorkloadField = keyof Workload;

/** One thing that is wrong with an input: the field (empty where the input as a whole is wrong) and a sentence. */
export interface Fault {
  field: string;
  text: string;
}

const text = (max: number, min = 0) => z.string().min(min).max(max);
const atLeastZero = z.number().min(0);
const aboveZero = z.number().positive();
const upTo = (max: number) => z.number().min(0).max(max);
const count = z.int().min(1);
const yesOrNo = z.boolean();

/** The fields in the order of the form. Units stand in the names; 1 MB is 2^20 bytes and 1 GB is 1024 MB, as in AWS's API. */
const fields = {
  /** What the team calls it, 1 to 80 characters. */
  name: text(80, 1),
  /** Free text, at most 2,000 characters; shown, never interpreted. */
  description: text(2000),
  /** `steady`: sustained. `variable`: rises and falls, seldom idle. `intermittent`: long idle stretches. `dataset`: stored data, no requests. */
  trafficPattern: z.enum(['steady', 'variable', 'intermittent', 'dataset']),
  /** The busy periods are known in advance. */
  trafficPredictable: yesOrNo,
  /** The longest a caller may wait for one answer, in seconds; with streaming, for its first part. */
  responseTimeSeconds: aboveZero,
  /** What the first request after idle may meet: nothing unusual; some seconds more; minutes, or a failure that is retried. */
  coldStarts: z.enum(['unacceptable', 'acceptable', 'minutes-acceptable']),
  /** The largest single request or answer, whichever is larger; for a data set the largest record. */
  payloadSizeMB: atLeastZero,
  /** A request carries only an S3 address; the container fetches the data itself. */
  payloadByReference: yesOrNo,
  /** What the model needs for one request (p95), in seconds. */
  processingTimeSeconds: aboveZero,
  /** Requests in an average month. */
  monthlyRequests: atLeastZero,
  /** The busiest second to plan for. */
  peakRequestsPerSecond: atLeastZero,
  /** How many requests may arrive together. */
  burstRequests: atLeastZero,
  /** Hours a day in which requests arrive, 0 to 24. */
  busyHoursPerDay: upTo(24),
  /** Days a week on which they do, 0 to 7. */
  busyDaysPerWeek: upTo(7),
  /** How long the caller's connection can be held open, in seconds. */
  callerTimeoutSeconds: aboveZero,
  /** For a data set: the size of one run's input. */
  datasetSizeGB: atLeastZero,
  /** For a data set: the records in one run. */
  datasetRecordsPerRun: atLeastZero,
  /** For a data set: how often it is scored. */
  datasetRunsPerMonth: atLeastZero,
  /** For a data set: within how many hours a run must be done. */
  datasetDeadlineHours: aboveZero,
  /** Models to be served. */
  modelCount: count,
  /** Memory that one model needs when loaded. */
  modelSizeGB: aboveZero,
  /** All models run in one framework and one container image. */
  modelsShareContainer: yesOrNo,
  /** Each model needs its own scaling or its own share of the accelerators. */
  modelsScaleIndependently: yesOrNo,
  /** The models are to be served from one endpoint. */
  modelsShareEndpoint: yesOrNo,
  /** The models are adapters (LoRA) over one base model. */
  modelAdapters: yesOrNo,
  /** How many of the models are called within a busy hour. */
  activeModelCount: count,
  /** How often a typical single one of many models is called. */
  modelInvocationFrequency: z.enum(['frequent', 'rare']),
  /** Containers that take part, 1 to 15. */
  containerCount: z.int().min(1).max(15),
  /** `serial`: every request passes all containers in order. `direct`: the caller picks one. */
  containerInvocation: z.enum(['serial', 'direct']),
  /** The largest container image. */
  containerImageSizeGB: aboveZero,
  requiresGpu: yesOrNo,
  /** The container must reach private resources in a VPC. */
  requiresVpc: yesOrNo,
  requiresNetworkIsolation: yesOrNo,
  /** Captured requests and answers; Model Monitor needs it. */
  requiresDataCapture: yesOrNo,
  /** Several production variants side by side. */
  requiresMultipleVariants: yesOrNo,
  requiresMarketplaceModel: yesOrNo,
  requiresScaleToZero: yesOrNo,
  /** Token or audio streaming. */
  requiresStreaming: z.enum(['none', 'response', 'bidirectional']),
  /** The team's cost tolerance; `balanced` if not stated. */
  costPriority: z.enum(['lowest-cost', 'balanced', 'performance']),
  /** What it may cost a month; more is a warning, never a silent change of the choice. */
  monthlyBudgetUsd: atLeastZero,
  /** Whether one instance is enough; `multi-az` means at least two. */
  availability: z.enum(['single-instance', 'multi-az']),
  /** An AWS Region, such as `eu-west-1`; `us-east-1` if not stated. */
  region: z.string().regex(/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/),
  /** The instance to price, such as `ml.m5.xlarge`. */
  instanceType: z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/),
} as const;

type Fields = typeof fields;
type OptionalFields = { [F in Exclude<keyof Fields, 'name'>]: z.ZodOptional<Fields[F]> };

const { name, ...others } = fields;
const optionalFields = Object.fromEntries(
  Object.entries(others).map(([field, type]) => [field, type.optional()]),
) as unknown as OptionalFields;

export const workloadSchema = z.strictObject({ name, ...optionalFields });

/** Every field, in the order of the form. */
export const WORKLOAD_FIELDS = Object.keys(fields) as WorkloadField[];

/** The words that a field takes, for fields that take one of a few words; otherwise nothing. */
export function wordsOf(field: WorkloadField): readonly string[] | undefined {
  const type = fields[field];
  return type instanceof z.ZodEnum ? type.options : undefined;
}

/** The type of one field's value, for whoever has to read or change any field. */
export function kindOf(field: WorkloadField): 'text' | 'number' | 'yes-or-no' | 'words' {
  const type = fields[field];
  if (type instanceof z.ZodEnum) return 'words';
  if (type instanceof z.ZodBoolean) return 'yes-or-no';
  return type instanceof z.ZodNumber ? 'number' : 'text';
}

import * as z from 'zod';

// What is read of AWS's answers, in the words of its API. The SDK's objects and the CLI's JSON are read alike: dates become
// milliseconds since 1970, and what isn't named here is dropped.

/** Whatever AWS tells of an account is from these years. Other numbers are no dates, such as milliseconds. */
const FIRST_MS = Date.UTC(2015);
const LAST_MS = Date.UTC(2100);
/** Of an hour's requests or a latency in microseconds: far above any, and a year of it can still be summed up. */
const VALUE_MAX = 1e12;

/** A date as the SDK has it, as the CLI prints it, or as seconds since 1970. */
const moment = z.union([z.date(), z.string(), z.number()]).transform((value, context) => {
  const time = typeof value === 'number' ? value * 1000 : new Date(value).getTime();
  if (time >= FIRST_MS && time < LAST_MS) return time;
  context.addIssue({ code: 'custom', message: 'not a date' });
  return z.NEVER;
});

const text = z.string();
/** No resource is without a name. */
const name = text.min(1);
/** AWS's counts and sizes are 32-bit integers. */
const number = z
  .number()
  .min(0)
  .max(2 ** 31 - 1);
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform((value) => value ?? undefined)
    .optional();

const serverlessShape = z.object({
  MemorySizeInMB: maybe(number),
  MaxConcurrency: maybe(number),
  ProvisionedConcurrency: maybe(number),
});

const dimensionsShape = z.array(z.object({ Name: text, Value: text }));

/** Of `describe-endpoint`. */
export const endpointShape = z.object({
  EndpointName: name,
  EndpointArn: maybe(text),
  EndpointConfigName: maybe(text),
  EndpointStatus: maybe(text),
  CreationTime: maybe(moment),
  AsyncInferenceConfig: maybe(z.object({})),
  ProductionVariants: maybe(
    z.array(
      z.object({
        VariantName: text,
        CurrentInstanceCount: maybe(number),
        CurrentServerlessConfig: maybe(serverlessShape),
        DeployedImages: maybe(z.array(z.object({ SpecifiedImage: maybe(text) }))),
      }),
    ),
  ),
});

/** Of `describe-endpoint-config`. */
export const configShape = z.object({
  EndpointConfigName: name,
  EndpointConfigArn: maybe(text),
  ProductionVariants: z.array(
    z.object({
      VariantName: text,
      ModelName: maybe(text),
      InstanceType: maybe(text),
      InitialInstanceCount: maybe(number),
      InstancePools: maybe(z.array(z.object({ InstanceType: maybe(text) }))),
      VolumeSizeInGB: maybe(number),
      ServerlessConfig: maybe(serverlessShape),
      ManagedInstanceScaling: maybe(
        z.object({ Status: maybe(text), MinInstanceCount: maybe(number), MaxInstanceCount: maybe(number) }),
      ),
    }),
  ),
  AsyncInferenceConfig: maybe(z.object({})),
  DataCaptureConfig: maybe(z.object({ EnableCapture: maybe(z.boolean()) })),
  VpcConfig: maybe(z.object({})),
  EnableNetworkIsolation: maybe(z.boolean()),
});

const containerShape = z.object({
  Image: maybe(text),
  Mode: maybe(text),
  ModelDataUrl: maybe(text),
  Environment: maybe(z.record(text, text)),
});

/** Of `describe-model`. */
export const modelShape = z.object({
  ModelName: name,
  PrimaryContainer: maybe(containerShape),
  Containers: maybe(z.array(containerShape)),
  InferenceExecutionConfig: maybe(z.object({ Mode: maybe(text) })),
  VpcConfig: maybe(z.object({})),
  EnableNetworkIsolation: maybe(z.boolean()),
});

/** Of `describe-inference-component`. */
export const componentShape = z.object({
  InferenceComponentName: name,
  EndpointName: name,
  Specification: maybe(
    z.object({
      ModelName: maybe(text),
      BaseInferenceComponentName: maybe(text),
      ComputeResourceRequirements: maybe(z.object({ MinMemoryRequiredInMb: maybe(number) })),
    }),
  ),
  RuntimeConfig: maybe(z.object({ CurrentCopyCount: maybe(number) })),
});

/** Of `describe-scalable-targets`. */
export const targetShape = z.object({
  ResourceId: text,
  ScalableDimension: text,
  MinCapacity: maybe(number),
  MaxCapacity: maybe(number),
  SuspendedState: maybe(
    z.object({ DynamicScalingInSuspended: maybe(z.boolean()), DynamicScalingOutSuspended: maybe(z.boolean()) }),
  ),
});

/** Of `describe-scaling-policies`. */
export const policyShape = z.object({
  PolicyName: name,
  ResourceId: text,
  PolicyType: maybe(text),
  TargetTrackingScalingPolicyConfiguration: maybe(
    z.object({
      TargetValue: maybe(z.number()),
      PredefinedMetricSpecification: maybe(z.object({ PredefinedMetricType: maybe(text) })),
      CustomizedMetricSpecification: maybe(
        z.object({ Namespace: maybe(text), MetricName: maybe(text), Dimensions: maybe(dimensionsShape) }),
      ),
    }),
  ),
  Alarms: maybe(z.array(z.object({ AlarmName: text }))),
});

/** Of `describe-scheduled-actions`. */
export const actionShape = z.object({ ScheduledActionName: name, ResourceId: text, Schedule: maybe(text) });

/** Of `describe-alarms`, its `MetricAlarms`. */
export const alarmShape = z.object({
  AlarmName: name,
  StateValue: maybe(text),
  StateUpdatedTimestamp: maybe(moment),
  Namespace: maybe(text),
  MetricName: maybe(text),
  Dimensions: maybe(dimensionsShape),
});

/** Of `list-service-quotas`. */
export const quotaShape = z.object({ QuotaName: maybe(text), Value: maybe(z.number()) });

/** Of `describe-transform-job`. */
export const jobShape = z.object({
  TransformJobName: text,
  ModelName: maybe(text),
  TransformJobStatus: maybe(text),
  TransformStartTime: maybe(moment),
  TransformEndTime: maybe(moment),
  TransformResources: maybe(z.object({ InstanceType: maybe(text), InstanceCount: maybe(number) })),
});

/** Of `get-metric-data`, its `MetricDataResults`. */
export const resultShape = z.object({
  Id: maybe(text),
  Label: maybe(text),
  Timestamps: maybe(z.array(moment)),
  Values: maybe(z.array(z.number().min(0).max(VALUE_MAX))),
  StatusCode: maybe(text),
});

type Result = z.infer<typeof resultShape>;

/** Returns whether CloudWatch gave all of a result: at once, or with the rest in another page (API_MetricDataResult.html, read 2026-11). */
export function isWhole(
  { StatusCode: status = 'Complete', Id: id, Label: label }: Result,
  all: readonly Result[],
): boolean {
  if (status !== 'PartialData') return status === 'Complete';
  return all.some((one) => one.StatusCode === 'Complete' && one.Id === id && one.Label === label);
}

export type Endpoint = z.infer<typeof endpointShape>;
export type EndpointConfig = z.infer<typeof configShape>;
export type ConfiguredVariant = EndpointConfig['ProductionVariants'][number];
export type Model = z.infer<typeof modelShape>;
export type Component = z.infer<typeof componentShape>;
export type Target = z.infer<typeof targetShape>;
export type Policy = z.infer<typeof policyShape>;
export type ScheduledAction = z.infer<typeof actionShape>;
export type Alarm = z.infer<typeof alarmShape>;
export type Quota = z.infer<typeof quotaShape>;
export type TransformJob = z.infer<typeof jobShape>;

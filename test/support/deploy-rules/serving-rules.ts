import type { Template } from '../../../src/deploy/template.ts';
import { at, countIn, each, jobOf, kindOf, ofVariants, type Rule, resourcesOf } from './rule.ts';

const VARIANT_NAME = /^(?:main|candidate(?:-\d)?)$/;

const components = (template: Template) => resourcesOf(template, 'AWS::SageMaker::InferenceComponent');

/** Names that would collide when a change replaces the resource. */
const FIXED: Readonly<Record<string, string>> = {
  'AWS::SageMaker::Model': 'ModelName',
  'AWS::SageMaker::EndpointConfig': 'EndpointConfigName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::Scheduler::Schedule': 'Name',
};

export const SERVING_RULES: readonly Rule[] = [
  ofVariants('A serverless variant has no instance, no queue and no data capture', (variant, configuration) => {
    if (at(variant, 'ServerlessConfig') === undefined) return undefined;
    const beside = ['InstanceType', 'InitialInstanceCount', 'ManagedInstanceScaling', 'InstancePools'].filter(
      (key) => at(variant, key) !== undefined,
    );
    const around = ['AsyncInferenceConfig', 'DataCaptureConfig', 'VpcConfig', 'EnableNetworkIsolation'].filter(
      (key) => at(configuration, key) !== undefined,
    );
    return [...beside, ...around].join(', ');
  }),
  ofVariants('Provisioned concurrency is at most the maximum concurrency, which is 5 to 200', (variant) => {
    const { MaxConcurrency: most, ProvisionedConcurrency: warm = 1 } = Object(at(variant, 'ServerlessConfig'));
    return most !== undefined && !(most >= 5 && most <= 200 && warm >= 1 && warm <= most) && `${warm} of ${most}`;
  }),
  ofVariants('A variant on instances starts with at least 1', (variant, _, template) => {
    if (at(variant, 'ServerlessConfig') !== undefined) return undefined;
    return !(countIn(template, at(variant, 'InitialInstanceCount')) >= 1) && 'starts with 0';
  }),
  ofVariants('A variant has a name that never changes', (variant) => {
    const name = at(variant, 'VariantName');
    return !VARIANT_NAME.test(String(name)) && String(name);
  }),
  ofVariants(
    'The instances of a variant with components are at most as many as their maximum',
    (variant, _, template) => {
      const scaling = at(variant, 'ManagedInstanceScaling');
      const [min, max] = [at(scaling, 'MinInstanceCount'), at(scaling, 'MaxInstanceCount')].map((count) =>
        countIn(template, count),
      );
      return scaling !== undefined && !(Number(min) <= Number(max)) && `${min} over ${max}`;
    },
  ),
  each(
    'An endpoint that scales keeps its counts under update',
    (template) => resourcesOf(template, 'AWS::SageMaker::Endpoint'),
    ({ RetainAllVariantProperties }, template) => {
      const scales = resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget').length > 0;
      return scales && RetainAllVariantProperties !== true && 'counts are reset';
    },
  ),
  each(
    'A component is created with at least one copy, an adapter with none',
    components,
    ({ RuntimeConfig, Specification }, template) => {
      const isAdapter = at(Specification, 'BaseInferenceComponentName') !== undefined;
      return !isAdapter && !(countIn(template, at(RuntimeConfig, 'CopyCount')) >= 1) && 'no copy';
    },
  ),
  each('An adapter states no compute and no variant', components, ({ Specification, VariantName }) => {
    const isAdapter = at(Specification, 'BaseInferenceComponentName') !== undefined;
    return (
      isAdapter && (at(Specification, 'ComputeResourceRequirements') ?? VariantName) !== undefined && 'states them'
    );
  }),
  {
    says: 'No resource has a fixed name that a replacement needs',
    faults: ({ Resources }) =>
      Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
        const name = FIXED[Type];
        return name !== undefined && Properties[name] !== undefined ? [`${id}: ${name}`] : [];
      }),
  },
  {
    says: 'Two runs never share the name of a job',
    faults(template) {
      const job = jobOf(template);
      const isUnique = String(at(job, 'TransformJobName.$')).includes('$$.Execution.Name');
      return kindOf(template) === 'batch' && !isUnique ? ['Run: fixed job name'] : [];
    },
  },
  {
    says: 'A job sends at most 100 MB at once',
    faults(template) {
      const job = jobOf(template);
      const [atOnce, payload] = [at(job, 'MaxConcurrentTransforms'), at(job, 'MaxPayloadInMB')].map(Number);
      return Number(atOnce) * Number(payload) > 100 ? [`Run: ${atOnce} × ${payload} MB`] : [];
    },
  },
  {
    says: "The endpoint's name and the caller's time-out are outputs",
    faults(template) {
      const kind = kindOf(template);
      const wanted = [
        ...(kind === 'batch' ? ['InvocationsTimeoutInSeconds'] : ['EndpointName']),
        ...(kind === 'asynchronous' ? ['InvocationTimeoutSeconds'] : []),
      ];
      return wanted.filter((name) => template.Outputs[name] === undefined).map((name) => `no output ${name}`);
    },
  },
  {
    says: 'The data of a multi-model endpoint is a prefix that ends in a slash',
    faults: (template) =>
      resourcesOf(template, 'AWS::SageMaker::Model').flatMap(([id, { Properties }]) => {
        if (at(Properties, 'PrimaryContainer', 'Mode') !== 'MultiModel') return [];
        const parameter = template.Parameters[String(at(Properties, 'PrimaryContainer', 'ModelDataUrl', 'Ref'))];
        const isHeld = parameter !== undefined && !new RegExp(parameter.AllowedPattern ?? '').test('s3://models/all');
        return isHeld ? [] : [`${id}: takes a prefix without a slash`];
      }),
  },
  {
    says: 'What has to be entered says what it is and refuses what it is not',
    faults: ({ Parameters }) =>
      Object.entries(Parameters)
        .filter(([, { Type, AllowedPattern, AllowedValues, Description, MinValue }]) => {
          const isHeld = Type.startsWith('List<') || (AllowedPattern ?? AllowedValues ?? MinValue) !== undefined;
          return Description.length < 10 || !isHeld;
        })
        .map(([name]) => name),
  },
  {
    says: 'No account is written into a template',
    faults({ Resources }) {
      const found = JSON.stringify(Resources).match(/\b\d{12}\b/g) ?? [];
      return found.map((account) => `account ${account}`);
    },
  },
];

import { describe, expect, it } from 'vitest';
import type { Template } from '../../src/deploy/template.ts';
import { DEPLOY_RULES, ruleFaults } from '../support/deploy-rules/index.ts';
import { templates } from './cases.ts';
import { type Spoil, type Spoiled, set, statements, variant } from './spoil.ts';
import { SPOILED_POOLS } from './spoiled-pools.ts';
import { SPOILED_SAFETY } from './spoiled-safety.ts';
import { SPOILED_SCALING } from './spoiled-scaling.ts';
import { SPOILED_STARTS } from './spoiled-start.ts';

const serverlessOf = (resources: Spoiled): Spoiled => variant(resources).ServerlessConfig;
const jobOf = (resources: Spoiled): Spoiled => resources.Run.Properties.Definition.States.Transform.Parameters;

/** For each rule, templates that break it and are good otherwise. Most of them pass AWS's validator. */
const SPOILS: Readonly<Record<string, readonly Spoil[]>> = {
  ...SPOILED_SAFETY,
  ...SPOILED_POOLS,
  ...SPOILED_SCALING,
  ...SPOILED_STARTS,
  'A serverless variant has no instance, no queue and no data capture': [
    ['serverless', (r) => Object.assign(variant(r), { InstanceType: 'ml.m5.large' })],
    ['serverless', (r) => set(r.EndpointConfig, { AsyncInferenceConfig: {} })],
    ['serverless', (r) => set(r.EndpointConfig, { DataCaptureConfig: {} })],
  ],
  'Provisioned concurrency is at most the maximum concurrency, which is 5 to 200': [
    ['serverless-provisioned', (r) => Object.assign(serverlessOf(r), { ProvisionedConcurrency: 7 })],
    ['serverless', (r) => Object.assign(serverlessOf(r), { MaxConcurrency: 201 })],
    ['serverless', (r) => Object.assign(serverlessOf(r), { MaxConcurrency: 1 })],
  ],
  'A variant on instances starts with at least 1': [
    ['asynchronous-to-zero', (r) => Object.assign(variant(r), { InitialInstanceCount: 0 })],
  ],
  'A variant has a name that never changes': [
    ['real-time', (r) => Object.assign(variant(r), { VariantName: 'churn-v2' })],
  ],
  'The instances of a variant with components are at most as many as their maximum': [
    ['inference-components', (r) => Object.assign(variant(r).ManagedInstanceScaling, { MinInstanceCount: 10 })],
  ],
  'An endpoint that scales keeps its counts under update': [
    ['real-time', (r) => set(r.Endpoint, { RetainAllVariantProperties: undefined })],
  ],
  'A component is created with at least one copy, an adapter with none': [
    ['inference-components-to-zero', (r) => Object.assign(r.Component.Properties.RuntimeConfig, { CopyCount: 0 })],
  ],
  'An adapter states no compute and no variant': [
    ['inference-components-adapters', (r) => set(r.Adapter1Component, { VariantName: 'main' })],
  ],
  'No resource has a fixed name that a replacement needs': [
    ['real-time', (r) => set(r.Model, { ModelName: 'churn' })],
    ['real-time', (r) => set(r.EndpointConfig, { EndpointConfigName: 'churn' })],
    ['batch-transform', (r) => set(r.RunSchedule, { Name: 'nightly' })],
  ],
  'Two runs never share the name of a job': [
    ['batch-transform', (r) => Object.assign(jobOf(r), { 'TransformJobName.$': "States.Format('nightly')" })],
  ],
  'A job sends at most 100 MB at once': [
    ['batch-transform', (r) => Object.assign(jobOf(r), { MaxConcurrentTransforms: 101 })],
  ],
  "The endpoint's name and the caller's time-out are outputs": [
    ['real-time', (_, t) => Object.assign(t.Outputs, { EndpointName: undefined })],
    ['asynchronous-to-zero', (_, t) => Object.assign(t.Outputs, { InvocationTimeoutSeconds: undefined })],
    ['batch-transform', (_, t) => Object.assign(t.Outputs, { InvocationsTimeoutInSeconds: undefined })],
  ],
  'The data of a multi-model endpoint is a prefix that ends in a slash': [
    ['multi-model', (_, t) => Object.assign(t.Parameters.ModelDataUrl, { AllowedPattern: '^s3://.+$' })],
  ],
  'What has to be entered says what it is and refuses what it is not': [
    ['real-time', (_, t) => Object.assign(t.Parameters.Image, { AllowedPattern: undefined })],
    ['real-time', (_, t) => Object.assign(t.Parameters.Image, { Description: 'Image' })],
  ],
  'No account is written into a template': [
    ['real-time', (r) => set(r.Model, { ExecutionRoleArn: 'arn:aws:iam::123456789012:role/x' })],
  ],
  'A metric exists, and has a statistic that it is published with': [
    ['real-time', (r) => set(r.Errors, { MetricName: 'Invocations5XXErrors' })],
    ['batch-transform', (r) => set(r.RunLate, { MetricName: 'ExecutionTimedOut' })],
    ['asynchronous-to-zero', (r) => set(r.Waiting, { Statistic: 'Sum' })],
  ],
  'A dimension has the name of what it means, not its ARN': [
    ['real-time', (r) => Object.assign(r.Errors.Properties.Dimensions[0], { Value: { Ref: 'Endpoint' } })],
    ['real-time', (r) => Object.assign(r.Errors.Properties.Dimensions[1], { Value: 'Main' })],
    [
      'inference-components',
      (r) => Object.assign(r.Model1Errors.Properties.Dimensions[0], { Value: { Ref: 'Model1Component' } }),
    ],
  ],
  'An alarm looks at whole minutes, for a day at most': [
    ['real-time', (r) => set(r.Errors, { Period: 45 })],
    ['real-time', (r) => set(r.Errors, { EvaluationPeriods: 1441 })],
  ],
  'An alarm says what missing data means': [['real-time', (r) => set(r.Errors, { TreatMissingData: undefined })]],
  'An alarm needs at most as many points as it looks at': [
    ['real-time', (r) => set(r.Errors, { DatapointsToAlarm: 6 })],
  ],
  'There is an alarm on errors, and one on latency, load or waiting': [
    ['real-time', (r) => Reflect.deleteProperty(r, 'Errors')],
    ['real-time', (r) => Reflect.deleteProperty(r, 'Latency')],
    ['batch-transform', (r) => Reflect.deleteProperty(r, 'RunLate')],
  ],
  'A target is a variant or a component of this template': [
    ['real-time', (r) => set(r.Target, { ResourceId: { 'Fn::Sub': 'endpoint/churn/variant/main' } })],
    ['inference-components-to-zero', (r) => set(r.Target, { ResourceId: { 'Fn::Sub': 'inference-component/churn' } })],
  ],
  'A tracking policy states both cool-downs': [
    [
      'real-time',
      (r) =>
        Reflect.deleteProperty(r.LoadPolicy.Properties.TargetTrackingScalingPolicyConfiguration, 'ScaleInCooldown'),
    ],
  ],
  'What goes to zero is woken by its first request': [
    ['asynchronous-to-zero', (r) => Reflect.deleteProperty(r, 'WakePolicy')],
    ['asynchronous-to-zero', (r) => Reflect.deleteProperty(r, 'WakeAlarm')],
    ['inference-components-to-zero', (r) => set(r.WakeAlarm, { ComparisonOperator: 'GreaterThanThreshold' })],
  ],
  'No role may do everything of a service': [
    [
      'real-time',
      (r) => statements(r.ExecutionRole).push({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::models' }),
    ],
  ],
  'A role names the resource wherever an action takes one': [
    ['real-time', (r) => statements(r.ExecutionRole).push({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })],
  ],
  'A bucket is listed by its own ARN, objects are read and written by theirs': [
    [
      'multi-model',
      (r) =>
        statements(r.ExecutionRole).push({
          Action: 's3:ListBucket',
          Resource: { 'Fn::Sub': ['arn:${AWS::Partition}:s3:::${Bucket}/*', {}] },
        }),
    ],
  ],
  'A role is assumed by the one service that needs it': [
    [
      'batch-transform',
      (r) =>
        Object.assign(r.RunRole.Properties.AssumeRolePolicyDocument.Statement[0].Principal, {
          Service: 'sagemaker.amazonaws.com',
        }),
    ],
  ],
};

/** All but the role that exists already, without which no rule on roles would say anything. */
const byName = new Map([
  ...templates().map(({ name, template }) => [name, template] as const),
  ...templates(['kms', 'tags', 'training-plan']).map(({ name, template }) => [`${name}+`, template] as const),
]);

function spoiled([choice, spoil]: Spoil): Template {
  const copy: Spoiled = structuredClone(byName.get(choice));
  spoil(copy.Resources, copy);
  return JSON.parse(JSON.stringify(copy));
}

describe('our rules for templates', () => {
  it.each([...byName])('find nothing in %s', (_, template) => {
    expect(ruleFaults(template)).toEqual([]);
  });

  it('have a spoiled template each', () => {
    expect(Object.keys(SPOILS).toSorted()).toEqual(DEPLOY_RULES.map(({ says }) => says).toSorted());
  });

  it.each(DEPLOY_RULES.map((rule) => ({ says: rule.says, rule })))(
    'see where this is broken: $says',
    ({ says, rule }) => {
      for (const spoil of SPOILS[says] ?? []) {
        expect(rule.faults(spoiled(spoil)), `${spoil[0]}: ${spoil[1]}`).not.toEqual([]);
      }
    },
  );
});

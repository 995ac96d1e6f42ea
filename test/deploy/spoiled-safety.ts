import { type Spoil, type Spoiled, set, statements } from './spoil.ts';

const configOf = (resource: Spoiled): Spoiled => resource.Properties.DeploymentConfig;
const rollingOf = (resource: Spoiled): Spoiled => configOf(resource).RollingUpdatePolicy;
const shiftingOf = (resource: Spoiled): Spoiled => configOf(resource).BlueGreenUpdatePolicy;
const rollbackOf = (resource: Spoiled): Spoiled => configOf(resource).AutoRollbackConfiguration['Fn::If'][1];
const trustOf = (role: Spoiled): Spoiled => role.Properties.AssumeRolePolicyDocument.Statement[0];
const keyStatement = (role: Spoiled): Spoiled =>
  statements(role).find((statement: Spoiled) => statement.Sid === 'UseKey');

/** For each rule of `safety-rules.ts`, templates that break it and are good otherwise. */
// biome-ignore format: one case a line.
export const SPOILED_SAFETY: Readonly<Record<string, readonly Spoil[]>> = {
  'The endpoint has the name of its stack, so that its alarms and log group are there before it': [
    ['real-time', (r) => Reflect.deleteProperty(r.Endpoint.Properties, 'EndpointName')],
    ['serverless', (r) => set(r.Endpoint, { EndpointName: 'churn' })],
  ],
  'An update goes back on alarms of this template, of errors first': [
    ['real-time', (r) => Reflect.deleteProperty(r.Endpoint.Properties, 'DeploymentConfig')],
    ['asynchronous-steady', (r) => Object.assign(rollbackOf(r.Endpoint), { Alarms: [] })],
    ['real-time', (r) => rollbackOf(r.Endpoint).Alarms.push({ AlarmName: { Ref: 'Speed' } })],
    ['real-time', (r) => rollbackOf(r.Endpoint).Alarms.shift()],
    ['inference-components', (r) => Reflect.deleteProperty(r.Model2Component.Properties, 'DeploymentConfig')],
    ['real-time-variants', (r) => rollbackOf(r.Endpoint).Alarms.push(...rollbackOf(r.Endpoint).Alarms)],
  ],
  'An update takes steps that AWS allows, with time for alarms and a limit': [
    ['real-time', (r) => Object.assign(shiftingOf(r.Endpoint).TrafficRoutingConfiguration.CanarySize, { Value: 60 })],
    ['real-time', (r) => Object.assign(shiftingOf(r.Endpoint), { MaximumExecutionTimeoutInSeconds: 900 })],
    ['serverless', (r) => Object.assign(shiftingOf(r.Endpoint), { TerminationWaitInSeconds: 0 })],
    ['real-time', (r) => set(r.Errors, { Period: 300 })],
    ['inference-components', (r) => set(r.Model1Errors, { Period: 600 })],
    ['real-time', (r) => Object.assign(shiftingOf(r.Endpoint), { TerminationWaitInSeconds: 4000 })],
    ['real-time-variants',
      (r) => Object.assign(r.Endpoint.Properties.DeploymentConfig,
        { BlueGreenUpdatePolicy: undefined,
          RollingUpdatePolicy: { MaximumBatchSize: { Type: 'CAPACITY_PERCENT', Value: 50 }, WaitIntervalInSeconds: 600,
            MaximumExecutionTimeoutInSeconds: 3600 } })],
    ['inference-components', (r) => Object.assign(rollingOf(r.Model1Component).MaximumBatchSize, { Value: 100 })],
    ['inference-components', (r) => Object.assign(configOf(r.Model1Component), { BlueGreenUpdatePolicy: {} })],
  ],
  'The role of an endpoint may read the alarms that an update goes back on': [
    [
      'real-time',
      (r) =>
        statements(r.ExecutionRole).splice(
          statements(r.ExecutionRole).findIndex(({ Sid }: Spoiled) => Sid === 'ReadAlarms'),
          1,
        ),
    ],
    ['batch-transform', (r) => statements(r.ExecutionRole).push({ Action: 'cloudwatch:DescribeAlarms' })],
  ],
  'A serverless endpoint has an alarm on throttling': [['serverless', (r) => Reflect.deleteProperty(r, 'Throttled')]],
  'Failures of a queue are watched by their share, or of a quiet one by their number': [
    ['asynchronous-to-zero', (r) => set(r.Failures, { Statistic: 'Average' })],
    ['asynchronous-to-zero', (r) => set(r.Failures, { Period: 3600 })],
  ],
  'A share of failures needs two, and either spelling of what was processed': [
    'failed / (failed + processed1)',
    'IF(FILL(failed, 0) >= 2, failed / (failed + processed1), 0)',
    'FILL(failed, 0) / (FILL(failed, 0) + FILL(processed1, 0) + FILL(processed2, 0))',
    'IF(FILL(failed, 0) >= 3, FILL(failed, 0) / (FILL(failed, 0) + FILL(processed1, 0) + FILL(processed2, 0)), 0)',
  ].map(
    (Expression): Spoil => [
      'asynchronous-steady',
      (r) => Object.assign(r.Failures.Properties.Metrics[0], { Expression }),
    ],
  ),
  'An expression is made of metrics of its alarm, and is what the alarm looks at': [
    ['asynchronous-steady', (r) => r.Failures.Properties.Metrics.pop()],
    ['asynchronous-steady', (r) => Object.assign(r.Failures.Properties.Metrics[1], { ReturnData: true })],
  ],
  'An alarm says what to do': [
    ['real-time', (r) => set(r.Errors, { AlarmDescription: 'Requests fail.' })],
  ],
  "All that takes a key has the team's where there is one, and an instance store none": [
    ['real-time', (r) => set(r.EndpointConfig, { KmsKeyId: { Ref: 'KmsKeyArn' } })],
    ['real-time+', (r) => Reflect.deleteProperty(r.EndpointConfig.Properties, 'KmsKeyId')],
    ['asynchronous-steady+', (r) => Reflect.deleteProperty(r.SuccessTopic.Properties, 'KmsMasterKeyId')],
    ['asynchronous-steady+', (r) => Object.assign(r.EndpointConfig.Properties.AsyncInferenceConfig.OutputConfig, { KmsKeyId: 'alias/aws/s3' })],
    ['inference-components+', (r) => set(r.EndpointConfig, { KmsKeyId: { Ref: 'KmsKeyArn' } })],
    ['batch-transform+', (r) => Reflect.deleteProperty(r.FailedStarts.Properties, 'KmsMasterKeyId')],
    ['batch-transform+', (r) => Reflect.deleteProperty(r.Run.Properties.Definition.States.Transform.Parameters.TransformResources, 'VolumeKmsKeyId')],
  ],
  'A role may use a key only where one is given, and no other': [
    ['real-time', (r) => statements(r.ExecutionRole).push({ Action: 'kms:Decrypt', Resource: { Ref: 'KmsKeyArn' } })],
    ['batch-transform+', (r) => Object.assign(keyStatement(r.SchedulerRole), { Resource: '*' })],
  ],
  'A role is assumed for resources of this account and Region alone': [
    ['real-time', (r) => Reflect.deleteProperty(trustOf(r.ExecutionRole), 'Condition')],
    ['batch-transform', (r) => Object.assign(trustOf(r.RunRole).Condition.ArnLike, { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:states:*' } })],
  ],
  'What writes logs waits for a group with a retention; of many components the endpoint alone': [
    ['real-time', (r) => Reflect.deleteProperty(r.Endpoint, 'DependsOn')],
    ['real-time', (r) => Reflect.deleteProperty(r.EndpointLogs.Properties, 'RetentionInDays')],
    ['inference-components', (r) => Object.assign(r.Model2Component, { DependsOn: 'Model1Logs' })],
  ],
  'Every resource that takes tags has owner, review and expiry, and every job; with many components or variants the endpoint and its parts at least':
    [
      [
        'batch-transform+',
        (r) => Reflect.deleteProperty(r.Run.Properties.Definition.States.Transform.Parameters, 'Tags'),
      ],
      ['batch-transform+', (r) => statements(r.RunRole)[0].Action.splice(3)],
      ['real-time+', (r) => r.Endpoint.Properties.Tags.pop()],
      ['real-time+', (r) => Reflect.deleteProperty(r.Errors.Properties, 'Tags')],
      ['batch-transform+', (r) => Reflect.deleteProperty(r.RunRole.Properties, 'Tags')],
      ['real-time-variants+', (r) => Reflect.deleteProperty(r.EndpointConfig.Properties, 'Tags')],
    ],
};

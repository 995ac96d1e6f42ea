import type { Resource, Template, Value } from '../../../src/deploy/template.ts';
import { instanceTypeOf } from '../../../src/recommender/index.ts';
import { evaluated } from './metric-math.ts';
import { alarmsIn } from './metric-rules.ts';
import { at, each, jobOf, kindOf, list, type Rule, resourcesOf, same, variantsOf } from './rule.ts';

// That a deployment fails safely: what is watched, rolled back, encrypted, trusted, logged and tagged.

const endpoints = (template: Template) => resourcesOf(template, 'AWS::SageMaker::Endpoint');
const components = (template: Template) =>
  resourcesOf(template, 'AWS::SageMaker::InferenceComponent').filter(
    ([, { Properties }]) => at(Properties, 'Specification', 'BaseInferenceComponentName') === undefined,
  );

/** What is updated by steps: components, or an endpoint whose variants have models. */
const updated = (template: Template) =>
  kindOf(template) === 'components' ? components(template) : endpoints(template);

/** AWS takes no guardrails for a package of AWS Marketplace, nor for Inf1. */
function takesGuardrails(template: Template): boolean {
  const isPackaged = JSON.stringify(resourcesOf(template, 'AWS::SageMaker::Model')).includes('"ModelPackageName"');
  return (
    !isPackaged &&
    variantsOf(template).every(({ variant }) => !String(at(variant, 'InstanceType')).startsWith('ml.inf1.'))
  );
}

const rollbackAlarms = (properties: unknown): string[] =>
  list(at(properties, 'DeploymentConfig', 'AutoRollbackConfiguration', 'Fn::If', 1, 'Alarms')).map((alarm) =>
    String(at(alarm, 'AlarmName', 'Ref')),
  );

const idsOf = (metrics: unknown): string[] => list(metrics).map((metric) => String(at(metric, 'Id')));

const metricsOf = (properties: unknown): string[] => [
  String(at(properties, 'MetricName')),
  ...list(at(properties, 'Metrics')).map((metric) => String(at(metric, 'MetricStat', 'Metric', 'MetricName'))),
];

/** Seconds from the first failure until an alarm on errors or latency rings, the minute until its last datapoint included. */
const ringsAfter = (alarm: Resource['Properties']): number =>
  Number(at(alarm, 'DatapointsToAlarm')) *
    Number(at(list(at(alarm, 'Metrics'))[1], 'MetricStat', 'Period') ?? at(alarm, 'Period')) +
  60;

/** AWS watches an update for an hour at most. */
const WATCHED_MAX = 3600;

/** A percentage of a fleet that a step takes; undefined where all of it moves at once. */
const shareOf = (config: unknown): unknown =>
  at(config, 'RollingUpdatePolicy', 'MaximumBatchSize', 'Value') ??
  at(config, 'BlueGreenUpdatePolicy', 'TrafficRoutingConfiguration', 'CanarySize', 'Value');

function stepFaults(properties: Resource['Properties'], template: Template): string | undefined {
  const config = properties['DeploymentConfig'];
  const rolling = at(config, 'RollingUpdatePolicy');
  const shifting = at(config, 'BlueGreenUpdatePolicy');
  const share = Number(shareOf(config) ?? 50);
  const waits = [
    at(rolling, 'WaitIntervalInSeconds'),
    at(shifting, 'TrafficRoutingConfiguration', 'WaitIntervalInSeconds'),
    at(shifting, 'TerminationWaitInSeconds'),
  ].map((seconds) => Number(seconds ?? 0));
  const limit = Number(at(rolling ?? shifting, 'MaximumExecutionTimeoutInSeconds'));
  if ((rolling === undefined) === (shifting === undefined)) return 'not one way';
  if (!(share >= 5 && share <= 50)) return `${share} % at a time`;
  if (rolling !== undefined && (kindOf(template) === 'serverless' || variantsOf(template).length > 1)) return 'rolling';
  const watched = alarmsIn(template).filter(([id]) => rollbackAlarms(properties).includes(id));
  const inTime = watched.map(([, alarm]) => ringsAfter(alarm.Properties)).filter((seconds) => seconds <= WATCHED_MAX);
  const needed = Math.max(600, ...inTime);
  if (Math.max(...waits) < needed || Math.max(...waits) > WATCHED_MAX) return 'no time for alarms';
  const total = waits.reduce((sum, seconds) => sum + seconds, 0);
  return limit > total && limit <= 14_400 ? undefined : `${limit} s`;
}

const KEY: Value = { Ref: 'KmsKeyArn' };

const hasKey = ({ Parameters }: Template): boolean => 'KmsKeyArn' in Parameters;

/** Where a key belongs, as the part that has it and the property. */
function keyHolders(template: Template): [where: string, holder: unknown, property: string][] {
  const configurations = resourcesOf(template, 'AWS::SageMaker::EndpointConfig');
  const job = jobOf(template);
  const inside = (name: string, part: unknown, property = 'KmsKeyId') =>
    part === undefined ? [] : [[name, part, property] as [string, unknown, string]];
  return [
    ...configurations.flatMap(([id, { Properties }]) => [
      ...(hasVolumes(Properties) ? inside(id, Properties) : []),
      ...inside(`${id} responses`, at(Properties, 'AsyncInferenceConfig', 'OutputConfig')),
      ...inside(`${id} captured data`, at(Properties, 'DataCaptureConfig')),
    ]),
    ...inside('Run results', at(job, 'TransformOutput')),
    ...inside('Run captured data', at(job, 'DataCaptureConfig')),
    ...(hasLocalDisk(at(job, 'TransformResources', 'InstanceType'))
      ? []
      : inside('Run volumes', at(job, 'TransformResources'), 'VolumeKmsKeyId')),
    ...resourcesOf(template, 'AWS::SNS::Topic').flatMap(([id, { Properties }]) =>
      inside(id, Properties, 'KmsMasterKeyId'),
    ),
    ...resourcesOf(template, 'AWS::SQS::Queue').flatMap(([id, { Properties }]) =>
      inside(id, Properties, 'KmsMasterKeyId'),
    ),
  ];
}

const hasLocalDisk = (type: unknown): boolean => instanceTypeOf(String(type))?.hasLocalDisk !== false;

const hasVolumes = (configuration: unknown): boolean =>
  list(at(configuration, 'ProductionVariants')).every(
    (variant) => at(variant, 'ServerlessConfig') !== undefined || !hasLocalDisk(at(variant, 'InstanceType')),
  );

/** With fewer components or variants a template has room for all tags and log groups. */
const MANY = 4;

const isLong = (template: Template): boolean =>
  Math.max(components(template).length, variantsOf(template).length) >= MANY;

const statementsIn = (role: unknown): readonly unknown[] =>
  list(at(role, 'Policies')).flatMap((policy) => list(at(policy, 'PolicyDocument', 'Statement')));

const roles = (template: Template) => resourcesOf(template, 'AWS::IAM::Role');

const logGroupOf = (template: Template, dependsOn: unknown): unknown => template.Resources[String(list(dependsOn)[0])];

/** What its log group is called. */
const logNames = (template: Template): { id: string; depends: unknown; name: string }[] => [
  ...endpoints(template).map(([id, { DependsOn }]) => ({
    id,
    depends: DependsOn,
    name: 'Endpoints/${AWS::StackName}',
  })),
  ...(isLong(template) ? [] : components(template)).map(([id, { DependsOn, Properties }]) => ({
    id,
    depends: DependsOn,
    name: `InferenceComponents/${at(Properties['InferenceComponentName'], 'Fn::Sub')}`,
  })),
];

const SERVES = /^AWS::SageMaker::(?:Endpoint|EndpointConfig|Model)$/;
const TAKES_TAGS =
  /^AWS::(?:CloudWatch::Alarm|IAM::Role|Logs::LogGroup|SageMaker::\w+|SNS::Topic|SQS::Queue|StepFunctions::StateMachine)$/;
const TAGS = ['owner', 'review', 'expiry'];
const tagKeys = (tags: unknown): unknown[] => list(tags).map((tag) => at(tag, 'Fn::If', 1, 'Key'));

export const SAFETY_RULES: readonly Rule[] = [
  each(
    'The endpoint has the name of its stack, so that its alarms and log group are there before it',
    endpoints,
    ({ EndpointName }) => !same(EndpointName, { Ref: 'AWS::StackName' }) && JSON.stringify(EndpointName ?? 'none'),
  ),
  each('An update goes back on alarms of this template, of errors first', updated, (properties, template) => {
    if (!takesGuardrails(template)) return at(properties, 'DeploymentConfig') !== undefined && 'AWS takes none';
    const ids = rollbackAlarms(properties);
    const watched = alarmsIn(template).filter(([id]) => ids.includes(id));
    if (ids.length === 0 || ids.length > 10 || watched.length < ids.length) return `alarms ${ids.join(', ')}`;
    const names = watched.flatMap(([, alarm]) => metricsOf(alarm.Properties));
    return !names.some((name) => /Errors$|Failures$/.test(name)) && 'none of errors';
  }),
  each('An update takes steps that AWS allows, with time for alarms and a limit', updated, (properties, template) => {
    return properties['DeploymentConfig'] === undefined ? undefined : stepFaults(properties, template);
  }),
  {
    says: 'The role of an endpoint may read the alarms that an update goes back on',
    faults(template) {
      const rollsOut = updated(template).some(([, { Properties }]) => rollbackAlarms(Properties).length > 0);
      return roles(template).flatMap(([id, { Properties }]) => {
        const reads = statementsIn(Properties).some(
          (statement) => at(statement, 'Action') === 'cloudwatch:DescribeAlarms',
        );
        return reads === (rollsOut && id === 'ExecutionRole') ? [] : [`${id}: ${reads}`];
      });
    },
  },
  {
    says: 'A serverless endpoint has an alarm on throttling',
    faults(template) {
      const names = alarmsIn(template).flatMap(([, { Properties }]) => metricsOf(Properties));
      const isWatched = names.some((name) =>
        /^ServerlessConcurrentExecutionsUtilization$|^Invocation4XXErrors$/.test(name),
      );
      return kindOf(template) === 'serverless' && !isWatched ? ['none'] : [];
    },
  },
  each(
    'Failures of a queue are watched by their share, or of a quiet one by their number',
    alarmsIn,
    ({ MetricName, Statistic, Period, Threshold }) =>
      MetricName === 'InvocationFailures' &&
      !(Statistic === 'Sum' && Number(Period) <= 300 && Threshold === 1) &&
      `${Statistic} in ${Period} s`,
  ),
  each(
    'A share of failures needs two, and either spelling of what was processed',
    alarmsIn,
    ({ Metrics, Threshold }) => {
      if (Metrics === undefined) return undefined;
      const [share] = list(Metrics).filter((metric) => at(metric, 'ReturnData') === true);
      const rings = (failed?: number, ...processed: (number | undefined)[]): boolean => {
        const values = Object.fromEntries(idsOf(Metrics).map((id) => [id, undefined as number | undefined]));
        const others = idsOf(Metrics).filter((id) => /^processed/.test(id));
        const datapoints = { ...values, failed, ...Object.fromEntries(others.map((id, at) => [id, processed[at]])) };
        return (evaluated(String(at(share, 'Expression')), datapoints) ?? 0) > Number(Threshold);
      };
      const isMet =
        rings(2, 98) && rings(2, undefined, 98) && rings(2) && !rings(1, 1) && !rings(1) && !rings() && !rings(2, 998);
      return !isMet && String(at(share, 'Expression'));
    },
  ),
  each('An expression is made of metrics of its alarm, and is what the alarm looks at', alarmsIn, ({ Metrics }) => {
    if (Metrics === undefined) return undefined;
    const ids = idsOf(Metrics);
    const returned = list(Metrics).filter((metric) => at(metric, 'ReturnData') === true);
    const used = String(at(returned[0], 'Expression')).match(/[a-z]\w*/g) ?? [];
    return (returned.length !== 1 || used.length === 0 || used.some((name) => !ids.includes(name))) && used.join(', ');
  }),
  each('An alarm says what to do', alarmsIn, ({ AlarmDescription }) => {
    const sentences = String(AlarmDescription).split(/[.:] /).length;
    return sentences < 2 && String(AlarmDescription);
  }),
  {
    says: "All that takes a key has the team's where there is one, and an instance store none",
    faults: (template) => [
      ...keyHolders(template).flatMap(([where, holder, property]) => {
        const key = at(holder, property);
        return (hasKey(template) ? same(key, KEY) : key === undefined) ? [] : [where];
      }),
      ...resourcesOf(template, 'AWS::SageMaker::EndpointConfig').flatMap(([id, { Properties }]) =>
        !hasVolumes(Properties) && Properties['KmsKeyId'] !== undefined ? [`${id}: on an instance store`] : [],
      ),
    ],
  },
  {
    says: 'A role may use a key only where one is given, and no other',
    faults: (template) =>
      roles(template).flatMap(([id, { Properties }]) =>
        statementsIn(Properties)
          .filter((statement) => list(at(statement, 'Action')).some((action) => String(action).startsWith('kms:')))
          .filter((statement) => !hasKey(template) || !same(at(statement, 'Resource'), KEY))
          .map(() => `${id}: a key`),
      ),
  },
  each('A role is assumed for resources of this account and Region alone', roles, ({ AssumeRolePolicyDocument }) => {
    const condition = at(list(at(AssumeRolePolicyDocument, 'Statement'))[0], 'Condition');
    const source = String(at(condition, 'ArnLike', 'aws:SourceArn', 'Fn::Sub'));
    return !source.includes(':${AWS::Region}:${AWS::AccountId}:') && `for ${source}`;
  }),
  {
    says: 'What writes logs waits for a group with a retention; of many components the endpoint alone',
    faults: (template) =>
      logNames(template).flatMap(({ id, depends, name }) => {
        const group = logGroupOf(template, depends);
        const isThere = same(at(group, 'Properties', 'LogGroupName'), { 'Fn::Sub': `/aws/sagemaker/${name}` });
        return isThere && at(group, 'Properties', 'RetentionInDays') !== undefined ? [] : [`${id}: ${name}`];
      }),
  },
  {
    says: 'Every resource that takes tags has owner, review and expiry, and every job; with many components or variants the endpoint and its parts at least',
    faults(template) {
      if (!('Owner' in template.Parameters)) return [];
      const takes = isLong(template) ? SERVES : TAKES_TAGS;
      const untagged = Object.entries(template.Resources)
        .filter(([, { Type, Properties }]) => takes.test(Type) && !same(tagKeys(Properties['Tags']), TAGS))
        .map(([id]) => `${id}: not all tags`);
      const job = jobOf(template);
      const mayTag = statementsIn(template.Resources['RunRole']?.Properties).some((statement) =>
        list(at(statement, 'Action')).includes('sagemaker:AddTags'),
      );
      const isTagged = list(at(job, 'Tags')).length >= 3 && mayTag;
      return job === undefined || isTagged ? untagged : [...untagged, 'Run: not all tags'];
    },
  },
];

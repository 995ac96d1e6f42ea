import { EXECUTION_ROLE } from '../parts/role.ts';
import type { Resource, Template, Value } from '../template.ts';
import { isList, snake } from '../terraform-expression.ts';
import { choiceOf, constantOf, type Helper, mayBeNothing, type Scope, toCode } from './expression.ts';
import { fieldsOf, permissionsOf, referredIn, trusted } from './permissions.ts';
import { argumentsOf, isLost } from './shapes.ts';
import { assign, type Code, call, comment, dict, entry, flat, linesOf } from './writer.ts';

// The statements of a script: each resource of the template as one call of the SDK, or of boto3 where the SDK has no class.

type Properties = Resource['Properties'];

/** What a script has beside the endpoint and what scales it, by what CloudFormation calls it. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'alarms',
  'AWS::CloudWatch::Dashboard': 'dashboards',
  'AWS::IAM::Policy': 'policies of roles',
  'AWS::IAM::Role': 'roles',
  'AWS::Logs::LogGroup': 'log groups',
  'AWS::SNS::TopicPolicy': 'policies of topics',
  'AWS::SQS::Queue': 'queues of failed starts',
  'AWS::SQS::QueuePolicy': 'policies of queues',
};

/** The order in which a reader meets them, by heading. What they refer to comes first. */
const ORDER: readonly (readonly [heading: string, ...types: string[]])[] = [
  ['Model and configuration', 'AWS::SageMaker::Model', 'AWS::SageMaker::EndpointConfig'],
  ['Endpoint', 'AWS::SageMaker::Endpoint'],
  [
    'Scaling',
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'AWS::ApplicationAutoScaling::ScalingPolicy',
    'AWS::CloudWatch::Alarm',
  ],
  ['Schedules', 'AWS::Scheduler::Schedule'],
];

/** A role that the script asks for. */
export interface AskedRole {
  readonly name: string;
  readonly why: string;
}

export class Body {
  /** Parameters and pseudo parameters that are read. */
  readonly used = new Set<string>();
  readonly shapes = new Set<string>();
  /** Classes of sagemaker.core.resources. */
  readonly classes = new Set<string>();
  readonly clients = new Set<string>();
  /** Conditions of the template that values hang on, by their variable. */
  readonly conditions = new Map<string, string>();
  /** Functions that the script defines. */
  readonly helpers = new Set<Helper>();
  readonly roles = new Map<string, AskedRole>();
  /** What the script leaves to CloudFormation. */
  readonly left = new Set<string>();
  /** AWS CLI commands that delete what was made: what uses others comes last here, and goes first. */
  readonly deletes: (readonly [service: string, command: string])[] = [];
  /** An alarm that wakes the endpoint is written. */
  wakes = false;
  readonly #template: Template;
  readonly #partition: string;
  readonly #scope: Scope;
  /** The resources that are written, with the expression of each attribute that others read. */
  readonly #written = new Map<string, Readonly<Record<string, string>>>();
  readonly #lines: string[] = [];

  /** `region`: decides the partition of the ARNs that permissions are on. */
  constructor(template: Template, region: string) {
    this.#template = template;
    this.#partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
    this.#scope = {
      template,
      uses: (name) => void this.used.add(name),
      decides: (variable, expression) => void this.conditions.set(variable, expression),
      needs: (helper) => void this.helpers.add(helper),
      attributeOf: (id, attribute) => this.#attributeOf(id, attribute),
    };
  }

  lines(): string[] {
    for (const [heading, ...types] of ORDER) {
      const ids = types.flatMap((type) => this.#idsOf(type)).filter((id) => this.#isKept(id));
      if (ids.length > 0) this.#lines.push('', `# %% ${heading}`);
      for (const id of ids) this.#write(id);
    }
    for (const [id, { Type, Properties }] of Object.entries(this.#template.Resources)) {
      if (!this.#written.has(id) && Type !== 'AWS::IAM::Role') this.left.add(leftOut(Type));
      if ('DeploymentConfig' in Properties) this.left.add('roll-out settings');
    }
    return this.#lines;
  }

  #idsOf(type: string): string[] {
    return Object.entries(this.#template.Resources).flatMap(([id, { Type }]) => (Type === type ? id : []));
  }

  /** Of alarms only those that start a scaling policy: without the one that wakes it, an endpoint at zero stays there. */
  #isKept(id: string): boolean {
    const { Type, Properties } = this.#template.Resources[id] ?? { Type: '', Properties: {} };
    const policies = this.#idsOf('AWS::ApplicationAutoScaling::ScalingPolicy');
    const actions = referredIn(Properties['AlarmActions'] ?? []);
    return Type !== 'AWS::CloudWatch::Alarm' || policies.some((policy) => actions.has(policy));
  }

  /** The tags of all that SageMaker makes, once. An empty one is left out, as in the template. */
  tagLines(): string[] {
    const [endpoint = ''] = this.#idsOf('AWS::SageMaker::Endpoint');
    const tags = this.#template.Resources[endpoint]?.Properties['Tags'] ?? [];
    const items = (isList(tags) ? tags : []).map((tag) => {
      const { Key: key = '', Value: value = '' } = fieldsOf(choiceOf(tag)?.yes ?? tag);
      return entry(`${flat(this.code(key))}: `, this.code(value));
    });
    this.shapes.add('Tag');
    return [
      ...linesOf(assign('named', dict(items))),
      'tags = [Tag(key=key, value=value) for key, value in named.items() if value]',
    ];
  }

  /** What a role allows, where the template makes it: in place of its execution role the script takes one that exists. */
  permissions(id: string): string[] {
    const role = this.#template.Resources[id];
    return role === undefined ? [] : permissionsOf(this.#template, role, this.#partition);
  }

  /** An expression of a value outside the resources. */
  code(value: Value): Code {
    return toCode(this.#scope, value);
  }

  #attributeOf(id: string, attribute: string): string {
    const { Type } = this.#template.Resources[id] ?? {};
    if (Type === 'AWS::IAM::Role') return this.#askFor(id);
    this.#write(id);
    const found = this.#written.get(id)?.[attribute];
    if (found === undefined) throw new Error(`The script has no ${id}.${attribute}`);
    return found;
  }

  #askFor(id: string): string {
    const role = this.#template.Resources[id];
    const name = `${constantOf(id)}_ARN`;
    const why =
      role === undefined
        ? ''
        : `Role that ${trusted(role)} assumes. It has to allow ${this.permissions(id).join('; ')}.`;
    this.roles.set(id, { name, why });
    return name;
  }

  readonly #writers: Readonly<Record<string, (id: string, properties: Properties) => void>> = {
    'AWS::SageMaker::Model': (id, properties) => this.#model(id, properties),
    'AWS::SageMaker::EndpointConfig': (id, properties) => this.#configuration(id, properties),
    'AWS::SageMaker::Endpoint': (id, properties) => this.#endpoint(id, properties),
    'AWS::ApplicationAutoScaling::ScalableTarget': (id, properties) => this.#target(id, properties),
    'AWS::ApplicationAutoScaling::ScalingPolicy': (id, properties) => this.#policy(id, properties),
    'AWS::CloudWatch::Alarm': (id, properties) => this.#alarm(id, properties),
    'AWS::Scheduler::Schedule': (id, properties) => this.#schedule(id, properties),
    'AWS::SNS::Topic': (id, properties) => this.#topic(id, properties),
  };

  #write(id: string): void {
    if (this.#written.has(id)) return;
    this.#written.set(id, {});
    const { Type, Condition, Properties } = this.#template.Resources[id] ?? { Type: id, Properties: {} };
    const write = this.#writers[Type];
    if (write === undefined || Condition !== undefined) throw new Error(`No Python for ${Type}`);
    write(id, Properties);
  }

  #model(id: string, { ExecutionRoleArn: role = '', ...properties }: Properties): void {
    const isOwn = JSON.stringify(role) === JSON.stringify(EXECUTION_ROLE);
    const roleArn = entry('execution_role_arn=', isOwn ? 'role' : this.code(role));
    const written = this.#arguments(properties);
    const name = this.#versionOf(id, 'Model');
    this.classes.add('Model');
    this.#put('Model.create', [`model_name=${name}`, roleArn, ...written]);
    this.#written.set(id, { ModelName: name });
    this.deletes.push(['sagemaker', `delete-model --model-name {${name}}`]);
  }

  #configuration(id: string, properties: Properties): void {
    const lost = isLost(properties);
    const written = lost ? this.#entries(properties) : this.#arguments(properties);
    const name = this.#versionOf(id, 'EndpointConfig');
    if (lost) {
      if (!this.clients.has('sm')) this.#lines.push(...comment(LOST));
      this.#callClient('sm', 'create_endpoint_config', [`EndpointConfigName=${name}`, ...written], properties);
    } else {
      this.classes.add('EndpointConfig');
      this.#put('EndpointConfig.create', [`endpoint_config_name=${name}`, ...written]);
    }
    this.#written.set(id, { EndpointConfigName: name });
    this.deletes.push(['sagemaker', `delete-endpoint-config --endpoint-config-name {${name}}`]);
  }

  /** Every run makes new models and configurations: neither can be changed. */
  #versionOf(id: string, kind: 'Model' | 'EndpointConfig'): string {
    const own = id.replace(kind, '');
    if (own === '') return 'version';
    const name = `${snake(own)}_version`;
    this.#lines.push(...linesOf(assign(name, `f"{version}-${snake(own).replaceAll('_', '-')}"`)));
    return name;
  }

  /** An endpoint that is there gets the new configuration, as an update of the stack would give it. */
  #endpoint(id: string, properties: Properties): void {
    const { EndpointConfigName: config = '', RetainAllVariantProperties: keeps, Tags: tags } = properties;
    const name = flat(this.code(config));
    const kept = keeps === true ? 'retain_all_variant_properties=True' : '';
    const items = ['endpoint_name=NAME', `endpoint_config_name=${name}`, ...(tags === undefined ? [] : ['tags=tags'])];
    this.classes.add('Endpoint');
    this.#lines.push(
      'similar = Endpoint.get_all(name_contains=NAME)',
      'endpoint = next((found for found in similar if found.endpoint_name == NAME), None)',
      'if endpoint is None:',
      ...linesOf(assign('endpoint', call('Endpoint.create', items)), 1),
      'elif endpoint.endpoint_status == "Failed":',
      '    delete = f"aws sagemaker delete-endpoint --endpoint-name {NAME} --region {REGION}"',
      '    raise SystemExit(f"{NAME} has failed and takes no update. Delete it first: {delete}")',
      'else:',
      `    endpoint.endpoint_config_name = ${name}`,
      `    endpoint.update(${kept})`,
      'endpoint.wait_for_status("InService")',
      `if endpoint.endpoint_config_name != ${name}:`,
      '    raise SystemExit(f"AWS rolled the update back: {endpoint.failure_reason}")',
    );
    this.#written.set(id, { EndpointName: 'NAME', Ref: 'endpoint.endpoint_arn' });
    this.deletes.push(['sagemaker', 'delete-endpoint --endpoint-name {NAME}']);
  }

  #target(id: string, { ScheduledActions: actions = [], ...properties }: Properties): void {
    const name = snake(id);
    const isKey = (property: string): boolean => KEYS.includes(property);
    const only = (wanted: boolean): Properties =>
      Object.fromEntries(Object.entries(properties).filter(([property]) => isKey(property) === wanted));
    const target = this.code(only(true));
    const limits = this.#entries(only(false));
    this.#lines.push(...linesOf(assign(name, target)));
    if (isList(actions) && actions.length > 0) {
      this.helpers.add('register_target');
      this.clients.add('autoscaling');
      this.#put('register_target', [name, ...limits]);
    } else {
      this.#callClient('autoscaling', 'register_scalable_target', [`**${name}`, ...limits], only(false));
    }
    this.#written.set(id, { Ref: name });
    for (const action of isList(actions) ? actions : []) {
      const fields = fieldsOf(action);
      this.#callClient('autoscaling', 'put_scheduled_action', [`**${name}`, ...this.#entries(fields)], fields);
    }
  }

  #policy(id: string, { ScalingTargetId: target = '', ...properties }: Properties): void {
    const key = flat(this.code(target));
    const written = this.#entries(properties);
    const isRead = Object.values(this.#template.Resources).some(({ Properties: { AlarmActions: actions = [] } }) =>
      referredIn(actions).has(id),
    );
    const result = isRead ? { variable: snake(id), key: 'PolicyARN' } : undefined;
    this.#callClient('autoscaling', 'put_scaling_policy', [`**${key}`, ...written], properties, result);
    this.#written.set(id, { Ref: snake(id) });
  }

  #alarm(id: string, properties: Properties): void {
    const name = this.#nameOf(id);
    const written = this.#entries(properties);
    this.#callClient('cloudwatch', 'put_metric_alarm', [`AlarmName=f"${name}"`, ...written], properties);
    this.wakes = true;
    this.deletes.push(['cloudwatch', `delete-alarms --alarm-names ${name}`]);
  }

  #schedule(id: string, properties: Properties): void {
    const name = this.#nameOf(id);
    const { DeadLetterConfig: _, ...target } = fieldsOf(properties['Target']);
    const written = this.#entries({ ...properties, Target: target });
    this.helpers.add('put_schedule');
    this.clients.add('scheduler');
    this.#put('put_schedule', [`Name=f"${name}"`, ...written]);
    this.deletes.push(['scheduler', `delete-schedule --name ${name}`]);
  }

  #topic(id: string, properties: Properties): void {
    const name = this.#nameOf(id);
    const { Tags: tags, ...attributes } = properties;
    const written = Object.keys(attributes).length === 0 ? [] : [entry('Attributes=', this.code(attributes))];
    this.#callClient(
      'sns',
      'create_topic',
      [`Name=f"${name}"`, ...written],
      {},
      { variable: snake(id), key: 'TopicArn' },
    );
    // Not at creation: a topic that is there with other tags is refused.
    if (tags !== undefined) {
      this.#lines.push(
        'if tags:',
        ...linesOf(call('sns.tag_resource', [`ResourceArn=${snake(id)}`, TAGS_OF_BOTO3]), 1),
      );
    }
    this.#written.set(id, { Ref: snake(id) });
    this.deletes.push(['sns', `delete-topic --topic-arn {${snake(id)}}`]);
  }

  /** "{NAME}-wake-alarm" */
  #nameOf = (id: string): string => `{NAME}-${snake(id).replaceAll('_', '-')}`;

  /** Arguments of a class of the SDK. */
  #arguments({ Tags: tags, ...properties }: Properties): Code[] {
    const written = argumentsOf(this.#scope, properties, (shape) => void this.shapes.add(shape));
    return tags === undefined ? written : [...written, 'tags=tags'];
  }

  /** Arguments of a call of boto3. */
  #entries({ Tags: tags, ...properties }: Properties): Code[] {
    const written = Object.entries(properties).map(([name, value]) => entry(`${name}=`, this.code(value)));
    return tags === undefined ? written : [...written, TAGS_OF_BOTO3];
  }

  #put(name: string, items: readonly Code[], result?: Result): void {
    const code = call(name, items);
    const read = result && assign(result.variable, { ...code, close: `)["${result.key}"]` });
    this.#lines.push(...linesOf(read ?? code));
  }

  /** boto3 takes no None: an argument that may be missing is left out. */
  #callClient(client: string, method: string, items: readonly Code[], of: Properties, result?: Result): void {
    this.clients.add(client);
    const some = Object.values(of).some(mayBeNothing);
    if (some) this.helpers.add('given');
    this.#put(`${client}.${method}`, some ? [entry('**', call('given', items))] : items, result);
  }
}

/** What is kept of an answer. */
interface Result {
  readonly variable: string;
  readonly key: string;
}

/** What names a scalable target in every call. */
const KEYS: readonly string[] = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'];

const LOST = "By boto3: the SDK's shapes misspell MemorySizeInMB (aws/sagemaker-core #225) and drop zeros.";

const TAGS_OF_BOTO3 = 'Tags=[{"Key": tag.key, "Value": tag.value} for tag in tags]';

function leftOut(type: string): string {
  const words = LEFT_OUT[type];
  if (words === undefined) throw new Error(`No Python for ${type}`);
  return words;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toYaml } from '../../../src/deploy/cloudformation.ts';
import type { Deployment } from '../../../src/deploy/deployment.ts';
import type { Template } from '../../../src/deploy/template.ts';
import { type Recommendation, recommend, type Workload } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { type Resource, readTemplate } from '../../support/oracle/read-template.ts';
import { possible, sparseWorkload, workload } from '../../support/workloads.ts';
import { CHOICES } from '../cases.ts';
import { anyText } from '../typed.ts';
import { type Called, enteredFor, filledIn, type Ran, runScripts, scriptOf } from './run-scripts.ts';

const SCRIPTS = Object.entries(CHOICES).flatMap(([name, workload]) => {
  const written = scriptOf(recommend(workload));
  return written === undefined ? [] : [{ name, ...written, fill: filledIn(written.parameters, written.deployment) }];
});

const named = (wanted: string) => SCRIPTS.find(({ name }) => name === wanted) ?? expect.fail(`no ${wanted}`);

describe('the scripts of the choices', () => {
  const ran = new Map(
    runScripts(SCRIPTS.map(({ script, fill }) => ({ script, fill, runs: 2 }))).map((result, at) => [
      SCRIPTS[at]?.name ?? '',
      result,
    ]),
  );

  it.each(SCRIPTS.map(({ name }) => name))(
    'call only what is recorded, and send what the template of %s says',
    (name) => {
      const { deployment } = named(name);
      const { calls, ended } = ran.get(name) ?? expect.fail();
      expect(ended).toBeNull();
      expect(sentBy(calls)).toEqual(saidBy(deployment));
    },
  );

  it.each(SCRIPTS.map(({ name }) => name))(
    'of %s update the endpoint when run again, with a new configuration',
    (name) => {
      const { calls } = ran.get(name) ?? expect.fail();
      const endpoints = calls.filter(([, operation]) => /^(Create|Update)Endpoint$/.test(operation));
      expect(endpoints.map(([, operation]) => operation)).toEqual(['CreateEndpoint', 'UpdateEndpoint']);
      const configurations = calls.flatMap(([, operation, { EndpointConfigName }]) =>
        operation === 'CreateEndpointConfig' ? [EndpointConfigName] : [],
      );
      expect(configurations).toContain(endpoints[1]?.[2]['EndpointConfigName']);
    },
  );

  it('set the minimum of a target once, where scheduled actions change it', () => {
    const { calls } = ran.get('real-time-office-hours') ?? expect.fail();
    const registered = calls.filter(([, operation]) => operation === 'RegisterScalableTarget');
    expect(registered.map(([, , { MinCapacity }]) => MinCapacity)).toEqual([expect.any(Number), undefined]);
  });

  it.each(SCRIPTS.map(({ name }) => name))('of %s tell how to delete all that they made', (name) => {
    const { calls, printed } = ran.get(name) ?? expect.fail();
    const made = calls.flatMap(([, operation, request]) => {
      const key = { CreateTopic: 'Name', PutMetricAlarm: 'AlarmName', CreateSchedule: 'Name' }[operation];
      const own = operation.startsWith('Create') ? `${operation.slice(6)}Name` : '';
      return [request[key ?? own]].filter((found) => found !== undefined);
    });
    expect(made.length).toBeGreaterThan(2);
    for (const thing of made) expect(printed).toContain(String(thing));
  });
});

/** What the stand-in has in every secret. */
const SECRET = '{"token": "from-the-secret"}';

/** The template's text of what AWS alone knows, by what the stand-ins answer. */
function answered(text: string, version: string, template: Template): string {
  const known: Record<string, string> = {
    'AWS::StackName': 'NAME',
    'AWS::Partition': 'aws',
    'Model.ModelName': version,
    'EndpointConfig.EndpointConfigName': version,
    'IdleEndpointConfig.EndpointConfigName': `${version}-idle`,
    'ExecutionRole.Arn': "the notebook's role",
    'SchedulerRole.Arn': 'arn:aws:iam::111122223333:role/Entered',
    SuccessTopic: 'topic NAME-success-topic',
    ErrorTopic: 'topic NAME-error-topic',
    ...Object.fromEntries(
      Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
        'PolicyName' in Properties ? [[id, `policy ${String(Properties['PolicyName'])}`]] : [],
      ),
    ),
  };
  const secrets = text
    .replaceAll(/\{\{resolve:secretsmanager:[^{}]*:SecretString:token[^{}]*\}\}/g, 'from-the-secret')
    .replaceAll(/\{\{resolve:secretsmanager:[^{}]*\}\}/g, JSON.stringify(SECRET).slice(1, -1));
  return secrets.replaceAll(/\$\{([^{}]+)\}/g, (whole, name: string) => known[name] ?? whole);
}

/** The requests that the template's resources are, for those that a script makes. */
function saidBy({ template, header }: Deployment): unknown[] {
  const entered = Object.entries(template.Parameters).map(([id, parameter]) => {
    const Default = parameter.Default ?? enteredFor(parameter);
    return [id, { ...parameter, Default }];
  });
  const text = toYaml({ ...template, Parameters: Object.fromEntries(entered) }, header);
  const { resources } = readTemplate(text);
  const policies = new Set(
    resources.filter(({ type }) => type.endsWith('::ScalingPolicy')).map(({ id }) => `\${${id}}`),
  );
  const requests = resources.flatMap((resource) => requestsOf(resource, resources, policies));
  return sorted(JSON.parse(answered(JSON.stringify(requests), 'VERSION', template)));
}

const SAID: Readonly<Record<string, string>> = {
  'AWS::SageMaker::Model': 'CreateModel',
  'AWS::SageMaker::EndpointConfig': 'CreateEndpointConfig',
  'AWS::SageMaker::Endpoint': 'UpdateEndpoint',
  'AWS::ApplicationAutoScaling::ScalableTarget': 'RegisterScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy': 'PutScalingPolicy',
  'AWS::CloudWatch::Alarm': 'PutMetricAlarm',
  'AWS::Scheduler::Schedule': 'UpdateSchedule',
};

function requestsOf(
  { type, properties }: Resource,
  all: readonly Resource[],
  policies: ReadonlySet<string>,
): unknown[] {
  // biome-ignore format: a fixture in few lines.
  const { Tags: _tags, DeploymentConfig: _roll, ScheduledActions: actions, ScalingTargetId: target, ...own } = properties;
  const operation = SAID[type];
  if (operation === undefined) return [];
  if (operation === 'PutMetricAlarm') {
    const starts = Array.isArray(own['AlarmActions']) && own['AlarmActions'].some((name) => policies.has(String(name)));
    return starts ? [[operation, own]] : [];
  }
  if (operation === 'PutScalingPolicy') {
    const { properties: of = {} } = all.find((other) => `\${${other.id}}` === target) ?? {};
    return [[operation, { ...keysOf(of), ...own }]];
  }
  if (operation === 'UpdateSchedule') {
    const { DeadLetterConfig: _, ...rest } = Object(own['Target']);
    return [[operation, { ...own, Target: rest }]];
  }
  if (operation !== 'RegisterScalableTarget') return [[operation, own]];
  const scheduled = Array.isArray(actions)
    ? actions.map((action) => ['PutScheduledAction', { ...keysOf(own), ...Object(action) }])
    : [];
  // Of a target that is there, scheduled actions have changed it.
  const { MinCapacity: _least, ...kept } = own;
  return [[operation, scheduled.length > 0 ? kept : own], ...scheduled];
}

const keysOf = ({ ServiceNamespace = '', ResourceId = '', ScalableDimension = '' }: Resource['properties']) => ({
  ServiceNamespace,
  ResourceId,
  ScalableDimension,
});

/** What the template has another form of. */
const READS: ReadonlySet<string> = new Set(['CreateTopic', 'DescribeScalableTargets', 'GetSecretValue', 'TagResource']);

/** What the second run sent of the same, without the names that the template leaves to AWS. */
function sentBy(calls: readonly Called[]): unknown[] {
  const second = calls.slice(calls.length / 2);
  const version = second.find(([, operation]) => operation === 'CreateModel')?.[2]['ModelName'];
  // biome-ignore format: a fixture in few lines.
  const own: Readonly<Record<string,
    string>> = { CreateModel: 'ModelName', CreateEndpointConfig: 'EndpointConfigName', PutMetricAlarm: 'AlarmName', UpdateSchedule: 'Name' };
  const kept = second
    .filter(([, operation]) => !READS.has(operation))
    .map(([, operation, request]) => {
      const { Tags: _, [own[operation] ?? '']: _name, ...rest } = request;
      return [operation, rest];
    });
  const text = JSON.stringify(kept).replaceAll(String(version), 'VERSION');
  return sorted(JSON.parse(text));
}

/** In the order of their text, each with its keys in order. */
function sorted(requests: unknown[]): unknown[] {
  return requests.map((request) => JSON.parse(ordered(request))).toSorted((a, b) => (ordered(a) < ordered(b) ? -1 : 1));
}

const ordered = (value: unknown): string =>
  JSON.stringify(value, (name, item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    const entries = Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1));
    // CloudFormation makes texts of numbers there; the stand-ins take no number.
    return Object.fromEntries(name === 'Environment' ? entries.map(([key, of]) => [key, String(of)]) : entries);
  });

it('stops with a sentence, and before any call, while one constant is empty', () => {
  const wanted = SCRIPTS.flatMap(({ script, fill }) =>
    Object.keys(fill).map((missing) => {
      const { [missing]: _, ...rest } = fill;
      return { missing, script, fill: rest };
    }),
  );
  const results = runScripts(wanted.map(({ script, fill }) => ({ script, fill })));
  for (const [at, { missing }] of wanted.entries()) {
    expect(results[at]).toMatchObject({ calls: [], ended: expect.stringMatching(`^Fill in ${missing}: `) });
  }
});

it('stops where the kernel works in another Region: the SDK keeps its first client', () => {
  const { script, fill } = named('serverless');
  expect(runScripts([{ script, fill, kernel_region: 'eu-west-3' }])).toEqual([
    { calls: [], printed: '', ended: 'This kernel works in eu-west-3: restart it first.' },
  ]);
});

it('says so where AWS rolls an update back, which leaves the endpoint in service', () => {
  const { script, fill } = named('real-time');
  const [ran] = runScripts([{ script, fill, runs: 2, rolls_back: true }]);
  expect(ran?.ended).toBe('AWS rolled the update back: the container did not start');
});

it('stops where the endpoint has failed, which AWS updates no more, and says what to do', () => {
  const { script, fill } = named('real-time');
  const [ran] = runScripts([{ script, fill, runs: 2, fails: true }]);
  expect(ran?.calls.map(([, operation]) => operation)).not.toContain('UpdateEndpoint');
  expect(ran?.ended).toMatch(
    /^NAME has failed and takes no update\. Delete it first: aws sagemaker delete-endpoint --endpoint-name NAME /,
  );
});

it.each([
  ['KMS_KEY_ARN', 'alias/churn', 'The ARN of a KMS key, or empty.'],
  ['OWNER', 'ada; drop', 'Tag "owner": who answers for it. Empty: no tag.'],
  ['DATA_CAPTURE_PERCENTAGE', 101, 'Percentage of requests to capture.'],
])('stops where %s is %s, before any call', (constant, value, expected) => {
  const { script, fill } = named('real-time');
  const [ran] = runScripts([{ script, fill: { ...fill, [constant]: value } }]);
  expect(ran).toMatchObject({ calls: [], ended: expect.stringContaining(`Fill in ${constant}: ${expected}`) });
});

it('gives topics the tags, on each run', () => {
  const { script, fill } = named('asynchronous-to-zero');
  const [tagged, bare] = runScripts([
    { script, fill: { ...fill, OWNER: 'ada' }, runs: 2 },
    { script, fill },
  ]);
  const given = tagged?.calls.filter(([, operation]) => operation === 'TagResource');
  expect(given).toHaveLength(4);
  expect(given?.[0]?.[2]).toMatchObject({
    ResourceArn: 'topic NAME-success-topic',
    Tags: [{ Key: 'owner', Value: 'ada' }],
  });
  expect(bare?.calls.map(([, operation]) => operation)).not.toContain('TagResource');
});

it('sends a sample, and shows the response or where it comes to', () => {
  const fillOf = (name: string) => ({ ...named(name).fill, SAMPLE_FILE: new URL(import.meta.url).pathname });
  const [direct, queued] = runScripts(
    ['serverless', 'asynchronous-to-zero'].map((name) => ({ script: named(name).script, fill: fillOf(name) })),
  );
  expect(direct?.printed).toContain('an answer');
  expect(queued?.printed).toContain('The response comes to s3://answers/1');
  expect(queued?.calls).toContainEqual([
    'sagemaker-runtime',
    'InvokeEndpointAsync',
    expect.objectContaining({ InputLocation: 's3://models/churn/sample', InvocationTimeoutSeconds: 900 }),
  ]);
});

it('sends a form where the server takes one: the audio as its file, with the boundary in the content type', () => {
  const spoken = { trafficPattern: 'variable', modelId: 'whisper-small', instanceType: 'ml.g5.xlarge' } as const;
  const audio = fileURLToPath(new URL('run-scripts.ts', import.meta.url));
  const wanted = [30, 900].map((responseTimeSeconds) => {
    const { script, parameters, deployment } =
      scriptOf(recommend(workload({ name: 'speech', ...spoken, responseTimeSeconds }))) ?? expect.fail();
    return { script, fill: { ...filledIn(parameters, deployment), SAMPLE_FILE: audio } };
  });
  const [direct, queued] = runScripts(wanted);
  expect([direct?.ended, queued?.ended]).toEqual([null, null]);
  const sent = (ran: Ran | undefined, wantedOperation: string): Record<string, unknown> =>
    ran?.calls.find(([, operation]) => operation === wantedOperation)?.[2] ?? expect.fail(wantedOperation);
  for (const [body, type] of [
    [sent(direct, 'InvokeEndpoint')['Body'], sent(direct, 'InvokeEndpoint')['ContentType']],
    [sent(queued, 'PutObject')['Body'], sent(queued, 'InvokeEndpointAsync')['ContentType']],
  ]) {
    const [, boundary = ''] = /^multipart\/form-data; boundary=(\w+)$/.exec(String(type)) ?? [];
    const [before, part = '', after] = String(body).split(`--${boundary}`);
    const [head = '', ...content] = part.split('\r\n\r\n');
    expect([before, after]).toEqual(['', '--\r\n']);
    expect(head).toContain('Content-Disposition: form-data; name="file"; filename="sample.ts"');
    expect(content.join('')).toBe(`${readFileSync(audio, 'utf8')}\r\n`);
  }
});

describe('a script that is wrong', () => {
  const WRONG = [
    ['a module', 'asynchronous-to-zero', 'sagemaker.core.shapes', 'sagemaker.shapes'],
    ['a class', 'asynchronous-to-zero', 'AsyncInferenceOutputConfig', 'AsyncOutputConfig'],
    [
      'a shape in the wrong place',
      'asynchronous-to-zero',
      'output_config=AsyncInferenceOutputConfig',
      'output_config=AsyncInferenceClientConfig',
    ],
    ['a field of a shape', 'real-time', 'initial_instance_count=', 'instance_count='],
    ['a required field', 'real-time', 'capture_mode="Input"', ''],
    ['an argument of the SDK', 'real-time', 'execution_role_arn=', 'role='],
    ['a required argument of the SDK', 'real-time', '    endpoint_name=NAME,', ''],
    ['a method', 'real-time', 'Endpoint.get_all', 'Endpoint.list'],
    ['an attribute', 'real-time', 'endpoint.endpoint_config_name =', 'endpoint.config_name ='],
    ['a status', 'real-time', '"InService"', '"Ready"'],
    ['an operation of boto3', 'asynchronous-to-zero', 'put_metric_alarm', 'put_alarm'],
    ['an argument of boto3', 'asynchronous-to-zero', 'PolicyType=', 'Type='],
    ['a required argument of boto3', 'asynchronous-to-zero', '    PolicyName="follow-backlog",', ''],
    ['a key within an argument', 'asynchronous-to-zero', '"ScaleOutCooldown"', '"ScaleOut"'],
    ['the memory in the SDK’s spelling', 'serverless', '"MemorySizeInMB"', '"MemorySizeInMb"'],
  ] as const;
  const ran = runScripts(
    WRONG.map(([, name, right, wrong]) => {
      const { script, fill } = named(name);
      return { script: script.replaceAll(right, wrong), fill, runs: 2 };
    }),
  );

  it.each(WRONG.map(([what, name, right], at) => [what, name, right, at] as const))(
    'fails: %s',
    (_, name, right, at) => {
      expect(named(name).script).toContain(right);
      expect(ran[at]?.ended).toMatch(/Error/);
    },
  );
});

/** Scripts of random workloads: 3 choices × 20, and 300 in the deep check. */
const RANDOM = 60;

it('runs for random workloads', () => {
  const stated = SCRIPTS.map(({ name }) => CHOICES[name] ?? expect.fail());
  const like = (workload: Workload) => sparseWorkload.map((fields) => possible({ ...workload, ...fields }));
  const written = fc
    .sample(fc.oneof(...stated.map(like)), runs(RANDOM * 3, { costly: true }))
    .flatMap((workload) => scriptOf(recommend(workload)) ?? [])
    .slice(0, runs(RANDOM, { costly: true }));
  expect(written).toHaveLength(runs(RANDOM, { costly: true }));
  const results = runScripts(
    written.map(({ script, parameters, deployment }) => ({ script, fill: filledIn(parameters, deployment), runs: 2 })),
  );
  for (const [at, { calls, ended }] of results.entries()) {
    const { deployment, script } = written[at] ?? expect.fail();
    expect(ended, script).toBeNull();
    expect(sentBy(calls), script).toEqual(saidBy(deployment));
  }
});

/** What might end a literal or a comment of Python, or an f-string. */
// biome-ignore format: a fixture in few lines.
const HOSTILE_PYTHON = ['"""', "'''", '\\', '\\"', '"', "'", '{1/0}', '{{', '\n1/0\n', '\r1/0', '\f', '\0', '\u2028x = 1/0', '#', '\\N{x}', '\ud800'];

it('runs the same code whatever a name, a description, an owner, an address or the key of a tag is', () => {
  const plain = recommend(CHOICES['asynchronous-to-zero'] ?? expect.fail());
  const text = fc.oneof(fc.constantFrom(...HOSTILE_PYTHON), anyText(60));
  const written = fc
    .sample(fc.tuple(text, text, text, text), runs(200, { costly: true }))
    .map(([name, description, owner, key]) => {
      const policy: Recommendation['policy'] = { rules: [{ id: 'tags', require: { tags: [key || 'x'] } }] } as never;
      const typed = { ...plain, policy, workload: { ...plain.workload, name: name || 'x', description } };
      return scriptOf(typed, { review: { owner, url: description } }) ?? expect.fail();
    });
  const results = runScripts(
    written.map(({ script, parameters, deployment }) => ({ script, fill: filledIn(parameters, deployment), runs: 2 })),
  );
  expect(results.filter(({ ended }) => ended !== null)).toEqual([]);
  expect(new Set(results.map(({ calls }) => JSON.stringify(sentBy(calls)))).size).toBe(1);
});

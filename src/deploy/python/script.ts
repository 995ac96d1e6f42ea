import type { Serving } from '../../recommender/index.ts';
import { FORM } from '../images/images.ts';
import { joined } from '../parts/names.ts';
import type { Output, Parameter, Template } from '../template.ts';
import { isInTerraform } from '../terraform.ts';
import { inWords } from '../words.ts';
import { Body } from './body.ts';
import { type Constant, checkLines, constantLines } from './constants.ts';
import { constantOf, type Helper } from './expression.ts';
import { assign, call, comment, flat, linesOf, text, WIDTH } from './writer.ts';

/** The template as a script on SageMaker's Python SDK 3, or which format has it. */
export type Scripted =
  | { ok: true; path: string; content: string; parameters: { name: string; why: string }[]; notes: string[] }
  | { ok: false; text: string };

/** The release whose classes are used here (aws/sagemaker-python-sdk a2481266, 2026-08-21), and none of the next major one. */
const SDK = 'sagemaker>=3.20,<4';

/** What a choice is that isn't one model on one endpoint; undefined for one that is. */
function otherThan({ option, hosting, variants }: Serving): string | undefined {
  if (option === 'batch-transform') return 'batch transform';
  if (hosting !== 'single-model') return OTHER[hosting];
  return variants > 1 ? 'several variants' : undefined;
}

const OTHER: Readonly<Record<Exclude<Serving['hosting'], 'single-model'>, string>> = {
  'multi-model': 'multi-model endpoints',
  'multi-container': 'several containers',
  'inference-pipeline': 'inference pipelines',
  'inference-components': 'inference components',
};

interface Request {
  readonly header: readonly string[];
  readonly notes: readonly string[];
  /** What the endpoint is called. */
  readonly name: string;
  readonly serving: Serving;
}

/**
 * Translates a template. Of a choice that isn't a single model, says which format has it. Throws where a resource has no
 * translation: each one that a template can have is known.
 */
export function toPython(template: Template, { header, notes, name, serving }: Request): Scripted {
  const other = otherThan(serving);
  if (other !== undefined) {
    const formats = isInTerraform(template) ? 'CloudFormation or Terraform' : 'CloudFormation';
    return {
      ok: false,
      text: `The Python script is for one model on one endpoint, not for ${other}. Choose ${formats}.`,
    };
  }
  const body = new Body(template, serving.region);
  const made = body.lines();
  const setUp = setUpLines(body);
  const called = invokeLines(body, template, serving);
  const asked = constantsOf(template, body);
  const own = notesOn(body, serving);
  const words = (line: string): string => inScript(line, template);
  const path = `deploy_${name.replaceAll('-', '_')}.py`;
  const required = asked.filter(({ parameter }) => parameter.Default === undefined);
  const inWords = ({ name: constant, parameter }: Constant): Constant => {
    return { name: constant, parameter: { ...parameter, Description: words(parameter.Description) } };
  };
  const preset = asked.filter(({ parameter }) => parameter.Default !== undefined);
  const content = [
    ...[...headerLines(header).map(words), ...own].flatMap((line) => comment(line, hangOf(line))),
    '#',
    ...comment(`Fill in what is empty, then run it in a notebook or with: python ${path}`),
    ...comment(`It needs: pip install "${SDK}"`),
    ...comment('Each run makes a new model and configuration, and updates the endpoint.'),
    '',
    ...importLines(body, contentTypeOf(template) === FORM),
    '',
    '# %% To fill in',
    ...required.map(inWords).flatMap(constantLines),
    '',
    '# %% To change where needed',
    ...[...ownConstants(name, serving.region, contentTypeOf(template)), ...preset.map(inWords)].flatMap(constantLines),
    '',
    ...checkLines([...required, ...preset.filter(hasRule)]),
    '',
    ...setUp,
    ...made,
    '',
    ...called,
    ...endLines(body, template),
  ];
  return {
    ok: true,
    path,
    content: `${content.join('\n')}\n`,
    parameters: required.map(({ name: constant, parameter }) => ({
      name: constant,
      why: words(parameter.Description),
    })),
    notes: [...notes.filter(isOfScript).map(words), ...own],
  };
}

/** Sentences of the template, said of the script: parameters by the names of its constants. */
const inScript = (line: string, template: Template): string =>
  inWords(line, template, { template: 'script', stack: 'script', stackName: 'NAME', nameOf: constantOf });

/** Notes on a stack, and on how it rolls updates out, don't hold of a script. */
const isOfScript = (line: string): boolean => !/\bstack\b|^(?: {2}- )?An update /.test(line);

/** Without the notes that don't hold, and without their heading where none is left. */
function headerLines(header: readonly string[]): string[] {
  const kept = header.filter((line) => !line.startsWith(ITEM) || isOfScript(line));
  return kept.filter((line, at) => line !== 'Note:' || kept[at + 1]?.startsWith(ITEM));
}

const ITEM = '  - ';

/** Items of a list go on under their words. */
const hangOf = (line: string): string => (line.startsWith(ITEM) ? '    ' : '');

const hasRule = ({ parameter: { AllowedPattern, AllowedValues, MinValue } }: Constant): boolean =>
  [AllowedPattern, AllowedValues, MinValue].some((rule) => rule !== undefined);

/** What a script has beside the template's parameters. */
const ownConstants = (name: string, region: string, contentType: string): Constant[] => [
  constant('NAME', 'Name of the endpoint, at most 40 characters. What belongs to it starts with the same.', name),
  constant('REGION', 'Sized and priced for this Region.', region),
  contentType === FORM
    ? constant('SAMPLE_FILE', 'Audio to send once, in a form. Empty: none is sent.', '')
    : constant('SAMPLE_FILE', 'File with a request to send once. Empty: none is sent.', ''),
  constant(
    'CONTENT_TYPE',
    `Content type of requests${contentType === FORM ? ', without its boundary' : ''}.`,
    contentType,
  ),
];

const constant = (name: string, Description: string, Default: string): Constant => {
  return { name, parameter: { Type: 'String', Description, Default } };
};

/** The parameters that the script reads, and the roles that it asks for. */
function constantsOf({ Parameters }: Template, body: Body): Constant[] {
  const used = Object.entries(Parameters).filter(([id]) => body.used.has(id));
  const roles = [...body.roles.values()].map(({ name, why }): Constant => {
    return { name, parameter: { Type: 'String', Description: why, ...ROLE_PATTERN } };
  });
  const execution = Parameters[ROLE_PARAMETER];
  return [
    ...used.map(([id, parameter]) => ({ name: constantOf(id), parameter })),
    ...roles,
    ...(execution === undefined
      ? []
      : [{ name: constantOf(ROLE_PARAMETER), parameter: { ...execution, ...NOTEBOOK } }]),
  ];
}

const ROLE_PARAMETER = 'ExecutionRoleArn';

const NOTEBOOK: Pick<Parameter, 'Description'> = {
  Description: "Role that SageMaker assumes. Empty: the notebook's own.",
};

const ROLE_PATTERN: Pick<Parameter, 'AllowedPattern' | 'ConstraintDescription'> = {
  AllowedPattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:role/.+',
  ConstraintDescription: 'The ARN of a role.',
};

function importLines({ classes, shapes, helpers }: Body, sendsForm: boolean): string[] {
  return [
    ...(helpers.has('secret') ? ['import json'] : []),
    'import re',
    'import time',
    'from pathlib import Path',
    ...(sendsForm ? ['from uuid import uuid4'] : []),
    '',
    'import boto3',
    ...importOf('sagemaker.core.helper.session_helper', ['Session', 'get_execution_role']),
    ...importOf('sagemaker.core.resources', classes),
    ...importOf('sagemaker.core.shapes', shapes),
    ...importOf('sagemaker.core.utils.utils', ['SageMakerClient']),
  ];
}

function importOf(module: string, names: Iterable<string>): string[] {
  const items = [...names].sort();
  const line = `from ${module} import ${items.join(', ')}`;
  return line.length <= WIDTH ? [line] : linesOf({ open: `from ${module} import (`, items, close: ')' });
}

/** A client of boto3 by its variable. */
const SERVICES: Readonly<Record<string, string>> = {
  autoscaling: 'application-autoscaling',
  sm: 'sagemaker',
};

const PSEUDO_LINES: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'account = session.client("sts").get_caller_identity()["Account"]',
  'AWS::Partition': 'partition = session.get_partition_for_region(REGION)',
};

const HELPERS: Readonly<Record<Helper, readonly string[]>> = {
  given: [
    'def given(**values):',
    '    """Leaves out what is None."""',
    '    return {name: value for name, value in values.items() if value is not None}',
  ],
  secret: [
    'def secret(name, key=None):',
    '    """Reads a secret, or the value of a key of its JSON."""',
    '    value = session.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"]',
    '    return value if key is None else json.loads(value)[key]',
  ],
  register_target: [
    'def register_target(target, MinCapacity, **limits):',
    '    """Leaves the minimum of a target that is there: scheduled actions change it."""',
    '    found = autoscaling.describe_scalable_targets(',
    '        ServiceNamespace=target["ServiceNamespace"],',
    '        ResourceIds=[target["ResourceId"]],',
    '        ScalableDimension=target["ScalableDimension"],',
    '    )',
    '    if not found["ScalableTargets"]:',
    '        limits["MinCapacity"] = MinCapacity',
    '    autoscaling.register_scalable_target(**target, **limits)',
  ],
  put_schedule: [
    'def put_schedule(**schedule):',
    '    """Makes a schedule, or changes the one that is there."""',
    '    try:',
    '        scheduler.create_schedule(**schedule)',
    '    except scheduler.exceptions.ConflictException:',
    '        scheduler.update_schedule(**schedule)',
  ],
};

function setUpLines(body: Body): string[] {
  const permissions = body.permissions('ExecutionRole');
  return [
    '# %% Session and role',
    'session = boto3.Session(region_name=REGION)',
    '# One client serves all classes of the SDK, for as long as the kernel runs.',
    'client = SageMakerClient(session=session, region_name=REGION)',
    'if client.region_name != REGION:',
    '    raise SystemExit(f"This kernel works in {client.region_name}: restart it first.")',
    ...[...body.clients].sort().map((name) => `${name} = session.client(${text(SERVICES[name] ?? name)})`),
    ...Object.entries(PSEUDO_LINES).flatMap(([id, line]) => (body.used.has(id) ? line : [])),
    ...(permissions.length === 0 ? [] : comment('The role has to allow:')),
    ...permissions.flatMap((line) => comment(`  ${line}`, '    ')),
    '# You have to be allowed to pass it (iam:PassRole).',
    'role = EXECUTION_ROLE_ARN or get_execution_role(Session(boto_session=session))',
    ...body.tagLines(),
    ...[...body.conditions].map(([variable, expression]) => `${variable} = ${expression}`),
    'version = f"{NAME}-{time.strftime(\'%Y%m%d-%H%M%S\')}"',
    ...[...body.helpers].flatMap((name) => ['', '', ...HELPERS[name]]),
    ...(body.helpers.size > 0 ? [''] : []),
  ];
}

/** JSON where the image doesn't say it. */
const contentTypeOf = ({ Outputs }: Template): string => String(Outputs['ContentType']?.Value ?? 'application/json');

/** The sample as the field of a form. */
const FORM_LINES: readonly string[] = [
  'boundary = uuid4().hex',
  'sample = Path(SAMPLE_FILE)',
  'field = f\'Content-Disposition: form-data; name="file"; filename="sample{sample.suffix}"\'',
  'head = f"--{boundary}\\r\\n{field}\\r\\nContent-Type: application/octet-stream\\r\\n\\r\\n"',
  'end = f"\\r\\n--{boundary}--\\r\\n"',
  'body = head.encode() + sample.read_bytes() + end.encode()',
  'content_type = f"{CONTENT_TYPE}; boundary={boundary}"',
];

/** Sends the sample, with the time-out that the choice tells callers to set. */
function invokeLines(body: Body, template: Template, { option }: Serving): string[] {
  const { Outputs } = template;
  const sendsForm = contentTypeOf(template) === FORM;
  const read = sendsForm ? 'body' : 'Path(SAMPLE_FILE).read_bytes()';
  const contentType = sendsForm ? 'content_type' : 'CONTENT_TYPE';
  const lines =
    option === 'asynchronous'
      ? [
          `bucket, folder = ${flat(body.code({ Ref: 'RequestsUri' }))}.removeprefix("s3://").split("/", 1)`,
          ...linesOf(
            call('session.client("s3").put_object', ['Bucket=bucket', 'Key=f"{folder}sample"', `Body=${read}`]),
          ),
          ...linesOf(
            assign(
              'answer',
              call('endpoint.invoke_async', [
                'input_location=f"{REQUESTS_URI}sample"',
                `content_type=${contentType}`,
                ...seconds(Outputs['InvocationTimeoutSeconds']),
              ]),
            ),
          ),
          'print(f"The response comes to {answer.output_location}")',
        ]
      : [
          `answer = endpoint.invoke(body=${read}, content_type=${contentType})`,
          'print(answer.body.read().decode(errors="replace"))',
        ];
  const form = sendsForm ? FORM_LINES : [];
  return ['# %% One request', 'if SAMPLE_FILE:', ...[...form, ...lines].map((line) => `    ${line}`)];
}

const seconds = (output: Output | undefined): string[] =>
  output === undefined ? [] : [`invocation_timeout_seconds=${Number(output.Value)}`];

/** What to tell callers, and how to delete it. */
function endLines({ deletes }: Body, { Outputs }: Template): string[] {
  const { Description: timeout = '', Value: limit = '' } = Outputs['ClientTimeoutSeconds'] ?? {};
  return [
    '',
    '# %% Done',
    ...(timeout === '' ? [] : comment(`${timeout} ${String(limit)} s.`)),
    'print(f"""',
    '{NAME} is in service in {REGION}. To delete it:',
    ...[...deletes].reverse().map(([service, command]) => `  aws ${service} ${command} --region {REGION}`),
    'Models and configurations of earlier runs have names that start with {NAME}-.',
    '""")',
  ];
}

/** What a script leaves open, and what it leaves to CloudFormation. */
function notesOn({ left, wakes }: Body, { endpoints, instance }: Serving): string[] {
  const names = [...left].sort().map((name) => (name === 'alarms' && wakes ? 'other alarms' : name));
  return [
    ...(endpoints === 1 ? [] : [`The script makes one endpoint of ${endpoints}: run it with another NAME for each.`]),
    ...(instance === null
      ? []
      : ['A later run starts a second fleet before it ends the first: have quota for twice the instances.']),
    ...(names.length === 0 ? [] : [`The script leaves ${joined(names, 'and')} to CloudFormation.`]),
  ];
}

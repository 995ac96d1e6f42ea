import { type HostingPatternId, isJob, isQueue, type Serving } from '../recommender/index.ts';
import { folded } from './cloudformation.ts';
import { FORM } from './images/images.ts';
import { ASK_JOB, ASK_QUEUE, askLines, PACKED, PACKED_AS_FORM, stackLines } from './notebook-python.ts';
import { oneLine } from './parts/names.ts';
import type { Parameter, Template } from './template.ts';

// One Python file for a cell of a notebook: the template as a text, its parameters as variables, and boto3 that deploys it.

interface Variable {
  readonly name: string;
  readonly why: string;
  /** As Python writes it. */
  readonly value: string;
}

interface Notebook {
  readonly path: string;
  readonly content: string;
  readonly parameters: readonly { readonly name: string; readonly why: string }[];
}

/** `yaml`: the template, behind a header of comments that Python reads as such too. */
export function toNotebook(
  template: Template,
  { yaml, slug, serving }: { readonly yaml: string; readonly slug: string; readonly serving: Serving },
): Notebook {
  const path = `deploy_${slug.replaceAll('-', '_')}.py`;
  const [header = ''] = yaml.split('\n\n', 1);
  const parameters = Object.entries(template.Parameters).map(variableOf);
  const { variables, functions } = askingOf(template, serving);
  const missing = [...parameters, ...variables].filter(({ value }) => value === MISSING);
  const known = [...placeOf(slug, serving), ...variables, ...parameters].filter(({ value }) => value !== MISSING);
  const alsoAsked = missing.flatMap(({ name }) => (name in template.Parameters ? [] : `, "${name}": ${name}`));
  const asked = alsoAsked.length === 0 ? 'PARAMETERS' : `{**PARAMETERS${alsoAsked.join('')}}`;
  const code = [...known.flatMap(linesOf), stackLines(asked), ...functions].join('\n');
  const content = [
    header,
    '#',
    `# Fill in what is None, then run this as a cell of a notebook or with: python ${path}`,
    '# Run again, it brings the stack to what stands here. Run delete() to remove it. It needs boto3.',
    '',
    ...IMPORTS.flatMap(([used, line]) => (code.includes(used) ? line : [])),
    '',
    ...missing.flatMap(linesOf),
    '',
    ...known.flatMap(linesOf),
    '',
    'PARAMETERS = {',
    ...parameters.map(({ name }) => `    "${name}": ${name},`),
    '}',
    `DESCRIPTION = ${text(template.Description)}`,
    `TEMPLATE = """\\\n${escaped(yaml.slice(header.length + 2))}"""`,
    '',
    [stackLines(asked), ...functions, 'if __name__ == "__main__":\n    ask(deploy())\n'].join('\n\n\n'),
  ].join('\n');
  return { path, content, parameters: missing.map(({ name, why }) => ({ name, why })) };
}

/** The value of what only the team knows. */
const MISSING = 'None';

/** A text that only a file with the import has. */
const IMPORTS: readonly (readonly [used: string, line: string])[] = [
  ['json.', 'import json'],
  ['time.', 'import time'],
  ['Path', 'from pathlib import Path'],
  ['uuid4(', 'from uuid import uuid4'],
  ['boto3.', '\nimport boto3'],
  ['Config(', 'from botocore.config import Config'],
  ['ClientError', 'from botocore.exceptions import ClientError'],
];

/** JSON's escapes are Python's too. */
const text = (value: string): string => JSON.stringify(value);

/** Within three quotes. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"""', '""\\"');

const WHY_MAX = 400;

const linesOf = ({ name, why, value }: Variable): string[] => [
  ...folded('#', oneLine(why, WHY_MAX), '#'),
  `${name} = ${value}`,
];

function variableOf([name, { Type, Description, Default, AllowedValues }]: [string, Parameter]): Variable {
  const oneOf = AllowedValues === undefined ? '' : ` One of: ${AllowedValues.map(text).join(', ')}.`;
  const isList = Type !== 'String' && Type !== 'Number';
  const value = typeof Default === 'string' ? text(Default) : String(Default ?? MISSING);
  return { name, why: `${Description}${oneOf}${isList ? ' A list.' : ''}`, value };
}

const placeOf = (slug: string, { region }: Serving): Variable[] => [
  { name: 'STACK_NAME', why: 'Name of the stack, by which what it makes is called.', value: text(slug) },
  { name: 'REGION', why: 'Sized and priced for this Region.', value: text(region) },
];

/** How a choice is asked: its variables, and the function `ask` with what that needs. */
function askingOf({ Outputs }: Template, serving: Serving): { variables: Variable[]; functions: string[] } {
  if (isJob(serving.option)) return { variables: [], functions: [ASK_JOB] };
  const contentType = String(Outputs['ContentType']?.Value ?? 'application/json');
  const takesForm = contentType === FORM;
  const target = TARGETS[serving.hosting];
  const ask = isQueue(serving.option) ? ASK_QUEUE : askLines(target?.argument ?? '');
  return {
    variables: [
      { name: 'REQUEST', ...(takesForm ? AUDIO : serving.writesTokens ? CHAT : ANYTHING) },
      {
        name: 'CONTENT_TYPE',
        why: `Content type of the request${takesForm ? ', without its boundary' : ''}.`,
        value: text(contentType),
      },
      { name: 'WAIT_MINUTES', why: 'How long to wait for an answer while instances start.', value: '60' },
      ...(target === undefined ? [] : [target.variable]),
    ],
    functions: [takesForm ? PACKED_AS_FORM : PACKED, ask],
  };
}

type Request = Omit<Variable, 'name'>;

const ANYTHING: Request = {
  why: 'What to send once: a dictionary or list as JSON, a text as it is, a file as Path("FILE"). Empty: nothing is sent.',
  value: '""',
};

const CHAT: Request = {
  why: 'What to send once, as JSON: a chat as vLLM and LMI take it. Empty: nothing is sent.',
  value: '{"messages": [{"role": "user", "content": "Who are you?"}], "max_tokens": 100}',
};

const AUDIO: Request = { why: 'Audio to send once, as Path("FILE"). Empty: nothing is sent.', value: '""' };

/** What a request names beside the endpoint. */
interface Target {
  readonly variable: Variable;
  /** Of `invoke_endpoint`. */
  readonly argument: string;
}

const TARGETS: Readonly<Partial<Record<HostingPatternId, Target>>> = {
  'multi-model': {
    variable: {
      name: 'TARGET_MODEL',
      why: 'The model to ask: its archive under the prefix of all models, such as churn.tar.gz.',
      value: MISSING,
    },
    argument: 'TargetModel=TARGET_MODEL',
  },
  'multi-container': {
    variable: {
      name: 'TARGET_CONTAINER',
      why: 'The container to ask, of those in the output ContainerHostnames.',
      value: '"container-1"',
    },
    argument: 'TargetContainerHostname=TARGET_CONTAINER',
  },
  'inference-components': {
    variable: {
      name: 'COMPONENT',
      why: 'The component to ask, of those in the output InferenceComponentNames. Empty: the first.',
      value: '""',
    },
    argument: 'InferenceComponentName=COMPONENT or outputs["InferenceComponentNames"].split(", ")[0]',
  },
};

import { parseArgs } from 'node:util';
import { DEPLOYMENT_FORMATS, type DeploymentFormat } from '../deploy/index.ts';
import {
  expectationOf,
  kindOf,
  nearest,
  rowOf,
  type Unit,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
  wordsOf,
} from '../recommender/index.ts';
import { inert, table } from './lines.ts';

const USAGE = `Recommends how to serve a model on Amazon SageMaker AI.

Usage: npm run --silent recommend -- [--json|--short] [FILE...]
       npm run --silent recommend -- [--json|--short] --words "3 MB, 20 rps"
       npm run --silent recommend -- --template FORMAT [FILE]

Reads workloads as JSON from files or standard input: one object, an array, or
JSON Lines.

  --words TEXT  a workload in plain words; shows what was understood
  --json        one recommendation as JSON per line, in input order
  --short       option, instances, cost, confidence, decisive assumptions
  --cheaper     what would cost less, what it saves and what it costs instead;
                with --json as JSON
  --template FORMAT
                the code that deploys the recommended option of one workload;
                FORMAT is cloudformation or terraform
  --model-config FILE
                the model's config.json; sizes any open model
  --policy FILE your team's rules and defaults; rules for a channel don't hold
  -h, --help    this text and every field of a workload
  --version     the version
  -             standard input, among files

Exit status: 0 all answered, 1 some refused, 2 usage error.
Example: npm run --silent recommend -- examples/ct-scans.json
`;

/** Printed after a usage error. */
export const SHORT_USAGE = `${USAGE}\n--help lists the fields of a workload.\n`;

/** How a recommendation is printed. */
export type TextFormat = 'json' | 'short' | 'text';

/** What would cost less instead of the recommendation, as text or as JSON. */
export type CheaperFormat = 'cheaper' | 'cheaper-json';

/** How an answer is printed: the recommendation, what would cost less, or the code that deploys it. */
export type Format = TextFormat | CheaperFormat | DeploymentFormat;

/** Files beside the workloads. */
interface OtherFiles {
  policy?: string;
  modelConfig?: string;
}

/** What the command line asks for, or what is wrong with it. */
export type Wanted =
  | { kind: 'help' }
  | { kind: 'version' }
  | ({ kind: 'words'; format: Format; words: string } & OtherFiles)
  | ({ kind: 'files'; format: Format; files: string[] } & OtherFiles)
  | { kind: 'usage-error'; text: string };

const OPTIONS = {
  words: { type: 'string' },
  json: { type: 'boolean', default: false },
  short: { type: 'boolean', default: false },
  cheaper: { type: 'boolean', default: false },
  template: { type: 'string' },
  policy: { type: 'string' },
  'model-config': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

export function readArgs(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const { json, short, cheaper, template, words, help, version } = values;
    const modelConfig = values['model-config'];
    const others = {
      ...(values.policy === undefined ? {} : { policy: values.policy }),
      ...(modelConfig === undefined ? {} : { modelConfig }),
    };
    if (help) return { kind: 'help' };
    if (version) return { kind: 'version' };
    if (json && short) return usageError('Use --json or --short, not both.');
    if (template !== undefined && (json || short)) return usageError('Use --template or --json and --short, not both.');
    if (cheaper && (short || template !== undefined)) return usageError('Use --cheaper alone or with --json.');
    const text = cheaper ? (json ? 'cheaper-json' : 'cheaper') : json ? 'json' : short ? 'short' : 'text';
    const format = template === undefined ? text : templateFormat(template);
    if (format === undefined) return usageError('--template needs a format: cloudformation or terraform.');
    if (isTemplate(format) && positionals.length > 1) return usageError('--template takes one file.');
    // A config.json alone is a workload of which nothing else is known.
    const isAlone = modelConfig !== undefined && positionals.length === 0;
    if (words === undefined && isAlone) return { kind: 'words', format, words: '', ...others };
    if (words === undefined) return { kind: 'files', format, files: positionals, ...others };
    if (positionals.length > 0) return usageError('Use --words or files, not both.');
    if (words.trim() === '') return usageError('--words needs a text.');
    return { kind: 'words', format, words, ...others };
  } catch (error) {
    return usageError(whatIsWrong(error));
  }
}

function templateFormat(name: string): DeploymentFormat | undefined {
  return DEPLOYMENT_FORMATS.find((format) => format === name);
}

/** Whether the code is asked for. */
export function isTemplate(format: Format): format is DeploymentFormat {
  return DEPLOYMENT_FORMATS.some((known) => known === format);
}

/** Whether each answer is a line of JSON. */
export const isJson = (format: Format): boolean => format === 'json' || format === 'cheaper-json';

function usageError(text: string): Wanted {
  return { kind: 'usage-error', text };
}

/** The parser's errors as one sentence each. */
function whatIsWrong(error: unknown): string {
  const message = inert(error instanceof Error ? error.message : String(error));
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown !== undefined) {
    const meant = nearest(unknown, Object.keys(OPTIONS));
    return `Unknown option ${unknown}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`;
  }
  if (/^Option '--words/.test(message)) return '--words needs a text.';
  if (/^Option '--template/.test(message)) return '--template needs a format: cloudformation or terraform.';
  if (/^Option '--model-config/.test(message)) return '--model-config needs a file.';
  if (/^Option '--policy/.test(message)) return '--policy needs a file.';
  const flag = /^Option '(?:-\w, )?(--\w+)' does not take an argument/.exec(message)?.[1];
  return flag === undefined ? message : `${flag} takes no value.`;
}

const COLUMNS = [
  { title: 'Field', width: 24 },
  { title: 'Value', width: 33 },
  { title: 'Example', width: 17 },
];

const UNITS: Readonly<Record<Unit, string>> = {
  seconds: 'seconds',
  MB: 'MB',
  GB: 'GB',
  hours: 'hours',
  count: '',
  usd: 'USD',
  runs: 'per month',
};

/** The usage and every field of a workload: the values it takes, its unit, an example. */
export function writeHelp(): string {
  const rows = WORKLOAD_FIELDS.map((field) => {
    const unit = unitOf(field);
    const unitText = unit === undefined ? '' : UNITS[unit];
    const value = [expectationOf(field), unitText, rowOf(field).statistic ?? ''].filter((text) => text !== '');
    return [field, value.join(', '), JSON.stringify(exampleOf(field))];
  });
  const intro = "Fields of a workload. Only name is required. Leave out what you don't know.";
  return `${USAGE}\n${intro}\n\n${table(COLUMNS, rows).join('\n')}\n`;
}

function exampleOf(field: WorkloadField): unknown {
  if (kindOf(field) === 'yes-or-no') return true;
  return wordsOf(field)?.[0] ?? rowOf(field).sample;
}

import { type Advisor, openAdvisor } from '../advice/advisor.ts';
import { DEPLOYMENT_FORMATS, EXTRA_IDS, EXTRAS, type ExtraId, extrasFault, noFormat } from '../deploy/index.ts';
import { STDIN } from '../read-text.ts';
import {
  expectationOf,
  kindOf,
  type Measurement,
  onInstance,
  pickConfig,
  readMeasurement,
  rowOf,
  type Unit,
  unitOf,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
} from '../recommender/index.ts';
import { describeFaults, readReaderSettings } from '../settings/config.ts';
import {
  type Answer,
  answerWords,
  answerWorkload,
  type Format,
  isCode,
  isJson,
  readWorkloads,
} from '../terminal/answer-workload.ts';
import { inert, table } from '../terminal/lines.ts';
import type { Heard } from '../wording/heard.ts';
import { readTyped } from '../wording/read-words.ts';
import { defineCommand, EXIT, type Exit, FLAG, type Given, type Program, Stop, WrongUsage } from './command.ts';
import { nameOf, readInput, unusable } from './read-file.ts';
import { regionIn, regionsFor } from './regions.ts';

export const OPTIONS = {
  words: { type: 'string', needs: 'a text' },
  json: FLAG,
  full: FLAG,
  cheaper: FLAG,
  template: { type: 'string', needs: 'a format: cloudformation, terraform or notebook' },
  with: { type: 'string', needs: `a list of ${EXTRA_IDS.join(', ')}` },
  measure: FLAG,
  policy: { type: 'string', needs: 'a file' },
  prices: { type: 'string', needs: 'a file' },
  'model-config': { type: 'string', needs: 'a file' },
  measured: { type: 'string', needs: 'a file', multiple: true },
  'from-job': { type: 'string', needs: "a job's name" },
  region: { type: 'string', needs: 'an AWS Region such as eu-west-1' },
} as const;

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--full|--json] [FILE...]
       ${name} [--full|--json] --words "3 MB, 20 rps"
       ${name} --template FORMAT [--with LIST] [FILE]
       ${name} --measure [FILE]

Reads workloads as JSON from files or standard input: one object, an array, or
JSON Lines.

  --words TEXT  a workload in plain words; shows what was understood
  --full        everything: bill, sources, assumptions, other volumes
  --json        one recommendation as JSON per line, in input order
  --cheaper     what would cost less, what it saves and what it costs instead;
                with --json as JSON
  --template FORMAT
                the code that deploys the recommended option of one workload;
                FORMAT is cloudformation, terraform, or notebook: one Python
                file that deploys the template, asks it once and deletes it
  --with LIST   what the template has as well, with commas between:
${EXTRA_IDS.map((id) => `                ${id}: ${EXTRAS[id].what}`).join('\n')}
  --measure     a shell script that measures the chosen type of one workload, by
                load testers and AWS's jobs
  --model-config FILE
                the model's config.json; sizes any open model
  --measured FILE[@INSTANCE_TYPE]
                what a load test of one workload measured, of AIPerf, GuideLLM,
                vllm bench serve, AWS's jobs, or rows; may be repeated
  --from-job NAME
                what a job of SageMaker AI measured for one workload: an AI
                recommendation job, or one of Inference Recommender
  --region R    the job's Region; otherwise those in AWS_REGIONS, or AWS_REGION
  --policy FILE your team's rules and defaults; rules for a channel don't hold
  --prices FILE what you pay: discounts, rates of a Savings Plan, a currency;
                comes before the prices of the policy
  -h, --help    this text and every field of a workload
  --version     the version
  -             standard input, among files

Exit status: 0 all answered, 1 some refused or not understood, 2 usage error.
Example: ${name} examples/ct-scans.json
`,
  more: { hint: '--help lists the fields of a workload.', write: writeFields },
  options: OPTIONS,
  async run(given, program) {
    const wanted = readWanted(given);
    const advisor = await openAdvice(wanted);
    if (wanted.kind === 'files') return answerFiles(advisor, wanted, program);
    const answer = answerWords(advisor, wanted.words, wanted.format, await readWith(wanted.words), wanted.extras);
    await program.toStderr(answer.stderr);
    await program.toStdout(answer.stdout);
    return answer.answered ? EXIT.done : EXIT.faults;
  },
});

/** What rules read of words, and a language model where the environment names one. @throws Stop for a wrong setting. */
async function readWith(words: string): Promise<{ heard: Heard; note?: string }> {
  const heard = readTyped(words);
  const read = readReaderSettings();
  if (!read.ok) throw new Stop(describeFaults(read.faults), EXIT.wrongUsage);
  if (read.settings.readerModel === null) return { heard };
  const { createModelReader } = await import('../model-reader/index.ts');
  const reader = createModelReader(read.settings);
  const both = await reader?.hear(words, heard);
  reader?.close();
  return both ?? { heard };
}

/** Files beside the workloads. */
interface OtherFiles {
  policy: string | undefined;
  prices: string | undefined;
  modelConfig: string | undefined;
  measured: readonly string[] | undefined;
  job: MeasuringJob | undefined;
  extras: readonly ExtraId[] | undefined;
}

type Wanted =
  | ({ kind: 'words'; format: Format; words: string } & OtherFiles)
  | ({ kind: 'files'; format: Format; files: readonly string[] } & OtherFiles);

/** @throws WrongUsage */
export function readWanted({ values, words: files }: Given<typeof OPTIONS>): Wanted {
  const { words, policy, prices, 'model-config': modelConfig, measured } = values;
  const job = jobIn(values);
  const format = formatOf(values);
  const others = { policy, prices, modelConfig, measured, job, extras: extrasOf(values) };
  const single = singleFor(format, others);
  if (single !== undefined && files.length > 1)
    throw new WrongUsage(`${single} takes one workload, and ${files.length} files were given.`);
  // A config.json alone is a workload of which nothing else is known.
  const isAlone = modelConfig !== undefined && files.length === 0;
  if (words === undefined && isAlone) return { kind: 'words', format, words: '', ...others };
  if (words === undefined) return { kind: 'files', format, files, ...others };
  if (files.length > 0) throw new WrongUsage('Use --words or files, not both.');
  if (words.trim() === '') throw new WrongUsage('--words needs a text.');
  return { kind: 'words', format, words, ...others };
}

const flagOf = (format: Format): string => (format === 'measure' ? '--measure' : '--template');

function formatOf(values: Given<typeof OPTIONS>['values']): Format {
  const { json, full, cheaper } = values;
  if (json && full) throw new WrongUsage('Use --json or --full, not both.');
  const code = codeFormatOf(values);
  if (code && (json || full)) throw new WrongUsage(`Use ${flagOf(code)} or --json and --full, not both.`);
  if (cheaper && (full || code)) throw new WrongUsage('Use --cheaper alone or with --json.');
  if (code) return code;
  if (json) return cheaper ? 'cheaper-json' : 'json';
  return cheaper ? 'cheaper' : full ? 'full' : 'short';
}

function codeFormatOf({ template, measure }: Given<typeof OPTIONS>['values']): Format | undefined {
  if (template === undefined) return measure ? 'measure' : undefined;
  if (measure) throw new WrongUsage('Use --template or --measure, not both.');
  return templateFormat(template);
}

/** @throws WrongUsage for a name that stands for none, or without a template. */
function extrasOf({ with: list, template }: Given<typeof OPTIONS>['values']): ExtraId[] | undefined {
  if (list === undefined) return undefined;
  if (template === undefined) throw new WrongUsage('Use --with with --template.');
  const names = list.split(/[\s,]+/).filter((name) => name !== '');
  const fault = extrasFault(names);
  if (fault !== undefined) throw new WrongUsage(fault);
  return EXTRA_IDS.filter((id) => names.includes(id));
}

function templateFormat(name: string): Format {
  const format = DEPLOYMENT_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw new WrongUsage(name === 'sdk' ? noFormat(name) : `--template needs ${OPTIONS.template.needs}.`);
}

/** The option that takes a single workload, where one was given. */
const singleFor = (format: Format, { measured, job }: Pick<OtherFiles, 'measured' | 'job'>): string | undefined =>
  isCode(format) ? flagOf(format) : ((measured && '--measured') ?? (job && '--from-job'));

/** The advisor under the policy and prices that were given, and with what other files say as facts of every workload. */
async function openAdvice({ policy, prices, modelConfig: file, measured = [], job }: OtherFiles): Promise<Advisor> {
  const opened = await openAdvisor(policy, { pricesFile: prices });
  if (!opened.ok) throw new Stop(opened.text, EXIT.wrongUsage);
  const { advisor } = opened;
  const facts = {
    ...(file !== undefined && { modelConfig: await readConfig(file) }),
    ...((measured.length > 0 || job) && { measurements: await readMeasured(measured, job) }),
  };
  if (Object.keys(facts).length === 0) return advisor;
  return { ...advisor, advise: (workload, ...given) => advisor.advise({ ...workload, ...facts }, ...given) };
}

/** Real ones have up to 30 KB. What is larger, such as the weights themselves, is not even read. */
const CONFIG_MB_MAX = 1;

async function readConfig(file: string): Promise<NonNullable<Workload['modelConfig']>> {
  const picked = pickConfig(await readFilled(file, CONFIG_MB_MAX));
  if (!picked.ok) throw unusable(file, picked.faults[0]?.text ?? '');
  return picked.config;
}

async function readFilled(file: string, megabytes?: number): Promise<string> {
  const content = await readInput(file, megabytes);
  if (content.replace(/^\ufeff/, '').trim() === '') throw unusable(file, 'empty. Expected a workload as JSON.');
  return content;
}

/** Prints what the files have, in order, and returns the worst of what they end with. */
async function answerFiles(
  advisor: Advisor,
  { files, format, ...others }: Extract<Wanted, { kind: 'files' }>,
  { toStdout, toStderr }: Program,
): Promise<Exit> {
  if (files.length === 0 && process.stdin.isTTY) throw new WrongUsage('No input. Name a file or pipe in JSON.');
  let exit: Exit = EXIT.done;
  let isFirst = true;
  for await (const { answered, stdout, stderr, ...ends } of answersIn(
    files.length === 0 ? [STDIN] : files,
    advisor,
    format,
    singleFor(format, others),
    others.extras,
  )) {
    await toStderr(stderr);
    await toStdout(answered && !isFirst && !isJson(format) ? `\n\n${stdout}` : stdout);
    isFirst &&= !answered;
    if (ends.exit > exit) exit = ends.exit;
  }
  return exit;
}

/** A file that can't be read doesn't keep the others from being answered. `single`: what takes one workload. @throws Stop for a second one. */
async function* answersIn(
  files: readonly string[],
  advisor: Advisor,
  format: Format,
  single: string | undefined,
  extras: readonly ExtraId[] | undefined,
): AsyncGenerator<Answer & { exit: Exit }> {
  for (const file of files) {
    const content = await readFilled(file).catch(stopOf);
    if (content instanceof Stop) {
      yield { answered: false, stdout: '', stderr: `${inert(content.message)}\n`, exit: content.exit };
      continue;
    }
    const count = single === undefined ? 1 : [...readWorkloads(content)].length;
    if (count > 1) throw unusable(file, `${count} workloads. ${single} takes one.`);
    let number = 0;
    for (const entry of readWorkloads(content)) {
      number += 1;
      const answer = answerWorkload(advisor, entry, `${nameOf(file)}, workload ${number}`, format, extras);
      yield { ...answer, exit: answer.answered ? EXIT.done : EXIT.faults };
    }
  }
}

function stopOf(error: unknown): Stop {
  if (error instanceof Stop) return error;
  throw error;
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

/** Every field of a workload: the values it takes, its unit, an example. */
function writeFields(): string {
  const rows = WORKLOAD_FIELDS.filter((field) => field !== 'measurements').map((field) => {
    const unit = unitOf(field);
    const unitText = unit === undefined ? '' : UNITS[unit];
    const value = [expectationOf(field), unitText, rowOf(field).statistic ?? ''].filter((text) => text !== '');
    return [field, value.join(', '), JSON.stringify(exampleOf(field))];
  });
  const intro = "Fields of a workload. Only name is required. Leave out what you don't know.";
  return `${intro}\n\n${table(COLUMNS, rows).join('\n')}\n`;
}

function exampleOf(field: WorkloadField): unknown {
  if (kindOf(field) === 'yes-or-no') return true;
  return wordsOf(field)?.[0] ?? rowOf(field).sample;
}

const MEGABYTES_MAX = 5;

/** What `--from-job NAME --region R` names. */
interface MeasuringJob {
  readonly name: string;
  readonly region: string | undefined;
}

/** RecommendationJobName of the SageMaker AI API (2026-09), the longest of the kinds. */
const JOB_NAME = /^[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,63}$/;

/** The job that the options name. @throws WrongUsage */
function jobIn({ 'from-job': name, region }: { 'from-job'?: string; region?: string }): MeasuringJob | undefined {
  if (name === undefined && region !== undefined) throw new WrongUsage('--region goes with --from-job.');
  if (name === undefined) return undefined;
  if (!JOB_NAME.test(name)) throw new WrongUsage("--from-job takes a job's name: letters, digits and hyphens.");
  return { name, region: regionIn(region) };
}

/** What the job measured. AWS's SDK is loaded for this alone. @throws Stop */
async function readJob({ name, region }: MeasuringJob): Promise<Measurement[]> {
  const regions = regionsFor(region);
  const { readMeasuringJob } = await import('../account/aws/read-job.ts');
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const read = await readMeasuringJob(name, regions, { signal: controller.signal });
  if (!read.ok) throw new Stop(read.text);
  return read.measurements;
}

/**
 * What the files of `--measured FILE[@INSTANCE_TYPE]` and a job hold, together.
 * @throws Stop for a file that can't be read, or of which nobody says on which instance type it was measured.
 */
async function readMeasured(named: readonly string[], job?: MeasuringJob): Promise<Measurement[]> {
  const all: Measurement[] = job === undefined ? [] : await readJob(job);
  for (const name of named) {
    const [, file = name, type] = /^(.+)@(ml\..+)$/s.exec(name) ?? [];
    const read = readMeasurement(await readInput(file, MEGABYTES_MAX));
    if (!read.ok) throw unusable(file, read.faults.map(({ text }) => text).join(' '));
    const measurements = type === undefined ? read.measurements : onInstance(read.measurements, type);
    if (measurements.some(({ instanceType }) => instanceType === null)) {
      throw unusable(file, `names no instance type. Add the one that was measured: ${nameOf(file)}@ml.g6e.xlarge.`);
    }
    const [other] = measurements;
    if (other && type !== undefined && measurements.every(({ instanceType }) => instanceType !== type)) {
      throw unusable(file, `was measured on ${other.instanceType}, not on ${type}. Leave out @${type}.`);
    }
    all.push(...measurements);
  }
  const together = readMeasurement(all);
  if (!together.ok)
    throw unusable(
      [...named, ...(job ? [job.name] : [])].join(', '),
      together.faults.map(({ text }) => text).join(' '),
    );
  return together.measurements;
}

import type { Button } from '@slack/types';
import { EXTRA_IDS, type ExtraId } from '../../../deploy/extras.ts';
import type { Behaviour, Deployment, DeploymentFormat } from '../../../deploy/index.ts';
import { measureIt } from '../../../deploy/measuring/index.ts';
import { formatNumber, type InferenceOptionId, isJob, optionTitle } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { writeDuration } from '../../../wording/quantities/index.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { oneLine } from '../../../wording/text.ts';
import { ACTIONS } from '../../ids.ts';
import { button, say, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { clip, escapeMrkdwn, escapeWithin, joinLines } from '../mrkdwn.ts';

/** What is uploaded: code that deploys, or the script that measures. */
export type CodeFormat = DeploymentFormat | 'measure';

export const FORMATS: Readonly<Record<CodeFormat, string>> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  notebook: 'Notebook',
  measure: 'Load test',
};

/** What was chosen in the dialog, as a text for the queue: "terraform kms tags". */
export const writeChoice = (format: CodeFormat, extras: readonly ExtraId[]): string => [format, ...extras].join(' ');

/** Reads what `writeChoice` wrote; undefined where it names no format. Names that stand for nothing are left out. */
export function readChoice(text: string): { format: CodeFormat; extras: ExtraId[] } | undefined {
  const [name, ...others] = text.split(' ');
  const format = formatIn(name);
  return format && { format, extras: EXTRA_IDS.filter((id) => others.includes(id)) };
}

/** The format that a text names; undefined for anything else. Posts and dialogs from before `notebook` call it `sdk`. */
export function formatIn(text: string | undefined): CodeFormat | undefined {
  if (text === 'sdk') return 'notebook';
  return (Object.keys(FORMATS) as CodeFormat[]).find((format) => format === text);
}

type Decided = Pick<Review, 'id' | 'latest' | 'decision'>;

/** What is deployed: the decided option, or before a decision the recommended one. Undefined where no option fits. */
const optionOf = ({ latest, decision }: Decided): InferenceOptionId | undefined =>
  decision?.option ?? latest.recommendation.choice?.option;

/** The tags that Slack knows. */
export interface Tags {
  /** The review's message. */
  url?: string;
  owner?: string;
}

/** Why a format has nothing to upload; undefined where it has. */
export async function whyNoCode(review: Decided, format: CodeFormat): Promise<string | undefined> {
  const code = format === 'measure' ? measureIt(review.latest.recommendation) : await codeFor(review, format);
  return code.ok ? undefined : code.text;
}

/**
 * The code of what was decided, or what is recommended. Not `ok` with a sentence where there is none. The first call loads what
 * writes code, and with it yaml: most bots start far more often than they are asked for code.
 */
export async function codeFor(
  review: Decided,
  format: DeploymentFormat,
  tags: Tags = {},
  extras: readonly ExtraId[] = [],
): Promise<Deployment> {
  const { renderDeployment } = await import('../../../deploy/index.ts');
  const { recommendation } = review.latest;
  const option = optionOf(review);
  const wanted = { format, review: tags, with: extras };
  return renderDeployment(recommendation, { ...wanted, ...(option !== undefined && { option }) });
}

interface Code {
  format: CodeFormat;
  tags: Tags;
  extras?: readonly ExtraId[];
  /** False puts the code into the message. */
  asFiles: boolean;
}

const NAME_MAX = 100;
const NOTES_MAX = 1500;
const TEXT_MAX = 2900;

/** Room for code beside the sentences of its message, in characters. */
const CODE_MAX = SLACK_LIMITS.message.blockText - TEXT_MAX;

/** The reply with the code: how it behaves, the command that deploys it, and its files. Undefined where it is to stand in the message and doesn't fit. */
export async function buildCode(
  review: Decided,
  { format, tags, extras, asFiles }: Code,
): Promise<Message | undefined> {
  if (format === 'measure') return buildScript(review, asFiles);
  const code = await codeFor(review, format, tags, extras);
  if (!code.ok) return say(escapeWithin(code.text, TEXT_MAX));
  const { name } = review.latest.workload;
  const lines = [
    `*${FORMATS[format]} for ${escapeWithin(oneLine(name), NAME_MAX)}:* ${titleOf(review)}`,
    behaviourLine(code.behaviour, optionOf(review) ?? 'real-time', wakeUpOf(review)),
    commandLines(code, format),
    joinLines(
      code.notes.map((note) => `• ${escapeWithin(note, NOTES_MAX)}`),
      NOTES_MAX,
    ),
  ];
  const text = lines.filter((line) => line !== '').join('\n');
  return withFiles(text, `${FORMATS[format]}: ${oneLine(name)}`, code.files, asFiles);
}

function buildScript({ latest }: Decided, asFiles: boolean): Message | undefined {
  const it = measureIt(latest.recommendation);
  if (!it.ok) return say(escapeWithin(it.text, TEXT_MAX));
  const name = oneLine(latest.workload.name);
  const { path } = it.script;
  const text = [
    `*Load test for ${escapeWithin(name, NAME_MAX)}* on one ${it.instanceType}, with ${joinClauses(it.ways, 'or')}.`,
    `\`\`\`bash ${escapeMrkdwn(path)}\`\`\``,
    'It says what it takes. Add the result with *Add a measurement*.',
  ].join('\n');
  return withFiles(text, `${FORMATS.measure}: ${name}`, [it.script], asFiles);
}

/** Undefined where the code is to stand in the message and doesn't fit. */
function withFiles(
  text: string,
  title: string,
  files: readonly { readonly path: string; readonly content: string }[],
  asFiles: boolean,
): Message | undefined {
  if (asFiles) {
    const posted = files.map(({ path, content }) => ({ name: path, title: clip(title, NAME_MAX), content }));
    return { ...say(text), files: posted };
  }
  const [file, ...more] = files;
  if (file === undefined || more.length > 0 || file.content.length > CODE_MAX) return undefined;
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: file.content }] }],
      },
    ],
  };
}

/** "Real-Time Inference, as decided". */
function titleOf(review: Decided): string {
  const option = optionOf(review);
  if (option === undefined) return '';
  const { choice } = review.latest.recommendation;
  const title = choice?.option === option ? choice.title : optionTitle(option);
  return `${title}, ${review.decision === null ? 'as recommended' : 'as decided'}`;
}

/** How long what was recommended takes from zero; null for another decision. */
function wakeUpOf({ latest, decision }: Decided): number | null {
  const { choice } = latest.recommendation;
  return decision === null || decision.option === choice?.option ? (choice?.times?.wakeUpSeconds ?? null) : null;
}

/** ", 8 min of it to wake", where the request itself takes minutes too. */
const wakingOf = (first: number, wakeUp: number | null): string =>
  wakeUp === null || roughly(wakeUp) === roughly(first) ? '' : `, ${roughly(wakeUp)} of it to wake`;

/** "First answer after idle: about 7 min. Scales to zero after 15 min." '' where nothing is determined. */
export function behaviourLine(
  behaviour: Behaviour,
  option: InferenceOptionId,
  wakeUpSeconds: number | null = null,
): string {
  const { firstAnswerAfterIdleSeconds: first, zeroAfterSeconds: zero } = behaviour;
  const { maxRequestsPerSecond: most, peakReachedAfterSeconds: peak } = behaviour;
  if (isJob(option)) return peak === null ? '' : `A run reads its first record after about ${roughly(peak)}.`;
  const facts = [
    first === null ? '' : `First answer after idle: about ${roughly(first)}${wakingOf(first, wakeUpSeconds)}.`,
    zero === null ? '' : `Scales to zero after ${roughly(zero)}.`,
    most === null ? '' : `Serves up to ${rateOf(most)}.`,
    peak === null || peak === 0 ? '' : `Holds a sudden peak after ${roughly(peak)}.`,
  ];
  return facts.filter((fact) => fact !== '').join(' ');
}

/** Two digits are as many as are known. */
function rateOf(perSecond: number): string {
  const [rate, unit] = perSecond < 1 ? [perSecond * 3600, 'requests per hour'] : [perSecond, 'rps'];
  return `${formatNumber(Number(rate.toPrecision(2)))} ${unit}`;
}

/** Rounded as people say it: seconds below two minutes, then minutes. */
const roughly = (seconds: number): string =>
  writeDuration(seconds < 120 ? Number(seconds.toPrecision(2)) : Math.round(seconds / 60) * 60);

/** How a format is deployed: a command, and a sentence where the command doesn't say what to enter. */
interface Run {
  readonly command: string;
  readonly more?: string;
}

const RUNS: Readonly<Record<DeploymentFormat, (path: string, names: readonly string[], content: string) => Run>> = {
  cloudformation: (path, names, content) => ({
    command: [
      `aws cloudformation deploy --template-file ${path} --stack-name ${path.split('.')[0]} --capabilities CAPABILITY_IAM${content.includes('\nTransform: ') ? ' CAPABILITY_AUTO_EXPAND' : ''}`,
      ...(names.length === 0 ? [] : [`--parameter-overrides ${names.map((name) => `${name}=…`).join(' ')}`]),
    ].join(' '),
  }),
  terraform: (_, names) => ({
    command: 'terraform init && terraform apply',
    ...(names.length > 0 && { more: `It asks for ${names.join(', ')}.` }),
  }),
  notebook: (path, names) => ({
    command: `python ${path}`,
    more: `${names.length > 0 ? `First fill in ${names.join(', ')}. ` : ''}Or run it as a cell of a notebook.`,
  }),
};

/** The one command that deploys it, with what it asks for. */
function commandLines({ files, parameters }: Extract<Deployment, { ok: true }>, format: DeploymentFormat): string {
  const names = parameters.map(({ name }) => name);
  const [{ path = '', content = '' } = {}] = files;
  const { command, more } = RUNS[format](path, names, content);
  return `\`\`\`${escapeMrkdwn(command)}\`\`\`${more === undefined ? '' : `\n${more}`}`;
}

/** Answers how it is deployed, with the button that gets the code. `isSupposed`: the answers aren't those of the review. */
export async function buildDeployment(review: Decided, { isSupposed }: { isSupposed: boolean }): Promise<Message> {
  const option = optionOf(review);
  if (option === undefined) {
    return say('No option fits, so there is nothing to deploy yet. Ask `compare` for what each option would need.');
  }
  const code = await codeFor(review, 'cloudformation');
  if (!code.ok) return say(escapeWithin(code.text, TEXT_MAX));
  const what = await offeredFor(review);
  const asked = code.parameters.map(({ name, why }) => `• \`${name}\`: ${escapeWithin(why, NAME_MAX)}`);
  const lines = [
    `*To deploy* ${titleOf(review)}, ${isSupposed ? 'change the answers first. Then ' : ''}press *Get the code*: ${what}, uploaded here.`,
    ...(asked.length === 0 ? [] : ['You need:', ...asked]),
  ];
  return {
    text: `Press “Get the code” for ${what}.`,
    blocks: [
      section(joinLines(lines, TEXT_MAX)),
      ...(isSupposed ? [] : [{ type: 'actions' as const, elements: [getCodeButton(review)] }]),
    ],
  };
}

const WRITTEN: Readonly<Record<DeploymentFormat, string>> = {
  cloudformation: 'a CloudFormation template',
  terraform: 'a Terraform configuration',
  notebook: 'a Python file for a notebook',
};

/** "a CloudFormation template or a Terraform configuration": what the choice has code in. */
async function offeredFor(review: Decided): Promise<string> {
  const formats = Object.keys(WRITTEN) as DeploymentFormat[];
  const codes = await Promise.all(formats.map((format) => codeFor(review, format)));
  const names = formats.filter((_, at) => codes[at]?.ok).map((format) => WRITTEN[format]);
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ');
}

export const getCodeButton = ({ id }: Pick<Review, 'id'>): Button => button(ACTIONS.getCode, 'Get the code', id);

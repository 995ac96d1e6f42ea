import type { Button, ModalView } from '@slack/types';
import { type Measurement, SOURCE_NAMES } from '../../recommender/index.ts';
import type { Review } from '../../reviews/record.ts';
import { bestMeasured } from '../../wording/measurements.ts';
import { writeMeasurements } from '../../wording/quantities/index.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { describeMissingScope } from '../scopes.ts';
import { actions, button, input, say, section } from './blocks.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialogs/dialog.ts';
import { SLACK_LIMITS } from './limits.ts';
import type { Message, MessageBlock } from './message.ts';
import { escapeWithin, joinLines, mention } from './mrkdwn.ts';

export const addMeasurementButton = (reviewId: string): Button =>
  button(ACTIONS.addMeasurement, 'Add a measurement', reviewId);

/** Why a file wasn't read, and what to do, in mrkdwn. */
export const WHY_UNREAD = {
  'too-large': 'Larger than 5 MB. Give the summary, not the single requests.',
  'too-deep': 'Nests lists and objects more than 200 deep. Give the summary as its tool wrote it.',
  'no-right': describeMissingScope('files:read'),
  gone: 'It was deleted.',
  unreachable: "I couldn't get it from Slack. Try again.",
} as const;

/** What was refused. `name`: of the file; null for what was typed. */
interface Refused {
  name: string | null;
  text: string;
}

const NAME_MAX = 100;
const REFUSED_MAX = 600;
const TEXT_MAX = 2900;

/** "`load.json`: request_throughput.avg is missing." Those without a name are what was typed. */
const refusedLines = (refused: readonly Refused[]): string[] =>
  refused.map(({ name, text }) => {
    const where = name === null ? '' : `\`${escapeWithin(name.replaceAll('`', "'"), NAME_MAX)}\`: `;
    return `${where}${escapeWithin(text, REFUSED_MAX)}`;
  });

/** "GuideLLM, 2026-11-20: up to 1,830 tokens/s with 64 requests in progress" */
export function measuredLines(measurements: readonly Measurement[]): string[] {
  return measurements.map((one) => {
    const { source, instanceType, measuredAt } = one;
    const name = [SOURCE_NAMES[source], ...(instanceType === null ? [] : [`on ${instanceType}`])].join(' ');
    const best = bestMeasured(one);
    const parts = `${name}${measuredAt === null ? '' : `, ${measuredAt}`}${best === undefined ? '' : `: ${best}`}`;
    return escapeWithin(parts, REFUSED_MAX);
  });
}

const said = (lines: readonly string[]): Message => say(joinLines(lines, TEXT_MAX));

export const buildRefusedMeasurement = (refused: readonly Refused[]): Message =>
  said(['*No measurement was added.*', ...refusedLines(refused).map((line) => `• ${line}`)]);

/** Says that a review holds all of it. */
export const buildKnownMeasurement = (measurements: readonly Measurement[], refused: readonly Refused[]): Message =>
  said([
    `This review has it: ${escapeWithin(writeMeasurements(measurements), REFUSED_MAX)}. Nothing was changed.`,
    ...refusedLines(refused),
  ]);

export const buildDecidedMeasurement = (): Message =>
  said([
    "This review is decided, so its answers can't be changed. Re-open it first, then give me the measurement again.",
  ]);

/** Asks on which instance type it ran. `storedId`: of what was read, for the button. */
export function buildAsksInstance(
  measurements: readonly Measurement[],
  refused: readonly Refused[],
  storedId: string,
): Message {
  const { text, blocks } = said([
    '*On which instance type did this run?* The file names none, and the size depends on it.',
    ...measuredLines(measurements).map((line) => `• ${line}`),
    ...refusedLines(refused),
  ]);
  return {
    text,
    blocks: [
      ...blocks,
      actions('measured_actions', [button(ACTIONS.nameInstance, 'Name the instance type', storedId)]),
    ],
  };
}

/** Says below what a measurement would change which of the files weren't read. */
export const withRefused = ({ text, blocks }: Message, refused: readonly Refused[]): Message => {
  const more: MessageBlock[] = refused.length === 0 ? [] : said(refusedLines(refused)).blocks;
  return { text, blocks: [...blocks, ...more] };
};

/** Says how to add a measurement, where somebody gave one outside of a review's thread. */
export const buildHowToMeasure = (botUserId: string): Message =>
  said([
    `That looks like a measurement. To add it to a review, mention me with it in the review's thread: ${mention(botUserId)} with the file. Or press *Add a measurement* there.`,
  ]);

const PASTED_MAX = SLACK_LIMITS.input.plainText;
const LINES_MAX = 2000;

/** Takes a measurement, pasted or as files. `mayUpload`: Slack opens no input for files where the app may read none. */
export function buildAddMeasurement(review: Review, { mayUpload }: { mayUpload: boolean }): ModalView {
  const known =
    'The JSON of AIPerf, GuideLLM or `vllm bench serve`, what the AWS CLI prints of a recommendation job, or rows: `instance, concurrency, requests per second, p50, p95, tokens per second`.';
  return buildDialog({
    callbackId: VIEWS.addMeasurement,
    title: 'Add a measurement',
    submit: 'Add',
    review,
    blocks: [
      section(known),
      ...(mayUpload ? [UPLOAD] : []),
      buildTextInput({
        blockId: BLOCKS.measured,
        label: mayUpload ? 'Or paste it' : 'Paste it',
        hint: `Up to ${PASTED_MAX.toLocaleString('en-US')} characters.${mayUpload ? '' : ' To upload files, ask an admin to add the scope files:read to this app.'}`,
        optional: true,
        max: PASTED_MAX,
      }),
    ],
  });
}

const UPLOAD = input(
  BLOCKS.measuredFiles,
  'Files',
  {
    type: 'file_input',
    action_id: INPUT,
    filetypes: ['json', 'jsonl', 'csv', 'tsv', 'txt'],
    max_files: SLACK_LIMITS.input.files,
  },
  { hint: 'Up to 5 MB each.', optional: true },
);

/** Asks on which instance type something ran: the one of the recommendation is filled in, and has to be confirmed. */
export function buildMeasuredInstance(
  review: Review,
  { storedId, measurements }: { storedId: string; measurements: readonly Measurement[] },
): ModalView {
  const { choice, workload } = review.latest.recommendation;
  const suggested = choice?.instance?.type ?? workload.instanceType;
  const lines = measuredLines(measurements).map((line) => `• ${line}`);
  return buildDialog({
    callbackId: VIEWS.addMeasurement,
    title: 'Where did it run?',
    submit: 'Add',
    review,
    seen: { storedId },
    blocks: [
      section(joinLines(["What you gave doesn't name the instance type:", ...lines], LINES_MAX)),
      buildTextInput({
        blockId: BLOCKS.measuredType,
        label: 'Instance type',
        hint: suggested === undefined ? 'For example ml.g6e.xlarge.' : `Change it if it didn't run on ${suggested}.`,
        multiline: false,
        max: 60,
        initial: suggested,
      }),
    ],
  });
}

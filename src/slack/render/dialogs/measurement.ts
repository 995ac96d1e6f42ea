import type { ModalView } from '@slack/types';
import type { Measurement } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { input, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { measuredLines } from '../measurements.ts';
import { joinLines } from '../mrkdwn.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialog.ts';

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

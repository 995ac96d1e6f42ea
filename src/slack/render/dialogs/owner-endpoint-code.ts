import type { ModalView, PlainTextOption } from '@slack/types';
import { EXTRA_IDS, EXTRAS, type ExtraId } from '../../../deploy/extras.ts';
import type { Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { input, section } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { type CodeFormat, FORMATS } from '../thread/deploy.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialog.ts';

const ENDPOINT_MAX = 200;

/** Asks for an owner and a due date. Both are optional. */
export function buildDecider(review: Review): ModalView {
  const { deciderId, decideBy } = review;
  return buildDialog({
    callbackId: VIEWS.decider,
    title: 'Owner and due date',
    submit: 'Save',
    review,
    blocks: [
      input(
        BLOCKS.decider,
        'Owner',
        { type: 'users_select', action_id: INPUT, ...(deciderId !== null && { initial_user: deciderId }) },
        { hint: "Who is expected to decide. This doesn't change who may decide.", optional: true },
      ),
      input(
        BLOCKS.date,
        'Due date',
        { type: 'datepicker', action_id: INPUT, ...(decideBy !== null && { initial_date: decideBy }) },
        { optional: true },
      ),
    ],
  });
}

/** Asks what was deployed. Empty removes it. */
export function buildEndpoint(review: Review): ModalView {
  return buildDialog({
    callbackId: VIEWS.endpoint,
    title: 'Note the endpoint',
    submit: 'Save',
    review,
    blocks: [
      buildTextInput({
        blockId: BLOCKS.endpoint,
        label: 'Endpoint or transform job',
        hint: 'Name or ARN, for example ct-scan-triage-prod.',
        initial: review.endpoint ?? '',
        optional: true,
        multiline: false,
        max: ENDPOINT_MAX,
      }),
    ],
  });
}

const USES: Readonly<Record<CodeFormat, string>> = {
  cloudformation: 'One YAML template. Expresses every choice.',
  terraform: 'One main.tf, for the AWS provider.',
  notebook: 'One Python cell: deploys the template, asks it once, deletes it.',
  measure: "A shell script: a load tester, or a job of AWS's.",
};

const extraOption = (id: ExtraId): PlainTextOption => ({
  text: plain(EXTRAS[id].title),
  value: id,
  description: plain(EXTRAS[id].what),
});

/** Asks which format the code is to have, and what a template has beside the usual. */
export function buildGetCode(review: Review): ModalView {
  const options = (Object.keys(FORMATS) as CodeFormat[]).map((format): PlainTextOption => {
    return { text: plain(FORMATS[format]), value: format, description: plain(USES[format]) };
  });
  return buildDialog({
    callbackId: VIEWS.getCode,
    title: 'Get the code',
    submit: 'Upload',
    review,
    blocks: [
      section('Uploads what deploys or measures this to the thread, for everybody there.'),
      input(BLOCKS.format, 'Format', {
        type: 'radio_buttons',
        action_id: INPUT,
        options,
        ...(options[0] !== undefined && { initial_option: options[0] }),
      }),
      input(
        BLOCKS.extras,
        'With',
        { type: 'checkboxes', action_id: INPUT, options: EXTRA_IDS.map(extraOption) },
        { hint: 'A template has model, endpoint, scaling, alarms and a role without these.', optional: true },
      ),
    ],
  });
}

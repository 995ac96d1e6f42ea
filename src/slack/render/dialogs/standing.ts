import type { ModalView, PlainTextOption } from '@slack/types';
import { optionTitle, type RejectedOption } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { openConcernsOf } from '../message/section.ts';
import { clip, plain } from '../mrkdwn.ts';
import { BLOCKS, buildDialog, buildTextInput, buildWords, INPUT } from './dialog.ts';

const ENDPOINT_MAX = 200;

/** Asks whether to withdraw, and for a reason if there is one to tell. */
export function buildWithdraw(review: Review): ModalView {
  return buildDialog({
    callbackId: VIEWS.withdraw,
    title: 'Withdraw this review',
    submit: 'Withdraw',
    review,
    blocks: [
      buildWords('Nobody is asked to decide any more. It can be re-opened.'),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Why?', optional: true }),
    ],
  });
}

/** Asks whether to re-open, and for a reason if there is one to tell. */
export function buildReopen(review: Review): ModalView {
  const decided = review.decision === null ? '' : ' The decision is taken back; the record keeps it.';
  return buildDialog({
    callbackId: VIEWS.reopen,
    title: 'Re-open this review',
    submit: 'Re-open',
    review,
    blocks: [
      buildWords(`It becomes a proposal again.${decided}`),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Why?', optional: true }),
    ],
  });
}

/** Asks who is to decide, and until when. Either may be left empty. */
export function buildDecider(review: Review): ModalView {
  const { deciderId, decideBy } = review;
  return buildDialog({
    callbackId: VIEWS.decider,
    title: 'Decider and date',
    submit: 'Save',
    review,
    blocks: [
      {
        type: 'input',
        block_id: BLOCKS.decider,
        label: plain('Who is asked to decide?'),
        hint: plain('Names who is expected to decide. It gives nobody the right to.'),
        optional: true,
        element: { type: 'users_select', action_id: INPUT, ...(deciderId !== null && { initial_user: deciderId }) },
      },
      {
        type: 'input',
        block_id: BLOCKS.date,
        label: plain('Until when?'),
        optional: true,
        element: { type: 'datepicker', action_id: INPUT, ...(decideBy !== null && { initial_date: decideBy }) },
      },
    ],
  });
}

/** Asks what was deployed. Empty takes a note back. */
export function buildEndpoint(review: Review): ModalView {
  return buildDialog({
    callbackId: VIEWS.endpoint,
    title: 'Note the endpoint',
    submit: 'Save',
    review,
    blocks: [
      buildTextInput({
        blockId: BLOCKS.endpoint,
        label: 'Name or ARN of what was deployed',
        hint: 'Such as ct-scan-triage-prod, or the ARN of an endpoint or transform job.',
        initial: review.endpoint ?? '',
        optional: true,
        multiline: false,
        max: ENDPOINT_MAX,
      }),
    ],
  });
}

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Would fit',
};

/** Asks which other option the team goes with, and why. */
export function buildOverride(review: Review): ModalView {
  const { choice, rejected } = review.latest.recommendation;
  const recommended =
    choice === null ? 'No option fits what was stated.' : `${optionTitle(choice.option)} is recommended.`;
  const open = openConcernsOf(review).length;
  const concerns = open === 0 ? '' : ` ${open === 1 ? 'One concern is' : `${open} concerns are`} open.`;
  return buildDialog({
    callbackId: VIEWS.override,
    title: 'Choose another option',
    submit: 'Decide',
    review,
    seen: { revision: review.latest.revision },
    blocks: [
      buildWords(`${recommended}${concerns}`),
      {
        type: 'input',
        block_id: BLOCKS.option,
        label: plain('What does the team go with instead?'),
        element: { type: 'radio_buttons', action_id: INPUT, options: rejected.map(buildOption) },
      },
      buildTextInput({ blockId: BLOCKS.reason, label: 'Why?', hint: 'It is shown on the message and in the record.' }),
    ],
  });
}

function buildOption({ option, verdict, reasons: [strongest] }: RejectedOption): PlainTextOption {
  const why = strongest === undefined ? '' : `: ${strongest.text.replace(/\s+/g, ' ')}`;
  return {
    text: plain(optionTitle(option)),
    value: option,
    description: plain(clip(`${VERDICTS[verdict]}${why}`, SLACK_LIMITS.option.description)),
  };
}

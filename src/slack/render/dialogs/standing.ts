import type { ModalView, PlainTextOption } from '@slack/types';
import type { DeploymentFormat } from '../../../deploy/index.ts';
import { optionTitle, type RejectedOption } from '../../../recommender/index.ts';
import type { Review } from '../../../reviews/record.ts';
import { technicalWords } from '../../../wording/differences.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { VIEWS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { openConcernsOf } from '../message/section.ts';
import { clip, escapeWithin, plain } from '../mrkdwn.ts';
import { FORMATS } from '../thread/deploy.ts';
import { BLOCKS, buildDialog, buildTextInput, buildWords, INPUT } from './dialog.ts';

/** Asks for a concern. `text` fills it, as from a reply in the thread. */
export function buildRaiseConcern(review: Review, text = ''): ModalView {
  return buildDialog({
    callbackId: VIEWS.raiseConcern,
    title: 'Raise concern',
    submit: 'Raise',
    review,
    blocks: [
      buildTextInput({
        blockId: BLOCKS.concern,
        label: 'Concern',
        hint: 'Shown on the message with your name until somebody resolves it.',
        initial: text,
      }),
    ],
  });
}

/** Asks which open concern is resolved, and how. */
export function buildResolveConcern(review: Review): ModalView {
  const open = openConcernsOf(review).slice(0, SLACK_LIMITS.options.select);
  const options = open.map(({ id, text }): PlainTextOption => ({ text: plain(optionText(text)), value: String(id) }));
  const [only] = options;
  return buildDialog({
    callbackId: VIEWS.resolveConcern,
    title: 'Resolve concern',
    submit: 'Resolve',
    review,
    blocks: [
      {
        type: 'input',
        block_id: BLOCKS.whichConcern,
        label: plain('Concern'),
        element: {
          type: 'static_select',
          action_id: INPUT,
          options,
          ...(options.length === 1 && only !== undefined && { initial_option: only }),
        },
      },
      buildTextInput({ blockId: BLOCKS.note, label: 'Resolution' }),
    ],
  });
}

function optionText(text: string): string {
  return clip(text.replace(/\s+/g, ' ').trim() || '…', SLACK_LIMITS.option.text);
}

const ENDPOINT_MAX = 200;

/** Asks whether to withdraw, and for an optional reason. */
export function buildWithdraw(review: Review): ModalView {
  return buildDialog({
    callbackId: VIEWS.withdraw,
    title: 'Withdraw review',
    submit: 'Withdraw',
    review,
    blocks: [
      buildWords('Closes the review without a decision. You can re-open it.'),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Reason', optional: true }),
    ],
  });
}

/** Asks whether to re-open, and for an optional reason. */
export function buildReopen(review: Review): ModalView {
  const decided = review.decision === null ? '' : ' The decision is undone but stays in the history.';
  return buildDialog({
    callbackId: VIEWS.reopen,
    title: 'Re-open review',
    submit: 'Re-open',
    review,
    blocks: [
      buildWords(`Makes the review a proposal again.${decided}`),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Reason', optional: true }),
    ],
  });
}

/** Asks for an owner and a due date. Both are optional. */
export function buildDecider(review: Review): ModalView {
  const { deciderId, decideBy } = review;
  return buildDialog({
    callbackId: VIEWS.decider,
    title: 'Owner and due date',
    submit: 'Save',
    review,
    blocks: [
      {
        type: 'input',
        block_id: BLOCKS.decider,
        label: plain('Owner'),
        hint: plain("Who is expected to decide. This doesn't change who may decide."),
        optional: true,
        element: { type: 'users_select', action_id: INPUT, ...(deciderId !== null && { initial_user: deciderId }) },
      },
      {
        type: 'input',
        block_id: BLOCKS.date,
        label: plain('Due date'),
        optional: true,
        element: { type: 'datepicker', action_id: INPUT, ...(decideBy !== null && { initial_date: decideBy }) },
      },
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

/** What a format is for. */
const USES: Readonly<Record<DeploymentFormat, string>> = {
  cloudformation: 'One YAML template. Expresses every choice.',
  terraform: 'JSON syntax, for the AWS provider.',
  sdk: "A script on SageMaker's Python SDK 3, for a notebook. One model.",
};

/** Asks which format the code is to have. */
export function buildGetCode(review: Review): ModalView {
  const options = (Object.keys(FORMATS) as DeploymentFormat[]).map((format): PlainTextOption => {
    return { text: plain(FORMATS[format]), value: format, description: plain(USES[format]) };
  });
  return buildDialog({
    callbackId: VIEWS.getCode,
    title: 'Get the code',
    submit: 'Upload',
    review,
    blocks: [
      buildWords('Uploads what deploys this to the thread, for everybody there.'),
      {
        type: 'input',
        block_id: BLOCKS.format,
        label: plain('Format'),
        element: {
          type: 'radio_buttons',
          action_id: INPUT,
          options,
          ...(options[0] !== undefined && { initial_option: options[0] }),
        },
      },
    ],
  });
}

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Fits',
};

/** Asks which other option the team chooses, and why. */
export function buildOverride(review: Review): ModalView {
  const { choice, rejected } = review.latest.recommendation;
  const recommended =
    choice === null ? 'No option fits what you stated.' : `Recommended: ${optionTitle(choice.option)}.`;
  const open = openConcernsOf(review).length;
  const concerns = open === 0 ? '' : ` ${open === 1 ? '1 open concern' : `${open} open concerns`}.`;
  return buildDialog({
    callbackId: VIEWS.override,
    title: 'Choose another option',
    submit: 'Choose',
    review,
    seen: { revision: review.latest.revision },
    blocks: [
      buildWords(`${recommended}${concerns}`),
      {
        type: 'input',
        block_id: BLOCKS.option,
        label: plain('Option'),
        element: { type: 'radio_buttons', action_id: INPUT, options: rejected.map(buildOption) },
      },
      buildTextInput({ blockId: BLOCKS.reason, label: 'Reason', hint: 'Shown on the message and in the record.' }),
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

const RULE_MAX = 100;

/** Asks why rules of the team's policy are set aside, for somebody whom they name. `rules`: their names. */
export function buildOverridePolicy(review: Review, rules: readonly string[]): ModalView {
  const { recommendation, revision } = review.latest;
  const best = recommendation.policy?.technicallyBest;
  const named = joinClauses(
    rules.map((rule) => `"${escapeWithin(rule, RULE_MAX)}"`),
    'and',
  );
  return buildDialog({
    callbackId: VIEWS.overridePolicy,
    title: 'Override policy',
    submit: 'Override',
    review,
    seen: { revision },
    blocks: [
      buildWords(
        [
          ...(best ? [`Technically best: ${escapeWithin(technicalWords(best), WORDS_MAX)}.`] : []),
          `Revision ${revision + 1} is recommended without ${named}.`,
        ].join('\n'),
      ),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Reason', hint: 'Shown on the message with your name.' }),
    ],
  });
}

const WORDS_MAX = 500;

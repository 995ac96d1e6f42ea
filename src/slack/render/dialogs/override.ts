import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { briefReason, type InferenceOptionId, optionTitle, type RejectedOption } from '../../../recommender/index.ts';
import { blockingConcerns, openConcerns, type Review } from '../../../reviews/record.ts';
import { technicalWords } from '../../../wording/differences.ts';
import { VIEWS } from '../../ids.ts';
import { input, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { countConcerns } from '../message/section.ts';
import { clip, escapeWithin, plain } from '../mrkdwn.ts';
import { rulesWords } from '../thread/event-words.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialog.ts';

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Fits',
};

export function buildOverride(review: Review): ModalView {
  const { choice, rejected } = review.latest.recommendation;
  const recommended =
    choice === null ? 'No option fits what you stated.' : `Recommended: ${optionTitle(choice.option)}.`;
  const open = openConcerns(review).length;
  const concerns = open === 0 ? '' : ` ${countConcerns(open, blockingConcerns(review).length)}.`;
  const back =
    choice === null || review.candidate === null
      ? []
      : [{ text: plain(optionTitle(choice.option)), value: choice.option, description: plain('Recommended') }];
  return overrideDialog(review, {
    title: 'Choose another option',
    submit: 'Choose',
    blocks: [
      section(`${recommended}${concerns}`),
      input(BLOCKS.option, 'Option', {
        type: 'radio_buttons',
        action_id: INPUT,
        options: [...back, ...rejected.map(buildOption)],
      }),
    ],
  });
}

const REASON_MAX = 600;

/**
 * Asks once more where the chosen option is ruled out, and says why it is. Undefined where it isn't. `reason`: as typed, so that
 * nothing is lost.
 */
export function buildRuledOut(review: Review, option: InferenceOptionId, reason: string): ModalView | undefined {
  const found = review.latest.recommendation.rejected.find((other) => other.option === option);
  if (found?.verdict !== 'ruled-out') return undefined;
  const why = found.reasons.map(({ text }) => `• ${escapeWithin(text, REASON_MAX)}`).slice(0, REASONS_SHOWN);
  return overrideDialog(
    review,
    {
      title: 'Ruled out',
      submit: 'Choose anyway',
      blocks: [
        section([`:warning: *${optionTitle(option)}* is ruled out:`, ...why].join('\n')),
        section('The message and the record will say that it was chosen against the recommendation, and why.'),
      ],
    },
    { option, reason },
  );
}

const REASONS_SHOWN = 3;

interface Asked {
  title: string;
  submit: string;
  blocks: readonly KnownBlock[];
}

/** `confirmed`: the option that the person was warned of, and the reason so far. */
function overrideDialog(
  review: Review,
  { title, submit, blocks }: Asked,
  confirmed?: { option: InferenceOptionId; reason: string },
): ModalView {
  return buildDialog({
    callbackId: VIEWS.override,
    title,
    submit,
    review,
    seen: { revision: review.latest.revision, ...(confirmed && { option: confirmed.option }) },
    blocks: [
      ...blocks,
      buildTextInput({
        blockId: confirmed === undefined ? BLOCKS.reason : BLOCKS.reasonAnyway,
        label: 'Reason',
        hint: 'Shown on the message and in the record.',
        initial: confirmed?.reason ?? '',
      }),
    ],
  });
}

function buildOption({ option, verdict, reasons: [strongest] }: RejectedOption): PlainTextOption {
  const why = strongest === undefined ? '' : `: ${briefReason(strongest, option)}`;
  return {
    text: plain(optionTitle(option)),
    value: option,
    description: plain(clip(`${VERDICTS[verdict]}${why}`, SLACK_LIMITS.option.description)),
  };
}

/** Asks why rules of the team's policy are set aside, for somebody whom they name. `rules`: their names. */
export function buildOverridePolicy(review: Review, rules: readonly string[]): ModalView {
  const { recommendation, revision } = review.latest;
  const best = recommendation.policy?.technicallyBest;
  return buildDialog({
    callbackId: VIEWS.overridePolicy,
    title: 'Override policy',
    submit: 'Override',
    review,
    seen: { revision },
    blocks: [
      section(
        [
          ...(best ? [`Technically best: ${escapeWithin(technicalWords(best), WORDS_MAX)}.`] : []),
          `Revision ${revision + 1} is recommended without ${rulesWords(rules)}.`,
        ].join('\n'),
      ),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Reason', hint: 'Shown on the message with your name.' }),
    ],
  });
}

const WORDS_MAX = 500;

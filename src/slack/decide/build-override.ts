import type { ModalView, PlainTextOption } from '@slack/types';
import { optionTitle, type RejectedOption } from '../../recommender/index.ts';
import { SLACK_LIMITS } from '../block-kit/limits.ts';
import { clip, plain } from '../block-kit/text.ts';
import { VIEWS } from '../ids.ts';
import { openConcernsOf, type ReviewCard } from '../message/review-card.ts';
import { BLOCKS, buildTextInput, buildWords, INPUT } from './blocks.ts';
import { buildDialog } from './build-dialog.ts';

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Would fit',
};

/** Asks which other option the team goes with, and why. */
export function buildOverride(card: ReviewCard): ModalView {
  const { choice, rejected, workload } = card.recommendation;
  const recommended =
    choice === null ? 'No option fits what was stated.' : `${optionTitle(choice.option)} is recommended.`;
  const open = openConcernsOf(card).length;
  const concerns = open === 0 ? '' : ` ${open === 1 ? 'One concern is' : `${open} concerns are`} open.`;
  return buildDialog({
    callbackId: VIEWS.override,
    title: 'Choose another option',
    submit: 'Decide',
    name: workload.name,
    metadata: { reviewId: card.reviewId, revision: card.revision },
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

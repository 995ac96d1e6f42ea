import type { ModalView } from '@slack/types';
import { plain } from '../block-kit/text.ts';
import { VIEWS } from '../ids.ts';
import type { ReviewCard } from '../message/review-card.ts';
import { BLOCKS, buildTextInput, buildWords, INPUT } from './blocks.ts';
import { buildDialog } from './build-dialog.ts';

const ENDPOINT_MAX = 200;

/** Asks whether to withdraw, and for a reason if there is one to tell. */
export function buildWithdraw(card: ReviewCard): ModalView {
  return buildDialog({
    callbackId: VIEWS.withdraw,
    title: 'Withdraw this review',
    submit: 'Withdraw',
    name: card.recommendation.workload.name,
    metadata: { reviewId: card.reviewId },
    blocks: [
      buildWords('Nobody is asked to decide any more. It can be re-opened.'),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Why?', optional: true }),
    ],
  });
}

/** Asks whether to re-open, and for a reason if there is one to tell. */
export function buildReopen(card: ReviewCard): ModalView {
  const decided = card.decision === null ? '' : ' The decision is taken back; the record keeps it.';
  return buildDialog({
    callbackId: VIEWS.reopen,
    title: 'Re-open this review',
    submit: 'Re-open',
    name: card.recommendation.workload.name,
    metadata: { reviewId: card.reviewId },
    blocks: [
      buildWords(`It becomes a proposal again.${decided}`),
      buildTextInput({ blockId: BLOCKS.reason, label: 'Why?', optional: true }),
    ],
  });
}

/** Asks who is to decide, and until when. Either may be left empty. */
export function buildDecider(card: ReviewCard): ModalView {
  const { deciderId, decideBy } = card;
  return buildDialog({
    callbackId: VIEWS.decider,
    title: 'Decider and date',
    submit: 'Save',
    name: card.recommendation.workload.name,
    metadata: { reviewId: card.reviewId },
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
export function buildEndpoint(card: ReviewCard): ModalView {
  return buildDialog({
    callbackId: VIEWS.endpoint,
    title: 'Note the endpoint',
    submit: 'Save',
    name: card.recommendation.workload.name,
    metadata: { reviewId: card.reviewId },
    blocks: [
      buildTextInput({
        blockId: BLOCKS.endpoint,
        label: 'Name or ARN of what was deployed',
        hint: 'Such as ct-scan-triage-prod, or the ARN of an endpoint or transform job.',
        initial: card.endpoint ?? '',
        optional: true,
        multiline: false,
        max: ENDPOINT_MAX,
      }),
    ],
  });
}

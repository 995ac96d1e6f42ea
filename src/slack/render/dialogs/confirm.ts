import type { KnownBlock, ModalView } from '@slack/types';
import { approvalStates } from '../../../reviews/approvals.ts';
import type { Concern, Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { section } from '../blocks.ts';
import { when } from '../mrkdwn.ts';
import { approvalBlocks } from './accept.ts';
import { concernWords } from './concerns.ts';
import { BLOCKS, buildDialog, buildTextInput, type ConfirmedAct } from './dialog.ts';

// Dialogs that ask whether to do what takes no more than an optional reason.

const confirm = (
  review: Review,
  act: ConfirmedAct,
  { title, submit, blocks, concernIds }: { title: string; submit: string; blocks: KnownBlock[]; concernIds?: number[] },
): ModalView =>
  buildDialog({
    callbackId: VIEWS.confirm,
    title,
    submit,
    review,
    seen: { act, ...(concernIds && { concernIds }) },
    blocks,
  });

const reason = (label = 'Reason') => buildTextInput({ blockId: BLOCKS.reason, label, optional: true });

export const buildWithdraw = (review: Review): ModalView =>
  confirm(review, 'withdraw', {
    title: 'Withdraw review',
    submit: 'Withdraw',
    blocks: [section('Closes the review without a decision. You can re-open it.'), reason()],
  });

export function buildReopen(review: Review): ModalView {
  const decided = review.decision === null ? '' : ' The decision is undone but stays in the history.';
  return confirm(review, 're-open', {
    title: 'Re-open review',
    submit: 'Re-open',
    blocks: [section(`Makes the review a proposal again.${decided}`), reason()],
  });
}

export const buildReopenConcern = (review: Review, concern: Concern): ModalView =>
  confirm(review, 're-open-concern', {
    title: 'Reopen concern',
    submit: 'Reopen',
    concernIds: [concern.id],
    blocks: [section(concernWords(concern)), reason('What is left to resolve?')],
  });

export function buildWithdrawApproval(review: Review, userId: string): ModalView {
  const own = review.approvals.find(({ byId }) => byId === userId);
  return confirm(review, 'withdraw-approval', {
    title: 'Your approval',
    submit: 'Withdraw approval',
    blocks: [
      ...(own === undefined ? [] : [section(`You approved this ${when(own.at)}. It still waits for others:`)]),
      ...approvalBlocks(approvalStates(review)),
    ],
  });
}

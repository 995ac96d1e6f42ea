import type { ModalView, PlainTextOption } from '@slack/types';
import type { Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { openConcernsOf } from '../message/section.ts';
import { clip, plain } from '../mrkdwn.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialog.ts';

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

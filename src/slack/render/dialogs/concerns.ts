import type { ModalView, PlainTextOption } from '@slack/types';
import type { Review } from '../../../reviews/record.ts';
import { VIEWS } from '../../ids.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { openConcernsOf } from '../message/section.ts';
import { clip, escapeWithin, joinLines, mentionFirst, plain } from '../mrkdwn.ts';
import { BLOCKS, buildDialog, buildTextInput, buildWords, INPUT } from './dialog.ts';

const CONCERN_MAX = 400;

const LINES_MAX = 2800;

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

/** Lists the open concerns and asks whether to accept anyway. */
export function buildAcceptAnyway(review: Review): ModalView {
  const open = openConcernsOf(review);
  const lines = open.map(({ raised, text }) => `• ${mentionFirst(raised.byId)}: ${escapeWithin(text, CONCERN_MAX)}`);
  const heading = open.length === 1 ? '*1 open concern:*' : `*${open.length} open concerns:*`;
  return buildDialog({
    callbackId: VIEWS.accept,
    title: 'Accept anyway?',
    submit: 'Accept anyway',
    review,
    seen: { revision: review.latest.revision, concernIds: open.map(({ id }) => id) },
    blocks: [
      buildWords(joinLines([heading, ...lines], LINES_MAX)),
      buildWords(
        `The record will say that you accepted it despite ${open.length === 1 ? 'this concern' : 'these concerns'}.`,
      ),
    ],
  });
}

function optionText(text: string): string {
  return clip(text.replace(/\s+/g, ' ').trim() || '…', SLACK_LIMITS.option.text);
}

import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { type Concern, openConcerns, type Review } from '../../../reviews/record.ts';
import { ACTIONS, VIEWS } from '../../ids.ts';
import { button, input, labelled, modal, section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { concernValue } from '../message/section.ts';
import { clip, escapeWithin, mention, mentionFirst, plain, when } from '../mrkdwn.ts';
import { BLOCKS, buildDialog, buildTextInput, INPUT } from './dialog.ts';

/** What a concern does to the decision, as the dialog asks. */
const KINDS: readonly PlainTextOption[] = [
  { text: plain('To discuss: the review can still be decided'), value: 'open' },
  { text: plain("Blocking: no decision until it's resolved"), value: 'blocking' },
];

export const BLOCKING = 'blocking';

/** Asks for a concern. `text` fills it, as from a reply in the thread. */
export function buildRaiseConcern(review: Review, text = ''): ModalView {
  const [open] = KINDS;
  return buildDialog({
    callbackId: VIEWS.raiseConcern,
    title: 'Raise concern',
    submit: 'Raise',
    review,
    blocks: [
      buildTextInput({
        blockId: BLOCKS.concern,
        label: 'Concern',
        hint: 'Posted in the thread with your name. The requester and the owner are told.',
        initial: text,
      }),
      input(BLOCKS.blocking, 'What it does', {
        type: 'radio_buttons',
        action_id: INPUT,
        options: [...KINDS],
        ...(open !== undefined && { initial_option: open }),
      }),
    ],
  });
}

/** Asks which open concern is resolved, and how. `concerns`: those that the person may resolve, at least one. */
export function buildResolveConcern(review: Review, concerns: readonly Concern[]): ModalView {
  const options = concerns
    .slice(0, SLACK_LIMITS.options.select)
    .map((concern): PlainTextOption => ({ text: plain(optionText(concern)), value: String(concern.id) }));
  const [only] = options;
  const others = openConcerns(review).length - concerns.length;
  const hint = others === 1 ? 'One more is for others to resolve.' : `${others} more are for others to resolve.`;
  return buildDialog({
    callbackId: VIEWS.resolveConcern,
    title: 'Resolve concern',
    submit: 'Resolve',
    review,
    blocks: [
      input(
        BLOCKS.whichConcern,
        'Concern',
        {
          type: 'static_select',
          action_id: INPUT,
          options,
          ...(options.length === 1 && only !== undefined && { initial_option: only }),
        },
        { hint: others > 0 ? hint : undefined },
      ),
      buildTextInput({ blockId: BLOCKS.note, label: 'How is it resolved?', hint: 'Posted in the thread.' }),
    ],
  });
}

function optionText({ text, blocking }: Concern): string {
  const words = text.replace(/\s+/g, ' ').trim() || '…';
  return clip(blocking ? `Blocking: ${words}` : words, SLACK_LIMITS.option.text);
}

/** A section, a button and a divider for each concern, and a few lines around them. */
const SHOWN_MAX = 40;

/** Every concern of a review, the open ones first, each with what can be done about it. */
export function buildConcerns(review: Review): ModalView {
  const inOrder = review.concerns.toSorted(
    (one, other) => Number(one.resolved !== null) - Number(other.resolved !== null),
  );
  const rest = inOrder.length - SHOWN_MAX;
  return modal({
    callback_id: VIEWS.concerns,
    title: 'Concerns',
    close: 'Close',
    private_metadata: JSON.stringify({ reviewId: review.id }),
    blocks: [
      section(`*${escapeWithin(review.latest.recommendation.workload.name, NAME_MAX)}*`),
      ...inOrder.slice(0, SHOWN_MAX).map((concern) => concernBlock(review, concern)),
      ...(rest > 0 ? [section(`… and ${rest} more in the decision record`)] : []),
    ],
  });
}

const NAME_MAX = 200;

function concernBlock(review: Review, concern: Concern): KnownBlock {
  const mayReopen = concern.resolved !== null && review.state === 'proposed';
  const value = concernValue({ reviewId: review.id, concernId: concern.id });
  const label = labelled(`Reopen: ${concern.text.replace(/\s+/g, ' ')}`);
  return section(concernWords(concern), mayReopen ? button(ACTIONS.reopenConcern, 'Reopen', value, label) : undefined);
}

/** Leaves room for two texts in one section. */
const TEXT_MAX = 1200;

export function concernWords({ text, blocking, raised, resolved }: Concern): string {
  const kind = blocking ? ' · blocking' : '';
  const lines = [`${mentionFirst(raised.byId)} · ${when(raised.at)}${kind}`, escapeWithin(text, TEXT_MAX)];
  if (resolved === null) return [...lines, '*Open*'].join('\n');
  const how = escapeWithin(resolved.note, TEXT_MAX);
  return [...lines, `*Resolved* by ${mention(resolved.byId)} · ${when(resolved.at)}`, how].join('\n');
}

import type { KnownBlock, ModalView } from '@slack/types';
import { SLACK_LIMITS } from '../block-kit/limits.ts';
import { plain } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import { buildWords } from './blocks.ts';
import { type DecideMetadata, encodeDecideMetadata } from './decide-metadata.ts';

export interface Dialog {
  callbackId: string;
  title: string;
  submit: string;
  /** The review's name, so that nobody decides about another one. */
  name: string;
  metadata: DecideMetadata;
  blocks: readonly KnownBlock[];
}

const NAME_MAX = 200;

/** A dialog about one review. */
export function buildDialog({ callbackId, title, submit, name, metadata, blocks }: Dialog): ModalView {
  const { view } = SLACK_LIMITS;
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title, view.title),
    submit: plain(submit, view.submit),
    close: plain('Cancel', view.close),
    private_metadata: encodeDecideMetadata(metadata),
    blocks: [buildWords(`About *${escapeWithin(name, NAME_MAX)}*`), ...blocks],
  };
}

/** Says why something was not done, where the dialog stood. `text`: mrkdwn, people's words in it escaped. */
export function buildNotDone(text: string): ModalView {
  const { view } = SLACK_LIMITS;
  return {
    type: 'modal',
    title: plain('Nothing was changed', view.title),
    close: plain('Close', view.close),
    blocks: [buildWords(text)],
  };
}

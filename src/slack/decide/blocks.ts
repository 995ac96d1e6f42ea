import type { InputBlock, KnownBlock, PlainTextInput } from '@slack/types';
import { mrkdwn, plain } from '../block-kit/text.ts';

/** The inputs of the dialogs, by block_id. An error is shown beside the block that it names. */
export const BLOCKS = {
  concern: 'decide_concern',
  whichConcern: 'decide_which_concern',
  note: 'decide_note',
  option: 'decide_option',
  reason: 'decide_reason',
  decider: 'decide_decider',
  date: 'decide_date',
  endpoint: 'decide_endpoint',
} as const;

/** One action_id for all: each input has a block of its own. */
export const INPUT = 'value';

/** The longest concern, note or reason that the record takes, in characters. */
export const WORDS_MAX = 1000;

export interface TextInput {
  blockId: string;
  label: string;
  hint?: string;
  initial?: string;
  optional?: boolean;
  multiline?: boolean;
  max?: number;
}

export function buildTextInput(asked: TextInput): InputBlock {
  const { blockId, label, hint, initial = '', optional = false, multiline = true, max = WORDS_MAX } = asked;
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: INPUT,
    multiline,
    max_length: max,
    ...(initial !== '' && { initial_value: initial.slice(0, max) }),
  };
  return {
    type: 'input',
    block_id: blockId,
    label: plain(label),
    optional,
    element,
    ...(hint && { hint: plain(hint) }),
  };
}

export function buildWords(text: string): KnownBlock {
  return { type: 'section', text: mrkdwn(text) };
}

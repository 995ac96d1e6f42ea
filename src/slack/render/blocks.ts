import type { ActionsBlock, Button, ContextBlock, InputBlock, ModalView, SectionBlock } from '@slack/types';
import { SLACK_LIMITS } from './limits.ts';
import type { Message, MessageBlock } from './message.ts';
import { clip, joinLines, mrkdwn, plain } from './mrkdwn.ts';

export const section = (text: string, accessory?: SectionBlock['accessory']): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...(accessory && { accessory }),
});

/** A section of as many lines as fit into `max` characters; none without a line. */
export const linesIn = (lines: readonly string[], max: number): SectionBlock[] =>
  lines.length === 0 ? [] : [section(joinLines(lines, max))];

/** A small line of plain text. */
export const remark = (text: string): ContextBlock => ({ type: 'context', elements: [plain(text)] });

/** A small line of mrkdwn. */
export const context = (text: string): ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });

/** What a screen reader says of a button, instead of its text. */
export const labelled = (text: string): Pick<Button, 'accessibility_label'> => ({
  accessibility_label: clip(text, SLACK_LIMITS.button.accessibilityLabel),
});

export const button = (actionId: string, text: string, value?: string, more: Partial<Button> = {}): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(text, SLACK_LIMITS.button.text),
  ...more,
  ...(value !== undefined && { value }),
});

export const actions = (blockId: string, elements: ActionsBlock['elements']): ActionsBlock => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export const input = (
  blockId: string,
  label: string,
  element: InputBlock['element'],
  { hint, optional }: { hint?: string | undefined; optional?: boolean } = {},
): InputBlock => ({
  type: 'input',
  block_id: blockId,
  label: plain(label, SLACK_LIMITS.input.label),
  ...(optional !== undefined && { optional }),
  element,
  ...(hint && { hint: plain(hint, SLACK_LIMITS.input.hint) }),
});

interface Modal extends Pick<ModalView, 'blocks' | 'callback_id' | 'private_metadata'> {
  title: string;
  /** Without one there is nothing to submit. */
  submit?: string;
  close: string;
}

export function modal({ title, submit, close, ...view }: Modal): ModalView {
  const limits = SLACK_LIMITS.view;
  return {
    type: 'modal',
    title: plain(title, limits.title),
    ...(submit !== undefined && { submit: plain(submit, limits.submit) }),
    close: plain(close, limits.close),
    ...view,
  };
}

/** A message of one section, and of what follows it. */
export const say = (text: string, ...more: MessageBlock[]): Message => ({ text, blocks: [section(text), ...more] });

/** A message of one section of lines, whose first is the text: without styles, and without links in brackets. */
export function sayLines(lines: readonly string[], max: number): Message {
  const [first = ''] = lines;
  return { text: first.replaceAll('*', '').replace(/ \(<[^<>]*>\)/g, ''), blocks: linesIn(lines, max) };
}

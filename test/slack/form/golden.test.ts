import type { InputBlock, KnownBlock } from '@slack/types';
import { describe, it } from 'vitest';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import type { Draft } from '../../../src/slack/form/draft.ts';
import { expectGolden } from '../../support/golden.ts';

const FORMS: readonly [name: string, draft: Draft, showMore: boolean][] = [
  ['form-first-page', {}, false],
  ['form-stored-data', { name: 'churn', waits: 'nobody', 'dataset-runs': 'every night' }, false],
  ['form-more-details', { name: 'per-tenant', model: '400 models', containers: '2', traffic: 'known-hours' }, true],
];

describe('what the form asks', () => {
  it.each(FORMS)('reads as reviewed: %s', async (name, draft, showMore) => {
    const view = buildForm({ draft, showMore, metadata: { draftId: 'd', channelId: 'C1' } });
    const whole = [
      `# ${view.title.text}`,
      ...(view.blocks as KnownBlock[]).map(readableBlock),
      `[${view.submit?.text}] [${view.close?.text}]`,
    ];
    await expectGolden(`${whole.join('\n\n')}\n`, `slack/${name}.txt`);
  });
});

function readableBlock(block: KnownBlock): string {
  if (block.type === 'input') return readableInput(block);
  if (block.type === 'context')
    return block.elements.map((element) => ('text' in element ? element.text : '')).join(' ');
  if (block.type === 'actions')
    return block.elements.map((element) => (element.type === 'button' ? `[${element.text.text}]` : '')).join(' ');
  if (block.type === 'section' && block.accessory?.type === 'button')
    return `${block.text?.text} [${block.accessory.text.text}]`;
  return `(${block.type})`;
}

function readableInput({ label, element, hint, optional }: InputBlock): string {
  return [
    `${label.text}${optional ? '' : ' (required)'}`,
    ...answersOf(element),
    ...(hint ? [`  hint: ${hint.text}`] : []),
  ].join('\n');
}

function answersOf(element: InputBlock['element']): string[] {
  switch (element.type) {
    case 'plain_text_input':
      return [`  [${element.initial_value ?? `for example ${element.placeholder?.text ?? 'a text'}`}]`];
    case 'radio_buttons':
    case 'static_select':
      return (element.options ?? []).map(({ text, value, description }) => {
        const chosen = element.initial_option?.value === value ? '(x)' : '( )';
        return `  ${chosen} ${text.text}${description ? `: ${description.text}` : ''}`;
      });
    default:
      return [`  (${element.type})`];
  }
}

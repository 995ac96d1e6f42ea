/** Where a payload is shown. */
export type Surface = 'message' | 'modal' | 'home';

/**
 * Blocks that a surface refuses (docs.slack.dev/reference/block-kit/blocks, "available in surfaces"). For the home tab
 * Slack says the least: it is taken to refuse what a modal refuses, and `alert`, which is said of modals only.
 */
const MODAL_REFUSES = [
  'card',
  'carousel',
  'container',
  'context_actions',
  'data_table',
  'file',
  'markdown',
  'plan',
  'table',
  'task_card',
];

const REFUSED_BLOCKS: Record<Surface, ReadonlySet<string>> = {
  message: new Set(['alert', 'file']),
  modal: new Set(MODAL_REFUSES),
  home: new Set([...MODAL_REFUSES, 'alert']),
};

const MODAL_ONLY_ELEMENTS = new Set(['number_input', 'url_text_input', 'email_text_input', 'file_input']);

export function refusesBlock(surface: Surface, type: string): boolean {
  return REFUSED_BLOCKS[surface].has(type);
}

export function refusesElement(surface: Surface, type: string): boolean {
  return surface !== 'modal' && MODAL_ONLY_ELEMENTS.has(type);
}

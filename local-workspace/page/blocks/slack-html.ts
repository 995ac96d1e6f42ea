import { type ComponentProps, createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { isJson, type Json } from '../../json.ts';
import { protectLiterals, restoreLiterals } from './literal.ts';
import type { Names } from './names.ts';

/** The wrapper of slack-blocks-to-jsx has an id that would repeat with every block; its style sheet is served without it too. */
const REPEATED_ID = ' id="slack_blocks_to_jsx"';

/** Rendering takes milliseconds, and the page is rendered whenever something happens. */
const rendered = new Map<string, string | undefined>();
const RENDERED_MAX = 1000;

/**
 * Blocks that only show something, as HTML by slack-blocks-to-jsx. What it cannot render is named instead: it returns nothing
 * for blocks that it does not know, and throws at some that it does.
 */
export function slackHtml(block: Json, names: Names): string | undefined {
  const key = JSON.stringify([block, names]);
  if (!rendered.has(key)) {
    if (rendered.size >= RENDERED_MAX) rendered.clear();
    rendered.set(key, render(block, names));
  }
  return rendered.get(key);
}

function render(block: Json, names: Names): string | undefined {
  try {
    const blocks = [protectLiterals(forLibrary(block))] as unknown as Block[];
    const html = renderToStaticMarkup(
      createElement(Message, { blocks, data: names, hooks, name: '', logo: '', theme: 'light', withoutWrapper: true }),
    );
    return html.includes('--block_wrapper') ? restoreLiterals(html.replaceAll(REPEATED_ID, '')) : undefined;
  } catch {
    return undefined;
  }
}

/** Addresses that are none of the web's stay text, and the others open beside the page. */
const hooks: NonNullable<ComponentProps<typeof Message>['hooks']> = {
  link: ({ href, children, className }) =>
    /^(https?|mailto):/.test(href)
      ? createElement('a', { href, className, target: '_blank', rel: 'noopener noreferrer' }, children)
      : createElement('span', null, children),
};

/**
 * What Slack takes and the library does not: `verbatim` makes it show the markup, number cells make it throw. Block ids would
 * become ids of the page, twice for a message that is open in its thread too.
 */
function forLibrary(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forLibrary);
  if (!isJson(value)) return value;
  if (value['type'] === 'raw_number') return { type: 'raw_text', text: String(value['text'] ?? value['value'] ?? '') };
  const { verbatim: _verbatim, block_id: _id, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, forLibrary(part)]));
}

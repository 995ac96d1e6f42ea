import * as z from 'zod';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { isJson } from '../json.ts';
import { acrossBlocks, type Surface } from './across-blocks.ts';
import { block } from './blocks.ts';
import { type Breach, shapeBreaches } from './breach.ts';
import { plainText, text } from './composition.ts';
import { textLength } from './rich-text.ts';

/**
 * What Slack would refuse in `blocks`; empty when it would take them. Never throws, whatever JSON it is given: it is for tests,
 * for the Slack double and for the log, not for control flow.
 */
export function validateBlocks(surface: Surface, blocks: unknown): Breach[] {
  const path = '/blocks';
  if (!Array.isArray(blocks)) return [{ path, text: 'must be a list of blocks', error: 'invalid_blocks' }];
  return [
    ...blocks.flatMap((item, index) => shapeBreaches(block, item, `${path}/${index}`)),
    ...acrossBlocks(surface, blocks, path),
  ];
}

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(SLACK_LIMITS.view.privateMetadata).optional(),
  callback_id: text(SLACK_LIMITS.view.callbackId).optional(),
  external_id: z.string().max(SLACK_LIMITS.view.externalId).optional(),
};

const viewShape = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('home'), ...common }),
  z.strictObject({
    type: z.literal('modal'),
    ...common,
    title: plainText(SLACK_LIMITS.view.title),
    submit: plainText(SLACK_LIMITS.view.submit).optional(),
    close: plainText(SLACK_LIMITS.view.close).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
]);

/** What Slack would refuse in a view, modal or home. */
export function validateView(view: unknown): Breach[] {
  const shape = shapeBreaches(viewShape, view, '').map((breach) => ({
    ...breach,
    error: 'invalid_arguments' as const,
  }));
  const fields = isJson(view) ? view : {};
  const blocks = Array.isArray(fields['blocks']) ? fields['blocks'] : [];
  const found = [...shape, ...validateBlocks(fields['type'] === 'home' ? 'home' : 'modal', blocks)];
  if (fields['type'] === 'modal' && fields['submit'] === undefined && blocks.some(isInput)) {
    found.push({ path: '/submit', text: 'is required: the modal has input blocks', error: 'invalid_arguments' });
  }
  const bytes = Buffer.byteLength(JSON.stringify(view) ?? '');
  if (bytes > SLACK_LIMITS.view.bytes) {
    found.push({
      path: '',
      text: `has ${bytes} bytes, at most ${SLACK_LIMITS.view.bytes}`,
      error: 'invalid_arguments',
    });
  }
  return found;
}

function isInput(item: unknown): boolean {
  return isJson(item) && item['type'] === 'input';
}

/**
 * What Slack would refuse in a message, and one thing more: blocks without a top-level `text`. Slack posts those with a
 * warning, but notifications and screen readers read only that text.
 */
export function validateMessage(message: { text?: unknown; blocks?: unknown; metadata?: unknown }): Breach[] {
  const found = [...textBreaches(message)];
  if (message.blocks !== undefined) {
    found.push(...validateBlocks('message', message.blocks));
    const length = textLength(message.blocks);
    if (length > SLACK_LIMITS.message.blockText) {
      found.push({
        path: '/blocks',
        text: `have ${length} characters of text together, at most ${SLACK_LIMITS.message.blockText}`,
        error: 'msg_blocks_too_long',
      });
    }
  }
  if (message.metadata !== undefined) found.push(...metadataBreaches(message.metadata));
  return found;
}

function textBreaches(message: { text?: unknown; blocks?: unknown }): Breach[] {
  const path = '/text';
  const hasBlocks = Array.isArray(message.blocks) && message.blocks.length > 0;
  if (message.text === undefined || message.text === '') {
    return [{ path, text: 'is missing', error: hasBlocks ? 'missing_text_in_message' : 'no_text' }];
  }
  if (typeof message.text !== 'string') return [{ path, text: 'must be string', error: 'invalid_arguments' }];
  const max = SLACK_LIMITS.message.text;
  return message.text.length > max
    ? [{ path, text: `must have at most ${max} characters`, error: 'msg_too_long' }]
    : [];
}

/**
 * A message's metadata (docs.slack.dev/messaging/message-metadata): a name and a nearly flat payload. Slack takes no
 * null and no list of plain values; it says nothing of a size in bytes.
 */
const scalar = z.union([z.string(), z.number(), z.boolean()], 'must be text, a number or a boolean');
const flat = z.record(z.string(), scalar);

const metadataShape = z.strictObject({
  event_type: z.string().regex(/^[a-z0-9_]+$/i, 'must be letters, digits and underscores'),
  event_payload: z.record(
    z.string(),
    z.union(
      [scalar, flat, z.array(flat)],
      'must be text, a number, a boolean, a flat object or a list of flat objects',
    ),
  ),
});

function metadataBreaches(value: unknown): Breach[] {
  return shapeBreaches(metadataShape, value, '/metadata').map((breach) => ({
    ...breach,
    error: 'invalid_metadata_schema',
  }));
}

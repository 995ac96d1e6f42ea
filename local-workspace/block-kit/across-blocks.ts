import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { isJson, type Json } from '../json.ts';
import type { Breach } from './breach.ts';

/** Rules that no block can see alone: how many, where, and whose names must differ. */

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
  'data_visualization',
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

function refusesBlock(surface: Surface, type: string): boolean {
  return REFUSED_BLOCKS[surface].has(type);
}

function refusesElement(surface: Surface, type: string): boolean {
  return surface !== 'modal' && MODAL_ONLY_ELEMENTS.has(type);
}

interface Found {
  value: Json;
  path: string;
}

export function acrossBlocks(surface: Surface, blocks: unknown[], path: string): Breach[] {
  const all = blocks.flatMap((block, index) => withChildren(block, `${path}/${index}`));
  return [
    ...countBreaches(surface, blocks, path),
    ...surfaceBreaches(surface, all),
    ...tableAndChartBreaches(surface, all, path),
    ...repeated(all, 'block_id'),
    ...all.flatMap((block) => repeated(elementsOf(block), 'action_id')),
    ...focusBreaches(all),
  ];
}

function countBreaches(surface: Surface, blocks: unknown[], path: string): Breach[] {
  const max = SLACK_LIMITS.blocks[surface];
  return blocks.length > max ? [breach(path, `must have at most ${max} blocks, has ${blocks.length}`)] : [];
}

function surfaceBreaches(surface: Surface, all: Found[]): Breach[] {
  const blocks = all
    .filter((block) => refusesBlock(surface, String(block.value['type'])))
    .map((block) => breach(block.path, `a ${surface} takes no ${String(block.value['type'])} block`));
  const elements = all
    .flatMap(elementsOf)
    .filter((element) => refusesElement(surface, String(element.value['type'])))
    .map((element) => breach(element.path, `a ${surface} takes no ${String(element.value['type'])}`));
  return [...blocks, ...elements];
}

function tableAndChartBreaches(surface: Surface, all: Found[], path: string): Breach[] {
  if (surface !== 'message') return [];
  const count = (type: string): number => all.filter(({ value }) => value['type'] === type).length;
  const { table, chart } = SLACK_LIMITS;
  return [
    ...(count('table') > table.perMessage ? [breach(path, 'only_one_table_allowed')] : []),
    ...(count('data_visualization') > chart.perMessage
      ? [breach(path, `must have at most ${chart.perMessage} charts`)]
      : []),
  ];
}

function focusBreaches(all: Found[]): Breach[] {
  const focused = all.flatMap(elementsOf).filter((element) => element.value['focus_on_load'] === true);
  return focused.slice(1).map((element) => breach(element.path, 'only one element may have focus_on_load'));
}

function repeated(found: Found[], name: 'block_id' | 'action_id'): Breach[] {
  const seen = new Set<unknown>();
  return found.flatMap(({ value, path }) => {
    const id = value[name];
    if (id === undefined) return [];
    if (seen.has(id)) return [breach(`${path}/${name}`, `"${String(id)}" is used twice`)];
    seen.add(id);
    return [];
  });
}

function withChildren(block: unknown, path: string): Found[] {
  if (!isJson(block)) return [];
  const children = block['child_blocks'];
  const inner = Array.isArray(children)
    ? children.flatMap((child, index) => withChildren(child, `${path}/child_blocks/${index}`))
    : [];
  return [{ value: block, path }, ...inner];
}

function elementsOf({ value, path }: Found): Found[] {
  const found: Found[] = [];
  const { element, accessory, elements } = value;
  if (isJson(element)) found.push({ value: element, path: `${path}/element` });
  if (isJson(accessory)) found.push({ value: accessory, path: `${path}/accessory` });
  if (Array.isArray(elements)) {
    elements.forEach((item, index) => {
      if (isJson(item)) found.push({ value: item, path: `${path}/elements/${index}` });
    });
  }
  return found;
}

function breach(path: string, text: string): Breach {
  return { path, text, error: 'invalid_blocks' };
}

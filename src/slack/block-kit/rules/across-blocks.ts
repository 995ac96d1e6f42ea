import type { Breach } from '../breach.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { isRecord } from './is-record.ts';
import { refusesBlock, refusesElement, type Surface } from './surfaces.ts';

/** Rules that no block can see alone: how many, where, and whose names must differ. */

interface Found {
  value: Record<string, unknown>;
  path: string;
}

export function acrossBlocks(surface: Surface, blocks: unknown[], path: string): Breach[] {
  const all = blocks.flatMap((block, index) => withChildren(block, `${path}/${index}`));
  return [
    ...countBreaches(surface, blocks, path),
    ...surfaceBreaches(surface, all),
    ...tableBreaches(surface, all, path),
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

function tableBreaches(surface: Surface, all: Found[], path: string): Breach[] {
  if (surface !== 'message') return [];
  const tables = all.filter((block) => block.value['type'] === 'table').length;
  return tables > SLACK_LIMITS.table.perMessage ? [breach(path, 'only_one_table_allowed')] : [];
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
  if (!isRecord(block)) return [];
  const children = block['child_blocks'];
  const inner = Array.isArray(children)
    ? children.flatMap((child, index) => withChildren(child, `${path}/child_blocks/${index}`))
    : [];
  return [{ value: block, path }, ...inner];
}

function elementsOf({ value, path }: Found): Found[] {
  const found: Found[] = [];
  const { element, accessory, elements } = value;
  if (isRecord(element)) found.push({ value: element, path: `${path}/element` });
  if (isRecord(accessory)) found.push({ value: accessory, path: `${path}/accessory` });
  if (Array.isArray(elements)) {
    elements.forEach((item, index) => {
      if (isRecord(item)) found.push({ value: item, path: `${path}/elements/${index}` });
    });
  }
  return found;
}

function breach(path: string, text: string): Breach {
  return { path, text, error: 'invalid_blocks' };
}

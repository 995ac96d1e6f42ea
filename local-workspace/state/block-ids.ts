import { isJson, type Json, jsonList } from '../json.ts';
import type { Names } from './names.ts';

/** Elements of a block that a person can act on. */
export function elementsOf(block: Json): Json[] {
  const own = [block['element'], block['accessory']].filter(isJson);
  const listed = block['type'] === 'rich_text' || block['type'] === 'context' ? [] : jsonList(block['elements']);
  const cardActions = block['type'] === 'card' ? jsonList(block['actions']) : [];
  return [...own, ...listed, ...cardActions].filter((element) => element['type'] !== 'image');
}

/** All blocks, with those inside containers. */
export function allBlocks(blocks: Json[]): Json[] {
  return blocks.flatMap((block) => [block, ...allBlocks(jsonList(block['child_blocks']))]);
}

/** A copy with the identifiers that Slack adds where the app gave none. */
export function withIds(blocks: unknown, names: Names): Json[] {
  const copy = jsonList(structuredClone(blocks));
  for (const block of allBlocks(copy)) {
    block['block_id'] ??= names.secret().slice(0, 5);
    for (const element of elementsOf(block)) element['action_id'] ??= names.secret().slice(0, 5);
  }
  return copy;
}

/** The element with this action_id, with its block; in `blockId` if given. */
export function findElement(
  blocks: Json[],
  actionId: string,
  blockId?: string,
): { block: Json; element: Json } | undefined {
  for (const block of allBlocks(blocks)) {
    if (blockId !== undefined && block['block_id'] !== blockId) continue;
    const element = elementsOf(block).find((candidate) => candidate['action_id'] === actionId);
    if (element !== undefined) return { block, element };
  }
  return undefined;
}

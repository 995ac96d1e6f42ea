import { createContext } from 'react';
import type { Json } from '../../json.ts';

/**
 * Where an element stands: in a message, or in a view. The page's script sends it back with the click. `pane` tells a message in
 * the channel from the same one at the head of its thread.
 */
export type Surface =
  | { kind: 'message'; channelId: string; ts: string; pane: 'channel' | 'thread' }
  | { kind: 'view'; viewId: string };

export const SurfaceContext = createContext<Surface>({ kind: 'view', viewId: '' });

/** The attributes that tell the page's script what a click on this element is. */
export function actAttributes(surface: Surface, block: Json, element: Json, option?: string) {
  const at =
    surface.kind === 'message'
      ? { kind: 'click', channelId: surface.channelId, ts: surface.ts }
      : { kind: 'clickInView', viewId: surface.viewId };
  const act = {
    ...at,
    blockId: String(block['block_id']),
    actionId: String(element['action_id']),
    ...(option === undefined ? {} : { option }),
  };
  return { 'data-act': JSON.stringify(act) };
}

/** An id for the page's own use, unique where block_id, action_id and place are. */
export function domId(surface: Surface, block: Json, element: Json, part = ''): string {
  const at = surface.kind === 'message' ? `${surface.pane}/${surface.ts}` : surface.viewId;
  return [at, block['block_id'], element['action_id'], part].filter((name) => name !== '').join('/');
}

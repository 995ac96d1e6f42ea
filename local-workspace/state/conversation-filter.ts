import { isJson, type Json } from '../json.ts';
import type { ChannelKind } from './channels.ts';

/** Whether a conversations menu lists conversations of this kind. */
export function isListed(element: Json, kind: ChannelKind | undefined): boolean {
  const filter = element['filter'];
  const include = isJson(filter) ? filter['include'] : undefined;
  return kind !== undefined && (!Array.isArray(include) || include.includes(kind));
}

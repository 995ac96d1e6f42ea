import { HOME_LISTS, type HomeListId } from './home-item.ts';

/** Where each list was turned to; absent: its first page. */
export type HomePages = Readonly<Partial<Record<HomeListId, string>>>;

/** A press of "Older" or "Newest". */
export interface Turn {
  list: HomeListId;
  /** Where the page begins; null for the first. */
  after: string | null;
}

export function encodePages(pages: HomePages): string {
  return JSON.stringify(pages);
}

/** What {@link encodePages} wrote; every list's first page for anything else. */
export function decodePages(text: string | undefined): HomePages {
  const parsed = parse(text ?? '');
  const known = HOME_LISTS.flatMap((id) => (typeof parsed[id] === 'string' ? [[id, parsed[id]] as const] : []));
  return Object.fromEntries(known);
}

/** For a button's value. */
export function encodeTurn({ list, after }: Turn): string {
  return JSON.stringify({ list, after });
}

export function decodeTurn(text: string): Turn | undefined {
  const { list, after } = parse(text);
  const known = HOME_LISTS.find((id) => id === list);
  return known === undefined ? undefined : { list: known, after: typeof after === 'string' ? after : null };
}

/** The pages after a turn. */
export function turn(pages: HomePages, { list, after }: Turn): HomePages {
  const { [list]: _, ...others } = pages;
  return after === null ? others : { ...others, [list]: after };
}

function parse(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

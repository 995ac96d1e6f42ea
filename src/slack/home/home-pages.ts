import { HOME_LISTS, type HomeListId } from './home-item.ts';

/** Where each list was turned to; absent: its first page. */
export type HomePages = Readonly<Partial<Record<HomeListId, string>>>;

/** A press of "Older" or "Newest". */
export interface Turn {
  list: HomeListId;
  /** Where the page begins; null for the first. */
  after: string | null;
}

/** The longest place of ours as it is encoded: a time and an id. With more a home tab's metadata would be too long for Slack. */
const PLACE_MAX = 300;

export function encodePages(pages: HomePages): string {
  return JSON.stringify(pages);
}

/** What {@link encodePages} wrote; every list's first page for anything else. */
export function decodePages(text: string | undefined): HomePages {
  const parsed = parse(text ?? '');
  const known = HOME_LISTS.flatMap((id) => (isPlace(parsed[id]) ? [[id, parsed[id]] as const] : []));
  return Object.fromEntries(known);
}

/** For a button's value. */
export function encodeTurn({ list, after }: Turn): string {
  return JSON.stringify({ list, after });
}

export function decodeTurn(text: string): Turn | undefined {
  const { list, after } = parse(text);
  const known = HOME_LISTS.find((id) => id === list);
  return known === undefined ? undefined : { list: known, after: isPlace(after) ? after : null };
}

/** The pages after a turn. */
export function turn(pages: HomePages, { list, after }: Turn): HomePages {
  const { [list]: _, ...others } = pages;
  return after === null ? others : { ...others, [list]: after };
}

function isPlace(value: unknown): value is string {
  return typeof value === 'string' && JSON.stringify(value).length <= PLACE_MAX;
}

function parse(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

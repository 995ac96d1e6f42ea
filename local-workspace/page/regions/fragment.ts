import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A part of the page that is replaced by itself: one HTML element. */
export interface Fragment {
  /** Unique in its region. */
  key: string;
  html: string;
  /**
   * When this changes, the browser gets the fragment anew. Default: the HTML. A form's inputs leave out what was typed,
   * because the browser has that already, and an input that is replaced while somebody types is a bad one.
   */
  print: string;
}

/** A place in the page whose fragments come and go: the element that has its name in `data-region`. */
export interface Region {
  name: string;
  fragments: Fragment[];
}

export function fragment(key: string, element: ReactElement, print?: ReactElement): Fragment {
  const html = renderToStaticMarkup(element);
  return { key, html, print: print === undefined ? html : renderToStaticMarkup(print) };
}

/** A fragment that has regions inside: it stays as long as its key does, because what is inside comes and goes by itself. */
export function frame(key: string, element: ReactElement): Fragment {
  return { key, html: renderToStaticMarkup(element), print: key };
}

/** What a browser that has `before` needs to show `after`. Null when it shows it already. */
export interface RegionChange {
  name: string;
  order: string[];
  changed: Record<string, string>;
}

/** The region's changes since the prints that were last sent; `sent` is brought up to date. */
export function changesSince(sent: Map<string, Map<string, string>>, regions: Region[]): RegionChange[] {
  const changes: RegionChange[] = [];
  const prints = new Map<string, Map<string, string>>();
  for (const { name, fragments } of regions) {
    const earlier = sent.get(name);
    prints.set(name, new Map(fragments.map(({ key, print }) => [key, print])));
    const changed = fragments.filter(({ key, print }) => earlier?.get(key) !== print);
    const order = fragments.map(({ key }) => key);
    const isSameOrder = earlier !== undefined && [...earlier.keys()].join('\n') === order.join('\n');
    if (changed.length === 0 && isSameOrder) continue;
    changes.push({ name, order, changed: Object.fromEntries(changed.map(({ key, html }) => [key, html])) });
  }
  sent.clear();
  for (const [name, print] of prints) sent.set(name, print);
  return changes;
}

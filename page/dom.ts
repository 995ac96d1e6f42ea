// Elements for the page. Text is always set as text, so what people type is never markup.

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | null | undefined;

const SVG = 'http://www.w3.org/2000/svg';

/** An HTML element. `true` sets an attribute without a value, `false` and `undefined` leave it out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
export function drawn<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** The element of the page with an ID. @throws Error where the page has none: a bug. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found;
}

/** A button that copies a text, and says whether it did: a page from a folder may be refused. */
export function copyButton(label: string, textOf: () => string): HTMLButtonElement {
  const button = element('button', { type: 'button' }, label);
  const say = (outcome: string) => {
    button.textContent = outcome;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  };
  button.addEventListener('click', () => {
    copy(textOf()).then(
      () => say('Copied'),
      () => say('Copying was refused'),
    );
  });
  return button;
}

/** @throws where the browser refuses, or has no clipboard for a page without TLS. */
async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/** A link that saves a text as a file, written when it's pressed. */
export function downloadLink(path: string, textOf: () => string): HTMLAnchorElement {
  const link = element('a', { download: path, href: '#' }, `Download ${path}`);
  link.addEventListener('click', () => {
    link.href = URL.createObjectURL(new Blob([textOf()], { type: 'text/plain' }));
  });
  return link;
}

/** A titled part of the answer. */
export function section(title: string, ...children: (Node | null)[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...children);
}

export function listed(title: string, items: readonly (Node | string)[]): HTMLElement | null {
  return items.length === 0 ? null : section(title, listOf(items));
}

export const listOf = (items: readonly (Node | string)[]): HTMLElement =>
  element('ul', {}, ...items.map((item) => element('li', {}, item)));

export const folded = (title: string, ...children: Node[]): HTMLDetailsElement =>
  element('details', {}, element('summary', {}, title), ...children);

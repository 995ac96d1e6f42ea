import { keepFocus } from './focus.js';
import { keepMenus } from './menus.js';
import { keepScroll } from './scroll.js';
import { applyTheme } from './theme.js';
import { keepTyped } from './typed.js';

/**
 * @typedef {{ name: string, order: string[], changed: Record<string, string> }} RegionChange
 */

/** The HTML of each fragment, so that the same HTML changes nothing. @type {WeakMap<Element, string>} */
const madeOf = new WeakMap();

/**
 * Brings regions of the page up to date. Elements that did not change stay the same elements: with their focus, their scroll
 * position and what is typed in them.
 *
 * @param {RegionChange[]} changes
 */
export function applyChanges(changes) {
  const restoreTyped = keepTyped();
  const restoreFocus = keepFocus();
  const restoreMenus = keepMenus();
  const restoreScroll = keepScroll();
  for (const change of changes) {
    const region = document.querySelector(`[data-region="${CSS.escape(change.name)}"]`);
    if (region !== null) applyTo(region, change);
  }
  restoreTyped();
  restoreScroll();
  restoreMenus();
  restoreFocus();
}

/**
 * @param {Element} region
 * @param {RegionChange} change
 */
function applyTo(region, { order, changed }) {
  /** @type {Map<string, Element>} */
  const present = new Map([...region.children].map((child) => [child.getAttribute('data-key') ?? '', child]));
  for (const [key, child] of present) {
    if (!order.includes(key)) remove(child);
  }
  /** @type {Element | null} */
  let before = null;
  for (const key of order) {
    const earlier = present.get(key);
    const element = elementFor(key, changed[key], earlier);
    if (element === undefined) continue;
    if (earlier !== undefined && earlier !== element) earlier.replaceWith(element);
    /** @type {Element | null} */
    const place = before === null ? region.firstElementChild : before.nextElementSibling;
    if (place !== element) region.insertBefore(element, place);
    before = element;
  }
}

/**
 * @param {string} key
 * @param {string | undefined} html
 * @param {Element | undefined} earlier
 * @returns {Element | undefined}
 */
function elementFor(key, html, earlier) {
  if (html === undefined || (earlier !== undefined && madeOf.get(earlier) === html)) return earlier;
  const template = document.createElement('template');
  template.innerHTML = html;
  const element = template.content.firstElementChild;
  if (element === null) return earlier;
  element.setAttribute('data-key', key);
  madeOf.set(element, html);
  applyTheme(element);
  return element;
}

/** @param {Element} element */
function remove(element) {
  // Closing gives the focus back to where it was before the dialog opened.
  if (element instanceof HTMLDialogElement) element.close();
  element.remove();
}

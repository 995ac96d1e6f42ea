/** @param {Element} element */
export function isBusy(element) {
  return element.getAttribute('aria-busy') === 'true';
}

/**
 * Marks an element as busy until the work is done, so that nobody presses it twice. Unlike `disabled`, this leaves the focus
 * where it is.
 *
 * @template T
 * @param {Element} element
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileBusy(element, work) {
  for (const state of ['aria-busy', 'aria-disabled']) element.setAttribute(state, 'true');
  try {
    return await work();
  } finally {
    for (const state of ['aria-busy', 'aria-disabled']) element.removeAttribute(state);
  }
}

import { rememberOpener } from './focus.js';

/** Opens new dialogs. The rest of the page is inert while one is open, and gets the focus back afterwards. */
export function openDialogs() {
  for (const dialog of document.querySelectorAll('dialog.modal:not([open])')) {
    if (!(dialog instanceof HTMLDialogElement)) continue;
    rememberOpener();
    dialog.showModal();
    const field = dialog.querySelector('.modal-body [data-field]');
    if (field instanceof HTMLElement) field.focus();
  }
}

/** The ids of the fields that were wrong before the last change. @type {Set<string>} */
let wrongBefore = new Set();

/** Goes to the first error once there are new ones. A form that is still being sent goes there by itself. */
export function focusNewErrors() {
  const wrong = [...document.querySelectorAll('dialog.modal [aria-invalid="true"]')];
  const dialog = wrong.find(({ id }) => !wrongBefore.has(id))?.closest('dialog');
  wrongBefore = new Set(wrong.map(({ id }) => id));
  if (dialog && dialog.querySelector('[aria-busy="true"]') === null) focusFirstError(dialog);
}

/** @param {Element} form */
export function focusFirstError(form) {
  const wrong = form.querySelector('[aria-invalid="true"]');
  if (wrong instanceof HTMLElement) wrong.focus();
}

/**
 * Keeps Tab inside the dialog, where the browser would let it out to its own buttons.
 *
 * @param {KeyboardEvent} event
 */
export function keepTabInside(event) {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  if (event.key !== 'Tab' || dialog === undefined) return;
  const reachable = [...dialog.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((element) => element instanceof HTMLElement)
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility() && !element.hasAttribute('disabled'));
  const [first, last] = [reachable[0], reachable.at(-1)];
  const focused = document.activeElement;
  const leaves = event.shiftKey ? focused === first : focused === last || isLastRadio(focused, last);
  if (!leaves && dialog.contains(focused)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/**
 * The browser stops at one of a group of radio buttons only.
 *
 * @param {Element | null} focused
 * @param {HTMLElement | undefined} last
 */
function isLastRadio(focused, last) {
  return (
    focused instanceof HTMLInputElement &&
    last instanceof HTMLInputElement &&
    focused.type === 'radio' &&
    focused.name === last.name
  );
}

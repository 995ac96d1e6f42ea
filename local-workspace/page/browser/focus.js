/** The id of the focused element before a dialog opened. Its message may be replaced before the dialog closes. */
let opener = '';

/** Before a dialog opens. One that only takes the place of another has the same opener. */
export function rememberOpener() {
  const focused = document.activeElement;
  if (focused !== null && focused !== document.body && focused.closest('dialog') === null) opener = focused.id;
}

/**
 * Remembers the focus and the cursor. The function it returns restores them if the element was replaced by another with the
 * same id, or else moves the focus to what opened the dialog, or to the composer.
 */
export function keepFocus() {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => undefined;
  const { id } = focused;
  const before = focused.closest('dialog') === null ? '' : opener;
  const selection = isTyped(focused) ? [focused.selectionStart, focused.selectionEnd] : [];
  return () => {
    if (focused.isConnected || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const again = byId(id);
    (again ?? byId(before) ?? byId('composer'))?.focus({ preventScroll: true });
    if (again !== null && isTyped(again) && selection[0] !== undefined) {
      again.setSelectionRange(selection[0], selection[1] ?? null);
    }
  };
}

/** @param {string} id */
function byId(id) {
  return id === '' ? null : document.getElementById(id);
}

/**
 * @param {Element} element
 * @returns {element is HTMLInputElement | HTMLTextAreaElement}
 */
function isTyped(element) {
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && /^(text|url)$/.test(element.type))
  );
}

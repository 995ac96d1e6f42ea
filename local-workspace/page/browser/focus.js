/** The id of what had the focus before a dialog opened: its message may be replaced by the time that the dialog closes. */
let opener = '';

/** Before a dialog opens. One that only takes the place of another has the same opener. */
export function rememberOpener() {
  const focused = document.activeElement;
  if (focused !== null && focused !== document.body && focused.closest('dialog') === null) opener = focused.id;
}

/**
 * Remembers what has the focus, and the cursor in it. The answer gives it back, if the element was replaced by another with
 * the same id; if it is gone altogether, to what opened the dialog that it stood in, or to where people write.
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

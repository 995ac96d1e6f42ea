/**
 * Remembers what has the focus, and the cursor in it. The answer gives it back, if the element was replaced by another with
 * the same id; if it is gone altogether, to where people write.
 */
export function keepFocus() {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return () => undefined;
  const { id } = focused;
  const selection = isTyped(focused) ? [focused.selectionStart, focused.selectionEnd] : [];
  return () => {
    if (focused.isConnected || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const again = id === '' ? null : document.getElementById(id);
    (again ?? document.getElementById('composer'))?.focus({ preventScroll: true });
    if (again !== null && isTyped(again) && selection[0] !== undefined) {
      again.setSelectionRange(selection[0], selection[1] ?? null);
    }
  };
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

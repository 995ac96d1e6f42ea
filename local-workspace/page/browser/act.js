/**
 * Does something as the person of the page's address.
 *
 * @param {Record<string, unknown>} act
 * @returns {Promise<{ ok: true } | { ok: false, text: string }>}
 */
export async function act(act) {
  try {
    const response = await fetch(`/act${location.search}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    return await response.json();
  } catch {
    return { ok: false, text: 'The workspace does not answer. Is npm run try still running?' };
  }
}

/**
 * Shows what went wrong in the open form, or else above the composer.
 *
 * @param {{ ok: true } | { ok: false, text: string }} outcome
 * @param {Element | null} [near]
 */
export function tell(outcome, near) {
  const alert =
    near?.querySelector('[role="alert"]') ??
    document.querySelector('dialog.modal[open] .modal-error') ??
    document.querySelector('.main .composer-error');
  if (!(alert instanceof HTMLElement)) return;
  alert.textContent = outcome.ok ? '' : outcome.text;
  alert.hidden = outcome.ok;
}

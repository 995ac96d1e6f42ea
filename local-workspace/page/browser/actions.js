import { act, tell } from './act.js';
import { isBusy, whileBusy } from './busy.js';
import { holdStill } from './hold.js';

/** Clicks on what messages, views and menus offer: asked first where Slack would ask, then sent. */
export function followActions() {
  document.addEventListener('click', (event) => {
    const element = event.target instanceof Element ? event.target.closest('[data-act]') : null;
    if (element instanceof HTMLElement && !(element instanceof HTMLSelectElement)) send(element).catch(reportError);
  });
  document.addEventListener('change', (event) => {
    const element = event.target;
    if (!(element instanceof HTMLSelectElement) || element.dataset['act'] === undefined) return;
    if (element.value !== '') send(element, { option: element.value }).catch(reportError);
  });
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} [more]
 */
async function send(element, more) {
  if (isBusy(element) || !(await isConfirmed(element))) return;
  tell(await whileBusy(element, () => act({ ...JSON.parse(element.dataset['act'] ?? '{}'), ...more })));
}

/**
 * @param {HTMLElement} element
 * @returns {Promise<boolean>}
 */
function isConfirmed(element) {
  const beside = element.nextElementSibling;
  const dialog = element.closest('[data-menu]')?.querySelector('[data-confirm]') ?? beside;
  if (!(dialog instanceof HTMLDialogElement) || dialog.dataset['confirm'] === undefined) return Promise.resolve(true);
  const release = holdStill();
  dialog.showModal();
  // By the press itself: a dialog's close event comes up to a frame later, when the dialog may be open again.
  return new Promise((resolve) => {
    /** @param {boolean} isYes */
    const answer = (isYes) => {
      dialog.close();
      release();
      resolve(isYes);
    };
    for (const button of dialog.querySelectorAll('button')) button.onclick = () => answer(button.value === 'confirm');
    dialog.oncancel = () => answer(false);
  });
}

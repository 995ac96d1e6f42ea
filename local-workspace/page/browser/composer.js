import { act, tell } from './act.js';
import { chooseCompletion, completeOn, hideCompletions, showCompletions } from './completions.js';

/** Where people write: Enter sends, Shift and Enter begin a new line, `/` and `@` offer what there is. */
export function followComposers() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['composer'] === undefined) return;
    event.preventDefault();
    write(form).catch(reportError);
  });
  document.addEventListener('input', ({ target }) => {
    if (!isComposer(target)) return;
    fitHeight(target);
    showCompletions(target);
  });
  document.addEventListener('focusout', ({ target }) => {
    if (isComposer(target)) hideCompletions(target);
  });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!isComposer(target) || event.isComposing || completeOn(event, target)) return;
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    target.form?.requestSubmit();
  });
  // Before the focus leaves, or the list would be gone by the time of the click.
  document.addEventListener('pointerdown', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option === null) return;
    event.preventDefault();
    chooseCompletion(option);
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[data-type], [data-insert]') : null;
    if (button instanceof HTMLElement) typeFor(button);
  });
}

/** @param {HTMLElement} button */
function typeFor(button) {
  const composer = button.closest('form')?.querySelector('textarea') ?? document.getElementById('composer');
  if (!isComposer(composer)) return;
  const { type, insert } = button.dataset;
  composer.focus();
  if (type !== undefined) composer.value = type;
  else composer.setRangeText(insert ?? '', composer.selectionStart, composer.selectionEnd, 'end');
  fitHeight(composer);
}

/** @param {HTMLFormElement} form */
async function write(form) {
  const composer = form.querySelector('textarea');
  const text = composer?.value ?? '';
  if (composer === null || text.trim() === '') return;
  composer.value = '';
  hideCompletions(composer);
  fitHeight(composer);
  const threadTs = form.dataset['composer'];
  const outcome = await act({ kind: 'write', text, ...(threadTs ? { threadTs } : {}) });
  // Keeps what couldn't be sent.
  if (!outcome.ok && composer.value === '') composer.value = text;
  fitHeight(composer);
  tell(outcome, form);
}

/** @param {HTMLTextAreaElement} composer */
function fitHeight(composer) {
  composer.style.height = 'auto';
  composer.style.height = `${Math.min(composer.scrollHeight, 240)}px`;
}

/**
 * @param {unknown} target
 * @returns {target is HTMLTextAreaElement}
 */
function isComposer(target) {
  return target instanceof HTMLTextAreaElement && target.closest('[data-composer]') !== null;
}

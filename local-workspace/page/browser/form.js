import { act, tell } from './act.js';
import { answerIn, isTyped } from './answers.js';
import { isBusy, whileBusy } from './busy.js';
import { focusFirstError } from './dialogs.js';
import { sendAnswer, sendSoon, stopSending } from './typed.js';

/** What people do in forms: answer, submit, close. */
export function followForms() {
  document.addEventListener('input', (event) => {
    const question = questionOf(event.target);
    if (question !== null && isTyped(event.target)) sendSoon(question);
  });
  document.addEventListener('change', (event) => {
    const question = questionOf(event.target);
    if (question !== null && !isTyped(event.target))
      sendAnswer(question, question.dispatch === 'choice').catch(reportError);
  });
  document.addEventListener('keydown', (event) => {
    const question = questionOf(event.target);
    if (event.key !== 'Enter' || question?.dispatch !== 'enter' || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    sendAnswer(question, true).catch(reportError);
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['form'] === undefined) return;
    event.preventDefault();
    submit(form, form.dataset['form']).catch(reportError);
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-close-view]') : null;
    if (button !== null) close(button.closest('dialog')).catch(reportError);
  });
  document.addEventListener(
    'cancel',
    (event) => {
      const dialog = event.target;
      if (!(dialog instanceof HTMLDialogElement) || dialog.dataset['view'] === undefined) return;
      // The workspace closes it: it knows what is under it, and whether the app wants to hear of it.
      event.preventDefault();
      close(dialog).catch(reportError);
    },
    true,
  );
}

/**
 * @param {EventTarget | null} target
 * @returns {import('./typed.js').Question | null}
 */
function questionOf(target) {
  const element = target instanceof Element ? target.closest('[data-question]') : null;
  const viewId = element?.closest('dialog')?.dataset['view'];
  if (!(element instanceof HTMLElement) || viewId === undefined) return null;
  return { element, viewId, blockId: element.dataset['question'] ?? '', dispatch: element.dataset['dispatch'] };
}

/** @param {HTMLFormElement} form @param {string} viewId */
async function submit(form, viewId) {
  const button = form.querySelector('button[type="submit"]');
  if (!(button instanceof HTMLButtonElement) || isBusy(button)) return;
  const outcome = await whileBusy(button, async () => {
    await stopSending();
    return act({ kind: 'submit', viewId, answers: answersIn(form) });
  });
  tell(outcome, form);
  focusFirstError(form);
}

/** @param {HTMLFormElement} form */
function answersIn(form) {
  /** @type {Record<string, string | string[] | null>} */
  const answers = {};
  for (const question of form.querySelectorAll('[data-question]')) {
    answers[question.getAttribute('data-question') ?? ''] = answerIn(question);
  }
  return answers;
}

/** @param {HTMLDialogElement | null} dialog */
async function close(dialog) {
  if (dialog === null || isBusy(dialog)) return;
  const outcome = await whileBusy(dialog, async () => {
    await stopSending();
    return act({ kind: 'closeView', viewId: dialog.dataset['view'] });
  });
  tell(outcome, dialog);
}

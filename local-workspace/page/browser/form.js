import { act, tell } from './act.js';
import { answerIn, isTyped } from './answers.js';
import { focusFirstError } from './dialogs.js';

/** How long nothing is typed before the workspace hears of it, in milliseconds. */
const PAUSE_MS = 200;

/** What was typed and not sent yet. @type {Map<string, { timer: number, question: Question }>} */
const typed = new Map();

/** What people do in forms: answer, submit, close. */
export function followForms() {
  document.addEventListener('input', (event) => {
    const question = questionOf(event.target);
    if (question === null || !isTyped(event.target)) return;
    clearTimeout(typed.get(question.blockId)?.timer);
    const send = () => sendAnswer(question, question.dispatch === 'character').catch(reportError);
    typed.set(question.blockId, { timer: setTimeout(send, PAUSE_MS), question });
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
 * @typedef {{ element: HTMLElement, viewId: string, blockId: string, dispatch: string | undefined }} Question
 *
 * @param {EventTarget | null} target
 * @returns {Question | null}
 */
function questionOf(target) {
  const element = target instanceof Element ? target.closest('[data-question]') : null;
  const viewId = element?.closest('dialog')?.dataset['view'];
  if (!(element instanceof HTMLElement) || viewId === undefined) return null;
  return { element, viewId, blockId: element.dataset['question'] ?? '', dispatch: element.dataset['dispatch'] };
}

/** @param {Question} question @param {boolean} isFinished */
async function sendAnswer({ element, viewId, blockId }, isFinished) {
  clearTimeout(typed.get(blockId)?.timer);
  typed.delete(blockId);
  // The app gets all answers with the one that it is told of, so the others go first.
  const others = isFinished ? [...typed.values()] : [];
  for (const { question } of others) await sendAnswer(question, false);
  tell(await act({ kind: 'answer', viewId, blockId, answer: answerIn(element), isFinished }));
}

/** @param {HTMLFormElement} form @param {string} viewId */
async function submit(form, viewId) {
  const button = form.querySelector('button[type="submit"]');
  if (!(button instanceof HTMLButtonElement) || button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  for (const { timer } of typed.values()) clearTimeout(timer);
  typed.clear();
  /** @type {Record<string, string | string[] | null>} */
  const answers = {};
  for (const question of form.querySelectorAll('[data-question]')) {
    answers[question.getAttribute('data-question') ?? ''] = answerIn(question);
  }
  const outcome = await act({ kind: 'submit', viewId, answers });
  button.removeAttribute('aria-busy');
  tell(outcome, form);
  focusFirstError(form);
  // New ones come by the stream of events, a moment later.
  form.dataset['awaitsErrors'] = '';
}

/** @param {HTMLDialogElement | null} dialog */
async function close(dialog) {
  if (dialog !== null) tell(await act({ kind: 'closeView', viewId: dialog.dataset['view'] }), dialog);
}

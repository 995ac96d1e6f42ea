import { act, tell } from './act.js';
import { answerIn, isTyped } from './answers.js';

/** How long nothing is typed before the workspace hears of it, in milliseconds. */
const PAUSE_MS = 200;

/**
 * @typedef {{ element: HTMLElement, viewId: string, blockId: string, dispatch: string | undefined }} Question
 */

/** What was typed and isn't sent yet, by the question's block. @type {Map<string, { timer: number, question: Question }>} */
const typed = new Map();

/** Answers on their way that are not finished. @type {Map<Promise<unknown>, Question>} */
const onTheirWay = new Map();

/**
 * Sends what is typed once the person pauses.
 *
 * @param {Question} question
 */
export function sendSoon(question) {
  clearTimeout(typed.get(question.blockId)?.timer);
  const send = () => sendAnswer(question, question.dispatch === 'character').catch(reportError);
  typed.set(question.blockId, { timer: setTimeout(send, PAUSE_MS), question });
}

/**
 * @param {Question} question
 * @param {boolean} isFinished
 */
export async function sendAnswer(question, isFinished) {
  const { element, viewId, blockId } = question;
  forget(blockId);
  // The app gets all answers with the one that it is told of, so the others go first.
  if (isFinished) await othersArrived();
  const sent = act({ kind: 'answer', viewId, blockId, answer: answerIn(element), isFinished });
  if (!isFinished) onTheirWay.set(sent, question);
  tell(await sent);
  onTheirWay.delete(sent);
}

/** Before the form is sent or closed: what is typed goes with it, or not at all. Resolves once no answer is on its way. */
export async function stopSending() {
  for (const blockId of [...typed.keys()]) forget(blockId);
  await Promise.all(onTheirWay.keys());
}

/**
 * Remembers what was typed and has not arrived yet. The function it returns puts it back where the field was replaced by
 * another with the same id.
 */
export function keepTyped() {
  const questions = [...[...typed.values()].map(({ question }) => question), ...onTheirWay.values()];
  const fields = questions.map(({ element }) => element.querySelector('[data-field]')).filter(isTyped);
  return () => {
    for (const field of fields) {
      const again = field.isConnected ? null : document.getElementById(field.id);
      if (isTyped(again)) again.value = field.value;
    }
  };
}

async function othersArrived() {
  const others = [...typed.values()].map(({ question }) => sendAnswer(question, false));
  await Promise.all([...others, ...onTheirWay.keys()]);
}

/** @param {string} blockId */
function forget(blockId) {
  clearTimeout(typed.get(blockId)?.timer);
  typed.delete(blockId);
}

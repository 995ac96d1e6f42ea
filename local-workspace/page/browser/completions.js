/**
 * What can be typed on: commands at the beginning of a message, names after "@".
 *
 * @typedef {{ insert: string, hint: string }} Completion
 */

/** @param {HTMLTextAreaElement} composer */
export function showCompletions(composer) {
  const list = listOf(composer);
  const started = startedWord(composer);
  /** @type {Completion[]} */
  const all = JSON.parse(composer.dataset['completions'] ?? '[]');
  const fitting = all.filter(
    ({ insert }) =>
      started !== '' && insert.toLowerCase().startsWith(started.toLowerCase()) && insert.trim() !== started,
  );
  if (list === null || fitting.length === 0) return hideCompletions(composer);
  list.replaceChildren(...fitting.map((completion, index) => optionFor(list, completion, index)));
  list.hidden = false;
  mark(composer, list, 0);
}

/** @param {HTMLTextAreaElement} composer */
export function hideCompletions(composer) {
  const list = listOf(composer);
  if (list !== null) list.hidden = true;
  composer.removeAttribute('aria-activedescendant');
}

/**
 * Handles keys while the list is open. Returns whether the key was used.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLTextAreaElement} composer
 */
export function completeOn(event, composer) {
  const list = listOf(composer);
  if (list === null || list.hidden) return false;
  const at = [...list.children].findIndex((option) => option.getAttribute('aria-selected') === 'true');
  switch (event.key) {
    case 'ArrowDown':
    case 'ArrowUp':
      mark(composer, list, (at + (event.key === 'ArrowDown' ? 1 : -1) + list.children.length) % list.children.length);
      break;
    case 'Escape':
      hideCompletions(composer);
      break;
    case 'Enter':
    case 'Tab': {
      const option = list.children[at];
      if (option === undefined) return false;
      chooseCompletion(option);
      break;
    }
    default:
      return false;
  }
  event.preventDefault();
  return true;
}

/** @param {Element} option */
export function chooseCompletion(option) {
  const composer = option.closest('form')?.querySelector('textarea');
  if (!composer) return;
  const end = composer.selectionStart;
  const start = end - startedWord(composer).length;
  composer.setRangeText(option.getAttribute('data-completion') ?? '', start, end, 'end');
  hideCompletions(composer);
}

/**
 * The word at the cursor, from its "/" or "@"; empty when it has none.
 *
 * @param {HTMLTextAreaElement} composer
 */
function startedWord({ value, selectionStart }) {
  const before = value.slice(0, selectionStart);
  return /^\/\S*$/.exec(before)?.[0] ?? /(?<=^|\s)@\S*$/.exec(before)?.[0] ?? '';
}

/** @param {HTMLTextAreaElement} composer @returns {HTMLElement | null} */
function listOf(composer) {
  return document.getElementById(composer.getAttribute('aria-controls') ?? '');
}

/** @param {HTMLElement} list @param {Completion} completion @param {number} index */
function optionFor(list, { insert, hint }, index) {
  const option = document.createElement('div');
  option.id = `${list.id}-${index}`;
  option.setAttribute('role', 'option');
  option.setAttribute('data-completion', insert);
  const name = document.createElement('b');
  name.textContent = insert.trim();
  const more = document.createElement('span');
  more.textContent = hint;
  option.append(name, more);
  return option;
}

/** @param {HTMLTextAreaElement} composer @param {HTMLElement} list @param {number} at */
function mark(composer, list, at) {
  for (const [index, option] of [...list.children].entries()) {
    option.setAttribute('aria-selected', String(index === at));
    if (index === at) composer.setAttribute('aria-activedescendant', option.id);
  }
}

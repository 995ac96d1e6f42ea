/**
 * Changes wait while a person presses a button or answers a confirmation. A button replaced between press and release
 * gets no click, and a confirmation goes with its message.
 */

/** In the order in which they came. @type {(() => void)[]} */
const waiting = [];

/** How many things hold the page still. */
let holds = 0;

/**
 * Runs a change now, or once nothing holds the page still.
 *
 * @param {() => void} change
 */
export function whenFree(change) {
  if (holds === 0) change();
  else waiting.push(change);
}

/** Holds the page still until the returned function is called. */
export function holdStill() {
  let isHeld = true;
  holds += 1;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    holds -= 1;
    if (holds === 0) for (const change of waiting.splice(0)) change();
  };
}

/** Holds the page still from press to click. A menu of the browser's own swallows the release, so it's left out. */
export function followPresses() {
  let release = () => {};
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      release();
      if (target instanceof Element && target.closest('a, button, label, summary') !== null) release = holdStill();
    },
    true,
  );
  // The click comes right after the release, before a timer.
  const end = () => setTimeout(() => release());
  for (const name of ['pointerup', 'pointercancel']) document.addEventListener(name, end, true);
  window.addEventListener('blur', end);
}

/** Pixels from the end that count as at the end. */
const NEAR = 60;

/**
 * Remembers where the lists of messages stand. The function it returns scrolls those that stood at the end to what is new in
 * them: to the end, but no further than to the top of the first new message, so that a long one is read from its beginning.
 * Wherever a list stood, it scrolls to what the person wrote.
 */
export function keepScroll() {
  const before = [...document.querySelectorAll('[data-scroll]')].map((list) => ({
    list,
    wasAtEnd: list.scrollHeight - list.scrollTop - list.clientHeight < NEAR,
    knownKeys: new Set(keysIn(list)),
  }));
  return () => {
    const known = new Set(before.map(({ list }) => list));
    for (const { list, wasAtEnd, knownKeys } of before) {
      if (!list.isConnected) continue;
      const fresh = [...list.querySelectorAll('[data-key]')].filter(
        (element) => !knownKeys.has(element.getAttribute('data-key') ?? ''),
      );
      const own = fresh.find((element) => element.matches('[data-own]'));
      if (own !== undefined) scrollDownTo(list, own);
      else if (wasAtEnd) scrollDownTo(list, fresh[0] ?? lastIn(list));
    }
    for (const list of document.querySelectorAll('[data-scroll]')) {
      if (!known.has(list)) scrollDownTo(list, lastIn(list));
    }
  };
}

/**
 * Never scrolls back: what is being read stays in sight.
 *
 * @param {Element} list
 * @param {Element | undefined} message
 */
function scrollDownTo(list, message) {
  if (message === undefined) return;
  const end = list.scrollHeight - list.clientHeight;
  const top = message.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
  list.scrollTop = Math.max(list.scrollTop, Math.min(end, top - 8));
}

/** @param {Element} list */
function lastIn(list) {
  return [...list.querySelectorAll('.message')].at(-1);
}

/** @param {Element} list */
function keysIn(list) {
  return [...list.querySelectorAll('[data-key]')].map((element) => element.getAttribute('data-key') ?? '');
}

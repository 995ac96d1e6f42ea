/** How near to the end counts as at the end, in pixels. */
const NEAR = 60;

/**
 * Remembers where the lists of messages stand. The answer scrolls those that stood at the end to what is new in them: to the
 * end, but no further than to the top of the first new message, so that a long one is read from its beginning.
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
      if (!wasAtEnd || !list.isConnected) continue;
      const fresh = [...list.querySelectorAll('[data-key]')].find(
        (element) => !knownKeys.has(element.getAttribute('data-key') ?? ''),
      );
      if (fresh !== undefined) scrollTo(list, fresh);
    }
    for (const list of document.querySelectorAll('[data-scroll]')) {
      if (!known.has(list)) {
        const last = [...list.querySelectorAll('.message')].at(-1);
        if (last !== undefined) scrollTo(list, last);
      }
    }
  };
}

/**
 * @param {Element} list
 * @param {Element} fresh
 */
function scrollTo(list, fresh) {
  const end = list.scrollHeight - list.clientHeight;
  const top = fresh.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
  list.scrollTop = Math.min(end, top - 8);
}

/** @param {Element} list */
function keysIn(list) {
  return [...list.querySelectorAll('[data-key]')].map((element) => element.getAttribute('data-key') ?? '');
}

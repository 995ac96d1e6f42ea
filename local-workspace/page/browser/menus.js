/** Menus: a button that opens a list of actions. One at a time, closed by Escape, by a choice, and by going elsewhere. */
export function followMenus() {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest('[aria-haspopup="menu"]');
    const chosen = target?.closest('[role="menuitem"]');
    for (const menu of openMenus()) {
      const isOwn = opener !== null && opener !== undefined && menu.contains(opener);
      if (!isOwn) close(menu, chosen !== null && chosen !== undefined && menu.contains(chosen));
    }
    const menu = opener?.closest('[data-menu]');
    if (menu) toggle(menu);
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.target instanceof Element ? event.target.closest('[data-menu]') : null;
    if (menu === null) return;
    if (event.key === 'Escape' && isOpen(menu)) {
      event.preventDefault();
      close(menu, true);
    } else if (event.key === 'Tab') {
      close(menu, false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      if (!isOpen(menu)) toggle(menu);
      else move(menu, event.key);
    }
  });
}

/**
 * Remembers the open menu and the item in focus. The function it returns opens it again if its message was replaced and still
 * has it.
 */
export function keepMenus() {
  const open = openMenus().map((menu) => {
    const focused = document.activeElement;
    return { menu, id: opener(menu)?.id ?? '', at: focused instanceof HTMLElement ? items(menu).indexOf(focused) : -1 };
  });
  return () => {
    for (const { menu, id, at } of open) {
      const again = menu.isConnected ? null : document.getElementById(id)?.closest('[data-menu]');
      if (!again) continue;
      toggle(again);
      items(again)[Math.max(at, 0)]?.focus();
    }
  };
}

/** @param {Element} menu */
function toggle(menu) {
  if (isOpen(menu)) return close(menu, true);
  const list = listOf(menu);
  opener(menu)?.setAttribute('aria-expanded', 'true');
  list?.removeAttribute('hidden');
  items(menu)[0]?.focus();
}

/** @param {Element} menu @param {boolean} givesFocusBack */
function close(menu, givesFocusBack) {
  listOf(menu)?.setAttribute('hidden', '');
  opener(menu)?.setAttribute('aria-expanded', 'false');
  if (givesFocusBack) opener(menu)?.focus();
}

/** @param {Element} menu @param {string} key */
function move(menu, key) {
  const all = items(menu);
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? all.indexOf(focused) : -1;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key] ?? 0;
  all[(next + all.length) % all.length]?.focus();
}

function openMenus() {
  return [...document.querySelectorAll('[data-menu]')].filter(isOpen);
}

/** @param {Element} menu */
function isOpen(menu) {
  return opener(menu)?.getAttribute('aria-expanded') === 'true';
}

/** @param {Element} menu @returns {HTMLElement | null} */
function opener(menu) {
  return menu.querySelector('[aria-haspopup="menu"]');
}

/** @param {Element} menu */
function listOf(menu) {
  return menu.querySelector('[role="menu"]');
}

/** @param {Element} menu */
function items(menu) {
  return [...menu.querySelectorAll('[role="menuitem"]')].filter((item) => item instanceof HTMLElement);
}

import { goTo, showPlace } from './live.js';

/** Links within the workspace change what is shown, without loading the page again. */
export function followLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = link.dataset['go'] === undefined ? addressOfPermalink(link.href) : link.href;
    if (address === undefined) return;
    event.preventDefault();
    const back = link.dataset['closeThread'];
    const opensThread = new URL(address, location.href).searchParams.has('thread');
    closeSidebar();
    goTo(address);
    if (back !== undefined) document.getElementById(back)?.focus();
    else if (opensThread) focusWhenThere('thread-title');
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (isSidebarOpen()) {
      closeSidebar();
      toggle()?.focus();
    } else if (event.target instanceof Element && event.target.closest('.thread') !== null) {
      document.getElementById('close-thread')?.click();
    }
  });
  window.addEventListener('popstate', showPlace);
  toggle()?.addEventListener('click', () => {
    const opens = !isSidebarOpen();
    document.documentElement.toggleAttribute('data-sidebar-open', opens);
    toggle()?.setAttribute('aria-expanded', String(opens));
    if (opens) document.querySelector('#sidebar a')?.scrollIntoView();
  });
}

/**
 * A message's address in Slack means that message here, with its thread.
 *
 * @param {string} href
 */
function addressOfPermalink(href) {
  const [, channelId, seconds, micros] =
    /^https:\/\/local-workspace\.slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(href) ?? [];
  if (channelId === undefined) return undefined;
  const query = new URLSearchParams(location.search);
  query.set('in', channelId);
  query.set('thread', new URL(href).searchParams.get('thread_ts') ?? `${seconds}.${micros}`);
  return `/?${query}`;
}

/**
 * The element comes with the stream of events, a moment later.
 *
 * @param {string} id
 */
function focusWhenThere(id) {
  const watch = new MutationObserver(() => {
    const element = document.getElementById(id);
    if (element === null) return;
    watch.disconnect();
    element.focus();
  });
  const present = document.getElementById(id);
  if (present !== null) present.focus();
  else watch.observe(document.body, { childList: true, subtree: true });
}

function toggle() {
  return document.getElementById('toggle-sidebar');
}

function isSidebarOpen() {
  return document.documentElement.hasAttribute('data-sidebar-open');
}

function closeSidebar() {
  document.documentElement.removeAttribute('data-sidebar-open');
  toggle()?.setAttribute('aria-expanded', 'false');
}

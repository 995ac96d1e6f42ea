import { focusNewErrors, openDialogs } from './dialogs.js';
import { whenFree } from './hold.js';
import { applyChanges } from './regions.js';

/** @type {EventSource | undefined} */
let source;

/** Shows the place that the page's address names, from now on. */
export function showPlace() {
  source?.close();
  source = new EventSource(`/live${location.search}`);
  const lost = document.getElementById('lost');
  source.addEventListener('open', () => lost?.setAttribute('hidden', ''));
  source.addEventListener('error', () => lost?.removeAttribute('hidden'));
  source.addEventListener('message', ({ data }) => {
    whenFree(() => {
      const { title, regions } = JSON.parse(data);
      document.title = title;
      applyChanges(regions);
      openDialogs();
      focusNewErrors();
    });
  });
}

/** @param {string} address */
export function goTo(address) {
  history.pushState(null, '', address);
  showPlace();
}

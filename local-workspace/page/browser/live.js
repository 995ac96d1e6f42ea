import { focusNewErrors, openDialogs } from './dialogs.js';
import { whenFree } from './hold.js';
import { applyChanges } from './regions.js';

/** @type {EventSource | undefined} */
let source;

/** Who the person in this browser last was. */
const PERSON = 'person';

/** Shows the place that the page's address names, from now on. An address without a person means the last one. */
export function showPlace() {
  source?.close();
  rememberPerson();
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

function rememberPerson() {
  const query = new URLSearchParams(location.search);
  const chosen = query.get('as');
  if (chosen !== null) return localStorage.setItem(PERSON, chosen);
  const last = localStorage.getItem(PERSON);
  if (last === null) return;
  query.set('as', last);
  history.replaceState(null, '', `/?${query}`);
}

/** @param {string} address */
export function goTo(address) {
  history.pushState(null, '', address);
  showPlace();
}

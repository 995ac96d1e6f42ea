import {
  costCurve,
  type Doubt,
  type Fault,
  parseWorkload,
  recommend,
  type Workload,
  weighed,
} from 'endpoint-recommender';
import { addressOf, doubtsOf, readAddress, readPastedWorkload, readWords } from 'endpoint-recommender/words';
import { answerOf, type Choose, heardOf, section } from './answer.ts';
import { chartOf } from './chart.ts';
import { codeOf, measuringOf } from './code.ts';
import { byId, copyButton, element } from './dom.ts';
import { buildForm, fillForm, readForm, showFaults } from './form.ts';

// The page: words or the form in, the answer out. The question stands in the address, so that a link opens it again.

/** What the form doesn't ask, kept from the words or the link. */
let kept: Partial<Workload> = {};

/** What is still in doubt once a reading was chosen: the address that it leads to states facts alone. */
let chosen: { address: string; doubts: readonly Doubt[] } | undefined;

const words = byId('words') as HTMLTextAreaElement;

function start(): void {
  buildForm();
  byId('ask-words').addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = words.value.trim();
    if (typed === '') showFault('Describe the workload first, or choose an example.', words);
    else open(addressOf({ words: typed }));
  });
  byId('ask-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const parsed = parseWorkload(readForm(kept));
    if (parsed.ok) open(addressOf({ workload: parsed.workload }));
    else showInvalid(parsed.faults);
  });
  for (const example of document.querySelectorAll<HTMLButtonElement>('.example')) {
    example.addEventListener('click', () => {
      words.value = example.textContent ?? '';
      open(addressOf({ words: words.value }));
    });
  }
  // A pasted link, or Back.
  window.addEventListener('hashchange', answerAddress);
  window.addEventListener('resize', drawAgain);
  answerAddress();
}

/** Asks a question by its address. The same one is answered again. */
function open(address: string): void {
  if (location.hash === address) answerAddress();
  else location.hash = address;
}

/** Shows what the address asks, and nothing of the question before. */
function answerAddress(): void {
  const question = readAddress(location.hash);
  clear();
  switch (question.kind) {
    case 'none':
      break;
    case 'fault':
      showFault(question.text);
      break;
    case 'workload':
      answer(question.workload, null, location.hash === chosen?.address ? chosen.doubts : []);
      break;
    case 'words': {
      words.value = question.words;
      const heard = readPastedWorkload(question.words) ?? readWords(question.words);
      const parsed = parseWorkload({ name: heard.name ?? 'workload', ...heard.says });
      if (parsed.ok) answer(parsed.workload, heardOf(heard), doubtsOf(heard.unclear));
      else {
        state(heard.says);
        showInvalid(parsed.faults);
      }
    }
  }
}

function answer(workload: Workload, heard: HTMLElement | null, doubts: readonly Doubt[]): void {
  state(workload);
  const recommendation = weighed(recommend(workload), doubts);
  const choose: Choose = ({ words }, facts) => {
    const address = addressOf({ workload: { ...workload, ...facts } });
    chosen = { address, doubts: doubts.filter((doubt) => doubt.words !== words) };
    open(address);
  };
  const link = copyButton('Copy link to this answer', () => location.href);
  byId('answer').replaceChildren(
    heard ?? heardOf({ says: workload, from: {}, unclear: [], notUsed: [] }) ?? '',
    ...answerOf(recommendation, choose),
    section('Cost by volume', element('div', { id: 'chart' })),
    measuringOf(recommendation) ?? '',
    codeOf(recommendation),
    element('p', { class: 'actions' }, link),
  );
  draw(workload);
  byId('answer-title').focus();
}

function state(workload: Partial<Workload>): void {
  kept = workload;
  fillForm(workload);
}

function draw(workload: Partial<Workload>): void {
  const place = document.getElementById('chart');
  const parsed = parseWorkload(workload);
  if (place === null || !parsed.ok) return;
  const curve = costCurve(parsed.workload);
  place.replaceChildren(
    curve === null ? element('p', {}, 'No option that fits has a price to draw.') : chartOf(curve, place.clientWidth),
  );
}

let width = window.innerWidth;

/** A phone's address bar changes the height alone, which needs no drawing. */
function drawAgain(): void {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  draw(kept);
}

function clear(): void {
  words.value = '';
  state({});
  byId('fault').replaceChildren();
  byId('answer').replaceChildren();
}

function showInvalid(faults: readonly Fault[]): void {
  (byId('form') as HTMLDetailsElement).open = true;
  const others = showFaults(faults);
  const text = others.length > 0 ? others.map((fault) => fault.text).join(' ') : 'Correct the marked answers.';
  showFault(text, others.length > 0 ? undefined : null);
}

/** Says what is wrong instead of an answer. Moves the focus to `at`, or to the sentence. `null` leaves it. */
function showFault(text: string, at?: HTMLElement | null): void {
  byId('answer').replaceChildren();
  byId('fault').replaceChildren(element('p', {}, text));
  if (at !== null) (at ?? byId('fault')).focus();
}

start();

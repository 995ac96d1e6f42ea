import {
  costCurve,
  type Doubt,
  type Fault,
  parseWorkload,
  type Recommendation,
  recommend,
  type Workload,
  type WorkloadField,
  weighed,
} from 'endpoint-recommender';
import {
  addressOf,
  besideWords,
  doubtsOf,
  type Heard,
  readAddress,
  readPastedWorkload,
  readWords,
} from 'endpoint-recommender/words';
import { heardOf, shortOf, titleOf, wholeOf } from './answer.ts';
import { chartOf } from './chart.ts';
import { codeOf, measuringOf } from './code.ts';
import { comparisonsOf } from './compare.ts';
import { hideDifference, showDifference } from './difference.ts';
import { byId, element, section } from './dom.ts';
import { exportOf } from './export.ts';
import { factsOf } from './facts.ts';
import { type Control, controlOf, showFaultAt, typedFor, withTyped, wordsFor } from './field.ts';
import { buildForm, fillForm, readForm, showFaults } from './form.ts';

// The page: words or the form in, the answer out. The question stands in the address, so that a link opens it again.

/** A question as its address asks it. `doubts`: what is open beside its facts. */
interface Asked {
  address: string;
  doubts: readonly Doubt[];
}

/** What the browser's history keeps beside an address; a link has none of it. */
interface Beside {
  doubts: readonly Doubt[];
  /** What a change is compared with. Null where nothing was changed, or the change is kept. */
  before: Asked | null;
}

/** An answer, and how its question was read. */
interface Answered {
  asked: Asked;
  recommendation: Recommendation;
  /** Of a question in words. */
  heard: Heard | null;
}

/** What the form doesn't ask, kept from the words or the link. */
let kept: Partial<Workload> = {};

/** What stands on the page. */
let shown: Answered | null = null;

const TITLE = document.title;
const words = byId('words') as HTMLTextAreaElement;
const examples = byId('examples') as HTMLDetailsElement;

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
  for (const form of document.forms)
    form.addEventListener('keydown', (event) => onEnter(event, () => form.requestSubmit()));
  for (const example of document.querySelectorAll<HTMLButtonElement>('.example')) {
    example.addEventListener('click', () => {
      words.value = example.textContent ?? '';
      open(addressOf({ words: words.value }));
    });
  }
  const answer = byId('answer');
  answer.addEventListener('change', ({ target }) => afterPress(() => edited(target as Control)));
  answer.addEventListener('keydown', (event) =>
    onEnter(event, (control) => control.dispatchEvent(new Event('change', { bubbles: true }))),
  );
  byId('again').addEventListener('click', () => words.focus());
  byId('undo').addEventListener('click', () => history.back());
  byId('keep').addEventListener('click', keep);
  // A pasted link, or Back.
  window.addEventListener('hashchange', answerAddress);
  window.addEventListener('resize', drawAgain);
  phone.addEventListener('change', arrange);
  window.addEventListener('beforeprint', openAll);
  answerAddress();
}

/** Enter in a field of several lines or a menu, where browsers submit nothing; with Shift it starts a line. */
function onEnter(event: KeyboardEvent, act: (control: HTMLElement) => void): void {
  const { key, shiftKey, isComposing, target } = event;
  const isTaken = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  if (key !== 'Enter' || shiftKey || isComposing || !isTaken) return;
  event.preventDefault();
  act(target);
}

let isPressed = false;
window.addEventListener('pointerdown', () => (isPressed = true), true);
for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => (isPressed = false), true);

/** A field is left by pressing something else: that is pressed first, and not replaced below the pointer. */
function afterPress(act: () => void): void {
  if (isPressed) window.addEventListener('pointerup', () => setTimeout(act), { once: true });
  else setTimeout(act);
}

/** Asks a question by its address, at once: a fact that was left by the same press is of the answer before. */
function open(address: string): void {
  if (location.hash !== address) history.pushState(null, '', address);
  answerAddress();
}

/** Shows what the address asks, and nothing of the question before. */
function answerAddress(): void {
  const { doubts = [], before = null } = (history.state ?? {}) as Partial<Beside>;
  clear();
  const question = readAddress(location.hash);
  if (question.kind === 'words') words.value = question.words;
  if (question.kind === 'fault') showFault(question.text);
  const answered = answerTo({ address: location.hash, doubts });
  if (answered === null) return;
  if (!answered.ok) {
    state(answered.says);
    showInvalid(answered.faults);
    return;
  }
  examples.open = false;
  show(answered);
  compare(before);
  byId('answer-title').focus();
}

type AnswerTo = ({ ok: true } & Answered) | { ok: false; says: Partial<Workload>; faults: readonly Fault[] };

/** The answer to an address; null where it asks nothing. */
function answerTo(asked: Asked): AnswerTo | null {
  const question = readAddress(asked.address);
  if (question.kind === 'workload') return { ok: true, ...answerWith(question.workload, asked, null) };
  if (question.kind !== 'words') return null;
  const { name = 'workload', isNamed, ...read } = readPastedWorkload(question.words) ?? readWords(question.words);
  const heard = { ...read, says: { ...(isNamed && { name }), ...read.says } };
  const parsed = parseWorkload({ name, ...heard.says });
  if (!parsed.ok) return { ok: false, says: heard.says, faults: parsed.faults };
  return { ok: true, ...answerWith(parsed.workload, { ...asked, doubts: doubtsOf(heard.unclear) }, heard) };
}

const answerWith = (workload: Workload, asked: Asked, heard: Heard | null): Answered => ({
  asked,
  recommendation: weighed(recommend(workload), asked.doubts),
  heard,
});

function show(answered: Answered): void {
  shown = answered;
  const { recommendation, heard, asked } = answered;
  const { workload } = recommendation;
  state(workload);
  const place = byId('answer');
  // Words that count for nothing take "firm" away from what is told, and leave the data as it is.
  const told = besideWords(recommendation, heard ?? undefined);
  place.replaceChildren(
    shortOf(told, ({ words: chosen }, facts) =>
      change(
        facts,
        asked.doubts.filter((doubt) => doubt.words !== chosen),
      ),
    ),
    heardOf(heard ?? { says: workload, from: {}, unclear: [], notUsed: [] }) ?? '',
    factsOf(recommendation),
    wholeOf(told),
    section('Cost by volume', element('div', { id: 'chart' })),
    ...comparisonsOf(recommendation, (facts) => change(facts)).map((part) => part ?? ''),
    measuringOf(recommendation) ?? '',
    codeOf(recommendation),
    exportOf(recommendation, place, heard),
  );
  document.title = titleOf(recommendation);
  arrange();
  draw(workload);
}

/** As style.css has it. */
const phone = window.matchMedia('(max-width: 560px)');

/** On a phone an answer stands above the question, for the keyboard too. */
function arrange(): void {
  const [answer, ask, focused] = [byId('answer'), byId('ask'), document.activeElement];
  const isFirst = phone.matches && answer.hasChildNodes();
  byId('lead').hidden = isFirst;
  byId('again').hidden = !isFirst;
  if (isFirst === (answer.nextElementSibling === ask)) return;
  if (isFirst) answer.after(ask);
  else answer.before(ask);
  // What is moved loses the focus; a field of the answer would take that for the end of typing.
  if (focused instanceof HTMLElement && ask.contains(focused)) focused.focus({ preventScroll: true });
}

/** A field of the answer says something else. */
function edited(control: Control): void {
  const field = control.dataset['field'] as WorkloadField | undefined;
  if (field === undefined || shown === null || !control.isConnected) return;
  const { workload } = shown.recommendation;
  const parsed = parseWorkload({ name: 'workload', ...withTyped(workload, field, control.value) });
  if (parsed.ok) {
    showFaultAt(control.id, undefined);
    if (isSame(parsed.workload, workload)) control.value = typedFor(field, workload[field]);
    else ask(parsed.workload, shown.asked.doubts, control);
    return;
  }
  const fault = parsed.faults.find((one) => one.field === field);
  showFaultAt(control.id, fault ? wordsFor(field, fault) : parsed.faults.map(({ text }) => text).join(' '));
}

/** Some facts of the answer become others. */
function change(facts: Partial<Workload>, doubts?: readonly Doubt[]): void {
  if (shown === null) return;
  const parsed = parseWorkload({ ...shown.recommendation.workload, ...facts });
  if (parsed.ok) ask(parsed.workload, doubts);
  else showFault(parsed.faults.map(({ text }) => text).join(' '));
}

/**
 * Answers a changed workload in the place of the answer, and shows the difference to the one before all changes. `edited`: the field
 * that changed it.
 */
function ask(workload: Workload, doubts: readonly Doubt[] = shown?.asked.doubts ?? [], edited?: Control): void {
  if (shown === null) return;
  const { before = null } = (history.state ?? {}) as Partial<Beside>;
  const beside: Beside = { doubts, before: before ?? shown.asked };
  const address = addressOf({ workload });
  const question = readAddress(shown.asked.address);
  // Other words than those that were answered are being typed.
  if (question.kind === 'words' && question.words === words.value.trim()) words.value = '';
  byId('fault').replaceChildren();
  if (before === null) history.pushState(beside, '', address);
  else history.replaceState(beside, '', address);
  inPlace(() => {
    show(answerWith(workload, { address, doubts }, null));
    compare(beside.before);
  }, edited);
}

/** Between a field and the difference below it, in pixels. */
const ROOM = 24;

/**
 * Shows another answer, with what has the focus where it is, what is open open, and what was refused still typed. `edited`: has the
 * focus where nothing has it that can be found again.
 */
function inPlace(showIt: () => void, edited?: Control): void {
  const active = document.activeElement;
  const at = active?.id || active?.closest('details') ? active : (edited ?? active);
  const fold = at?.closest('details');
  const find = (): HTMLElement | null | undefined =>
    document.getElementById(at?.id || '-') ??
    foldedIn()
      .find((folded) => fold && nameOf(folded) === nameOf(fold))
      ?.querySelector('summary');
  const top = find()?.getBoundingClientRect().top ?? 0;
  const opened = foldedIn()
    .filter((folded) => folded.open)
    .map(nameOf);
  const refused = [...byId('answer').querySelectorAll<Control>('[aria-invalid]')];
  const faults = refused.map(({ id }) => byId(`${id}-fault`).textContent ?? '');
  showIt();
  for (const [index, { id, value }] of refused.entries()) {
    if (document.getElementById(id) === null) continue;
    controlOf(id).value = value;
    showFaultAt(id, faults[index]);
  }
  for (const folded of foldedIn())
    if (opened.includes(nameOf(folded)) || folded.contains(document.getElementById(at?.id || '-'))) folded.open = true;
  const again = find();
  (again ?? byId('answer-title')).focus({ preventScroll: again != null });
  if (again == null) return;
  window.scrollBy(0, again.getBoundingClientRect().top - top);
  // The difference stands at the foot of the window, over nothing that is worked on.
  const covered = again.getBoundingClientRect().bottom - byId('difference').getBoundingClientRect().top;
  if (covered > -ROOM) window.scrollBy(0, covered + ROOM);
}

const foldedIn = (): HTMLDetailsElement[] => [...byId('answer').querySelectorAll('details')];
const nameOf = (folded: HTMLDetailsElement): string =>
  folded.querySelector('summary')?.textContent?.replace(/\d/g, '') ?? '';

function compare(before: Asked | null): void {
  const was = before && answerTo(before);
  if (shown === null || !was?.ok || isSame(was.recommendation.workload, shown.recommendation.workload))
    hideDifference();
  else showDifference(was.recommendation, shown.recommendation);
}

const isSame = (one: Workload, other: Workload): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What was changed is the question from now on. */
function keep(): void {
  const { doubts = [] } = (history.state ?? {}) as Partial<Beside>;
  history.replaceState({ doubts, before: null } satisfies Beside, '');
  hideDifference();
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

/** Paper has nothing to open. */
function openAll(): void {
  for (const folded of foldedIn()) if (!folded.matches('.later')) folded.open = true;
}

function clear(): void {
  shown = null;
  words.value = '';
  document.title = TITLE;
  state({});
  hideDifference();
  byId('fault').replaceChildren();
  byId('answer').replaceChildren();
  examples.open = true;
  arrange();
}

function showInvalid(faults: readonly Fault[]): void {
  (byId('form') as HTMLDetailsElement).open = true;
  const others = showFaults(faults);
  const text = others.length > 0 ? others.map((fault) => fault.text).join(' ') : 'Correct the marked answers.';
  showFault(text, others.length > 0 ? undefined : null);
}

/** Says what is wrong instead of an answer. Moves the focus to `at`, or to the sentence. `null` leaves it. */
function showFault(text: string, at?: HTMLElement | null): void {
  shown = null;
  hideDifference();
  byId('answer').replaceChildren();
  arrange();
  byId('fault').replaceChildren(element('p', {}, text));
  if (at !== null) (at ?? byId('fault')).focus();
}

start();

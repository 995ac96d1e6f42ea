import {
  expectationOf,
  type Fault,
  kindOf,
  labelOf,
  pickConfig,
  questionFor,
  unitOf,
  type Workload,
  type WorkloadField,
  wordingOf,
  wordsOf,
} from 'endpoint-recommender';
import { byId, element } from './dom.ts';

/** What the short form asks, in its order. Everything else can be said in words. */
const ASKED: readonly WorkloadField[] = [
  'name',
  'trafficPattern',
  'responseTimeSeconds',
  'payloadSizeMB',
  'processingTimeSeconds',
  'monthlyRequests',
  'peakRequestsPerSecond',
  'coldStarts',
  'modelCount',
  'modelId',
  'modelConfig',
  'modelSizeGB',
  'requiresGpu',
  'costPriority',
  'availability',
  'region',
];

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const idOf = (field: WorkloadField): string => `field-${field}`;

/** Builds the questions into the form. */
export function buildForm(): void {
  byId('fields').replaceChildren(...ASKED.map(questionOf));
}

function questionOf(field: WorkloadField): HTMLElement {
  const id = idOf(field);
  const unit = { seconds: 's', MB: 'MB', GB: 'GB', hours: 'hours', usd: 'USD', count: '', runs: '' }[
    unitOf(field) ?? 'count'
  ];
  const label = `${questionFor(field)}${unit === '' ? '' : ` (${unit})`}`;
  return element(
    'div',
    { class: 'question' },
    element('label', { for: id }, label),
    controlFor(field, id),
    element('p', { class: 'fault', id: `${id}-fault`, hidden: true }),
  );
}

function controlFor(field: WorkloadField, id: string): Control {
  if (kindOf(field) === 'object') return element('textarea', { id, rows: 2, autocomplete: 'off', spellcheck: 'false' });
  const words = wordsOf(field) ?? (kindOf(field) === 'yes-or-no' ? ['true', 'false'] : undefined);
  if (words === undefined) {
    const isNumber = kindOf(field) === 'number';
    return element('input', {
      id,
      type: 'text',
      inputmode: isNumber ? 'decimal' : undefined,
      autocomplete: 'off',
      maxlength: 100,
    });
  }
  const textOf = (word: string) => ({ true: 'Yes', false: 'No' })[word] ?? upper(wordingOf(field, word));
  const options = words.map((word) => element('option', { value: word }, textOf(word)));
  return element('select', { id }, element('option', { value: '' }, 'Not known'), ...options);
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const controlOf = (field: WorkloadField): Control => byId(idOf(field)) as Control;

/** Writes a workload into the form. What the form doesn't ask is kept by the caller. */
export function fillForm(workload: Partial<Workload>): void {
  showFaults([]);
  for (const field of ASKED) controlOf(field).value = typedFor(workload[field] ?? '');
}

const typedFor = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/**
 * What the form says, over the fields of `kept` that it doesn't ask. Not checked: a number that can't be read stays text, so that
 * `parseWorkload` names it.
 */
export function readForm(kept: Partial<Workload>): Record<string, unknown> {
  const stated: Record<string, unknown> = { ...kept };
  for (const field of ASKED) {
    const typed = controlOf(field).value.trim();
    delete stated[field];
    if (typed !== '') stated[field] = typedAs(field, typed);
  }
  return { ...stated, name: stated['name'] ?? 'workload' };
}

/** An object says what is wrong inside it. */
const wordsFor = (field: WorkloadField, { text }: Fault): string =>
  kindOf(field) === 'object' && text.startsWith(`${field}: `)
    ? text.slice(field.length + 2)
    : `${upper(labelOf(field))} must be ${expectationOf(field)}.`;

function typedAs(field: WorkloadField, typed: string): unknown {
  if (kindOf(field) === 'yes-or-no') return typed === 'true';
  if (kindOf(field) === 'object') return objectIn(typed);
  if (kindOf(field) !== 'number') return typed;
  const number = Number(typed.replace(/,(?=\d{3}\b)/g, ''));
  return Number.isFinite(number) ? number : typed;
}

/** What a workload keeps of a file, or the file as JSON has it, so that `parseWorkload` says what is wrong with it. */
function objectIn(typed: string): unknown {
  const picked = pickConfig(typed);
  if (picked.ok) return picked.config;
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** Shows each fault at its question, and moves the focus to the first. Returns the faults that no question can show. */
export function showFaults(faults: readonly Fault[]): Fault[] {
  for (const field of ASKED) {
    const fault = faults.find((one) => one.field === field);
    const shown = byId(`${idOf(field)}-fault`);
    const control = controlOf(field);
    shown.hidden = fault === undefined;
    shown.textContent = fault === undefined ? '' : wordsFor(field, fault);
    if (fault === undefined) control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', 'true');
    if (fault === undefined) control.removeAttribute('aria-describedby');
    else control.setAttribute('aria-describedby', shown.id);
  }
  const first = ASKED.find((field) => faults.some((one) => one.field === field));
  if (first !== undefined) controlOf(first).focus();
  return faults.filter((one) => !ASKED.some((field) => field === one.field));
}

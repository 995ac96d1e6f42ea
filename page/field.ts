import {
  exampleOf,
  expectationOf,
  type Fault,
  kindOf,
  labelOf,
  pickConfig,
  type Workload,
  type WorkloadField,
  wordingOf,
  wordsOf,
} from 'endpoint-recommender';
import { briefValue, readAmount } from 'endpoint-recommender/words';
import { byId, element } from './dom.ts';

// One fact as a labelled control, wherever it's asked: in the form, at an open question, beside an assumption.

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control with its label and room for a fault. `id`: of the control. */
export function fieldOf(field: WorkloadField, id: string, label: string): HTMLElement {
  const control = controlFor(field, id);
  control.dataset['field'] = field;
  return element(
    'div',
    { class: 'question' },
    element('label', { for: id }, label),
    control,
    element('p', { class: 'fault', id: `${id}-fault`, hidden: true }),
  );
}

function controlFor(field: WorkloadField, id: string): Control {
  const placeholder = exampleFor(field);
  if (kindOf(field) === 'object')
    return element('textarea', { id, rows: 2, autocomplete: 'off', spellcheck: 'false', placeholder });
  const words = wordsOf(field) ?? (kindOf(field) === 'yes-or-no' ? ['true', 'false'] : undefined);
  if (words === undefined)
    return element('input', { id, type: 'text', autocomplete: 'off', maxlength: 100, placeholder });
  const textOf = (word: string) => ({ true: 'Yes', false: 'No' })[word] ?? upper(wordingOf(field, word));
  const options = words.map((word) => element('option', { value: word }, textOf(word)));
  return element('select', { id }, element('option', { value: '' }, 'Not known'), ...options);
}

/** "3 MB": with the unit that a bare number is taken in. */
function exampleFor(field: WorkloadField): string | undefined {
  const example = exampleOf(field);
  const value = Number(example);
  return kindOf(field) === 'number' && !Number.isNaN(value) ? briefValue(field, value) : example;
}

export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const controlOf = (id: string): Control => byId(id) as Control;

/** What a control shows for a value: "15 min". Nothing where none is stated. */
export function typedFor(field: WorkloadField, value: unknown): string {
  if (value === undefined) return '';
  if (kindOf(field) === 'number') return briefValue(field, value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * A workload with what a control says of its field; without the field where nothing is typed. Not checked: what can't be read
 * stays text, so that `parseWorkload` names it.
 */
export function withTyped(workload: Partial<Workload>, field: WorkloadField, typed: string): Record<string, unknown> {
  const text = typed.trim();
  // What nobody touched keeps the digits that aren't shown.
  if (text === typedFor(field, workload[field])) return { ...workload };
  const { [field]: _, ...others } = workload;
  return text === '' ? others : { ...others, [field]: typedAs(field, text) };
}

function typedAs(field: WorkloadField, text: string): unknown {
  if (kindOf(field) === 'yes-or-no') return text === 'true';
  if (kindOf(field) === 'object') return objectIn(text);
  if (kindOf(field) !== 'number') return text;
  const read = readAmount(field, text);
  return read.ok ? read.value : text;
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

/** Says below a control what is wrong with it, or takes that back. */
export function showFaultAt(id: string, text: string | undefined): void {
  const shown = byId(`${id}-fault`);
  const control = controlOf(id);
  shown.hidden = text === undefined;
  shown.textContent = text ?? '';
  for (const [name, value] of [
    ['aria-invalid', 'true'],
    ['aria-describedby', shown.id],
  ] as const) {
    if (text === undefined) control.removeAttribute(name);
    else control.setAttribute(name, value);
  }
}

/** What a field takes. An object says what is wrong inside it. */
export const wordsFor = (field: WorkloadField, { text }: Fault): string =>
  kindOf(field) === 'object' && text.startsWith(`${field}: `)
    ? text.slice(field.length + 2)
    : `${upper(labelOf(field))} must be ${expectationOf(field)}.`;

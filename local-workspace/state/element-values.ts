import { isDeepStrictEqual } from 'node:util';
import { type Json, jsonList } from '../json.ts';

/** What an input holds, as Slack writes it into `state.values`: its type, and one field that depends on the type. */
export type ElementValue = Json;

type Field = [field: string, initial: string, empty: unknown];

const FIELDS: Record<string, Field> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  checkboxes: ['selected_options', 'initial_options', []],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  file_input: ['files', 'initial_files', []],
};

function fieldOf(element: Json): Field | undefined {
  return FIELDS[String(element['type'])];
}

/** What the element holds before anybody touched it; undefined for buttons and the like, which hold nothing. */
export function initialValue(element: Json): ElementValue | undefined {
  const field = fieldOf(element);
  if (field === undefined) return undefined;
  const [name, initial, empty] = field;
  return { type: element['type'], [name]: element[initial] ?? empty };
}

/** Whether the app gave the element a value to begin with. */
export function hasInitialValue(element: Json): boolean {
  const field = fieldOf(element);
  return field !== undefined && element[field[1]] !== undefined;
}

export function isEmpty(element: Json, value: ElementValue | undefined): boolean {
  const field = fieldOf(element);
  if (field === undefined || value === undefined) return true;
  const held = value[field[0]];
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
}

function optionsOf(element: Json): Json[] {
  return [
    ...jsonList(element['options']),
    ...jsonList(element['option_groups']).flatMap((group) => jsonList(group['options'])),
  ];
}

/** Whether a value typed into an earlier element still makes sense in this one: same type, and options still offered. */
export function stillHolds(element: Json, value: ElementValue): boolean {
  if (value['type'] !== element['type']) return false;
  const chosen = [...jsonList(value['selected_options']), ...jsonList([value['selected_option']])];
  if (String(element['type']).includes('external')) return true;
  const offered = optionsOf(element);
  return chosen.every((option) => offered.some((other) => isDeepStrictEqual(other, option)));
}

/**
 * The value after a person gave `answer`: text for typed inputs, the option's value for menus and lists (several for
 * checkboxes and multi menus), an id for people and conversations, null to clear.
 *
 * @throws Error when a person could not have done that: an option that is not offered, more text than fits.
 */
export function answered(element: Json, answer: string | string[] | null): ElementValue {
  const field = fieldOf(element);
  const type = String(element['type']);
  if (field === undefined) throw new Error(`a ${type} takes no answer`);
  const [name, , empty] = field;
  if (answer === null) return { type, [name]: empty };
  const parts = Array.isArray(answer) ? answer : [answer];
  if (name === 'selected_option' || name === 'selected_options') {
    const chosen = parts.map((part) => optionWith(element, part));
    return { type, [name]: name === 'selected_option' ? chosen[0] : chosen };
  }
  if (Array.isArray(empty)) return { type, [name]: parts };
  const text = parts.join('');
  const max = element['max_length'];
  if (typeof max === 'number' && text.length > max)
    throw new Error(`"${text.slice(0, 20)}…" does not fit: at most ${max}`);
  return { type, [name]: name === 'selected_date_time' ? Number(text) : text === '' ? null : text };
}

function optionWith(element: Json, value: string): Json {
  const options = optionsOf(element);
  const option = options.find((candidate) => candidate['value'] === value);
  if (option === undefined) {
    throw new Error(`"${value}" is not offered: ${options.map((candidate) => String(candidate['value'])).join(', ')}`);
  }
  return option;
}

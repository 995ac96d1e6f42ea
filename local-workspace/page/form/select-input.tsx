import { isJson, type Json, jsonList, textOf } from '../../json.ts';
import { isListed } from '../../state/conversation-filter.ts';
import { labelOf } from '../blocks/block-element.tsx';
import { fieldAttributes, type InputProps } from './input-props.ts';

interface Listed {
  value: string;
  text: string;
}

/** Menus, as the browser's own: they work by keyboard and on phones. The meaning of an option stands behind its words. */
export function SelectInput(props: InputProps) {
  const { element, value } = props;
  const isMultiple = String(element['type']).startsWith('multi_');
  const placeholder = isJson(element['placeholder']) ? textOf(element['placeholder']['text']) : undefined;
  const held = heldIn(value);
  const groups = jsonList(element['option_groups']);
  return (
    <select
      {...fieldAttributes(props)}
      multiple={isMultiple ? true : undefined}
      defaultValue={isMultiple ? held : (held[0] ?? '')}
    >
      {isMultiple ? null : <option value="">{placeholder ?? 'Choose an option'}</option>}
      {groups.map((group) => (
        <optgroup key={labelIn(group)} label={labelIn(group)}>
          <Options options={jsonList(group['options']).map(listed)} />
        </optgroup>
      ))}
      <Options options={optionsOf(props)} />
    </select>
  );
}

function Options({ options }: { options: Listed[] }) {
  return options.map(({ value, text }) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}

function optionsOf({ element, conversations, people }: InputProps): Listed[] {
  const type = String(element['type']).replace('multi_', '');
  if (type === 'users_select') return people.map(({ id, label }) => ({ value: id, text: label }));
  if (type === 'channels_select' || type === 'conversations_select') {
    return conversations
      .filter(({ kind }) => (type === 'channels_select' ? kind === 'public' : isListed(element, kind)))
      .map(({ id, label }) => ({ value: id, text: label }));
  }
  return jsonList(element['options']).map(listed);
}

function listed(option: Json): Listed {
  const meaning = isJson(option['description']) ? textOf(option['description']['text']) : undefined;
  const text = labelOf(option);
  return { value: String(option['value']), text: meaning === undefined ? text : `${text}: ${meaning}` };
}

function heldIn(value: Json): string[] {
  const options = [...jsonList(value['selected_options']), ...jsonList([value['selected_option']])];
  const ids = [value['selected_user'], value['selected_conversation'], value['selected_channel']];
  const lists = [value['selected_users'], value['selected_conversations'], value['selected_channels']];
  return [...options.map((option) => option['value']), ...ids, ...lists.flat()].filter(
    (held): held is string => typeof held === 'string',
  );
}

function labelIn(group: Json): string {
  return isJson(group['label']) ? (textOf(group['label']['text']) ?? '') : '';
}

import { isJson, textOf } from '../../json.ts';
import { fieldAttributes, type InputProps } from './input-props.ts';

const HTML_TYPES: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  email_text_input: 'email',
  url_text_input: 'url',
};

/** Everything that is typed: text, numbers, addresses, dates. */
export function TextInput(props: InputProps) {
  const { element, value } = props;
  const type = String(element['type']);
  const held = String(value['value'] ?? value['selected_date'] ?? value['selected_time'] ?? '');
  const attributes = {
    ...fieldAttributes(props),
    defaultValue: held,
    placeholder: isJson(element['placeholder']) ? textOf(element['placeholder']['text']) : undefined,
    maxLength: typeof element['max_length'] === 'number' ? element['max_length'] : undefined,
    autoComplete: 'off',
  };
  if (element['multiline'] === true) return <textarea {...attributes} rows={4} />;
  return (
    <input
      {...attributes}
      type={HTML_TYPES[type] ?? 'text'}
      inputMode={type === 'number_input' ? 'decimal' : undefined}
    />
  );
}

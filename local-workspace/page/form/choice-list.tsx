import { isJson, jsonList, textOf } from '../../json.ts';
import { labelOf } from '../blocks/block-element.tsx';
import type { InputProps } from './input-props.ts';

/** Radio buttons and checkboxes: every choice in sight with its meaning. The block around it is the group with the label. */
export function ChoiceList({ id, element, value, isInvalid }: InputProps) {
  const isRadio = element['type'] === 'radio_buttons';
  const chosen = new Set(
    [...jsonList(value['selected_options']), ...jsonList([value['selected_option']])].map((option) => option['value']),
  );
  return jsonList(element['options']).map((option, index) => {
    const optionId = `${id}/${index}`;
    const description = isJson(option['description']) ? textOf(option['description']['text']) : undefined;
    return (
      <div className="choice" key={optionId}>
        <input
          type={isRadio ? 'radio' : 'checkbox'}
          id={optionId}
          name={id}
          value={String(option['value'])}
          defaultChecked={chosen.has(option['value'])}
          data-field=""
          aria-invalid={isInvalid ? true : undefined}
          aria-describedby={description === undefined ? undefined : `${optionId}/meaning`}
        />
        <label htmlFor={optionId}>{labelOf(option)}</label>
        {description === undefined ? null : (
          <p className="meaning" id={`${optionId}/meaning`}>
            {description}
          </p>
        )}
      </div>
    );
  });
}

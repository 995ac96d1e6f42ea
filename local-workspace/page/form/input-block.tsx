import { isJson, type Json, textOf } from '../../json.ts';
import { ChoiceList } from './choice-list.tsx';
import type { InputProps } from './input-props.ts';
import { SelectInput } from './select-input.tsx';
import { TextInput } from './text-input.tsx';

interface InputBlockProps {
  viewId: string;
  block: Json;
  value: Json;
  error: string | undefined;
  lists: Pick<InputProps, 'conversations' | 'people'>;
}

const CHOICES = new Set(['radio_buttons', 'checkboxes']);

/** A question of a form: its label, the input, what helps to answer it, and what is wrong with the answer. */
export function InputBlock({ viewId, block, value, error, lists }: InputBlockProps) {
  const element: Json = isJson(block['element']) ? block['element'] : {};
  const id = `${viewId}/${String(block['block_id'])}`;
  const hint = wordsIn(block['hint']);
  const isOptional = block['optional'] === true;
  const describedBy = [error === undefined ? '' : `${id}/error`, hint === undefined ? '' : `${id}/hint`];
  const isChoice = CHOICES.has(String(element['type']));
  const props: InputProps = {
    ...lists,
    id,
    element,
    value,
    describedBy: describedBy.join(' ').trim() || undefined,
    isInvalid: error !== undefined,
    isRequired: !isOptional,
  };
  const label = (
    <>
      {wordsIn(block['label'])}
      {isOptional ? <span className="optional"> (optional)</span> : null}
    </>
  );
  const rest = (
    <>
      {error === undefined ? null : (
        <p className="error" id={`${id}/error`}>
          {error}
        </p>
      )}
      {hint === undefined ? null : (
        <p className="hint-text" id={`${id}/hint`}>
          {hint}
        </p>
      )}
    </>
  );
  const attributes = {
    className: error === undefined ? 'question' : 'question wrong',
    'data-question': String(block['block_id']),
    'data-dispatch': dispatchOf(block, element),
  };
  if (isChoice) {
    return (
      <fieldset {...attributes} id={id} aria-describedby={props.describedBy}>
        <legend className="question-label">{label}</legend>
        <ChoiceList {...props} />
        {rest}
      </fieldset>
    );
  }
  return (
    <div {...attributes}>
      <label className="question-label" htmlFor={id}>
        {label}
      </label>
      <Field {...props} />
      {rest}
    </div>
  );
}

function Field(props: InputProps) {
  const type = String(props.element['type']);
  if (type.endsWith('_select')) return <SelectInput {...props} />;
  return <TextInput {...props} />;
}

/** When the app hears of an answer: at once, at Enter, at each character, or with the form alone. */
function dispatchOf(block: Json, element: Json): 'choice' | 'enter' | 'character' | 'never' {
  if (block['dispatch_action'] !== true) return 'never';
  const type = String(element['type']);
  if (!type.endsWith('_input')) return 'choice';
  const config = isJson(element['dispatch_action_config']) ? element['dispatch_action_config'] : {};
  const triggers = config['trigger_actions_on'];
  return Array.isArray(triggers) && triggers.includes('on_character_entered') ? 'character' : 'enter';
}

function wordsIn(text: unknown): string | undefined {
  return isJson(text) ? textOf(text['text']) : undefined;
}

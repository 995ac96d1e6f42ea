import type { Json } from '../json.ts';
import { isEmpty } from '../state/element-values.ts';
import { inputsOf, type View } from '../state/views.ts';

/** What Slack's own client refuses before the app hears of a submission: by block_id, what it says beside the input. */
export function inputFaults(view: View): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { block, element } of inputsOf(view)) {
    const blockId = String(block['block_id']);
    const value = view.values[blockId]?.[String(element['action_id'])];
    const isUnanswered = isEmpty(element, value);
    if (isUnanswered && block['optional'] !== true) faults[blockId] = 'Please complete this required field.';
    else if (!isUnanswered) {
      const fault = faultOf(element, String(value?.['value'] ?? ''));
      if (fault !== undefined) faults[blockId] = fault;
    }
  }
  return faults;
}

function faultOf(element: Json, text: string): string | undefined {
  switch (element['type']) {
    case 'plain_text_input': {
      const min = element['min_length'];
      return typeof min === 'number' && text.length < min ? `Please enter at least ${min} characters.` : undefined;
    }
    case 'number_input':
      return numberFault(element, text);
    case 'url_text_input':
      return URL.canParse(text) ? undefined : 'Please enter a valid URL.';
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+$/.test(text) ? undefined : 'Please enter a valid email address.';
    default:
      return undefined;
  }
}

function numberFault(element: Json, text: string): string | undefined {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return 'Please enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element['min_value'] !== undefined && number < Number(element['min_value'])) return 'This number is too small.';
  if (element['max_value'] !== undefined && number > Number(element['max_value'])) return 'This number is too large.';
  return undefined;
}

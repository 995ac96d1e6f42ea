import { isJson, type Json } from '../../../local-workspace/json.ts';
import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/**
 * One for each input. What was submitted closes without a word only where the record has it, and otherwise says why not:
 * beside a question that the form shows, or in another view.
 */
export function acknowledgementFaults(
  { body, isWellFormed }: Input,
  { acknowledgements, isStored }: Handled,
): string[] {
  if (acknowledgements.length !== 1) return [`acknowledged ${acknowledgements.length} times`];
  if (!isWellFormed || body['type'] !== 'view_submission') return [];
  const [answer] = acknowledgements;
  if (isEmpty(answer)) return isStored ? [] : ['closed a form or dialog whose answers are not in the record'];
  const view = isJson(body['view']) ? body['view'] : {};
  return isJson(answer) ? answerFaults(answer, view) : ['answered a form or dialog with something else than an action'];
}

export function isEmpty(acknowledgement: unknown): boolean {
  return acknowledgement === undefined || acknowledgement === null || acknowledgement === '';
}

function answerFaults({ response_action: action, errors, view }: Json, submitted: Json): string[] {
  if (action === 'update' || action === 'push') return isJson(view) ? [] : ['shows no view instead of the form'];
  if (action !== 'errors' || !isJson(errors)) return [`answered a form or dialog with ${String(action)}`];
  const told = Object.entries(errors);
  const blocks: unknown[] = Array.isArray(submitted['blocks']) ? submitted['blocks'] : [];
  const shown = new Set(blocks.filter(isJson).map(({ block_id: id }) => id));
  return told.length === 0
    ? ['an error that names no question']
    : told.flatMap(([block, text]) => [
        ...(shown.has(block) ? [] : [`an error beside "${block}", which the form does not show`]),
        ...(typeof text === 'string' && text !== '' ? [] : [`an error beside "${block}" without a word`]),
      ]);
}

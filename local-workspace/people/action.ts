import type { Json } from '../json.ts';
import { allBlocks, elementsOf } from '../state/block-ids.ts';
import { answered, type ElementValue, initialValue } from '../state/element-values.ts';

/** The entry of `actions` for what a person did to an element. `option`: which one, for menus and lists. */
export function actionOf(block: Json, element: Json, actionTs: string, option: string | undefined): Json {
  const common = {
    type: element['type'],
    action_id: element['action_id'],
    block_id: block['block_id'],
    action_ts: actionTs,
  };
  switch (element['type']) {
    case 'button':
    case 'icon_button':
    case 'workflow_button':
      return { ...common, ...pick(element, 'text', 'value', 'style', 'url', 'icon') };
    case 'feedback_buttons':
      return { ...common, value: option, text: element['text'] };
    case 'overflow': {
      const chosen = optionIn(element, option);
      return { ...common, selected_option: chosen };
    }
    default:
      return { ...common, ...answered(element, option ?? null) };
  }
}

/** The entry of `actions` for an input that was answered: its value. */
export function inputAction(block: Json, element: Json, actionTs: string, value: ElementValue): Json {
  return { ...value, action_id: element['action_id'], block_id: block['block_id'], action_ts: actionTs };
}

/** `state.values` of a message: what its menus and lists hold. */
export function messageStateValues(blocks: Json[], acted: Json): Json {
  const values: Record<string, Json> = {};
  for (const block of allBlocks(blocks)) {
    for (const element of elementsOf(block)) {
      const start = initialValue(element);
      if (start === undefined) continue;
      const isActed = element['action_id'] === acted['action_id'] && block['block_id'] === acted['block_id'];
      const held = isActed ? pick(acted, ...Object.keys(start)) : start;
      const blockId = String(block['block_id']);
      values[blockId] = { ...values[blockId], [String(element['action_id'])]: held };
    }
  }
  return values;
}

function optionIn(element: Json, value: string | undefined): Json {
  const options = (element['options'] as Json[] | undefined) ?? [];
  const option = options.find((candidate) => candidate['value'] === value);
  if (option === undefined) throw new Error(`the menu offers no "${value}"`);
  return option;
}

function pick(source: Json, ...names: string[]): Json {
  return Object.fromEntries(names.filter((name) => source[name] !== undefined).map((name) => [name, source[name]]));
}

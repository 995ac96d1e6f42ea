import { useContext } from 'react';
import { isJson, type Json, jsonList, textOf } from '../../json.ts';
import { actAttributes, domId, type Surface, SurfaceContext } from './act-attributes.ts';
import { Confirm } from './confirm.tsx';
import { Menu } from './menu.tsx';

/** An element that people act on, outside input blocks. */
export function BlockElement({ block, element }: { block: Json; element: Json }) {
  const surface = useContext(SurfaceContext);
  switch (element['type']) {
    case 'button':
    case 'workflow_button':
      return <ActButton surface={surface} block={block} element={element} />;
    case 'overflow':
      return (
        <Menu
          id={domId(surface, block, element)}
          label="More actions"
          items={jsonList(element['options']).map((option) => ({
            text: labelOf(option),
            attributes: actAttributes(surface, block, element, String(option['value'])),
          }))}
        >
          <Confirm id={domId(surface, block, element, 'confirm')} confirm={element['confirm']} />
        </Menu>
      );
    case 'static_select':
    case 'radio_buttons':
      return <ActSelect surface={surface} block={block} element={element} />;
    default:
      return <span className="unknown-block">(an element of type {String(element['type'])})</span>;
  }
}

interface Part {
  surface: Surface;
  block: Json;
  element: Json;
}

function ActButton({ surface, block, element }: Part) {
  const id = domId(surface, block, element);
  const attributes = actAttributes(surface, block, element);
  const url = textOf(element['url']);
  const common = {
    id,
    className: `button ${textOf(element['style']) ?? ''}`.trim(),
    'aria-label': textOf(element['accessibility_label']),
    ...attributes,
  };
  if (url !== undefined && /^https?:/.test(url)) {
    return (
      <a {...common} href={url} target="_blank" rel="noopener noreferrer">
        {labelOf(element)}
      </a>
    );
  }
  return (
    <>
      <button type="button" {...common}>
        {labelOf(element)}
      </button>
      <Confirm id={`${id}/confirm`} confirm={element['confirm']} />
    </>
  );
}

function ActSelect({ surface, block, element }: Part) {
  const placeholder = isJson(element['placeholder']) ? textOf(element['placeholder']['text']) : undefined;
  const initial = isJson(element['initial_option']) ? String(element['initial_option']['value']) : '';
  return (
    <select
      id={domId(surface, block, element)}
      aria-label={placeholder ?? 'Choose'}
      defaultValue={initial}
      {...actAttributes(surface, block, element)}
    >
      <option value="">{placeholder ?? 'Choose'}</option>
      {jsonList(element['options']).map((option) => (
        <option key={String(option['value'])} value={String(option['value'])}>
          {labelOf(option)}
        </option>
      ))}
    </select>
  );
}

/** The words on a button or an option. */
export function labelOf(element: Json): string {
  return isJson(element['text']) ? (textOf(element['text']['text']) ?? '') : '';
}

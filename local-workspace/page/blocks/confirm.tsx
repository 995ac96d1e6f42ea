import { isJson, textOf } from '../../json.ts';
import { SlackText } from './slack-block.tsx';

/** Slack's question before an action is sent; nothing where the element has none. The page's script shows it. */
export function Confirm({ id, confirm }: { id: string; confirm: unknown }) {
  if (!isJson(confirm)) return null;
  const words = (name: string, otherwise: string) =>
    isJson(confirm[name]) ? (textOf(confirm[name]['text']) ?? otherwise) : otherwise;
  return (
    <dialog className="confirm" data-confirm="" aria-labelledby={`${id}/title`} aria-describedby={`${id}/text`}>
      <h2 id={`${id}/title`}>{words('title', 'Are you sure?')}</h2>
      <div id={`${id}/text`}>
        <SlackText text={words('text', '')} />
      </div>
      <div className="dialog-buttons">
        <button type="button" className="button" value="deny">
          {words('deny', 'Cancel')}
        </button>
        <button type="button" className={`button ${textOf(confirm['style']) ?? 'primary'}`} value="confirm">
          {words('confirm', 'Yes')}
        </button>
      </div>
    </dialog>
  );
}

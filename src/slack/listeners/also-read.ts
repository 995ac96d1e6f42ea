import { withAlsoRead } from '../form/also-read.ts';
import type { Filled } from '../form/fill-from-words.ts';
import type { FormUpdates } from './form-action.ts';
import type { OpenedForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';

/**
 * Has a language model read the words that filled an open form, and shows there what it read beside the rules. Nobody waits for it,
 * nor does a stop: without an answer the form stays as it is.
 */
export function readAlso(
  { reader, logger }: Pick<ListenerParts, 'reader' | 'logger'>,
  updates: Pick<FormUpdates, 'amend'>,
  opened: OpenedForm,
  { heard: asked }: Pick<Filled, 'heard'>,
): void {
  if (reader === undefined || asked === undefined) return;
  const { text, byRules } = asked;
  const { channelId } = opened.metadata;
  const read = async () => {
    const { heard, note } = await reader.hear(text, byRules, channelId === null ? {} : { channelId });
    if (heard.by === undefined && note === undefined) return;
    const words = note === undefined ? `Read with the help of ${reader.model} in your AWS account.` : `${note}.`;
    await updates.amend(opened, (draft) => withAlsoRead(draft, { byRules, heard, reader: words }));
  };
  read().catch((error: unknown) => {
    logger.info({ err: error }, 'Could not show what a language model read in a form: it was probably closed');
  });
}

import { unhurried } from '../../deadline.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import type { Heard } from '../../wording/heard.ts';
import type { Proposed } from '../../wording/proposed.ts';
import { withAlsoRead } from '../form/also-read.ts';
import type { Filled } from '../form/fill-from-words.ts';
import type { FormUpdates } from './form-action.ts';
import { type OpenedForm, openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import type { Told } from './press.ts';

/** What rules and a language model read. `told`: who helped, or why nobody did; absent where nobody was asked. */
export interface BothRead {
  heard: Heard;
  /** What the model said, as it said it. */
  proposed?: Proposed;
  told?: string;
}

export async function hearBoth(reader: ModelReader, ...asked: Parameters<ModelReader['hear']>): Promise<BothRead> {
  const { note, ...read } = await reader.hear(...asked);
  if (note !== undefined) return { ...read, told: `${note}.` };
  return read.heard.by === undefined ? read : { ...read, told: `Read with the help of ${reader.named}.` };
}

/** Opens a form that words have filled, and has a language model read them beside it. Returns why it isn't open. */
export async function openFilled(
  parts: ListenerParts,
  updates: FormUpdates,
  filled: Filled,
  form: Omit<Parameters<typeof openForm>[1], keyof Filled> & { notice?: string },
): Promise<Told> {
  const opened = await openForm(parts, { ...filled, ...form });
  if (!opened.ok) return opened.text;
  readAlso(parts, updates, opened, filled);
  return undefined;
}

/**
 * Has a language model read the words that filled an open form, and shows there what it read beside the rules. Nobody waits for it,
 * nor does a stop: without an answer the form stays as it is.
 */
function readAlso(
  { reader, logger }: Pick<ListenerParts, 'reader' | 'logger'>,
  updates: Pick<FormUpdates, 'amend'>,
  opened: OpenedForm,
  { heard: asked }: Pick<Filled, 'heard'>,
): void {
  if (reader === undefined || asked === undefined) return;
  const { text, byRules } = asked;
  const { channelId } = opened.metadata;
  const read = async () => {
    const { heard, told } = await hearBoth(reader, text, byRules, channelId === null ? {} : { channelId });
    if (told === undefined) return;
    await updates.amend(opened, (draft) => withAlsoRead(draft, { byRules, heard, reader: told }));
  };
  unhurried(read).catch((error: unknown) => {
    logger.info({ err: error }, 'Could not show what a language model read in a form: it was probably closed');
  });
}

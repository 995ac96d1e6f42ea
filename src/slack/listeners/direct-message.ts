import type { BlockAction } from '@slack/bolt';
import { findDraft } from '../form/draft-store.ts';
import { fillFromWords } from '../form/fill-from-words.ts';
import { openFilled } from './also-read.ts';
import { answerDirectly } from './direct-answer.ts';
import type { FormUpdates } from './form-action.ts';
import { isPublicChannel, type ListenerParts } from './parts.ts';
import { onPress } from './press.ts';
import type { ButtonHandler, EventHandler } from './route-by-name.ts';
import { hearWritten } from './thread.ts';

/**
 * Answers a direct message to the bot. In a review's thread it is a question, like a mention in a channel. Anything else is
 * answered by itself, with a button that opens the form.
 */
export const handleDirectMessageEvent = (parts: ListenerParts): EventHandler<'message'> =>
  hearWritten(parts, { inThread: false }, (written) => answerDirectly(parts, written));

/**
 * Handles "Open the form" under the answer to a direct message and "New review" on the home tab, where the form asks for a channel,
 * and under an answer to the command, which has one.
 */
export const handleFillFormAction = (
  parts: ListenerParts,
  updates: FormUpdates,
  carries: 'words' | 'stored',
): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const value = action.value ?? '';
    const words = carries === 'words' ? value : (await findDraft(parts.db, { id: value, ...person }))?.words?.words;
    const filled = fillFromWords(words ?? '', { authorId: person.userId });
    return openFilled(parts, updates, filled, {
      triggerId: body.trigger_id,
      person,
      metadata: placeOf(body.channel),
      responseUrl: body.response_url,
      ...(words === undefined && { notice: WORDS_GONE }),
    });
  });

const WORDS_GONE = 'I keep long messages for a day, and yours is older. Send it again, or copy it into the form.';

/** Where the recommendation goes: the channel that the button is in. In a direct message the form asks for one. */
export function placeOf(channel: BlockAction['channel']): { channelId: string | null; isPublic?: boolean } {
  const isChannel = channel !== undefined && /^[CG]/.test(channel.id);
  return isChannel ? { channelId: channel.id, isPublic: isPublicChannel(channel) } : { channelId: null };
}

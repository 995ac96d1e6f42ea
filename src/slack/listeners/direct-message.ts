import type { AllMiddlewareArgs, BlockAction, SlackEventMiddlewareArgs } from '@slack/bolt';
import { isThanks } from '../../wording/thanks.ts';
import { findDraft } from '../form/draft-store.ts';
import { fillFromWords } from '../form/fill-from-words.ts';
import { submitQuestion } from '../outbox/questions.ts';
import { AS_WRITTEN, plainWords } from '../render/mrkdwn.ts';
import { describeWordsGone } from '../render/notices.ts';
import { mentionWords } from '../render/thread/help.ts';
import { readAlso } from './also-read.ts';
import { answerDirectly } from './direct-answer.ts';
import { createSerial, type FormUpdates } from './form-action.ts';
import { openForm } from './open-form.ts';
import { isPublicChannel, type ListenerParts, personOf, writerOf } from './parts.ts';
import { onPress } from './press.ts';
import type { ButtonHandler } from './route-by-name.ts';
import { thankBack, tryAgain } from './tell.ts';
import { askedWith, givenIn } from './thread.ts';

type DirectMessageArgs = SlackEventMiddlewareArgs<'message'> & AllMiddlewareArgs;

/** The parts of a message that a person wrote. */
interface WrittenMessage {
  user?: string | undefined;
  bot_id?: string | undefined;
  subtype?: string | undefined;
  text?: string | undefined;
  ts: string;
  channel: string;
  thread_ts?: string | undefined;
}

/**
 * Answers a direct message to the bot. In a review's thread it is a question, like a mention in a channel. Anything else is
 * answered by itself, with a button that opens the form.
 */
export function handleDirectMessageEvent(parts: ListenerParts): (args: DirectMessageArgs) => Promise<void> {
  const oneByOne = createSerial();
  return async ({ event, body, context }) => {
    const message: WrittenMessage = event;
    const { channel: channelId, ts, thread_ts } = message;
    const botUserId = context.botUserId ?? '';
    const user = writerOf(message, botUserId);
    if (user === undefined) return;
    const person = personOf(context, user);
    const words = mentionWords(message.text ?? '', botUserId);
    if (isThanks(words)) {
      await thankBack(parts, { channelId, ts });
      return;
    }
    const threadTs = thread_ts ?? ts;
    const given = givenIn(message, botUserId);
    const asked = { ...person, ...askedWith(words, given), channelId, threadTs, ts, eventId: body.event_id };
    const outcome = await oneByOne(`${person.teamId} ${channelId} ${threadTs}`, () => submitQuestion(parts.db, asked));
    if (outcome.kind === 'queued') await parts.poster.kick(outcome.reviewId);
    if (outcome.kind !== 'no-review') return;
    const asIs = plainWords(message.text ?? '', botUserId);
    const told = { channelId, ts, threadTs: thread_ts, words: asIs, botUserId, isMeasured: given !== undefined };
    const answer = await answerDirectly(parts, person, told);
    const post = {
      channel: channelId,
      ...(thread_ts !== undefined && { thread_ts }),
      ...answer,
      ...AS_WRITTEN,
      unfurl_links: false,
      unfurl_media: false,
    };
    await tryAgain(parts, () => parts.interactive.chat.postMessage(post), { twiceIsOnce: false });
  };
}

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
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person,
      ...filled,
      metadata: placeOf(body.channel),
      responseUrl: body.response_url,
      ...(words === undefined && { notice: describeWordsGone() }),
    });
    if (!opened.ok) return opened.text;
    readAlso(parts, updates, opened, filled);
    return undefined;
  });

/** Where the recommendation goes: the channel that the button is in. In a direct message the form asks for one. */
export function placeOf(channel: BlockAction['channel']): { channelId: string | null; isPublic?: boolean } {
  const isChannel = channel !== undefined && /^[CG]/.test(channel.id);
  return isChannel ? { channelId: channel.id, isPublic: isPublicChannel(channel) } : { channelId: null };
}

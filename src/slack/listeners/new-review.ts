import type { GlobalShortcut, MessageShortcut } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { within } from '../../retry.ts';
import { readReviewCommand } from '../../wording/read-command.ts';
import { collapseSpaces, withoutBidiControls } from '../../wording/text.ts';
import { isGreeting } from '../../wording/thanks.ts';
import { readEndpointWords } from '../account/reader.ts';
import { fillFromWords } from '../form/fill-from-words.ts';
import { draftOf } from '../form/read-form.ts';
import { COMMAND } from '../ids.ts';
import { section } from '../render/blocks.ts';
import { escapeMrkdwn, plain, plainWords } from '../render/mrkdwn.ts';
import { asksForAudit, buildGreeting, buildHelp, buildWhereAuditsAre, helpSubject } from '../render/notices.ts';
import { openFilled } from './also-read.ts';
import { answerEndpointWords } from './endpoint.ts';
import type { FormUpdates } from './form-action.ts';
import { openForm } from './open-form.ts';
import { isPublicChannel, type ListenerParts, personOf } from './parts.ts';
import { answerReviewWords } from './review-command.ts';
import type { CommandHandler, ShortcutHandler } from './route-by-name.ts';
import { type PrivateMessage, tell, userOf } from './tell.ts';

/** Handles `/sagemaker-endpoint`, alone, with words, or with `help`, `status`, `search` or `endpoint`, or with a word that answers where something is now. */
export function handleSagemakerEndpointCommand(parts: ListenerParts, updates: FormUpdates): CommandHandler {
  return async ({ command, ack, context }) => {
    await ack();
    const responder = { userId: command.user_id, responseUrl: command.response_url, channelId: command.channel_id };
    const text = command.text?.trim() ?? '';
    const answer = answerAtOnce(text);
    if (answer !== undefined) {
      await tell(parts, responder, answer);
      return;
    }
    const ofEndpoint = readEndpointWords(text);
    if (ofEndpoint !== undefined) {
      await answerEndpointWords(parts, ofEndpoint, personOf(context, command.user_id), responder);
      return;
    }

    const ofReviews = readReviewCommand(text);
    if (ofReviews !== undefined) {
      const typed = collapseSpaces(withoutBidiControls(text));
      await answerReviewWords(parts, ofReviews, personOf(context, command.user_id), { ...responder, typed });
      return;
    }

    const filled = fillFromWords(text, { authorId: command.user_id, from: 'command' });
    const told = await openFilled(parts, updates, filled, {
      triggerId: command.trigger_id,
      person: personOf(context, command.user_id),
      metadata: {
        channelId: command.channel_id,
        isPublic: isPublicChannel({ id: command.channel_id, name: command.channel_name }),
      },
      responseUrl: command.response_url,
    });
    if (told !== undefined) await tell(parts, responder, buildNotOpened(told, text));
  };
}

/** The answer to words that need nobody's review or account. */
function answerAtOnce(text: string): PrivateMessage | undefined {
  const subject = helpSubject(text);
  if (subject !== undefined) return buildHelp(subject);
  if (isGreeting(text)) return buildGreeting();
  return asksForAudit(text) ? buildWhereAuditsAre() : undefined;
}

/** Repeats the command, so that the person can copy it and try again. */
export function buildNotOpened(why: string, text: string): PrivateMessage {
  const blocks: KnownBlock[] = [section(escapeMrkdwn(why))];
  if (text !== '') blocks.push({ type: 'section', text: plain(`${COMMAND} ${withoutBidiControls(text)}`) });
  return { text: why, blocks };
}

/** Handles the global shortcut. It has no channel, so the form asks for one. */
export function handleNewReviewShortcut(parts: ListenerParts): ShortcutHandler<GlobalShortcut> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const userId = shortcut.user.id;
    const opened = await openForm(parts, {
      triggerId: shortcut.trigger_id,
      person: personOf(context, userId),
      draft: draftOf({}),
      metadata: { channelId: null },
    });
    if (!opened.ok) await tell(parts, { userId }, { text: opened.text });
  };
}

/** Limit for looking up a message's address, in milliseconds: the form must open within three seconds. */
const LINK_LIMIT_MS = 800;

/** Handles "Review this workload" on a message: its text fills the form, and its address goes into the description. */
export function handleReviewMessageShortcut(
  parts: ListenerParts,
  updates: FormUpdates,
): ShortcutHandler<MessageShortcut> {
  return async ({ shortcut, ack, context }) => {
    await ack();
    const userId = shortcut.user.id;
    const channelId = shortcut.channel.id;
    const link = await findLink(parts, channelId, shortcut.message_ts);

    // A message of blocks or files alone has no text.
    const { text = '', user: authorId = userId } = shortcut.message;
    const words = plainWords(text, context.botUserId ?? '');
    const filled = fillFromWords(words, { authorId, link });
    const told = await openFilled(parts, updates, filled, {
      triggerId: shortcut.trigger_id,
      person: personOf(context, userId),
      metadata: { channelId, isPublic: isPublicChannel(shortcut.channel) },
      responseUrl: shortcut.response_url,
    });
    if (told !== undefined) await tell(parts, userOf(shortcut), { text: told });
  };
}

/** Returns the message's address; '' where Slack doesn't give it in time, or the bot isn't in the channel. */
async function findLink({ interactive, logger }: ListenerParts, channel: string, ts: string): Promise<string> {
  const asked = interactive.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? '',
    (error: unknown) => {
      logger.info({ err: error }, 'Could not get the permalink of a message');
      return '';
    },
  );
  return (await within(asked, LINK_LIMIT_MS)) ? asked : '';
}

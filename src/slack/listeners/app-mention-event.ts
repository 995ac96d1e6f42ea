import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { mentionWords } from '../asked/mention-words.ts';
import { AS_WRITTEN } from '../block-kit/text.ts';
import { submitQuestion } from '../posting/submit-question.ts';
import { buildNoReview } from '../thread/answers/build-thread-help.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { createSerial } from './serial.ts';
import { tryAgain } from './try-again.ts';

type MentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;

/**
 * The bot is spoken to. Each event is answered once, whichever process gets it and however often Slack delivers it: in a
 * review's thread by the poster, as everything that is posted of a review. Questions of one thread are stored one after the
 * other, as they came: of two at once the second would be on its way before the first is stored.
 */
export function handleAppMentionEvent(parts: ListenerParts): (args: MentionArgs) => Promise<void> {
  const oneByOne = createSerial();
  return async ({ event, body, context }) => {
    const { user, bot_id: botId, subtype, channel: channelId } = event;
    const botUserId = context.botUserId ?? '';
    // Another app's message may well name the bot; two bots that answer each other never end.
    if (user === undefined || user === botUserId || botId !== undefined || subtype !== undefined) return;
    const { teamId, userId } = personOf(context, user);
    const threadTs = event.thread_ts ?? event.ts;
    const words = mentionWords(event.text, botUserId);
    const asked = { teamId, userId, channelId, threadTs, words, ts: event.ts, eventId: body.event_id };
    const outcome = await oneByOne(`${teamId} ${channelId} ${threadTs}`, () => submitQuestion(parts.db, asked));
    if (outcome.kind === 'queued') await parts.poster.kick(outcome.reviewId);
    if (outcome.kind !== 'no-review') return;
    const place = event.thread_ts === undefined ? 'channel' : outcome.mayBeUnconfirmed ? 'unconfirmed' : 'thread';
    const message = {
      channel: channelId,
      thread_ts: threadTs,
      ...buildNoReview(botUserId, place),
      ...AS_WRITTEN,
      unfurl_links: false,
      unfurl_media: false,
    };
    await tryAgain(parts, () => parts.interactive.chat.postMessage(message), { twiceIsOnce: false });
  };
}

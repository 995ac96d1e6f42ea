import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from '@slack/bolt';
import { applyChanges } from '../../wording/read-what-if.ts';
import { isThanks } from '../../wording/thanks.ts';
import { findWhatIf, submitQuestion } from '../outbox/questions.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import { buildNoReview, mentionWords } from '../render/thread/help.ts';
import { createSerial } from './form-action.ts';
import { type ListenerParts, personOf } from './parts.ts';
import { revise } from './revise.ts';
import { GONE, presserOf, tell, thankBack, tryAgain } from './tell.ts';

type MentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;

/**
 * Answers a mention. Each event is answered once, whichever process gets it and however often Slack delivers it. Answers in a
 * review's thread go through the outbox. Questions of one thread are stored in the order in which they came.
 */
export function handleAppMentionEvent(parts: ListenerParts): (args: MentionArgs) => Promise<void> {
  const oneByOne = createSerial();
  return async ({ event, body, context }) => {
    const { user, bot_id: botId, subtype, channel: channelId } = event;
    const botUserId = context.botUserId ?? '';
    // Two bots that answer each other would never stop.
    if (user === undefined || user === botUserId || botId !== undefined || subtype !== undefined) return;
    const { teamId, userId } = personOf(context, user);
    const threadTs = event.thread_ts ?? event.ts;
    const words = mentionWords(event.text, botUserId);
    if (isThanks(words)) {
      await thankBack(parts, { channelId, ts: event.ts });
      return;
    }
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

/** Handles "Make it revision N": applies the change to the current answers, or says why it can't. */
export function handleMakeRevisionAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const whatIf = await findWhatIf(parts.db, person.teamId, action.value ?? '');
    const told =
      whatIf === undefined
        ? GONE
        : await revise(parts, person, {
            ...whatIf,
            change: (workload) => applyChanges(workload, whatIf.changes),
            responseUrl: body.response_url,
          });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
    else if (whatIf !== undefined) await parts.poster.kick(whatIf.reviewId);
  };
}

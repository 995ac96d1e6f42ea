import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { findReview } from '../../reviews/review-store.ts';
import { answerAsk } from '../asked/answer-ask.ts';
import { hearEvent } from '../asked/heard-events.ts';
import { mentionWords } from '../asked/mention-words.ts';
import { saveWhatIf } from '../asked/what-if-store.ts';
import type { Message } from '../message/review-card.ts';
import { findCard } from '../posting/find-card.ts';
import { findPostedReview } from '../posting/find-posted.ts';
import { buildNoReview } from '../thread/answers/build-thread-help.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';

type MentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;

/** The bot is spoken to. Each event is answered once, whichever process gets it and however often Slack delivers it. */
export function handleAppMentionEvent(parts: ListenerParts): (args: MentionArgs) => Promise<void> {
  return async ({ event, body, context }) => {
    const { user, bot_id: botId, subtype } = event;
    const botUserId = context.botUserId ?? '';
    // Another app's message may well name the bot; two bots that answer each other never end.
    if (user === undefined || user === botUserId || botId !== undefined || subtype !== undefined) return;
    const { teamId } = personOf(context, user);
    if (!(await hearEvent(parts.db, { teamId, eventId: body.event_id }))) return;

    const threadTs = event.thread_ts ?? event.ts;
    const words = mentionWords(event.text, botUserId);
    const answer = await prepareAnswer(parts, { teamId, channelId: event.channel, threadTs }, words, botUserId);
    const message = answer ?? (() => Promise.resolve(buildNoReview(botUserId, event.thread_ts !== undefined)));
    await postAnswer(parts, event.channel, threadTs, message);
  };
}

type Answer = (options: { table: boolean }) => Promise<Message>;

/** Undefined where the thread is no review's. */
async function prepareAnswer(
  { db }: ListenerParts,
  { teamId, channelId, threadTs }: { teamId: string; channelId: string; threadTs: string },
  words: string,
  botUserId: string,
): Promise<Answer | undefined> {
  const reviewId = await findPostedReview(db, { teamId, channelId, messageTs: threadTs });
  const review = reviewId === undefined ? undefined : await findReview(db, teamId, reviewId);
  if (review === undefined) return undefined;
  const card = await findCard(db, review);
  const store = (changes: Parameters<typeof saveWhatIf>[1]['changes']) =>
    saveWhatIf(db, { reviewId: review.id, teamId, baseRevision: review.latest.revision, changes });
  return (options) => answerAsk({ words, card, botUserId, store }, options);
}

/** In the thread; once more without a table where Slack refuses one. */
async function postAnswer(
  { interactive, logger }: ListenerParts,
  channel: string,
  threadTs: string,
  answer: Answer,
): Promise<void> {
  const post = async (options: { table: boolean }) =>
    interactive.chat.postMessage({
      channel,
      thread_ts: threadTs,
      ...(await answer(options)),
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  try {
    await post({ table: true });
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || !/blocks/.test(error.data.error)) throw error;
    logger.warn({ err: error }, 'Slack refused the blocks of an answer; once more without a table');
    await post({ table: false });
  }
}

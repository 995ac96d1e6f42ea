import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from '@slack/bolt';
import { recommend } from '../../recommender/index.ts';
import { findReview } from '../../reviews/review-store.ts';
import { applyChanges } from '../../wording/read-what-if.ts';
import { isThanks } from '../../wording/thanks.ts';
import { findWhatIf, type StoredWhatIf, submitQuestion } from '../outbox/questions.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { describeRefusal } from '../render/dialogs/refusal.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import { buildNoReview, mentionWords } from '../render/thread/help.ts';
import { auditEvents } from './audit-events.ts';
import { createSerial } from './form-action.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE, presserOf, tell, thankBack } from './tell.ts';
import { tryAgain } from './try-again.ts';

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
    const told = whatIf === undefined ? GONE : await makeRevision(parts, person, whatIf, body.response_url);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Returns a sentence for the person where nothing was changed. */
async function makeRevision(
  parts: ListenerParts,
  { teamId, userId }: Person,
  { reviewId, baseRevision, changes }: StoredWhatIf,
  responseUrl: string | undefined,
): Promise<string | undefined> {
  const review = await findReview(parts.db, teamId, reviewId);
  if (review === undefined) return GONE;
  // Applying the same changes twice gives the same.
  const changed = applyChanges(review.latest.workload, changes);
  if (!changed.ok) return changed.text;
  const { workload } = changed;
  const action = { kind: 'revise', baseRevision, workload, recommendation: recommend(workload) } as const;
  const responseAddress = responseAddressOf(responseUrl);
  const asked = { teamId, reviewId, actorId: userId, action, ...(responseAddress && { responseAddress }) };
  const outcome = await submitAction(parts.db, asked);
  if (!outcome.ok) return outcome.kind === 'missing' ? GONE : describeRefusal(outcome.refusal);
  auditEvents(parts.logger, outcome.review, outcome.events);
  await parts.poster.kick(reviewId);
  return outcome.events.length > 0 ? undefined : `You already made this revision ${baseRevision + 1}.`;
}

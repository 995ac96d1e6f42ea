import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { applyChanges } from '../../wording/read-what-if.ts';
import { isThanks } from '../../wording/thanks.ts';
import { readableFilesIn } from '../connection/shared-file.ts';
import type { Question } from '../outbox/enqueue.ts';
import { type Given, measurementIn } from '../outbox/measured-files.ts';
import { findWhatIf, type StoredWhatIf, submitQuestion } from '../outbox/questions.ts';
import { buildHowToMeasure } from '../render/measurements.ts';
import type { Message } from '../render/message.ts';
import { AS_WRITTEN, plainWords } from '../render/mrkdwn.ts';
import { asksForAudit, buildWhereAuditsAre } from '../render/notices.ts';
import { buildNoReview, mentionWords } from '../render/thread/help.ts';
import { createSerial } from './form-action.ts';
import { addMeasured } from './measurement.ts';
import { type ListenerParts, personOf, writerOf } from './parts.ts';
import { onPress } from './press.ts';
import { type Revising, reviseAtOnce } from './revise.ts';
import type { ButtonHandler } from './route-by-name.ts';
import { GONE, thankBack, tryAgain } from './tell.ts';

type MentionArgs = SlackEventMiddlewareArgs<'app_mention'> & AllMiddlewareArgs;

/**
 * Answers a mention. Each event is answered once, whichever process gets it and however often Slack delivers it. Answers in a
 * review's thread go through the outbox. Questions of one thread are stored in the order in which they came.
 */
export function handleAppMentionEvent(parts: ListenerParts): (args: MentionArgs) => Promise<void> {
  const oneByOne = createSerial();
  return async ({ event, body, context }) => {
    const { channel: channelId } = event;
    const botUserId = context.botUserId ?? '';
    const user = writerOf(event, botUserId);
    if (user === undefined) return;
    const { teamId, userId } = personOf(context, user);
    const threadTs = event.thread_ts ?? event.ts;
    const words = mentionWords(event.text, botUserId);
    if (isThanks(words)) {
      await thankBack(parts, { channelId, ts: event.ts });
      return;
    }
    const given = givenIn(event, botUserId);
    const asked = {
      ...askedWith(words, given),
      teamId,
      userId,
      channelId,
      threadTs,
      ts: event.ts,
      eventId: body.event_id,
    };
    const outcome = await oneByOne(`${teamId} ${channelId} ${threadTs}`, () => submitQuestion(parts.db, asked));
    if (outcome.kind === 'queued') await parts.poster.kick(outcome.reviewId);
    if (outcome.kind !== 'no-review') return;
    const place = event.thread_ts === undefined ? 'channel' : outcome.mayBeUnconfirmed ? 'unconfirmed' : 'thread';
    const message = {
      channel: channelId,
      thread_ts: threadTs,
      ...(given === undefined ? answerOutside(words, botUserId, place) : buildHowToMeasure(botUserId)),
      ...AS_WRITTEN,
      unfurl_links: false,
      unfurl_media: false,
    };
    await tryAgain(parts, () => parts.interactive.chat.postMessage(message), { twiceIsOnce: false });
  };
}

function answerOutside(words: string, ...where: Parameters<typeof buildNoReview>): Message {
  return asksForAudit(words) ? buildWhereAuditsAre() : buildNoReview(...where);
}

/** What a message gives as a measurement: files, or JSON. Undefined where it is a question. */
export function givenIn(message: { text?: string | undefined }, botUserId: string): Given | undefined {
  const files = readableFilesIn('files' in message ? message.files : undefined);
  const text = measurementIn(plainWords(message.text ?? '', botUserId));
  return files.length === 0 && text === undefined ? undefined : { files, ...(text !== undefined && { text }) };
}

/** What is stored of a message in a review's thread. */
export const askedWith = (words: string, given: Given | undefined): Pick<Question, 'kind' | 'words'> =>
  given === undefined ? { words } : { kind: 'measurement', words: JSON.stringify(given) };

/** A measurement is added to whatever the answers are by now. */
function changeOf({ changes, baseRevision }: StoredWhatIf): Pick<Revising, 'baseRevision' | 'change'> {
  const { measurements } = changes;
  if (measurements) return { baseRevision: 'latest', change: (workload) => addMeasured(workload, measurements) };
  return { baseRevision, change: (workload) => applyChanges(workload, changes) };
}

const MINUTE_MS = 60_000;

/** Handles a button that asks: what it says is answered in its thread, as if somebody had mentioned the bot. */
export const handleAskAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const { channel, message } = body;
    if (channel === undefined || message === undefined) return GONE;
    const threadTs = String(message['thread_ts'] ?? message.ts);
    const words = action.action_id.split(':')[1] ?? '';
    const asked = { words, ...person, channelId: channel.id, threadTs, ts: action.action_ts };
    // Everybody's presses within a minute get one answer: the thread has it.
    const eventId = `${channel.id} ${message.ts} ${words} ${Math.floor(Date.now() / MINUTE_MS)}`;
    const outcome = await submitQuestion(parts.db, { ...asked, eventId });
    if (outcome.kind === 'queued') await parts.poster.kick(outcome.reviewId);
    if (outcome.kind === 'seen-before') return 'That was asked a moment ago. The answer is in the thread.';
    return outcome.kind === 'no-review'
      ? "I don't know this thread's review. Ask in the thread of its message."
      : undefined;
  });

/** Handles "Make it revision N": applies the change to the current answers, or says why it can't. */
export const handleMakeRevisionAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, ...asking }) => {
    const whatIf = await findWhatIf(parts.db, asking.person.teamId, action.value ?? '');
    if (whatIf === undefined) return GONE;
    const { reviewId } = whatIf;
    return reviseAtOnce(parts, asking, { reviewId, ...changeOf(whatIf), responseUrl: body.response_url });
  });

import { applyChanges } from '../../wording/read-what-if.ts';
import { isThanks } from '../../wording/thanks.ts';
import { readableFilesIn } from '../connection/shared-file.ts';
import type { Question } from '../outbox/enqueue.ts';
import { type Given, measurementIn } from '../outbox/measurement.ts';
import { findWhatIf, type StoredWhatIf, submitQuestion } from '../outbox/questions.ts';
import { buildHowToMeasure } from '../render/measurements.ts';
import type { Message } from '../render/message.ts';
import { POSTED_AS_WRITTEN, plainWords } from '../render/mrkdwn.ts';
import { asksForAudit, buildWhereAuditsAre } from '../render/notices.ts';
import { buildNoReview, mentionWords } from '../render/thread/help.ts';
import { createSerial } from './form-action.ts';
import { addMeasured } from './measurement.ts';
import { type ListenerParts, type MaybeWritten, type Person, personOf, writerOf } from './parts.ts';
import { onPress } from './press.ts';
import { type Revising, reviseAtOnce } from './revise.ts';
import type { ButtonHandler, EventHandler } from './route-by-name.ts';
import { GONE, thankBack, tryAgain } from './tell.ts';

interface WrittenMessage extends MaybeWritten {
  text?: string | undefined;
  ts: string;
  channel: string;
  thread_ts?: string | undefined;
}

/** A message to the bot that isn't in a review's thread. */
export interface Written {
  person: Person;
  channelId: string;
  ts: string;
  /** Absent outside of threads. */
  threadTs: string | undefined;
  /** As plain words, and as they were typed. */
  words: string;
  asIs: string;
  botUserId: string;
  /** It gives a measurement. */
  isMeasured: boolean;
  /** It may be in the thread of a review whose post was never confirmed. */
  mayBeUnconfirmed: boolean;
}

/**
 * Hears what people write to the bot. Each event is answered once, whichever process gets it and however often Slack delivers it.
 * Answers in a review's thread go through the outbox; `answer` is for the rest. Questions of one thread are stored in the order in
 * which they came. `inThread`: answers to what is in no thread start one.
 */
export function hearWritten<Name extends 'app_mention' | 'message'>(
  parts: ListenerParts,
  { inThread }: { inThread: boolean },
  answer: (written: Written) => Message | Promise<Message>,
): EventHandler<Name> {
  const oneByOne = createSerial();
  return async ({ event, body, context }) => {
    const message = event as WrittenMessage;
    const { channel: channelId, ts, thread_ts, text = '' } = message;
    const botUserId = context.botUserId ?? '';
    const user = writerOf(message, botUserId);
    if (user === undefined) return;
    const person = personOf(context, user);
    const words = mentionWords(text, botUserId);
    if (isThanks(words)) return thankBack(parts, { channelId, ts });
    const asIs = plainWords(text, botUserId);
    const given = givenIn(message, asIs);
    const threadTs = thread_ts ?? ts;
    const asked = { ...person, ...askedWith(words, given), channelId, threadTs, ts, eventId: body.event_id };
    const outcome = await oneByOne(`${person.teamId} ${channelId} ${threadTs}`, () => submitQuestion(parts.db, asked));
    if (outcome.kind === 'queued') await parts.poster.kick(outcome.reviewId);
    if (outcome.kind !== 'no-review') return;
    const { mayBeUnconfirmed } = outcome;
    const isMeasured = given !== undefined;
    const written = {
      person,
      channelId,
      ts,
      threadTs: thread_ts,
      words,
      asIs,
      botUserId,
      isMeasured,
      mayBeUnconfirmed,
    };
    const answered = await answer(written);
    const place = inThread || thread_ts !== undefined ? { thread_ts: threadTs } : {};
    const post = { channel: channelId, ...place, ...answered, ...POSTED_AS_WRITTEN };
    await tryAgain(parts, () => parts.interactive.chat.postMessage(post), { twiceIsOnce: false });
  };
}

export const handleAppMentionEvent = (parts: ListenerParts): EventHandler<'app_mention'> =>
  hearWritten(parts, { inThread: true }, ({ words, botUserId, threadTs, isMeasured, mayBeUnconfirmed }) => {
    if (isMeasured) return buildHowToMeasure(botUserId);
    if (asksForAudit(words)) return buildWhereAuditsAre();
    return buildNoReview(botUserId, threadTs === undefined ? 'channel' : mayBeUnconfirmed ? 'unconfirmed' : 'thread');
  });

/** What a message gives as a measurement: files, or JSON. Undefined where it is a question. */
function givenIn(message: object, asIs: string): Given | undefined {
  const files = readableFilesIn('files' in message ? message.files : undefined);
  const text = measurementIn(asIs);
  return files.length === 0 && text === undefined ? undefined : { files, ...(text !== undefined && { text }) };
}

/** What is stored of a message in a review's thread. */
const askedWith = (words: string, given: Given | undefined): Pick<Question, 'kind' | 'words'> =>
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

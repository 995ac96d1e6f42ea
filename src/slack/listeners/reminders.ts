import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { ReminderAnswer } from '../../reviews/reminders/reminder.ts';
import { submitReminderAnswer } from '../outbox/reminders.ts';
import { readReminderValue } from '../render/thread/reminder.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import type { Demand } from './route-by-name.ts';
import { GONE, presserOf, tell } from './tell.ts';

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** What a button of a reminder wants to do. */
export function byReminder({ action }: Pressed): Demand | undefined {
  const pressed = readReminderValue(action.value ?? '');
  return pressed && { act: 'answer-reminder', reviewId: pressed.reviewId };
}

/** Handles "Snooze" and "Not needed" on a reminder. */
export function handleReminderAction(parts: ListenerParts, answer: ReminderAnswer): Middleware<Pressed> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const told = await answerReminder(parts, personOf(context, body.user.id), {
      body,
      value: action.value ?? '',
      answer,
    });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

interface Answered {
  body: BlockAction;
  value: string;
  answer: ReminderAnswer;
}

/** Returns what the person is told where nothing was stored. */
async function answerReminder(parts: ListenerParts, person: Person, { body, value, answer }: Answered) {
  const { db, poster, advisor, logger } = parts;
  const pressed = readReminderValue(value);
  const [channelId, messageTs] = [body.channel?.id, body.message?.ts];
  if (pressed === undefined || channelId === undefined || messageTs === undefined) {
    return 'This reminder is from another version. Nothing was changed.';
  }
  const { reviewId } = pressed;
  const clock = { now: Date.now(), timeZone: advisor.policy?.timeZone };
  const press = { ...person, ...pressed, answer, place: { channelId, messageTs } };
  const outcome = await submitReminderAnswer(db, press, clock);
  if (outcome.kind === 'missing') return GONE;
  if (outcome.kind === 'over')
    return 'This reminder is over: the review, its date or the next reminder has changed since. Nothing was changed.';
  logger.info({ actor: person.userId, reviewId, answer, reminder: pressed.reminder.kind }, 'Reminder answered');
  await poster.kick(reviewId);
  return undefined;
}

import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { type ReminderAnswer, remindedOf } from '../../reviews/reminders/reminder.ts';
import { findReview } from '../../reviews/review-store.ts';
import { submitReminderAnswer } from '../outbox/reminders.ts';
import { groupsOf } from '../people/permission.ts';
import { readReminderValue } from '../render/thread/reminder.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { denialFor } from './permit.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** Handles "Snooze" and "Not needed" on a reminder: for everyone who may set the due date, and for those whom it mentions. */
export function handleReminderAction(
  parts: ListenerParts,
  answer: ReminderAnswer,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const told = await answerReminder(parts, person, { body, value: action.value ?? '', answer });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

interface Pressed {
  body: BlockAction;
  value: string;
  answer: ReminderAnswer;
}

/** Returns what the person is told where nothing was stored. */
async function answerReminder(parts: ListenerParts, person: Person, { body, value, answer }: Pressed) {
  const { db, poster, advisor, logger } = parts;
  const pressed = readReminderValue(value);
  const [channelId, messageTs] = [body.channel?.id, body.message?.ts];
  if (pressed === undefined || channelId === undefined || messageTs === undefined) {
    return 'This reminder is from another version. Nothing was changed.';
  }
  const { reviewId } = pressed;
  const denied = await denialFor(parts, person, body, { act: 'set-decide-by', reviewId });
  if (denied !== undefined && !(await isReminded(parts, person, reviewId))) return denied;
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

/** Whether a reminder mentions somebody, or a user group that they are in. */
async function isReminded(parts: ListenerParts, { teamId, userId }: Person, reviewId: string): Promise<boolean> {
  const review = await findReview(parts.db, teamId, reviewId);
  const ids = review === undefined ? [] : remindedOf(review);
  return ids.includes(userId) || (await groupsOf(parts, userId, ids)).own.length > 0;
}

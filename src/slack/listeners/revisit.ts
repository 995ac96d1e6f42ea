import type { BlockAction, ButtonAction, SlackActionMiddlewareArgs, StaticSelectAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { addDays, dayIn } from '../../reviews/calendar.ts';
import { draftOf } from '../form/read-form.ts';
import { context } from '../render/blocks.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import { readRevisitIn } from '../render/revisit-choices.ts';
import { readRevisitValue, revisitedWords } from '../render/thread/revisited.ts';
import { act } from './act.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { onPress } from './press.ts';
import type { ActionHandler, ButtonHandler, Demand } from './route-by-name.ts';
import { GONE } from './tell.ts';

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;
type Chosen = SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>>;

/** What a button under "what changed" wants to do. */
export function byRevisit({ action }: Pressed): Demand | undefined {
  const seen = readRevisitValue(action.value ?? '');
  return seen && { act: 'revisit', reviewId: seen.reviewId };
}

export function byRevisitIn({ action }: Chosen): Demand | undefined {
  const chosen = readRevisitIn(action.selected_option?.value ?? '');
  return chosen && { act: 'set-revisit', reviewId: chosen.reviewId };
}

/** Handles "Keep for 90 days": the decision stays, and is looked at again that many days from today. */
export const handleRevisitKeepAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const seen = readRevisitValue(action.value ?? '');
    if (seen === undefined) return GONE;
    const next = dayAfter(seen.days, parts);
    const asked = { person, reviewId: seen.reviewId, responseUrl: body.response_url };
    const done = await act(parts, { ...asked, action: { kind: 'revisit', keep: true, next, seen } });
    if (!done.ok) return done.text;
    await replaceButtons(parts, body, revisitedWords(person.userId, next));
    await parts.poster.kick(done.review.id);
    return undefined;
  });

/** Handles "Start a revision": takes the decision back, and opens the form with its answers. */
export const handleRevisitReviseAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const seen = readRevisitValue(action.value ?? '');
    if (seen === undefined) return GONE;
    const asked = { person, reviewId: seen.reviewId, responseUrl: body.response_url };
    const done = await act(parts, { ...asked, action: { kind: 'revisit', keep: false, next: null, seen } });
    if (!done.ok) return done.text;
    const { id: reviewId, latest } = done.review;
    // Before anything else: Slack lets a form open for three seconds.
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person,
      draft: draftOf(latest.workload),
      metadata: { channelId: body.channel?.id ?? null, reviewId, baseRevision: latest.revision },
      responseUrl: body.response_url,
    });
    await replaceButtons(parts, body, revisitedWords(person.userId, null));
    await parts.poster.kick(reviewId);
    if (opened.ok) return undefined;
    return `The decision is taken back. Press *Change answers* on the review's message. ${opened.text}`;
  });

export const handleRevisitInAction = (parts: ListenerParts): ActionHandler<BlockAction<StaticSelectAction>> =>
  onPress(parts, async ({ action, body, person }) => {
    const chosen = readRevisitIn(action.selected_option?.value ?? '');
    if (chosen === undefined) return GONE;
    const { reviewId, days } = chosen;
    const date = days === null ? null : dayAfter(days, parts);
    const asked = { kind: 'set-revisit', date, today: dayAfter(0, parts) } as const;
    const done = await act(parts, { person, reviewId, action: asked, responseUrl: body.response_url });
    if (!done.ok) return done.text;
    await parts.poster.kick(done.review.id);
    return undefined;
  });

/** The date that many days from today, in the team's time zone. */
const dayAfter = (days: number, { advisor: { policy } }: ListenerParts): string =>
  addDays(dayIn(Date.now(), policy?.timeZone), days);

/**
 * Puts what came of it in place of the buttons that were pressed. Where Slack refuses, they stay, and the record refuses a
 * second press.
 */
async function replaceButtons(
  { interactive, logger }: ListenerParts,
  { channel, message }: BlockAction,
  words: string,
): Promise<void> {
  if (channel === undefined || message === undefined) return;
  const shown: KnownBlock[] = Array.isArray(message['blocks']) ? message['blocks'] : [];
  const blocks: KnownBlock[] = [...shown.filter(({ type }) => type !== 'actions'), context(words)];
  try {
    await interactive.chat.update({
      channel: channel.id,
      ts: message.ts,
      text: message.text ?? '',
      blocks,
      ...AS_WRITTEN,
    });
  } catch (error) {
    logger.warn({ err: error }, 'Could not replace the buttons under what changed since a decision');
  }
}

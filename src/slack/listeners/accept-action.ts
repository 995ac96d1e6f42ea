import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { buildAcceptAnyway } from '../decide/build-concern-dialogs.ts';
import { describeRefusal } from '../decide/describe-refusal.ts';
import { readSeenValue } from '../message/seen-value.ts';
import { submitAction } from '../posting/submit-review.ts';
import { auditEvents } from './audit-events.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { GONE, presserOf } from './pressers.ts';
import { openReviewDialog } from './review-dialogs.ts';
import { tell } from './tell.ts';

/** "Accept": at once where nothing speaks against it; where concerns are open they are named first. */
export function handleAcceptAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const { reviewId, revision } = readSeenValue(action.value ?? '');
    const accept = { kind: 'accept', ...(revision !== undefined && { seenRevision: revision }) } as const;
    const responseAddress = responseAddressOf(body.response_url);
    const outcome = await submitAction(parts.db, {
      teamId: person.teamId,
      reviewId,
      actorId: person.userId,
      action: accept,
      ...(responseAddress && { responseAddress }),
    });
    if (outcome.ok) {
      auditEvents(parts.logger, outcome.review, outcome.events);
      await parts.poster.kick(reviewId);
      return;
    }
    const isDoubted = outcome.kind === 'refused' && outcome.refusal.kind === 'open-concerns';
    const asked = { reviewId, triggerId: body.trigger_id };
    const told = isDoubted
      ? await openReviewDialog(parts, person, asked, { probe: accept, build: buildAcceptAnyway })
      : outcome.kind === 'missing'
        ? GONE
        : describeRefusal(outcome.refusal);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

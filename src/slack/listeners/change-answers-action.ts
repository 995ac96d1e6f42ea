import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { mayBeRevised } from '../../reviews/review.ts';
import { findReview } from '../../reviews/review-store.ts';
import { draftOf } from '../form/read-form.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { tell } from './tell.ts';

/** "Change answers": opens the form with the answers of the record, not with what the message happens to show. */
export function handleChangeAnswersAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const channelId = body.channel?.id ?? null;
    const presser = { userId: body.user.id, responseUrl: body.response_url, channelId: channelId ?? undefined };
    const review = await findReview(parts.db, person.teamId, action.value ?? '');
    if (review === undefined) {
      await tell(parts, presser, {
        text: 'This review is not in the record any more, so its answers cannot be changed.',
      });
      return;
    }
    if (!mayBeRevised(review.state)) {
      await tell(parts, presser, { text: 'This review is decided; its answers stay as they are.' });
      return;
    }
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person,
      draft: draftOf(review.latest.workload),
      metadata: { channelId, reviewId: review.id, baseRevision: review.latest.revision },
      responseUrl: body.response_url,
    });
    if (!opened.ok) await tell(parts, presser, { text: opened.text });
  };
}

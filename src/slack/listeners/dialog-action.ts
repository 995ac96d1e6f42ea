import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { presserOf } from './pressers.ts';
import { openReviewDialog, type ReviewDialog } from './review-dialogs.ts';
import { tell } from './tell.ts';

/** A button of the review's message that asks for more before anything is done. */
export function handleDialogAction(
  parts: ListenerParts,
  dialog: ReviewDialog,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const asked = { reviewId: action.value ?? '', triggerId: body.trigger_id };
    const told = await openReviewDialog(parts, personOf(context, body.user.id), asked, dialog);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

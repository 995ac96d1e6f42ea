import type { BlockAction, Middleware, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { type ReviewMenuItem, readMenuValue } from '../message/review-menu.ts';
import { DIALOGS } from './dialogs.ts';
import { exportAdr } from './export-adr.ts';
import { openSuccessorForm } from './open-successor-form.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './people.ts';
import { presserOf } from './pressers.ts';
import { openReviewDialog } from './review-dialogs.ts';
import { tell } from './tell.ts';

interface Chosen {
  person: Person;
  reviewId: string;
  triggerId: string;
  channelId: string | undefined;
  responseUrl: string | undefined;
}

/** The menu of the review's message: what is done seldom. */
export function handleMoreAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<OverflowAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const chosen = readMenuValue(action.selected_option.value);
    const told =
      chosen === undefined
        ? 'This menu is from an older version. Nothing was changed.'
        : await choose(parts, chosen.item, {
            person: personOf(context, body.user.id),
            reviewId: chosen.reviewId,
            triggerId: body.trigger_id,
            channelId: body.channel?.id,
            responseUrl: body.response_url,
          });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** A sentence for the person, where there is something to say. */
async function choose(parts: ListenerParts, item: ReviewMenuItem, chosen: Chosen): Promise<string | undefined> {
  const open = (dialog: (typeof DIALOGS)[keyof typeof DIALOGS]) =>
    openReviewDialog(parts, chosen.person, chosen, dialog);
  switch (item) {
    case 'override':
      return open(DIALOGS.override);
    case 'decider':
      return open(DIALOGS.decider);
    case 'withdraw':
      return open(DIALOGS.withdraw);
    case 're-open':
      return open(DIALOGS.reopen);
    case 'supersede':
      return openSuccessorForm(parts, chosen);
    case 'export-adr':
      return exportAdr(parts, chosen.person.teamId, chosen.reviewId);
  }
}

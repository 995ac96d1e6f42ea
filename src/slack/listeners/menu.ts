import type { BlockAction, Middleware, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Act } from '../people/who-may.ts';
import { type ReviewMenuItem, readMenuValue } from '../render/message/section.ts';
import type { Demand } from './demands.ts';
import { DIALOGS, openReviewDialog, type ReviewDialog } from './dialogs.ts';
import { exportAdr } from './export-record.ts';
import { openSuccessorForm } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { presserOf, tell } from './tell.ts';

interface Chosen {
  person: Person;
  reviewId: string;
  triggerId: string;
  channelId: string | undefined;
  responseUrl: string | undefined;
}

interface MenuItem {
  /** What a person must be permitted to do; null: it only reads. */
  act: Act | null;
  /** Returns a sentence for the person where there is something to say. */
  choose(parts: ListenerParts, chosen: Chosen): Promise<string | undefined>;
}

const dialogItem = (dialog: ReviewDialog): MenuItem => ({
  act: dialog.probe.kind,
  choose: (parts, chosen) => openReviewDialog(parts, chosen.person, chosen, dialog),
});

/** The menu of the review's message: what is done seldom. */
const MENU: Readonly<Record<ReviewMenuItem, MenuItem>> = {
  override: dialogItem(DIALOGS.override),
  decider: dialogItem(DIALOGS.decider),
  withdraw: dialogItem(DIALOGS.withdraw),
  're-open': dialogItem(DIALOGS.reopen),
  supersede: { act: 'supersede', choose: openSuccessorForm },
  'export-adr': { act: null, choose: (parts, { person, reviewId }) => exportAdr(parts, person.teamId, reviewId) },
};

/** What a chosen item asks for. */
export function byMenu({ action }: SlackActionMiddlewareArgs<BlockAction<OverflowAction>>): Demand | undefined {
  const chosen = readMenuValue(action.selected_option.value);
  if (chosen === undefined) return undefined;
  const { act } = MENU[chosen.item];
  return act === null ? undefined : { act, reviewId: chosen.reviewId };
}

export function handleMoreAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<OverflowAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const chosen = readMenuValue(action.selected_option.value);
    const told =
      chosen === undefined
        ? 'This menu is from an older version. Nothing was changed.'
        : await MENU[chosen.item].choose(parts, {
            person: personOf(context, body.user.id),
            reviewId: chosen.reviewId,
            triggerId: body.trigger_id,
            channelId: body.channel?.id,
            responseUrl: body.response_url,
          });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

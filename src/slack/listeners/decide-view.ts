import type { Middleware, SlackViewMiddlewareArgs, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { currentReference } from '../../logger.ts';
import type { ReviewAction } from '../../reviews/review-action.ts';
import { buildAcceptAnyway } from '../decide/build-concern-dialogs.ts';
import { buildNotDone } from '../decide/build-dialog.ts';
import { type DecideMetadata, decodeDecideMetadata } from '../decide/decide-metadata.ts';
import { blockOf, describeRefusal } from '../decide/describe-refusal.ts';
import type { DialogValues } from '../decide/read-dialog.ts';
import { findCard } from '../posting/find-card.ts';
import { submitAction } from '../posting/submit-review.ts';
import { auditEvents } from './audit-events.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './people.ts';
import { GONE } from './pressers.ts';

/** What a dialog's answers ask for. Several actions are done one after the other; the first that is refused ends it. */
export type ReadActions = (values: DialogValues, metadata: DecideMetadata) => readonly ReviewAction[];

/** A dialog was submitted. It closes only after the record has it; otherwise it says what happened meanwhile. */
export function handleDecideView(
  parts: ListenerParts,
  readActions: ReadActions,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const person = personOf(context, body.user.id);
    const metadata = decodeDecideMetadata(view.private_metadata);
    if (metadata === null) {
      await ack(showInstead(buildNotDone('This dialog is from an older version. Please open it again.')));
      return;
    }
    try {
      const refused = await act(parts, person, metadata.reviewId, readActions(view.state.values, metadata));
      await (refused === undefined ? ack() : ack(refused));
    } catch (error) {
      parts.logger.error({ err: error }, 'A decision could not be stored');
      await ack(showInstead(buildNotDone(`This could not be stored. Reference: ${currentReference()}`)));
      return;
    }
    await parts.poster.kick(metadata.reviewId);
  };
}

async function act(
  { db, logger }: ListenerParts,
  { teamId, userId: actorId }: Person,
  reviewId: string,
  actions: readonly ReviewAction[],
): Promise<ViewResponseAction | undefined> {
  for (const action of actions) {
    const outcome = await submitAction(db, { teamId, reviewId, actorId, action });
    if (outcome.ok) {
      auditEvents(logger, outcome.review, outcome.events);
      continue;
    }
    if (outcome.kind === 'missing') return showInstead(buildNotDone(GONE));
    const { refusal, review } = outcome;
    const block = blockOf(refusal);
    if (block !== undefined) return { response_action: 'errors', errors: { [block]: describeRefusal(refusal) } };
    // Another concern came meanwhile: it has to be seen, too.
    if (refusal.kind === 'open-concerns') return showInstead(buildAcceptAnyway(await findCard(db, review)));
    return showInstead(buildNotDone(describeRefusal(refusal)));
  }
  return undefined;
}

function showInstead(view: ModalView): ViewResponseAction {
  return { response_action: 'update', view };
}

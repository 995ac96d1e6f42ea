import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { currentReference } from '../../logger.ts';
import { within } from '../../retry.ts';
import type { ReviewAction } from '../../reviews/action.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { buildAcceptAnyway } from '../render/dialogs/concerns.ts';
import { buildNotDone, decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { blockOf, describeRefusal } from '../render/dialogs/refusal.ts';
import { readSeenValue } from '../render/message/section.ts';
import { auditEvents } from './audit-events.ts';
import { DIALOGS, openReviewDialog, type ReviewDialog } from './dialogs.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** A dialog was submitted. It closes only after the record has it; otherwise it says what happened meanwhile. */
export function handleDecideView(
  parts: ListenerParts,
  dialog: Pick<ReviewDialog, 'read' | 'asksForDate'>,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const person = personOf(context, body.user.id);
    const metadata = decodeDecideMetadata(view.private_metadata);
    if (metadata === null) {
      await ack(showInstead(buildNotDone('This dialog is from an older version. Please open it again.')));
      return;
    }
    try {
      const today = dialog.asksForDate ? await todayFor(parts, person.userId) : dateAt(0);
      const refused = await act(parts, person, metadata.reviewId, dialog.read(view.state.values, metadata, today));
      await (refused === undefined ? ack() : ack(refused));
    } catch (error) {
      parts.logger.error({ err: error }, 'A decision could not be stored');
      await ack(showInstead(buildNotDone(`This could not be stored. Reference: ${currentReference()}`)));
      return;
    }
    await parts.poster.kick(metadata.reviewId);
  };
}

/** For the look-up of a time zone, in milliseconds: Slack wants an acknowledgement within three seconds. */
const LOOK_UP_LIMIT_MS = 1000;

/** The last place to reach a date is 12 hours behind UTC. */
const LAST_ZONE_SECONDS = -12 * 60 * 60;

/** The date where a person is. Where their time zone is unknown, the earliest date that it still is anywhere. */
async function todayFor({ people }: ListenerParts, userId: string): Promise<string> {
  const asked = people.profile(userId).catch(() => null);
  const profile = (await within(asked, LOOK_UP_LIMIT_MS)) ? await asked : null;
  return dateAt(profile?.utcOffsetSeconds ?? LAST_ZONE_SECONDS);
}

/** Today's date, as `2026-11-30`, so many seconds ahead of UTC. */
function dateAt(utcOffsetSeconds: number): string {
  return new Date(Date.now() + utcOffsetSeconds * 1000).toISOString().slice(0, 10);
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
    if (refusal.kind === 'open-concerns') return showInstead(buildAcceptAnyway(review));
    return showInstead(buildNotDone(describeRefusal(refusal)));
  }
  return undefined;
}

function showInstead(view: ModalView): ViewResponseAction {
  return { response_action: 'update', view };
}

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
      ? await openReviewDialog(parts, person, asked, DIALOGS.accept)
      : outcome.kind === 'missing'
        ? GONE
        : describeRefusal(outcome.refusal);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

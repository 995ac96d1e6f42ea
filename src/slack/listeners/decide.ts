import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { auditEvents } from '../../audit.ts';
import { currentReference } from '../../logger.ts';
import { within } from '../../retry.ts';
import { type ReviewAction, type Standing, staleness } from '../../reviews/action.ts';
import { approvalStates, namedByRules } from '../../reviews/approvals.ts';
import type { Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { buildAccept, factIn } from '../render/dialogs/accept.ts';
import {
  BLOCKS,
  blockOf,
  buildNotDone,
  type DecideMetadata,
  decodeDecideMetadata,
  describeRefusal,
} from '../render/dialogs/dialog.ts';
import { isCertain, readSeenValue } from '../render/message/section.ts';
import { DIALOGS, openReviewDialog, type ReviewDialog } from './dialogs.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { standingFor } from './permit.ts';
import { revise, withFact } from './revise.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { GONE, presserOf, tell } from './tell.ts';

/** Handles a submitted dialog. It closes once the decision is stored; otherwise it says why nothing was stored. */
export function handleDecideView(
  parts: ListenerParts,
  dialog: Pick<ReviewDialog, 'read' | 'warn' | 'asksForDate' | 'asksForStanding' | 'closesAll'>,
): ViewHandler {
  return async ({ body, view, ack, context }) => {
    const person = personOf(context, body.user.id);
    const metadata = decodeDecideMetadata(view.private_metadata);
    if (metadata === null) {
      await ack(showInstead(buildNotDone('This dialog is from an older version. Open it again.')));
      return;
    }
    try {
      const { values } = view.state;
      const { reviewId } = metadata;
      const today = dialog.asksForDate ? await todayFor(parts, person.userId) : dateAt(0);
      const review = dialog.asksForStanding ? await findReview(parts.db, person.teamId, reviewId) : undefined;
      const standing = review && (await standingFor(parts, person, review));
      const actor = { ...standing, userId: person.userId, at: Date.now() };
      const warning = review && dialog.warn?.(review, values, metadata, actor);
      if (warning !== undefined) {
        await ack(showInstead(warning));
        return;
      }
      const refused = await act(parts, person, { reviewId, standing }, dialog.read(values, metadata, today));
      const done = dialog.closesAll ? ({ response_action: 'clear' } as const) : undefined;
      await ack(refused === undefined ? done : besideOf(refused, metadata));
    } catch (error) {
      parts.logger.error({ err: error }, 'Could not store a decision');
      parts.onFailed?.();
      await ack(
        showInstead(
          buildNotDone(
            `I couldn't save this. Try again. If it keeps happening, give your administrator this reference: ${currentReference()}`,
          ),
        ),
      );
      return;
    }
    await parts.poster.kick(metadata.reviewId);
  };
}

/** Limit for looking up a time zone, in milliseconds: Slack expects an acknowledgement within three seconds. */
const LOOK_UP_LIMIT_MS = 1000;

/** The last time zone to reach a date is 12 hours behind UTC. */
const LAST_ZONE_SECONDS = -12 * 60 * 60;

/** Returns today's date where a person is. Without their time zone, the earliest date that is still today somewhere. */
async function todayFor({ people }: ListenerParts, userId: string): Promise<string> {
  const asked = people.profile(userId).catch(() => null);
  const profile = (await within(asked, LOOK_UP_LIMIT_MS)) ? await asked : null;
  return dateAt(profile?.utcOffsetSeconds ?? LAST_ZONE_SECONDS);
}

/** Returns today's date, as `2026-11-30`, at an offset from UTC in seconds. */
function dateAt(utcOffsetSeconds: number): string {
  return new Date(Date.now() + utcOffsetSeconds * 1000).toISOString().slice(0, 10);
}

async function act(
  parts: ListenerParts,
  { teamId, userId: actorId }: Person,
  { reviewId, standing }: { reviewId: string; standing: Standing | undefined },
  actions: readonly ReviewAction[],
): Promise<ViewResponseAction | undefined> {
  for (const action of actions) {
    const outcome = await submitAction(parts, { teamId, reviewId, actorId, action, standing });
    if (outcome.ok) {
      auditEvents(parts.logger, outcome.review, outcome.events);
      continue;
    }
    if (outcome.kind === 'missing') return showInstead(buildNotDone(GONE));
    const { refusal, review } = outcome;
    const block = blockOf(refusal);
    if (block !== undefined) return { response_action: 'errors', errors: { [block]: describeRefusal(refusal) } };
    // Someone raised another concern: show it before anything is accepted.
    if (refusal.kind === 'open-concerns') return showInstead(buildAccept(review));
    return showInstead(buildNotDone(describeRefusal(refusal)));
  }
  return undefined;
}

/** Where a dialog warned, its reason is in a block of another id. */
function besideOf(refused: ViewResponseAction, { option }: DecideMetadata): ViewResponseAction {
  const error = refused.response_action === 'errors' ? refused.errors[BLOCKS.reason] : undefined;
  if (option === undefined || error === undefined) return refused;
  return { response_action: 'errors', errors: { [BLOCKS.reasonAnyway]: error } };
}

function showInstead(view: ModalView): ViewResponseAction {
  return { response_action: 'update', view };
}

/** The dialog behind "Accept…": with the missing fact filled in, the review is revised; otherwise it is accepted. */
export const handleAcceptView = (parts: ListenerParts): ViewHandler =>
  handleFactView(parts, handleDecideView(parts, DIALOGS.accept));

/** The dialog behind "Answer": what the size waits for becomes the next revision. */
export const handleAnswerSizeView = (parts: ListenerParts): ViewHandler =>
  handleFactView(parts, ({ ack }) =>
    ack({ response_action: 'errors', errors: { [BLOCKS.fact]: 'Enter a number, such as in the example.' } }),
  );

/** Revises the review with the fact that a dialog asked for. `otherwise`: where none was filled in. */
function handleFactView(parts: ListenerParts, otherwise: ViewHandler): ViewHandler {
  return async (args) => {
    const { body, view, ack, context } = args;
    const { reviewId = '', revision = 0, field } = decodeDecideMetadata(view.private_metadata) ?? {};
    const fact = field === undefined ? undefined : factIn(view.state.values, field);
    if (field === undefined || fact === undefined) return otherwise(args);
    if (!fact.ok) {
      await ack({ response_action: 'errors', errors: { [BLOCKS.fact]: fact.text } });
      return;
    }
    const change = withFact(field, fact.value);
    try {
      const told = await revise(parts, personOf(context, body.user.id), { reviewId, baseRevision: revision, change });
      await (told === undefined ? ack() : ack(showInstead(buildNotDone(told))));
    } catch (error) {
      parts.logger.error({ err: error }, 'A revision could not be stored');
      parts.onFailed?.();
      await ack(showInstead(buildNotDone(`This could not be stored. Reference: ${currentReference()}`)));
      return;
    }
    await parts.poster.kick(reviewId);
  };
}

/** Handles "Accept": at once where it is certain and nothing speaks against it; otherwise a dialog names what is assumed, and the concerns. */
export function handleAcceptAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const { reviewId, revision } = readSeenValue(action.value ?? '');
    const accept = { kind: 'accept', ...(revision !== undefined && { seenRevision: revision }) } as const;
    const asked = { reviewId, triggerId: body.trigger_id };
    const review = await findReview(parts.db, person.teamId, reviewId);
    if (review?.state === 'proposed' && asksBefore(review)) {
      const stale = staleness(review, revision);
      const told = stale ? describeRefusal(stale) : await openReviewDialog(parts, person, asked, DIALOGS.accept);
      if (told !== undefined) await tell(parts, presserOf(body), { text: told });
      return;
    }
    const responseAddress = responseAddressOf(body.response_url);
    const isRuled = review !== undefined && namedByRules(review).length > 0;
    const standing = isRuled ? await standingFor(parts, person, review) : undefined;
    const outcome = await submitAction(parts, {
      standing,
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
    const told = isDoubted
      ? await openReviewDialog(parts, person, asked, DIALOGS.accept)
      : outcome.kind === 'missing'
        ? GONE
        : describeRefusal(outcome.refusal);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Whether a dialog comes first: something is assumed, another option is up for decision, or approvals are asked for. */
function asksBefore(review: Review): boolean {
  const { candidate, latest } = review;
  return candidate !== null || approvalStates(review).length > 0 || !isCertain(latest.recommendation.choice ?? {});
}

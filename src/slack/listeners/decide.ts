import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { auditEvents } from '../../audit.ts';
import { currentReference } from '../../logger.ts';
import type { WorkloadField } from '../../recommender/index.ts';
import { within } from '../../retry.ts';
import { type ReviewAction, type Standing, staleness } from '../../reviews/action.ts';
import { approvalStates, namedByRules } from '../../reviews/approvals.ts';
import type { Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { submitAction } from '../outbox/submit-review.ts';
import { buildAccept, factBlock, factIn } from '../render/dialogs/accept.ts';
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
import { revise, withFacts } from './revise.ts';
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

/** Revises the review with the facts that a dialog asked for. `otherwise`: where none was filled in. */
function handleFactView(parts: ListenerParts, otherwise: ViewHandler): ViewHandler {
  return async (args) => {
    const { body, view, ack, context } = args;
    const { reviewId = '', revision = 0, fields = [] } = decodeDecideMetadata(view.private_metadata) ?? {};
    const facts: Partial<Record<WorkloadField, unknown>> = {};
    const errors: Record<string, string> = {};
    for (const [at, field] of fields.entries()) {
      const fact = factIn(view.state.values, field, at);
      if (fact?.ok) facts[field] = fact.value;
      else if (fact !== undefined) errors[factBlock(at)] = fact.text;
    }
    if (Object.keys(errors).length > 0) {
      await ack({ response_action: 'errors', errors });
      return;
    }
    if (Object.keys(facts).length === 0) return otherwise(args);
    const change = withFacts(facts);
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
    const seen = readSeenValue(action.value ?? '');
    const told = await accept(parts, person, { ...seen, triggerId: body.trigger_id, responseUrl: body.response_url });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** `revision`: that the person saw. `asks`: whatever the answer rests on. */
interface Accepting {
  reviewId: string;
  revision?: number;
  triggerId: string;
  responseUrl?: string | undefined;
  asks?: boolean;
}

/** Accepts, or opens the dialog that asks. Returns what the person is told where nothing was done. */
export async function accept(parts: ListenerParts, person: Person, asked: Accepting): Promise<string | undefined> {
  const { reviewId, revision, responseUrl, asks = false } = asked;
  const review = await findReview(parts.db, person.teamId, reviewId);
  if (review?.state === 'proposed' && (asks || asksBefore(review))) {
    const stale = staleness(review, revision);
    return stale ? describeRefusal(stale) : openReviewDialog(parts, person, asked, DIALOGS.accept);
  }
  const responseAddress = responseAddressOf(responseUrl);
  const isRuled = review !== undefined && namedByRules(review).length > 0;
  const standing = isRuled ? await standingFor(parts, person, review) : undefined;
  const outcome = await submitAction(parts, {
    standing,
    teamId: person.teamId,
    reviewId,
    actorId: person.userId,
    action: { kind: 'accept', ...(revision !== undefined && { seenRevision: revision }) },
    ...(responseAddress && { responseAddress }),
  });
  if (outcome.ok) {
    auditEvents(parts.logger, outcome.review, outcome.events);
    await parts.poster.kick(reviewId);
    return undefined;
  }
  if (outcome.kind === 'missing') return GONE;
  return outcome.refusal.kind === 'open-concerns'
    ? openReviewDialog(parts, person, asked, DIALOGS.accept)
    : describeRefusal(outcome.refusal);
}

/** Whether a dialog comes first: something is assumed, another option is up for decision, or approvals are asked for. */
function asksBefore(review: Review): boolean {
  const { candidate, latest } = review;
  return candidate !== null || approvalStates(review).length > 0 || !isCertain(latest.recommendation.choice ?? {});
}

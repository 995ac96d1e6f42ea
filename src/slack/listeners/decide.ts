import { lookUpMs } from '../../deadline.ts';
import type { WorkloadField } from '../../recommender/index.ts';
import { within } from '../../retry.ts';
import { staleness } from '../../reviews/action.ts';
import { approvalStates, namedByRules, unjudgedRules } from '../../reviews/approvals.ts';
import type { Review } from '../../reviews/record.ts';
import { VIEWS } from '../ids.ts';
import { buildAccept, decidesAlone, factBlock, factIn } from '../render/dialogs/accept.ts';
import { BLOCKS, type DecideMetadata, describeRefusal, typedIn } from '../render/dialogs/dialog.ts';
import { isCertain } from '../render/message/section.ts';
import { act } from './act.ts';
import { type Deciding, DIALOGS, openReviewDialog } from './dialogs.ts';
import type { ListenerParts, Person } from './parts.ts';
import { standingFor } from './permit.ts';
import { type Answer, type Asked, actorOf, beside, instead, onSubmit, type Submission, type Told } from './press.ts';
import { revise, withFacts } from './revise.ts';
import type { ViewHandler } from './route-by-name.ts';

/** Handles a submitted dialog. It closes once the decision is stored; otherwise it says why nothing was stored. */
export const handleDecideView = (parts: ListenerParts, dialog: Deciding): ViewHandler =>
  onSubmit(parts, (submission) => store(parts, dialog, submission));

async function store(
  parts: ListenerParts,
  dialog: Deciding,
  { values, metadata, person, find }: Submission,
): Promise<Answer> {
  const { reviewId } = metadata;
  const today = dialog.asksForDate ? await todayFor(parts, person.userId) : dateAt(0);
  const review = dialog.asksForStanding ? await find(reviewId) : undefined;
  const standing = review && (await standingFor(parts, person, review));
  const warning = review && dialog.warn?.(review, values, metadata, { ...standing, ...actorOf(person) });
  if (warning !== undefined) return instead(warning);
  for (const action of dialog.read(values, metadata, today)) {
    const acted = await act(parts, { person, reviewId, standing, action });
    if (acted.ok) continue;
    const { refusal, review: now } = acted.refused ?? {};
    // Someone raised another concern: show it before anything is accepted.
    if (refusal?.kind === 'open-concerns' && now) return instead(buildAccept(now, person.userId));
    return besideOf(acted.answer, metadata);
  }
  // The list of concerns may be under it.
  return metadata.act === 're-open-concern' ? { response_action: 'clear' } : undefined;
}

/** Limit for looking up a time zone, in milliseconds: Slack expects an acknowledgement within three seconds. */
const LOOK_UP_LIMIT_MS = 1000;

/** The last time zone to reach a date is 12 hours behind UTC. */
const LAST_ZONE_SECONDS = -12 * 60 * 60;

/** Returns today's date where a person is. Without their time zone, the earliest date that is still today somewhere. */
async function todayFor({ people }: ListenerParts, userId: string): Promise<string> {
  const asked = people.profile(userId).catch(() => null);
  const profile = (await within(asked, lookUpMs(LOOK_UP_LIMIT_MS))) ? await asked : null;
  return dateAt(profile?.utcOffsetSeconds ?? LAST_ZONE_SECONDS);
}

/** Returns today's date, as `2026-11-30`, at an offset from UTC in seconds. */
const dateAt = (utcOffsetSeconds: number): string =>
  new Date(Date.now() + utcOffsetSeconds * 1000).toISOString().slice(0, 10);

/** Where a dialog warned, its reason is in a block of another id. */
function besideOf(refused: Answer, { option }: DecideMetadata): Answer {
  const error =
    typeof refused === 'object' && refused.response_action === 'errors' ? refused.errors[BLOCKS.reason] : undefined;
  if (option === undefined || error === undefined) return refused;
  return beside(BLOCKS.reasonAnyway, error);
}

/** The dialog behind "Accept…": with the missing fact filled in, the review is revised; otherwise it is accepted. */
export const handleAcceptView = (parts: ListenerParts): ViewHandler =>
  handleFactView(parts, (submission) => store(parts, DIALOGS.accept, submission));

const NONE_ANSWERED = 'Answer at least one, such as in the example.';

/** The dialog behind "Answer": what the size waits for becomes the next revision. */
export const handleAnswerSizeView = (parts: ListenerParts): ViewHandler =>
  handleFactView(parts, async () => beside(BLOCKS.fact, NONE_ANSWERED));

const EITHER = 'With a fact the review is revised, and a reason is for accepting it. Empty one of the two.';

/** Revises the review with the facts that a dialog asked for. `otherwise`: where none was filled in. */
const handleFactView = (parts: ListenerParts, otherwise: (submission: Submission) => Promise<Answer>): ViewHandler =>
  onSubmit(parts, async (submission) => {
    const { reviewId, revision = 0, fields = [] } = submission.metadata;
    const facts: Partial<Record<WorkloadField, unknown>> = {};
    const errors: Record<string, string> = {};
    for (const [at, field] of fields.entries()) {
      const fact = factIn(submission.values, field, at);
      if (fact?.ok) facts[field] = fact.value;
      else if (fact !== undefined) errors[factBlock(at)] = fact.text;
    }
    if (Object.keys(errors).length > 0) return { response_action: 'errors', errors };
    if (Object.keys(facts).length === 0) return otherwise(submission);
    // A revision has no reason: what was typed isn't dropped without a word.
    if (submission.view.callback_id === VIEWS.accept && typedIn(submission.values, BLOCKS.reason).trim() !== '') {
      return beside(BLOCKS.reason, EITHER);
    }
    return revise(parts, submission, { reviewId, baseRevision: revision, change: withFacts(facts) });
  });

/**
 * Accepts: at once where it is certain and nothing speaks against it; otherwise a dialog names what is assumed, and the concerns.
 * `asks`: whatever the answer rests on.
 */
export async function accept(
  parts: ListenerParts,
  asked: Asked,
  { asks = false }: { asks?: boolean } = {},
): Promise<Told> {
  const { person, reviewId, revision, responseUrl } = asked;
  const review = await asked.find(reviewId);
  if (review?.state === 'proposed' && (asks || asksBefore(review, person))) {
    const stale = staleness(review, revision);
    return stale ? describeRefusal(stale) : openReviewDialog(parts, asked, DIALOGS.accept);
  }
  const isRuled = review !== undefined && namedByRules(review).length > 0;
  const standing = isRuled ? await standingFor(parts, person, review) : undefined;
  const action = { kind: 'accept', ...(revision !== undefined && { seenRevision: revision }) } as const;
  const acted = await act(parts, { person, reviewId, action, standing, responseUrl });
  if (acted.ok) {
    await parts.poster.kick(reviewId);
    return undefined;
  }
  const { refusal, review: now } = acted.refused ?? {};
  return refusal?.kind === 'open-concerns'
    ? openReviewDialog(parts, { ...asked, find: async () => now }, DIALOGS.accept)
    : acted.text;
}

/** Whether a dialog comes first: something is assumed, another option is up, approvals are asked for, or the requester decides alone. */
function asksBefore(review: Review, { userId }: Person): boolean {
  const isRuled = [...approvalStates(review), ...unjudgedRules(review)].length > 0 || review.candidate !== null;
  return isRuled || decidesAlone(review, userId) || !isCertain(review.latest.recommendation.choice ?? {});
}

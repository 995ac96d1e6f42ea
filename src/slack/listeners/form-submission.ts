import type { ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { auditEvents } from '../../audit.ts';
import { formatCount, type Workload } from '../../recommender/index.ts';
import { saveCorrection } from '../../reviews/corrections.ts';
import { findReachedLimit, findReview, type ReachedLimit } from '../../reviews/review-store.ts';
import { withMeasured } from '../../wording/measurements.ts';
import { asksForChannel, buildForm } from '../form/build-form.ts';
import {
  type Draft,
  decodeMetadata,
  doubtsIn,
  type FormMetadata,
  measurementsIn,
  originOf,
  withMeasurements,
} from '../form/draft.ts';
import { deleteDraft, findDraft, type StoredWords, saveDraft } from '../form/draft-store.ts';
import { linesLeft } from '../form/offers.ts';
import { CHANNEL } from '../form/questions/review.ts';
import { draftOf, factsStated, interpretDraft } from '../form/read-form.ts';
import { type SuccessorOutcome, submitAction, submitNewReview, submitSuccessor } from '../outbox/submit-review.ts';
import { describeRefusal } from '../render/dialogs/dialog.ts';
import { escapeMrkdwn, mentionFirst, when } from '../render/mrkdwn.ts';
import type { FormUpdates } from './form-action.ts';
import { contextOf, responseAddressOf } from './open-form.ts';
import type { ListenerParts, Person } from './parts.ts';
import { besideFirst, instead, onView } from './press.ts';
import { adviseFor, adviseIn } from './revise.ts';
import type { ViewHandler } from './route-by-name.ts';
import { DECIDED, GONE } from './tell.ts';

/** Handles the submitted form. It closes once the review and its posts are stored. */
export const handleWorkloadFormView = (parts: ListenerParts, updates: FormUpdates): ViewHandler =>
  onView(parts, { decode: (text) => ({ form: decodeMetadata(text) }) }, async ({ body, view, metadata, person }) => {
    updates.hold(view.id);
    const { form } = metadata;
    if (form === null) return besideFirst(view, 'This form is from an older version. Open a new one.');
    const draft = await updates.remember(person, form.draftId, view);
    const interpreted = interpretDraft(draft, { needsChannel: asksForChannel(form) });
    if (!interpreted.ok) return showErrors(view, draft, form, interpreted.errors);

    const key = { id: form.draftId, ...person };
    const opened = await findDraft(parts.db, key);
    const responseAddress = responseAddressOf(body.response_urls?.[0]?.response_url) ?? opened?.responseAddress;
    const submission = { person, metadata: form, draft, workload: interpreted.workload, responseAddress };
    const stored = await storeSubmission(parts, submission);
    if (!stored.ok) return stored.answer(view);
    return {
      // A form that was filled from an endpoint is on top of the one that was open before.
      answer: form.isOnTop ? { response_action: 'clear' } : undefined,
      async after() {
        await Promise.all([
          parts.poster.kick(stored.reviewId),
          ...(form.supersedes === undefined ? [] : [parts.poster.kick(form.supersedes)]),
          deleteDraft(parts.db, key),
          ...(opened?.words === undefined ? [] : [keepCorrection(parts, submission, stored.reviewId, opened.words)]),
        ]);
      },
    };
  });

/** The review to post, or what the form shows instead of closing. */
type Stored = { ok: true; reviewId: string } | { ok: false; answer: (view: SubmittedView) => ViewResponseAction };

type StoringParts = Pick<ListenerParts, 'db' | 'receivers' | 'logger' | 'advisor'> & {
  people: Pick<ListenerParts['people'], 'channelName'>;
  settings: Pick<ListenerParts['settings'], 'reviewsPerHour' | 'workspaceReviewsPerHour'>;
};

interface Submission {
  person: Person;
  metadata: FormMetadata;
  draft: Draft;
  workload: Workload;
  responseAddress: ReturnType<typeof responseAddressOf>;
}

/**
 * Stores a new review or the next revision of one, with its posts, in one transaction. A form that is submitted twice, because
 * Slack missed the first acknowledgement, is stored once.
 */
export async function storeSubmission(parts: StoringParts, submission: Submission): Promise<Stored> {
  const { db, logger } = parts;
  const { reviewsPerHour: person, workspaceReviewsPerHour: workspace } = parts.settings;
  const { metadata, draft, responseAddress } = submission;
  if (metadata.reviewId !== undefined) return storeRevision(parts, submission, metadata.reviewId);
  const { teamId, userId } = submission.person;
  const { draftId: id, supersedes, isPublic } = metadata;
  const channelId = metadata.channelId ?? draft[CHANNEL] ?? userId;
  const context = { channel: channelId, requestedBy: userId };
  const advised = await adviseIn(parts, submission.workload, context, doubtsIn(draft, submission.workload));
  const { workload } = advised.recommendation;
  const told = { teamId, workload, ...advised, responseAddress };
  const reached = await findReachedLimit(
    db,
    { teamId, userId, id },
    { limits: { person, workspace }, now: Date.now() },
  );
  if (reached !== undefined) return refuseTooMany(submission, reached);
  const heard = linesLeft(draft);
  const endpoint = originOf(draft);
  const asked = {
    ...told,
    id,
    requesterId: userId,
    channelId,
    ...(heard.length > 0 && { heard }),
    ...(endpoint !== undefined && { endpoint }),
    ...(isPublic !== undefined && { isPublic }),
  };
  const outcome =
    supersedes === undefined
      ? { ok: true as const, superseded: [], ...(await submitNewReview(db, asked)) }
      : await submitSuccessor(parts, { ...asked, supersedes });
  if (!outcome.ok) return refuseSuccessor(submission, outcome);
  const { review, created, superseded } = outcome;
  if (supersedes !== undefined) auditEvents(logger, { id: supersedes, teamId }, superseded);
  if (created || isSame(review.latest.workload, workload)) return { ok: true, reviewId: id };
  // The person changed an answer before submitting again.
  const { revision: baseRevision } = review.latest;
  return storeRevision(parts, { ...submission, metadata: { ...metadata, baseRevision } }, id);
}

async function storeRevision(
  parts: StoringParts,
  { person, metadata, draft, workload: stated, responseAddress }: Submission,
  reviewId: string,
): Promise<Stored> {
  const { db, logger } = parts;
  const { teamId, userId } = person;
  const { baseRevision = 0 } = metadata;
  const missing: Stored = { ok: false, answer: (view) => besideFirst(view, 'This review no longer exists.') };
  const before = await findReview(db, teamId, reviewId);
  if (before === undefined) return missing;
  const advised = await adviseFor(parts, before, stated, { doubts: doubtsIn(draft, stated) });
  const { revision: seen, recommendation, team } = before.latest;
  const isUnchanged = isSame([seen, recommendation, team], [baseRevision, advised.recommendation, advised.team]);
  // Approvals would start again for nothing.
  if (isUnchanged) return { ok: true, reviewId };
  const { workload } = advised.recommendation;
  const action = { kind: 'revise', baseRevision, workload, ...advised } as const;
  const outcome = await submitAction(parts, { teamId, reviewId, actorId: userId, action, responseAddress });
  if (outcome.ok) {
    auditEvents(logger, outcome.review, outcome.events);
    return { ok: true, reviewId };
  }
  if (outcome.kind === 'missing') return missing;
  if (outcome.refusal.kind !== 'stale') return { ok: false, answer: (view) => besideFirst(view, DECIDED) };
  const { revision, authorId, workload: latest } = outcome.review.latest;
  if (authorId === userId && isSame(latest, workload)) return { ok: true, reviewId };
  const notice = `${mentionFirst(authorId)} saved revision ${revision} while you were editing. Your answers are still here. Save again to make them revision ${revision + 1}.`;
  const joined = await joinMeasured(parts, { person, metadata, draft }, latest);
  return { ok: false, answer: () => showAgain(joined, { ...metadata, reviewId, baseRevision: revision }, notice) };
}

/** The form has no input that would show what somebody measured meanwhile, so saving it again would take that out unseen. */
async function joinMeasured(
  { db }: Pick<StoringParts, 'db'>,
  { person, metadata, draft }: Pick<Submission, 'person' | 'metadata' | 'draft'>,
  { measurements = [] }: Workload,
): Promise<Draft> {
  const own = measurementsIn(draft);
  const joined = withMeasured(own, measurements);
  if (joined.length === own.length) return draft;
  const answers = withMeasurements(draft, joined);
  await saveDraft(db, { id: metadata.draftId, ...person }, { answers });
  return answers;
}

const MINUTE_MS = 60_000;

/** The form stays open. The time is rounded up to a full minute. */
function refuseTooMany({ draft, metadata }: Submission, { of, perHour, at }: ReachedLimit): Stored {
  const whose = of === 'person' ? "You've" : 'Your workspace has';
  const limit = `${whose} reached the limit of ${formatCount(perHour, 'review')} per hour.`;
  const from = when(Math.ceil(at / MINUTE_MS) * MINUTE_MS);
  const notice = `${limit} Submit again after ${from}. Your answers are still here.`;
  return { ok: false, answer: () => showAgain(draft, metadata, notice) };
}

/** Someone else decided or replaced the review that this one should replace. */
function refuseSuccessor({ draft, metadata }: Submission, outcome: Extract<SuccessorOutcome, { ok: false }>): Stored {
  const why = outcome.kind === 'missing' ? GONE : describeRefusal(outcome.refusal);
  return { ok: false, answer: () => showAgain(draft, metadata, `${why} Your answers are still here.`) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type SubmittedView = ViewSubmitAction['view'];

/**
 * Shows errors beside their questions. Slack refuses errors about blocks that aren't in the form, as when it was submitted
 * before the next questions appeared. Then the form is shown again with those questions.
 */
function showErrors(
  view: SubmittedView,
  draft: Draft,
  metadata: FormMetadata,
  errors: Record<string, string>,
): ViewResponseAction {
  const shown = new Set(view.blocks.map((block) => block.block_id));
  if (Object.keys(errors).every((block) => shown.has(block))) return { response_action: 'errors', errors };
  return showAgain(draft, metadata, [...new Set(Object.values(errors))].map(escapeMrkdwn).join('\n'));
}

/** Shows the form again with all answers and a notice, in mrkdwn. */
function showAgain(draft: Draft, metadata: FormMetadata, notice: string): ViewResponseAction {
  const showMore = metadata.showMore ?? false;
  return instead(buildForm({ draft, metadata, notice, showMore }));
}

/** Stores how a person corrected what was read from words. The review is already stored, so a failure loses only the correction. */
async function keepCorrection(
  { db, settings, advisor, logger }: Pick<ListenerParts, 'db' | 'settings' | 'advisor' | 'logger'>,
  { person, metadata, workload }: Pick<Submission, 'person' | 'metadata' | 'workload'>,
  reviewId: string,
  { words, authorId, says }: StoredWords,
): Promise<void> {
  if (!settings.keepCorrections || says === undefined) return;
  const { teamId, userId: submitterId } = person;
  // Compares with what the form showed, in the form's notation.
  const shown = advisor.defaultsIn(contextOf(person, metadata));
  const read = factsStated(draftOf({ ...shown, ...says }));
  const correction = { reviewId, teamId, words, authorId, submitterId, read, submitted: workload, at: Date.now() };
  try {
    await saveCorrection(db, correction);
  } catch (error) {
    logger.warn({ err: error }, 'Could not store a correction');
  }
}

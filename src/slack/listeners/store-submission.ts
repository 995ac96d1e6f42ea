import type { ViewResponseAction } from '@slack/bolt';
import { formatCount, recommend, type Workload } from '../../recommender/index.ts';
import { whenMayReview } from '../../reviews/review-limit.ts';
import { buildNotDone } from '../decide/build-dialog.ts';
import { describeRefusal } from '../decide/describe-refusal.ts';
import type { Draft, FormMetadata } from '../form/draft.ts';
import { CHANNEL } from '../form/questions/review.ts';
import { mentionFirst } from '../message/mention.ts';
import { when } from '../message/when.ts';
import { type SuccessorOutcome, submitNewReview, submitRevision, submitSuccessor } from '../posting/submit-review.ts';
import { auditEvents } from './audit-events.ts';
import { errorOnFirstQuestion, type SubmittedView, showAgain } from './form-errors.ts';
import type { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';
import { GONE } from './pressers.ts';

/** What to post, or what the form is to say instead of closing. */
type Stored = { ok: true; reviewId: string } | { ok: false; answer: (view: SubmittedView) => ViewResponseAction };

type StoringParts = Pick<ListenerParts, 'db' | 'logger' | 'reviewsPerHour'>;

interface Submission {
  person: Person;
  metadata: FormMetadata;
  draft: Draft;
  workload: Workload;
  responseAddress: ReturnType<typeof responseAddressOf>;
}

/**
 * Stores a new review or the next revision of one, with what is to be posted of it, in one transaction. The same form may
 * come twice, where Slack did not hear our answer in time and the person pressed again: it is stored once.
 */
export async function storeSubmission(parts: StoringParts, submission: Submission): Promise<Stored> {
  const { db, logger, reviewsPerHour: perHour } = parts;
  const { metadata, draft, workload, responseAddress } = submission;
  if (metadata.reviewId !== undefined) return storeRevision(parts, submission, metadata.reviewId);
  const { teamId, userId } = submission.person;
  const told = { teamId, workload, recommendation: recommend(workload), ...(responseAddress && { responseAddress }) };
  const { draftId: id, supersedes, isPublic } = metadata;
  const mayReviewAt = await whenMayReview(db, { teamId, userId, id }, { perHour, now: Date.now() });
  if (mayReviewAt !== 'now') return refuseTooMany(submission, perHour, mayReviewAt);
  const channelId = metadata.channelId ?? draft[CHANNEL] ?? userId;
  const asked = { ...told, id, requesterId: userId, channelId, ...(isPublic !== undefined && { isPublic }) };
  const outcome =
    supersedes === undefined
      ? { ok: true as const, superseded: [], ...(await submitNewReview(db, asked)) }
      : await submitSuccessor(db, { ...asked, supersedes });
  if (!outcome.ok) return { ok: false, answer: () => refuseSuccessor(outcome) };
  const { review, created, superseded } = outcome;
  if (supersedes !== undefined) auditEvents(logger, { id: supersedes, teamId }, superseded);
  if (created || sameWorkload(review.latest.workload, workload)) return { ok: true, reviewId: id };
  // What was changed before it was sent again counts.
  const { revision: baseRevision } = review.latest;
  return storeRevision(parts, { ...submission, metadata: { ...metadata, baseRevision } }, id);
}

/** Stores changed answers, or says what happened to the review meanwhile. */
async function storeRevision(
  { db, logger }: StoringParts,
  { person, metadata, draft, workload, responseAddress }: Submission,
  reviewId: string,
): Promise<Stored> {
  const { teamId, userId } = person;
  const { baseRevision = 0 } = metadata;
  const told = { teamId, workload, recommendation: recommend(workload), ...(responseAddress && { responseAddress }) };
  const outcome = await submitRevision(db, { ...told, reviewId, baseRevision, authorId: userId });
  if (outcome.ok) {
    auditEvents(logger, outcome.review, outcome.events);
    return { ok: true, reviewId };
  }
  switch (outcome.kind) {
    case 'stale': {
      const { revision, authorId, workload: latest } = outcome.review.latest;
      if (authorId === userId && sameWorkload(latest, workload)) return { ok: true, reviewId };
      const notice = `${mentionFirst(authorId)} changed the answers meanwhile: the review is at revision ${revision}. What you typed is still here. Save it again to make it revision ${revision + 1}.`;
      return { ok: false, answer: () => showAgain(draft, { ...metadata, reviewId, baseRevision: revision }, notice) };
    }
    case 'closed':
      return {
        ok: false,
        answer: (view) => errorOnFirstQuestion(view, 'This review is decided; its answers stay as they are.'),
      };
    case 'missing':
      return { ok: false, answer: (view) => errorOnFirstQuestion(view, 'This review is not in the record any more.') };
  }
}

const MINUTE_MS = 60_000;

/** The form stays open. The time is on a full minute, after which it works. */
function refuseTooMany({ draft, metadata }: Submission, perHour: number, at: number): Stored {
  const limit = `You've reached the limit of ${formatCount(perHour, 'review')} per hour.`;
  const from = when(Math.ceil(at / MINUTE_MS) * MINUTE_MS);
  const notice = `${limit} Submit this again after ${from}. What you typed is still here.`;
  return { ok: false, answer: () => showAgain(draft, metadata, notice) };
}

/** Somebody was first with the review that this one was to take the place of. */
function refuseSuccessor(outcome: Extract<SuccessorOutcome, { ok: false }>): ViewResponseAction {
  const why = outcome.kind === 'missing' ? GONE : describeRefusal(outcome.refusal);
  return { response_action: 'update', view: buildNotDone(why) };
}

function sameWorkload(one: Workload, other: Workload): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

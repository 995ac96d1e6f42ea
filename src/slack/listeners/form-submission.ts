import type { Middleware, SlackViewMiddlewareArgs, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { formatCount, recommend, type Workload } from '../../recommender/index.ts';
import { saveCorrection } from '../../reviews/corrections.ts';
import { whenMayReview } from '../../reviews/review-store.ts';
import { asksForChannel, buildForm } from '../form/build-form.ts';
import { type Draft, decodeMetadata, type FormMetadata, heardOf } from '../form/draft.ts';
import { deleteDraft, findDraft, type HeardWords } from '../form/draft-store.ts';
import { CHANNEL } from '../form/questions/review.ts';
import { draftOf, factsStated, interpretDraft } from '../form/read-form.ts';
import { type SuccessorOutcome, submitNewReview, submitRevision, submitSuccessor } from '../outbox/submit-review.ts';
import { buildNotDone } from '../render/dialogs/dialog.ts';
import { describeRefusal } from '../render/dialogs/refusal.ts';
import { escapeMrkdwn, mentionFirst, when } from '../render/mrkdwn.ts';
import { auditEvents } from './audit-events.ts';
import { fillFromWords } from './fill-from-words.ts';
import type { FormUpdates } from './form-action.ts';
import { responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { GONE } from './tell.ts';

/** The form was submitted. It closes only after the review and what is to be posted of it are stored. */
export function handleWorkloadFormView(
  parts: ListenerParts,
  updates: FormUpdates,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const person = personOf(context, body.user.id);
    try {
      const outcome = await submit(parts, updates, person, body);
      if (outcome.kind === 'refused') {
        await ack(outcome.answer);
        return;
      }
      await ack();
      await outcome.settle();
    } catch (error) {
      parts.logger.error({ err: error }, 'A submission failed');
      // Does nothing where the form was closed already: then all is stored, and posting goes on by itself.
      await ack(
        errorOnFirstQuestion(view, `This could not be stored. Please try again. Reference: ${currentReference()}`),
      );
    }
  };
}

type Outcome = { kind: 'stored'; settle: () => Promise<void> } | { kind: 'refused'; answer: ViewResponseAction };

async function submit(
  parts: ListenerParts,
  updates: FormUpdates,
  person: Person,
  { view, response_urls }: ViewSubmitAction,
): Promise<Outcome> {
  const metadata = decodeMetadata(view.private_metadata);
  if (metadata === null) {
    return refuse(errorOnFirstQuestion(view, 'This form is from an older version. Please open a new one.'));
  }
  const draft = await updates.remember(person, metadata.draftId, view);
  const interpreted = interpretDraft(draft, { needsChannel: asksForChannel(metadata) });
  if (!interpreted.ok) return refuse(showErrors(view, draft, metadata, interpreted.errors));

  const key = { id: metadata.draftId, ...person };
  const opened = await findDraft(parts.db, key);
  const responseAddress = responseAddressOf(response_urls?.[0]?.response_url) ?? opened?.responseAddress;
  const submission = { person, metadata, draft, workload: interpreted.workload, responseAddress };
  const stored = await storeSubmission(parts, submission);
  if (!stored.ok) return refuse(stored.answer(view));
  return {
    kind: 'stored',
    settle: async () => {
      const { supersedes } = metadata;
      await Promise.all([
        parts.poster.kick(stored.reviewId),
        ...(supersedes === undefined ? [] : [parts.poster.kick(supersedes)]),
        deleteDraft(parts.db, key),
        ...(opened?.heard === undefined ? [] : [keepCorrection(parts, submission, stored.reviewId, opened.heard)]),
      ]);
    },
  };
}

function refuse(answer: ViewResponseAction): Outcome {
  return { kind: 'refused', answer };
}

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
  const heard = heardOf(draft);
  const asked = {
    ...told,
    id,
    requesterId: userId,
    channelId,
    ...(heard.length > 0 && { heard }),
    ...(isPublic !== undefined && { isPublic }),
  };
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

/** A form as Slack hands it over when it is submitted. */
type SubmittedView = ViewSubmitAction['view'];

/**
 * The errors beside their questions. Slack refuses errors about blocks that the form does not show, which happens where
 * it was submitted before the questions that follow an answer had appeared: then the form is shown anew, with them.
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

/** The form once more, with everything that was typed and a notice in mrkdwn. */
function showAgain(draft: Draft, metadata: FormMetadata, notice: string): ViewResponseAction {
  const showMore = metadata.showMore ?? false;
  return { response_action: 'update', view: buildForm({ draft, metadata, notice, showMore }) };
}

/** What is wrong with the form as a whole has to stand beside one of its questions: only those take errors. */
export function errorOnFirstQuestion(view: SubmittedView, text: string): ViewResponseAction {
  const first = view.blocks.find((block) => block.type === 'input')?.block_id;
  return { response_action: 'errors', errors: { [first ?? '']: text } };
}

/**
 * Keeps what a person submitted in place of what was read from words, for new reviews. The review is stored already: where this
 * fails, nothing but the correction is lost.
 */
async function keepCorrection(
  { db, keepCorrections, logger }: Pick<ListenerParts, 'db' | 'keepCorrections' | 'logger'>,
  { person, workload }: { person: Person; workload: Workload },
  reviewId: string,
  { words, authorId }: HeardWords,
): Promise<void> {
  if (!keepCorrections) return;
  const { teamId, userId: submitterId } = person;
  // As the form shows it: what was read goes through the form's own notation.
  const read = factsStated(draftOf(fillFromWords(words).heard.says));
  const correction = { reviewId, teamId, words, authorId, submitterId, read, submitted: workload, at: Date.now() };
  try {
    await saveCorrection(db, correction);
  } catch (error) {
    logger.warn({ err: error }, 'Could not keep a correction of what was read from words');
  }
}

import type { Middleware, SlackViewMiddlewareArgs, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { recommend, type Workload } from '../../recommender/index.ts';
import { deleteDraft, findDraft } from '../drafts/draft-store.ts';
import { asksForChannel } from '../form/build-form.ts';
import { CHANNEL } from '../form/channel-question.ts';
import type { Draft } from '../form/draft.ts';
import { decodeMetadata, type FormMetadata } from '../form/form-metadata.ts';
import { interpretDraft } from '../form/interpret-draft.ts';
import { mention } from '../message/mention.ts';
import { submitNewReview, submitRevision } from '../posting/submit-review.ts';
import { errorOnFirstQuestion, type SubmittedView, showAgain, showErrors } from './form-errors.ts';
import type { FormUpdates } from './form-updates.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './people.ts';

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
  const responseAddress =
    responseAddressOf(response_urls?.[0]?.response_url) ?? (await findDraft(parts.db, key))?.responseAddress;
  const stored = await store(parts, person, metadata, draft, interpreted.workload, responseAddress);
  if (!stored.ok) return refuse(stored.answer(view));
  return {
    kind: 'stored',
    settle: async () => {
      await Promise.all([parts.poster.kick(stored.reviewId), deleteDraft(parts.db, key)]);
    },
  };
}

type Stored = { ok: true; reviewId: string } | { ok: false; answer: (view: SubmittedView) => ViewResponseAction };

async function store(
  { db }: ListenerParts,
  { teamId, userId }: Person,
  metadata: FormMetadata,
  draft: Draft,
  workload: Workload,
  responseAddress: ReturnType<typeof responseAddressOf>,
): Promise<Stored> {
  const told = { teamId, workload, recommendation: recommend(workload), ...(responseAddress && { responseAddress }) };
  const { reviewId, baseRevision = 0 } = metadata;
  if (reviewId === undefined) {
    const channelId = metadata.channelId ?? draft[CHANNEL] ?? userId;
    const id = metadata.draftId;
    const { review, created } = await submitNewReview(db, { ...told, id, requesterId: userId, channelId });
    if (created || sameWorkload(review.latest.workload, workload)) return { ok: true, reviewId: id };
    // The same form once more, because Slack did not hear our answer to the first time: what was changed since counts.
    await submitRevision(db, { ...told, reviewId: id, baseRevision: review.latest.revision, authorId: userId });
    return { ok: true, reviewId: id };
  }

  const outcome = await submitRevision(db, { ...told, reviewId, baseRevision, authorId: userId });
  if (outcome.ok) return { ok: true, reviewId };
  switch (outcome.kind) {
    case 'stale': {
      const { revision, authorId } = outcome.review.latest;
      const notice = `${mention(authorId)} changed the answers meanwhile: the review is at revision ${revision}. What you typed is still here. Save it again to make it revision ${revision + 1}.`;
      return { ok: false, answer: () => showAgain(draft, { ...metadata, baseRevision: revision }, notice) };
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

function refuse(answer: ViewResponseAction): Outcome {
  return { kind: 'refused', answer };
}

function sameWorkload(one: Workload, other: Workload): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

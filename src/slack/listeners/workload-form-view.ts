import type { Middleware, SlackViewMiddlewareArgs, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { asksForChannel } from '../form/build-form.ts';
import { decodeMetadata } from '../form/draft.ts';
import { deleteDraft, findDraft } from '../form/draft-store.ts';
import { interpretDraft } from '../form/read-form.ts';
import { errorOnFirstQuestion, showErrors } from './form-errors.ts';
import type { FormUpdates } from './form-updates.ts';
import { responseAddressOf } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './people.ts';
import { storeSubmission } from './store-submission.ts';

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
      ]);
    },
  };
}

function refuse(answer: ViewResponseAction): Outcome {
  return { kind: 'refused', answer };
}

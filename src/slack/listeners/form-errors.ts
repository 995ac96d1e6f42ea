import type { ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import { escapeMrkdwn } from '../block-kit/text.ts';
import { buildForm } from '../form/build-form.ts';
import type { Draft, FormMetadata } from '../form/draft.ts';

/** A form as Slack hands it over when it is submitted. */
export type SubmittedView = ViewSubmitAction['view'];

/**
 * The errors beside their questions. Slack refuses errors about blocks that the form does not show, which happens where
 * it was submitted before the questions that follow an answer had appeared: then the form is shown anew, with them.
 */
export function showErrors(
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
export function showAgain(draft: Draft, metadata: FormMetadata, notice: string): ViewResponseAction {
  const showMore = metadata.showMore ?? false;
  return { response_action: 'update', view: buildForm({ draft, metadata, notice, showMore }) };
}

/** What is wrong with the form as a whole has to stand beside one of its questions: only those take errors. */
export function errorOnFirstQuestion(view: SubmittedView, text: string): ViewResponseAction {
  const first = view.blocks.find((block) => block.type === 'input')?.block_id;
  return { response_action: 'errors', errors: { [first ?? '']: text } };
}

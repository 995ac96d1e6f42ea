import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { PolicyContext } from '../../policy/apply-policy.ts';
import type { Assumed } from '../../policy/policy.ts';
import { labelOf, optionTitle } from '../../recommender/index.ts';
import { decide, mayBeRevised } from '../../reviews/decide.ts';
import type { Review } from '../../reviews/record.ts';
import { writeValue } from '../../wording/quantities/index.ts';
import { capitalized } from '../../wording/text.ts';
import { classifyFailure, meaningOf, missingScopeOf } from '../connection/slack-errors.ts';
import { buildForm } from '../form/build-form.ts';
import type { Draft, FormMetadata } from '../form/draft.ts';
import type { StoredWords } from '../form/draft-store.ts';
import { draftOf } from '../form/read-form.ts';
import { findPost } from '../outbox/posts.ts';
import { describeRefusal } from '../render/dialogs/dialog.ts';
import { escapeWithin } from '../render/mrkdwn.ts';
import { describeMissingScope } from '../scopes.ts';
import type { ListenerParts, Person } from './parts.ts';
import type { Asked, Told } from './press.ts';
import { DECIDED, GONE } from './tell.ts';

interface FormToOpen {
  triggerId: string;
  person: Person;
  draft: Draft;
  metadata: Omit<FormMetadata, 'draftId'>;
  notice?: string | undefined;
  words?: StoredWords;
  responseUrl?: string | undefined;
}

/** Whether the form is open; if not, a sentence for the person. */
type FormOutcome = ({ ok: true } & OpenedForm) | { ok: false; text: string };

export interface OpenedForm {
  person: Person;
  /** Absent where Slack doesn't say. */
  viewId: string | undefined;
  hash: string | undefined;
  metadata: FormMetadata;
  notice?: string | undefined;
}

/** A response URL works for 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
const RESPONSE_ADDRESS_LIFETIME_MS = 30 * 60 * 1000;

export const responseAddressOf = (url: string | undefined) =>
  url === undefined ? undefined : { url, expiresAt: Date.now() + RESPONSE_ADDRESS_LIFETIME_MS };

/**
 * Opens the form and saves its draft side by side: Slack grants three seconds, and the database must not use them up. A form
 * without a saved draft works, but loses its hidden answers.
 */
export async function openForm(
  { interactive, firstDrafts, settings, advisor, logger }: ListenerParts,
  asked: FormToOpen,
): Promise<FormOutcome> {
  const { person, metadata } = asked;
  const form = withDefaults(asked, advisor.defaultsIn(contextOf(person, metadata)));
  const { draft, words, responseUrl } = form;
  const draftId = randomUUID();
  const kept = settings.keepCorrections && words ? { words } : {};
  const stored = { answers: draft, ...kept, responseAddress: responseAddressOf(responseUrl) };
  firstDrafts.save({ id: draftId, ...person }, stored);
  try {
    // Built inline, so that the view can be freed while Slack answers: under load many forms open at once.
    const { view } = await interactive.views.open({ trigger_id: form.triggerId, view: viewOf(form, draftId) });
    const { notice } = form;
    return { ok: true, person, viewId: view?.id, hash: view?.hash, metadata: { ...metadata, draftId }, notice };
  } catch (error) {
    logger.error({ err: error }, 'Could not open the form');
    return { ok: false, text: describeOpenFault(error) };
  }
}

/** Where a form's policy and defaults hold: in its channel, for the person who asks. */
export const contextOf = (
  { userId: requestedBy }: Person,
  { channelId }: Pick<FormMetadata, 'channelId'>,
): PolicyContext => ({ channel: channelId ?? undefined, requestedBy });

/** Fills in the team's defaults where a new review says nothing, and says whose they are. */
function withDefaults(form: FormToOpen, defaults: Assumed): FormToOpen {
  const { draft, metadata, notice } = form;
  if (metadata.reviewId !== undefined) return form;
  const assumed = (Object.keys(defaults) as (keyof Assumed)[]).filter((field) => !draft[field]);
  if (assumed.length === 0) return form;
  const filled = Object.fromEntries(assumed.map((field) => [field, defaults[field]]));
  const values = assumed.map((field) => `${capitalized(labelOf(field))}: ${writeValue(field, defaults[field])}`);
  const whose = assumed.length === 1 ? "your team's default. Change it" : "your team's defaults. Change them";
  const said = `${values.join(' · ')}, ${whose} under *More details*.`;
  return { ...form, draft: { ...draftOf(filled), ...draft }, notice: notice ? `${notice}\n${said}` : said };
}

function viewOf({ draft, metadata, notice }: FormToOpen, draftId: string): ModalView {
  return buildForm({
    draft,
    metadata: { ...metadata, draftId },
    showMore: false,
    ...(notice !== undefined && { notice }),
  });
}

function describeOpenFault(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) {
    return `Slack is limiting this app. Try again in ${error.retryAfter} s.`;
  }
  if (meaningOf(error) === 'trigger-expired') {
    return 'Slack allows three seconds to open a form, and I took longer. Try again.';
  }
  const scope = missingScopeOf(error);
  if (scope !== undefined) return describeMissingScope(scope);
  // It may be open: the call took too long, or its answer was lost.
  if (classifyFailure(error).kind === 'uncertain') {
    return "I couldn't confirm that the form opened. If you don't see it, try again.";
  }
  return "Slack didn't open the form. Try again.";
}

/** Opens a dialog about a review, or returns why not. `isPushed`: on top of the one that was pressed. */
export async function openDialog(
  { interactive, logger }: ListenerParts,
  { triggerId, isPushed = false }: { triggerId: string; isPushed?: boolean },
  view: ModalView | { text: string },
): Promise<Told> {
  if (!('type' in view)) return view.text;
  const shown = { trigger_id: triggerId, view };
  try {
    await (isPushed ? interactive.views.push(shown) : interactive.views.open(shown));
    return undefined;
  } catch (error) {
    logger.error({ err: error }, 'Could not open a dialog');
    return describeOpenFault(error);
  }
}

/** Opens the form with the stored answers, which may be newer than the message. */
export async function openToChange(parts: ListenerParts, asked: Asked): Promise<Told> {
  const { person, reviewId, triggerId, channelId = null, responseUrl } = asked;
  const review = await asked.find(reviewId);
  if (review === undefined) return "This review no longer exists, so its answers can't be changed.";
  if (!mayBeRevised(review.state)) return DECIDED;
  const { workload, revision: baseRevision } = review.latest;
  const metadata = { channelId, reviewId, baseRevision };
  const opened = await openForm(parts, { triggerId, person, draft: draftOf(workload), metadata, responseUrl });
  return opened.ok ? undefined : opened.text;
}

/** Opens the form for a review that replaces another one, filled with that one's answers. */
export async function openSuccessorForm(
  parts: ListenerParts,
  { person, find, reviewId, triggerId, responseUrl }: Asked,
): Promise<Told> {
  const [review, post] = await Promise.all([find(reviewId), findPost(parts.db, person.teamId, reviewId)]);
  if (review === undefined || post === undefined) return GONE;
  const decided = decide(review, { kind: 'supersede', byReviewId: '?' }, { userId: person.userId, at: Date.now() });
  if (!decided.ok) return describeRefusal(decided.refusal);
  const opened = await openForm(parts, {
    triggerId,
    person,
    draft: draftOf(review.latest.workload),
    metadata: { channelId: post.channelId, supersedes: reviewId },
    notice: describeReplaced(review),
    responseUrl,
  });
  return opened.ok ? undefined : opened.text;
}

const NAME_MAX = 200;

function describeReplaced({ latest, decision }: Review): string {
  const name = escapeWithin(latest.workload.name, NAME_MAX);
  const stood = decision === null ? 'not decided' : `decided: ${optionTitle(decision.option)}`;
  return `Replaces *${name}* (${stood}). It stays in the record, marked as replaced by this one.`;
}

import { WebAPIRateLimitedError } from '@slack/web-api';
import { currentReference } from '../../logger.ts';
import { writeAdr } from '../../reviews/decision-record.ts';
import { adrFileName } from '../../reviews/markdown.ts';
import { peopleIn } from '../../reviews/record-people.ts';
import { findHistory, findReview } from '../../reviews/review-store.ts';
import { oneLine } from '../../wording/text.ts';
import { codeOf, isInvitable, isNotPermitted, meaningOf, missingScopeOf } from '../connection/slack-errors.ts';
import { submitCode } from '../outbox/enqueue.ts';
import { findPost, withLinkedNeighbours } from '../outbox/posts.ts';
import { BLOCKS, buildNotDone, chosenIn, decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { buildGetCode } from '../render/dialogs/standing.ts';
import { clip, escapeWithin, permalink } from '../render/mrkdwn.ts';
import { codeFor, formatIn, whyNoCode } from '../render/thread/deploy.ts';
import { describeMissingScope } from '../scopes.ts';
import { describeOpenFault } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { GONE, presserOf, tell } from './tell.ts';

const TITLE_MAX = 200;

/** Longest sentence to a person, in characters. */
const TEXT_MAX = 1000;

/** Uploads the review's decision record into its thread. Returns a sentence for the person where that failed. */
export async function exportAdr(parts: ListenerParts, teamId: string, reviewId: string): Promise<string | undefined> {
  const [review, history, post] = await Promise.all([
    findReview(parts.db, teamId, reviewId),
    findHistory(parts.db, teamId, reviewId),
    findPost(parts.db, teamId, reviewId),
  ]);
  if (review === undefined || post?.messageTs === undefined) return GONE;
  const { channelId, messageTs } = post;
  const url = permalink(parts.teamUrl, { channelId, messageTs });
  const [named, names] = await Promise.all([
    withLinkedNeighbours(parts.db, review, { teamUrl: parts.teamUrl, findPublic: parts.people.findPublic }),
    parts.people.names(peopleIn(review, history)),
  ]);
  try {
    await parts.interactive.filesUploadV2({
      channel_id: channelId,
      thread_ts: messageTs,
      filename: adrFileName(review),
      title: clip(oneLine(`Decision record: ${review.latest.workload.name}`), TITLE_MAX),
      content: writeAdr(named, history, { url, names, policyNow: parts.advisor.policy?.version ?? null }),
    });
    return undefined;
  } catch (error) {
    parts.logger.error({ err: error, reviewId }, 'Could not upload a decision record');
    return describeFault(error);
  }
}

function describeFault(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) {
    return `Slack is limiting uploads from this app. Try again in ${error.retryAfter} s.`;
  }
  const code = codeOf(error);
  const scope = missingScopeOf(error);
  if (scope !== undefined) return `I can't upload the decision record. ${describeMissingScope(scope)}`;
  if (code !== undefined && (meaningOf(error) === 'upload-barred' || isNotPermitted(code))) {
    return `I can't upload the decision record: this workspace or channel doesn't allow it (\`${code}\`). Ask an admin.`;
  }
  if (code !== undefined && isInvitable(code)) {
    return "I'm no longer in that channel, so I can't upload the record there. Invite me and try again.";
  }
  return `I couldn't upload the decision record. Try again. Reference: ${currentReference() ?? 'none'}`;
}

/** Handles "Export as ADR". */
export function handleExportAdrAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const told = await exportAdr(parts, personOf(context, body.user.id).teamId, action.value ?? '');
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles "Get the code": opens the dialog that asks for the format, or says why there is no code. */
export function handleGetCodeAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const asked = { reviewId: action.value ?? '', triggerId: body.trigger_id };
    const told = await openGetCode(parts, personOf(context, body.user.id), asked);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Opens the dialog that asks for a format, or returns why there is no code. */
export async function openGetCode(
  { db, interactive, logger }: ListenerParts,
  { teamId }: Person,
  { reviewId, triggerId }: { reviewId: string; triggerId: string },
): Promise<string | undefined> {
  const review = await findReview(db, teamId, reviewId);
  if (review === undefined) return GONE;
  const code = await codeFor(review, 'cloudformation');
  if (!code.ok) return escapeWithin(code.text, TEXT_MAX);
  try {
    await interactive.views.open({ trigger_id: triggerId, view: buildGetCode(review) });
    return undefined;
  } catch (error) {
    logger.error({ err: error }, 'Could not open a dialog');
    return describeOpenFault(error);
  }
}

/** Handles the chosen format: queues the code, or says beside the choice why that format has none. */
export function handleGetCodeView(parts: ListenerParts): ViewHandler {
  return async ({ body, view, ack, context }) => {
    const { teamId, userId } = personOf(context, body.user.id);
    const reviewId = decodeDecideMetadata(view.private_metadata)?.reviewId ?? '';
    const format = formatIn(chosenIn(view.state.values, BLOCKS.format));
    const review = await findReview(parts.db, teamId, reviewId);
    if (review === undefined || format === undefined) {
      const text = review === undefined ? GONE : 'This dialog is from an older version. Open it again.';
      await ack({ response_action: 'update', view: buildNotDone(text) });
      return;
    }
    const none = await whyNoCode(review, format);
    if (none !== undefined) {
      await ack({ response_action: 'errors', errors: { [BLOCKS.format]: none } });
      return;
    }
    await submitCode(parts.db, review, view.id, format, { userId });
    await ack();
    await parts.poster.kick(reviewId);
  };
}

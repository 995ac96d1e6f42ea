import { WebAPIRateLimitedError } from '@slack/web-api';
import { EXTRA_IDS } from '../../deploy/extras.ts';
import { writeAdr } from '../../reviews/decision-record.ts';
import { adrFileName } from '../../reviews/markdown.ts';
import { peopleIn } from '../../reviews/record-people.ts';
import { findHistory } from '../../reviews/review-store.ts';
import { oneLine } from '../../wording/text.ts';
import { codeOf, errorOf, missingScopeOf } from '../connection/slack-errors.ts';
import { submitCode } from '../outbox/enqueue.ts';
import { findPost, withLinkedNeighbours } from '../outbox/posts.ts';
import { BLOCKS, chosenIn, tickedIn } from '../render/dialogs/dialog.ts';
import { buildGetCode } from '../render/dialogs/owner-endpoint-code.ts';
import { clip, escapeWithin, permalink } from '../render/mrkdwn.ts';
import { codeFor, formatIn, whyNoCode } from '../render/thread/deploy.ts';
import { describeMissingScope } from '../scopes.ts';
import { openDialog } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { type Asked, beside, couldNot, onSubmit, type Told } from './press.ts';
import type { ViewHandler } from './route-by-name.ts';
import { GONE } from './tell.ts';

const TITLE_MAX = 200;

/** Longest sentence to a person, in characters. */
const TEXT_MAX = 1000;

/** Uploads the review's decision record into its thread. Returns a sentence for the person where that failed. */
export async function exportAdr(parts: ListenerParts, { person: { teamId }, find, reviewId }: Asked): Promise<Told> {
  const [review, history, post] = await Promise.all([
    find(reviewId),
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
  const { kind, meaning, isInvitable } = errorOf(code ?? '');
  if (meaning === 'upload-barred' || kind === 'not-permitted') {
    return `I can't upload the decision record: this workspace or channel doesn't allow it (\`${code}\`). Ask an admin.`;
  }
  if (isInvitable) {
    return "I'm no longer in that channel, so I can't upload the record there. Invite me and try again.";
  }
  return couldNot('upload the decision record');
}

/** Opens the dialog that asks for a format, or returns why there is no code. */
export async function openGetCode(parts: ListenerParts, asked: Asked): Promise<Told> {
  const review = await asked.find(asked.reviewId);
  if (review === undefined) return GONE;
  const code = await codeFor(review, 'cloudformation');
  return openDialog(parts, asked, code.ok ? buildGetCode(review) : { text: escapeWithin(code.text, TEXT_MAX) });
}

/** Handles the chosen format: queues the code, or says beside the choice why that format has none. */
export const handleGetCodeView = (parts: ListenerParts): ViewHandler =>
  onSubmit(parts, async ({ view, values, metadata, person: { userId }, find }) => {
    const format = formatIn(chosenIn(values, BLOCKS.format));
    const review = await find(metadata.reviewId);
    if (review === undefined) return GONE;
    if (format === undefined) return 'This dialog is from an older version. Open it again.';
    const none = await whyNoCode(review, format);
    if (none !== undefined) return beside(BLOCKS.format, none);
    const ticked = tickedIn(values, BLOCKS.extras);
    const extras = EXTRA_IDS.filter((id) => ticked.includes(id));
    await submitCode(parts.db, review, view.id, { format, extras }, { userId });
    return undefined;
  });

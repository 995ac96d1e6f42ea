import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { currentReference } from '../../logger.ts';
import { adrFileName, peopleIn, writeAdr } from '../../reviews/decision-record.ts';
import { findReview, withNeighbours } from '../../reviews/review-store.ts';
import { oneLine } from '../../wording/text.ts';
import { codeOf, isInvitable, isNotPermitted, meaningOf, missingScopeOf } from '../connection/slack-errors.ts';
import { findPost } from '../outbox/posts.ts';
import { clip, permalink } from '../render/mrkdwn.ts';
import { describeMissingScope } from '../scopes.ts';
import { type ListenerParts, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

const TITLE_MAX = 200;

/** Uploads the review's decision record into its thread. A sentence for the person, where that did not work. */
export async function exportAdr(parts: ListenerParts, teamId: string, reviewId: string): Promise<string | undefined> {
  const [review, post] = await Promise.all([
    findReview(parts.db, teamId, reviewId),
    findPost(parts.db, teamId, reviewId),
  ]);
  if (review === undefined || post?.messageTs === undefined) return GONE;
  const { channelId, messageTs } = post;
  const url = permalink(parts.teamUrl, { channelId, messageTs });
  const [named, names] = await Promise.all([withNeighbours(parts.db, review), parts.people.names(peopleIn(review))]);
  try {
    await parts.interactive.filesUploadV2({
      channel_id: channelId,
      thread_ts: messageTs,
      filename: adrFileName(review),
      title: clip(oneLine(`Decision record: ${review.latest.workload.name}`), TITLE_MAX),
      content: writeAdr(named, { url, names }),
    });
    return undefined;
  } catch (error) {
    parts.logger.error({ err: error, reviewId }, 'A decision record could not be uploaded');
    return describeFault(error);
  }
}

function describeFault(error: unknown): string {
  if (error instanceof WebAPIRateLimitedError) {
    return `Slack takes no more files from this app for ${error.retryAfter} s. Please try again after that.`;
  }
  const code = codeOf(error);
  const scope = missingScopeOf(error);
  if (scope !== undefined) return `I can't upload the decision record. ${describeMissingScope(scope)}`;
  if (code !== undefined && (meaningOf(error) === 'upload-barred' || isNotPermitted(code))) {
    return `I can't upload the decision record: this workspace or channel doesn't allow it (\`${code}\`). Ask an admin.`;
  }
  if (code !== undefined && isInvitable(code)) {
    return 'I am not in that channel any more, so I cannot upload the record there. Please invite me and try again.';
  }
  return `The decision record could not be uploaded. Please try again. Reference: ${currentReference() ?? 'none'}`;
}

/** "Export as ADR": the record goes into the thread as a file. */
export function handleExportAdrAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const told = await exportAdr(parts, personOf(context, body.user.id).teamId, action.value ?? '');
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

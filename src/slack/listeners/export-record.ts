import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { currentReference } from '../../logger.ts';
import { adrFileName, peopleIn, writeAdr } from '../../reviews/decision-record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { oneLine } from '../../wording/text.ts';
import { codeOf, isInvitable, isNotPermitted, meaningOf, missingScopeOf } from '../connection/slack-errors.ts';
import { findPost, withLinkedNeighbours } from '../outbox/posts.ts';
import { clip, permalink } from '../render/mrkdwn.ts';
import { describeMissingScope } from '../scopes.ts';
import { type ListenerParts, personOf } from './parts.ts';
import { GONE, presserOf, tell } from './tell.ts';

const TITLE_MAX = 200;

/** Uploads the review's decision record into its thread. Returns a sentence for the person where that failed. */
export async function exportAdr(parts: ListenerParts, teamId: string, reviewId: string): Promise<string | undefined> {
  const [review, post] = await Promise.all([
    findReview(parts.db, teamId, reviewId),
    findPost(parts.db, teamId, reviewId),
  ]);
  if (review === undefined || post?.messageTs === undefined) return GONE;
  const { channelId, messageTs } = post;
  const url = permalink(parts.teamUrl, { channelId, messageTs });
  const [named, names] = await Promise.all([
    withLinkedNeighbours(parts.db, review, parts.teamUrl),
    parts.people.names(peopleIn(review)),
  ]);
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
export function handleExportAdrAction(
  parts: ListenerParts,
): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const told = await exportAdr(parts, personOf(context, body.user.id).teamId, action.value ?? '');
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

import { plain } from '../block-kit/text.ts';
import type { Message } from '../message/review-card.ts';
import { buildNotInChannelNotice } from '../notices/build-not-in-channel-notice.ts';
import { buildUncertainNotice } from '../notices/build-uncertain-notice.ts';
import { isInvitable, isNoAccess } from './classify-failure.ts';
import type { Job } from './job.ts';
import type { Post } from './posts.ts';

/** What the requester is told of a job that was refused or is uncertain. */
export function buildNotice(job: Job, post: Post, botUserId?: string): Message {
  const { reviewId, lastError = '' } = job;
  const { channelId } = post;
  if (job.state === 'uncertain') return buildUncertainNotice({ reviewId, channelId });
  if (isNoAccess(lastError)) {
    const canBeInvited = post.canBeInvited && isInvitable(lastError);
    return buildNotInChannelNotice({
      reviewId,
      channelId,
      canBeInvited,
      ...(botUserId !== undefined && { botUserId }),
    });
  }
  return buildFailureNotice(reviewId);
}

/** Nothing the requester could do: what is kept, and the reference by which an administrator finds it in the log. */
function buildFailureNotice(reviewId: string): Message {
  const text = `Your review is stored, but it could not be posted. Please tell whoever looks after this app; the reference is ${reviewId}.`;
  return { text, blocks: [{ type: 'section', text: plain(text) }] };
}

import { mrkdwn } from '../block-kit/text.ts';
import { escapeWithin } from '../message/escape-within.ts';
import type { Message } from '../message/review-card.ts';
import { buildNotInChannelNotice } from '../notices/build-not-in-channel-notice.ts';
import { buildNotPermittedNotice } from '../notices/build-not-permitted-notice.ts';
import { buildUncertainNotice } from '../notices/build-uncertain-notice.ts';
import { channelWords } from '../notices/channel-words.ts';
import { isInvitable, isNoAccess, isNotPermitted } from './classify-failure.ts';
import type { Job } from './job.ts';
import type { Post } from './posts.ts';
import type { JobKind } from './tables.ts';

/** What each kind is to the one who asked for it, beside the review's message itself. */
const WHAT: Readonly<Record<Exclude<JobKind, 'message'>, string>> = {
  details: 'the first reply',
  update: 'your change of the message',
  'revision-line': 'the line about your change',
  'state-line': 'the line about your decision',
  'replay-line': "the line about today's quotas and prices",
  answer: 'my reply to you',
};

const NAME_MAX = 100;

/** What the requester is told of a job that was refused or is uncertain. `name`: the review's. */
export function buildNotice(job: Job, post: Post & { name: string }, botUserId?: string): Message {
  const { reviewId, kind } = job;
  const [error = '', scope = ''] = (job.lastError ?? '').split(' ');
  const { channelId } = post;
  const what =
    kind === 'message' ? undefined : `${WHAT[kind]}, in the thread of “${escapeWithin(post.name, NAME_MAX)}”,`;
  if (job.state === 'uncertain') return buildUncertainNotice({ reviewId, channelId, what });
  if (isNotPermitted(error)) return buildNotPermittedNotice({ reviewId, channelId, what, error, scope });
  const mayInvite = post.canBeInvited && isInvitable(error);
  if (isNoAccess(error) && (what === undefined || mayInvite)) {
    const known = botUserId !== undefined && { botUserId };
    return buildNotInChannelNotice({ reviewId, channelId, canBeInvited: mayInvite, what, ...known });
  }
  if (isNoAccess(error))
    return buildPlainNotice(
      `I may not write in ${channelWords(channelId)} any more: ${what} could not be posted. It is stored.`,
    );
  return buildFailureNotice(reviewId, what);
}

/** Nothing the requester could do: what is kept, and the reference by which an administrator finds it in the log. */
function buildFailureNotice(reviewId: string, what: string | undefined): Message {
  const reference = `Please tell whoever looks after this app; the reference is ${escapeWithin(reviewId, NAME_MAX)}.`;
  const subject = what === undefined ? 'Your review is stored, but it' : `Your review is stored, but ${what}`;
  return buildPlainNotice(`${subject} could not be posted. ${reference}`);
}

function buildPlainNotice(text: string): Message {
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

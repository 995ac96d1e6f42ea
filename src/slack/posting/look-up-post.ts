import type { ConversationsHistoryResponse, ConversationsRepliesResponse, WebClient } from '@slack/web-api';
import { classifyFailure } from './classify-failure.ts';
import type { Job } from './job.ts';
import type { Post } from './posts.ts';

/** What came of looking for a post whose answer never came. */
export type Lookup =
  /** `version`: the review's version that it shows; 0 where it does not say. */
  | { kind: 'found'; ts: string; version: number }
  | { kind: 'absent' }
  /** The app may not read that conversation; only a person can look. */
  | { kind: 'not-allowed' }
  /** Slack could not be asked now. */
  | { kind: 'later'; error: string };

/** The clock of this machine and Slack's may differ by that much, in milliseconds. */
const CLOCKS_DIFFER_MS = 5 * 60 * 1000;
const PAGE = 200;
/** 2,000 messages since the attempt; beyond that nobody can be sure. */
const MOST_PAGES = 10;

/** The scopes that let the app read a conversation, by the first letter of its id; private channels begin with C too. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  C: ['channels:history', 'groups:history'],
  G: ['groups:history', 'mpim:history'],
  D: ['im:history'],
};

/**
 * Looks for a post in the conversation since it was attempted, by the metadata that it carries. Needs one of the optional
 * history scopes. It is not tried without: which scopes there are stands in the header `x-oauth-scopes` of every answer
 * (docs.slack.dev/authentication/tokens).
 */
export async function lookUpPost(client: WebClient, job: Job, post: Post): Promise<Lookup> {
  try {
    const wanted = SCOPES[post.channelId.charAt(0)] ?? [];
    const { response_metadata: answered } = await client.auth.test();
    if (!wanted.some((scope) => answered?.scopes?.includes(scope))) return { kind: 'not-allowed' };
    return await search(client, job, post);
  } catch (error) {
    const failure = classifyFailure(error);
    const mayNotRead = ['no-access', 'not-permitted', 'content'].includes(failure.kind);
    // A thread whose message was deleted has no replies.
    if (failure.kind === 'gone') return { kind: 'absent' };
    return mayNotRead ? { kind: 'not-allowed' } : { kind: 'later', error: failure.error };
  }
}

async function search(client: WebClient, job: Job, { channelId: channel, messageTs }: Post): Promise<Lookup> {
  const oldest = String(((job.claimedAt ?? job.queuedAt) - CLOCKS_DIFFER_MS) / 1000);
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor !== '' && { cursor }) };
    const answer: ConversationsHistoryResponse | ConversationsRepliesResponse =
      job.kind === 'message' || messageTs === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: messageTs });
    for (const { ts, metadata } of answer.messages ?? []) {
      const payload = asRecord(metadata?.event_payload);
      if (ts !== undefined && isPostOf(job, payload))
        return { kind: 'found', ts, version: numberOf(payload['version']) };
    }
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return { kind: 'absent' };
  }
  return { kind: 'not-allowed' };
}

/** Outside of threads a review has one message, so that its own id is enough: earlier versions named no job. */
function isPostOf(job: Job, payload: Record<string, unknown>): boolean {
  return job.kind === 'message' ? payload['review_id'] === job.reviewId : payload['job_id'] === job.id;
}

function asRecord(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null ? { ...payload } : {};
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

import type { ConversationsHistoryResponse, ConversationsRepliesResponse, WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import { classifyFailure } from '../connection/slack-errors.ts';
import type { PostingDatabase } from '../tables.ts';
import type { SendingParts } from './deliver.ts';
import type { Job } from './enqueue.ts';
import { kindOf, kindsThat, namesOf, READABLE } from './job-kinds.ts';
import { settleAbsent, settleSent } from './jobs.ts';
import { postponeNotice, settleWithoutNotice } from './notices.ts';
import type { Post, PostingWorkspace } from './posts.ts';
import { sharesFilesOf } from './upload.ts';

interface SettlingParts extends Pick<SendingParts, 'db' | 'logger' | 'now'>, Pick<PostingWorkspace, 'client'> {
  /** Milliseconds after an attempt from which a post that isn't there was never made. */
  surelyAbsentAfterMs: number;
}

/**
 * Finds out whether a post was made whose answer was lost. `settled`: it is there, or will be posted again. `ask`: only the
 * requester can check. `later`: Slack can't be asked now.
 */
export async function settleUncertain(
  { db, client, logger, now, surelyAbsentAfterMs }: SettlingParts,
  job: Job,
  post: Post,
): Promise<'settled' | 'ask' | 'later'> {
  const lookup = await lookUpPost(client, job, post, now);
  logger.info({ ...namesOf(job), lookup }, 'Looked for a post whose answer was lost');
  switch (lookup.kind) {
    case 'not-allowed':
      return 'ask';
    case 'later':
      return 'later';
    case 'found':
      await settleSent(db, job, { channelId: post.channelId, ts: lookup.ts, version: lookup.version }, now());
      await settleWithoutNotice(db, job, now());
      return 'settled';
    case 'absent': {
      const sureAt = (job.claimedAt ?? job.queuedAt) + surelyAbsentAfterMs;
      if (now() < sureAt) await postponeNotice(db, job, sureAt);
      else await settleAbsent(db, job, now());
      await settleWithoutNotice(db, job, now());
      return 'settled';
    }
  }
}

type Lookup =
  /** `version`: the version of the review that it shows; 0 if unknown. */
  | { kind: 'found'; ts: string; version: number }
  | { kind: 'absent' }
  /** The app may not read that channel; only a person can check. */
  | { kind: 'not-allowed' }
  /** Slack can't be asked now. */
  | { kind: 'later'; error: string };

/** How far the time of an attempt may be from Slack's, in milliseconds: a process that had not asked Slack yet told it. */
const CLOCKS_DIFFER_MS = 5 * 60 * 1000;

const PAGE = 200;

/** Pages to search: 2,000 messages since the attempt. */
const MOST_PAGES = 10;

/** The scopes that allow reading a channel, by the first letter of its id. Private channels can start with C, too. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  C: ['channels:history', 'groups:history'],
  G: ['groups:history', 'mpim:history'],
  D: ['im:history'],
};

/**
 * Looks for a post in the channel's history since the attempt, by its metadata. Needs one of the optional history scopes,
 * which the header `x-oauth-scopes` of every answer lists (docs.slack.dev/authentication/tokens).
 */
async function lookUpPost(client: WebClient, job: Job, post: Post, now: () => number): Promise<Lookup> {
  try {
    const wanted = SCOPES[post.channelId.charAt(0)] ?? [];
    const { response_metadata: answered } = await client.auth.test();
    if (!wanted.some((scope) => answered?.scopes?.includes(scope))) return { kind: 'not-allowed' };
    // Slack's answer has told its time.
    return await search(client, job, post, Math.min(job.claimedAt ?? job.queuedAt, now()));
  } catch (error) {
    const failure = classifyFailure(error);
    const mayNotRead = ['no-access', 'not-permitted', 'content'].includes(failure.kind);
    // A thread whose message was deleted has no replies.
    if (failure.kind === 'gone') return { kind: 'absent' };
    return mayNotRead ? { kind: 'not-allowed' } : { kind: 'later', error: failure.error };
  }
}

async function search(
  client: WebClient,
  job: Job,
  { channelId: channel, messageTs }: Post,
  attemptedAt: number,
): Promise<Lookup> {
  const oldest = String((attemptedAt - CLOCKS_DIFFER_MS) / 1000);
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor !== '' && { cursor }) };
    const answer: ConversationsHistoryResponse | ConversationsRepliesResponse =
      isMessage(job) || messageTs === undefined
        ? await client.conversations.history(asked)
        : await client.conversations.replies({ ...asked, ts: messageTs });
    for (const { ts, metadata, files } of answer.messages ?? []) {
      const payload: Record<string, unknown> = { ...metadata?.event_payload };
      const { version } = payload;
      if (ts !== undefined && (isPostOf(job, payload) || sharesFilesOf(job, files)))
        return { kind: 'found', ts, version: typeof version === 'number' ? version : 0 };
    }
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') return { kind: 'absent' };
  }
  return { kind: 'not-allowed' };
}

/** A review has one message outside of threads, so its id is enough. Earlier versions stored no job id. */
const isPostOf = (job: Job, payload: Record<string, unknown>): boolean =>
  isMessage(job) ? payload['review_id'] === job.subjectId : payload['job_id'] === job.id;

const isMessage = ({ kind }: Job): boolean => kindOf(kind).postedAs === 'message';

/**
 * Releases jobs that were claimed before a time and never settled, because their process died. A post may have been made, so it
 * becomes `uncertain` and the requester is asked. An edit is repeated, and what nobody would be asked about.
 */
export async function releaseAbandonedJobs(
  db: Kysely<PostingDatabase>,
  claimedBefore: number,
  now: number,
): Promise<void> {
  const repeated = kindsThat(({ postedAs, isRepeated }) => postedAs === 'edit' || isRepeated === true);
  const quiet = kindsThat(({ isQuiet }) => isQuiet === true);
  const abandoned = db
    .updateTable('slack_outbox')
    .where('state', '=', 'sending')
    .where('kind', 'in', READABLE)
    .where('claimed_at', '<=', claimedBefore);
  await abandoned.set({ state: 'pending', not_before: now }).where('kind', 'in', repeated).execute();
  const lost = { state: 'uncertain', last_error: 'interrupted', notice_attempts: 0 } as const;
  await abandoned.set(lost).where('kind', 'in', quiet).execute();
  await abandoned.set({ ...lost, notice_due_at: now }).execute();
}

/** Returns when the oldest claimed job was claimed, in milliseconds since 1970. */
export async function findOldestClaim(db: Kysely<PostingDatabase>): Promise<number | undefined> {
  const row = await db
    .selectFrom('slack_outbox')
    .select((select) => select.fn.min('claimed_at').as('claimed_at'))
    .where('state', '=', 'sending')
    .where('kind', 'in', READABLE)
    .executeTakeFirst();
  return row?.claimed_at ?? undefined;
}

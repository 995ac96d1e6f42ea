import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { AS_WRITTEN } from '../block-kit/text.ts';
import { classifyFailure, type Failure } from './classify-failure.ts';
import { type Job, namesOf } from './job.ts';
import type { Post } from './posts.ts';
import { type Rendered, renderJob } from './render-job.ts';
import type { Sent } from './settle-job.ts';
import type { JobKind, PostingDatabase } from './tables.ts';

export interface SendingParts {
  db: Kysely<PostingDatabase>;
  client: WebClient;
  logger: Logger;
  botUserId?: string;
}

type SendOutcome =
  | { kind: 'sent'; sent: Sent }
  /** The message shows it already, or it was overtaken. */
  | { kind: 'needless' }
  | { kind: 'failed'; failure: Failure };

/** What may hold a table, which older surfaces refuse. */
const WITH_TABLE: ReadonlySet<JobKind> = new Set<JobKind>(['message', 'update', 'answer']);

/** Posts one claimed job. A message whose blocks Slack refuses is sent once more without its table. */
export async function sendJob(parts: SendingParts, job: Job, post: Post): Promise<SendOutcome> {
  if (isNeedless(job, post)) return { kind: 'needless' };
  const first = await attempt(parts, job, post, { table: true });
  const refused = first.kind === 'failed' && first.failure.kind === 'content';
  if (!refused || !WITH_TABLE.has(job.kind)) return first;
  parts.logger.warn({ ...namesOf(job), failure: first.failure }, 'Slack refused the blocks; once more without a table');
  return attempt(parts, job, post, { table: false });
}

function isNeedless(job: Job, post: Post): boolean {
  if (job.kind === 'message') return post.messageTs !== undefined;
  return job.kind === 'update' && post.shownVersion >= job.version;
}

async function attempt(
  { db, client, botUserId = '' }: SendingParts,
  job: Job,
  post: Post,
  options: { table: boolean },
): Promise<SendOutcome> {
  const message = await render(db, job, { ...options, botUserId });
  if (message.kind !== 'rendered') return message;
  const call = { ...message.rendered, metadata: metadataOf(job, message.rendered) };
  try {
    const place = await callSlack(client, job, post, call);
    return { kind: 'sent', sent: { ...place, version: message.rendered.version } };
  } catch (error) {
    return { kind: 'failed', failure: classifyFailure(error) };
  }
}

/** A recommendation that cannot be put into words is a fault of ours: the requester hears of it, other posts go on. */
async function render(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: { table: boolean; botUserId: string },
): Promise<{ kind: 'rendered'; rendered: Rendered } | { kind: 'needless' } | { kind: 'failed'; failure: Failure }> {
  try {
    const rendered = await renderJob(db, job, options);
    return rendered === undefined ? { kind: 'needless' } : { kind: 'rendered', rendered };
  } catch (error) {
    const details = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { kind: 'failed', failure: { kind: 'content', error: 'not_rendered', details } };
  }
}

/** By this a message can be found again in a channel's history. Ids and numbers only: its size is limited. */
function metadataOf(job: Job, { revision, version }: Rendered) {
  const event_payload = { review_id: job.reviewId, revision, version, job_id: job.id };
  return { event_type: 'sagemaker_endpoint_review', event_payload };
}

async function callSlack(
  client: WebClient,
  job: Job,
  { channelId, messageTs }: Post,
  { text, blocks, metadata }: { text: string; blocks: KnownBlock[]; metadata: ReturnType<typeof metadataOf> },
): Promise<{ channelId: string; ts: string }> {
  const content = { channel: channelId, text, blocks, metadata, ...AS_WRITTEN };
  if (job.kind === 'update' && messageTs !== undefined) {
    await client.chat.update({ ...content, ts: messageTs });
    return { channelId, ts: messageTs };
  }
  const thread = messageTs === undefined ? {} : { thread_ts: messageTs };
  const answer = await client.chat.postMessage({ ...content, ...thread, unfurl_links: false, unfurl_media: false });
  if (answer.ts === undefined) throw new Error('Slack has posted, and did not say where');
  return { channelId: answer.channel ?? channelId, ts: answer.ts };
}

import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import { retry } from '../../retry.ts';
import { classifyFailure, type Failure } from '../connection/slack-errors.ts';
import type { MessageBlock } from '../render/message.ts';
import { AS_WRITTEN } from '../render/mrkdwn.ts';
import type { PostingDatabase } from '../tables.ts';
import { type Job, kindOf, namesOf, type Rendered, renderJob } from './job-kinds.ts';
import { findPost, type Post } from './posts.ts';
import { type Sent, settleAgain, settleNeedless, settleSent, settleStopped } from './settle.ts';

interface SendingParts {
  db: Kysely<PostingDatabase>;
  client: WebClient;
  logger: Logger;
  botUserId?: string;
  /** Workspaces that refused a chart, and until when they get none, in milliseconds since 1970. Forgotten by a restart. */
  withoutCharts: Map<string, number>;
  now: () => number;
}

type SendOutcome =
  | { kind: 'sent'; sent: Sent }
  /** The message shows it already, or it was overtaken. */
  | { kind: 'needless' }
  | { kind: 'failed'; failure: Failure };

/** Charts are rolled out by workspace, so one that refuses them today may take them tomorrow. */
const CHARTS_REFUSED_MS = 24 * 60 * 60 * 1000;

/** Posts one claimed job. Retries once without table and chart if Slack refuses its blocks. */
async function sendJob(parts: SendingParts, job: Job, post: Post): Promise<SendOutcome> {
  if (isNeedless(job, post)) return { kind: 'needless' };
  const { logger, withoutCharts, now } = parts;
  const chart = (withoutCharts.get(job.teamId) ?? 0) <= now();
  const first = await attempt(parts, job, post, { table: true, chart });
  const refused = first.outcome.kind === 'failed' && first.outcome.failure.kind === 'content';
  const { blocks = [] } = first;
  const held = blocks.map(({ type }) => type).filter((type) => type === 'table' || type === 'data_visualization');
  if (!refused || held.length === 0) return first.outcome;
  logger.warn(
    { ...namesOf(job), ...first.outcome, held },
    'Slack refused the blocks; retrying without table and chart',
  );
  const second = await attempt(parts, job, post, { table: false, chart: false });
  if (second.outcome.kind === 'sent' && held.includes('data_visualization')) {
    withoutCharts.set(job.teamId, now() + CHARTS_REFUSED_MS);
  }
  return second.outcome;
}

function isNeedless(job: Job, post: Post): boolean {
  switch (kindOf(job.kind).postedAs) {
    case 'message':
      return post.messageTs !== undefined;
    case 'edit':
      return post.shownVersion >= job.version;
    case 'reply':
      return false;
  }
}

interface Look {
  table: boolean;
  chart: boolean;
}

async function attempt(
  { db, client, botUserId = '' }: SendingParts,
  job: Job,
  post: Post,
  look: Look,
): Promise<{ outcome: SendOutcome; blocks?: MessageBlock[] }> {
  const message = await render(db, job, { ...look, botUserId });
  if (message.kind !== 'rendered') return { outcome: message };
  const { blocks, version } = message.rendered;
  const call = { ...message.rendered, metadata: metadataOf(job, message.rendered) };
  try {
    const place = await callSlack(client, job, post, call);
    return { outcome: { kind: 'sent', sent: { ...place, version } }, blocks };
  } catch (error) {
    return { outcome: { kind: 'failed', failure: classifyFailure(error) }, blocks };
  }
}

/** A recommendation that cannot be put into words is a fault of ours: the requester hears of it, other posts go on. */
async function render(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: Look & { botUserId: string },
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
  { text, blocks, metadata }: { text: string; blocks: MessageBlock[]; metadata: ReturnType<typeof metadataOf> },
): Promise<{ channelId: string; ts: string }> {
  const content = { channel: channelId, text, blocks, metadata, ...AS_WRITTEN };
  if (kindOf(job.kind).postedAs === 'edit' && messageTs !== undefined) {
    await client.chat.update({ ...content, ts: messageTs });
    return { channelId, ts: messageTs };
  }
  const thread = messageTs === undefined ? {} : { thread_ts: messageTs };
  const answer = await client.chat.postMessage({ ...content, ...thread, unfurl_links: false, unfurl_media: false });
  if (answer.ts === undefined) throw new Error('Slack has posted, and did not say where');
  return { channelId: answer.channel ?? channelId, ts: answer.ts };
}

/** What the poster has to know afterwards. */
interface JobReport {
  /** Nothing else may be posted in that channel for so many milliseconds. */
  holdLaneMs: number;
  /** The requester is to be told now. */
  notify: boolean;
}

/**
 * What Slack has taken must be stored, even where the database restarts just then. Less than the time after which a claimed job
 * counts as abandoned, with the call to Slack before it.
 */
const SETTLE_LIMIT_MS = 10_000;
const SETTLE_PAUSE_MS = 200;

/** Posts one claimed job and writes down what became of it. */
export async function runJob(parts: SendingParts, job: Job): Promise<JobReport> {
  const { db, logger, now } = parts;
  const post = await findPost(db, job.teamId, job.reviewId);
  if (post === undefined) throw new Error(`Review ${job.reviewId} has no place in Slack`);
  const outcome = await sendJob(parts, job, post);
  switch (outcome.kind) {
    case 'sent':
      await retry(() => settleSent(db, job, outcome.sent), {
        limitMs: SETTLE_LIMIT_MS,
        backoff: () => SETTLE_PAUSE_MS,
      });
      logger.info(namesOf(job), 'Posted');
      return { holdLaneMs: 0, notify: false };
    case 'needless':
      await settleNeedless(db, job);
      return { holdLaneMs: 0, notify: false };
    case 'failed':
      return settleFailure(parts, job, outcome.failure, now());
  }
}

async function settleFailure(
  { db, logger }: SendingParts,
  job: Job,
  failure: Failure,
  now: number,
): Promise<JobReport> {
  const decision = decideAfterFailure(job, failure, now);
  logger[levelOf(failure)]({ ...namesOf(job), failure, decision }, 'Not posted');
  if (decision.kind === 'again') {
    await settleAgain(db, job, failure.error, now + decision.afterMs);
    return { holdLaneMs: decision.holdsLane ? decision.afterMs : 0, notify: false };
  }
  const { state, notify } = decision;
  await settleStopped(db, job, { state, error: storedError(failure), noticeDueAt: notify ? now : null });
  return { holdLaneMs: 0, notify };
}

/** With the scope behind it, which the notice names. */
function storedError(failure: Failure): string {
  return failure.kind === 'not-permitted' && failure.scope ? `${failure.error} ${failure.scope}` : failure.error;
}

/** `error` where an administrator has something to do. */
function levelOf(failure: Failure): 'info' | 'warn' | 'error' {
  switch (failure.kind) {
    case 'content':
    case 'not-permitted':
    case 'not-authorised':
      return 'error';
    case 'gone':
    case 'uncertain':
    case 'unreachable':
      return 'warn';
    case 'no-access':
    case 'rate-limited':
      return 'info';
  }
}

/** What becomes of a job whose call did not succeed. */
type Decision =
  /** It is tried again, not before so many milliseconds have passed. `holdsLane`: nor is anything else in its channel. */
  | { kind: 'again'; afterMs: number; holdsLane: boolean }
  /** It is not tried again by itself. `notify`: the requester is told. */
  | { kind: 'stop'; state: 'refused' | 'uncertain'; notify: boolean };

/** Slack may be away for long; who asked a day ago is told instead. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** A new token, or the end of a workspace's move, is noticed this soon. */
const NOT_AUTHORISED_PAUSE_MS = 60_000;

export function decideAfterFailure(
  job: Pick<Job, 'kind' | 'attempts' | 'queuedAt'>,
  failure: Failure,
  now: number,
): Decision {
  switch (failure.kind) {
    case 'no-access':
    case 'not-permitted':
    case 'content':
      return { kind: 'stop', state: 'refused', notify: true };
    case 'gone':
      return { kind: 'stop', state: 'refused', notify: false };
    case 'rate-limited':
      return { kind: 'again', afterMs: failure.retryAfterMs, holdsLane: true };
    case 'not-authorised':
      return againForADay(job, now, NOT_AUTHORISED_PAUSE_MS);
    case 'unreachable':
      return againForADay(job, now);
    case 'uncertain':
      // Two identical edits show as one; two posts are two messages.
      return kindOf(job.kind).postedAs === 'edit'
        ? againForADay(job, now)
        : { kind: 'stop', state: 'uncertain', notify: true };
  }
}

function againForADay(
  job: Pick<Job, 'attempts' | 'queuedAt'>,
  now: number,
  afterMs = retryDelayMs(job.attempts),
): Decision {
  if (now - job.queuedAt > GIVE_UP_AFTER_MS) return { kind: 'stop', state: 'refused', notify: true };
  return { kind: 'again', afterMs, holdsLane: false };
}

const FIRST_MS = 500;

const LONGEST_MS = 60_000;

/** How long to wait after so many failed attempts, in milliseconds: twice as long each time, a minute at most. */
export function retryDelayMs(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
}

import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import { kindOfDatabaseError } from '../../database/errors.ts';
import type { Logger } from '../../logger.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import { retry } from '../../retry.ts';
import type { Review } from '../../reviews/record.ts';
import type { Deciders } from '../../settings/config.ts';
import type { Receiver } from '../../webhooks/send.ts';
import {
  classifyFailure,
  type Failure,
  isUploadBarred,
  NOT_INSTALLED,
  REFUSED_TOKEN,
} from '../connection/slack-errors.ts';
import type { MessageBlock, PostedFile } from '../render/message.ts';
import { AS_WRITTEN, POSTED_AS_WRITTEN } from '../render/mrkdwn.ts';
import type { JobKind, PostingDatabase } from '../tables.ts';
import { createQuestionReader, type QuestionReader } from './answer-question.ts';
import { CRASHED, type Job } from './enqueue.ts';
import { kindOf, namesOf, type Rendered, type RenderOptions, renderJob } from './job-kinds.ts';
import { postOf, retryDelayMs, type Sent, settleAgain, settleNeedless, settleSent, settleStopped } from './jobs.ts';
import type { LookAt } from './look.ts';
import { type Given, readGiven } from './measurement.ts';
import type { Post, PostingWorkspace } from './posts.ts';
import type { Attempt } from './starts.ts';
import { uploadToThread } from './upload.ts';
import { auditFailedWebhook } from './webhooks.ts';

export interface SendingParts {
  db: Kysely<PostingDatabase>;
  advisor: Advisor;
  /** Reads questions that the rules don't understand. Absent: nothing does. */
  reader?: ModelReader | undefined;
  logger: Logger;
  deciders: Deciders;
  /** Returns the workspace of a team; null where its token is missing. */
  workspaceOf(teamId: string): Promise<PostingWorkspace | null>;
  lookAt: LookAt;
  /** For response URLs and uploads. */
  fetch: typeof globalThis.fetch;
  /** By workspace and block: those that it refused, and until when it gets none, in milliseconds since 1970. Forgotten by a restart. */
  withoutBlocks: Map<string, number>;
  receivers: readonly Receiver[];
  onAttempt: OnAttempt;
  now: () => number;
}

/**
 * Hears how an attempt to post a job ended. `needless`: Slack already shows it, or something newer. `again`: it failed, and will
 * be retried. `crashed`: it's given up. `waitedMs`: from being queued to being posted; absent where its workspace had to reinstall.
 */
export type OnAttempt = (kind: JobKind, result: AttemptResult, waitedMs?: number) => void;

export const ATTEMPT_RESULTS = ['posted', 'needless', 'again', 'refused', 'uncertain', 'crashed'] as const;
type AttemptResult = (typeof ATTEMPT_RESULTS)[number];

type SendOutcome =
  | { kind: 'sent'; sent: Sent }
  /** The message already shows it, or something newer. */
  | { kind: 'needless' }
  | { kind: 'failed'; failure: Failure };

/** Some blocks are rolled out by workspace, so one that refuses them today may take them tomorrow. */
const BLOCKS_REFUSED_MS = 24 * 60 * 60 * 1000;

/** There is no token to post with: the app was removed, and its installation again makes the post possible. */
const WITHOUT_TOKEN: Failure = { kind: 'not-authorised', error: NOT_INSTALLED };

type AddressedParts = Omit<SendingParts, 'reader'> & PostingWorkspace & { reader: QuestionReader | undefined };

/**
 * Milliseconds to wait for a language model. With two calls to Slack still less than the time after which a claimed job counts as
 * abandoned, and short enough that a post that isn't there by then was never made.
 */
const READER_LIMIT_MS = 4000;

/** Posts one claimed job. Retries without what Slack refuses: uploads, or table and chart. */
async function sendJob(given: SendingParts, job: Job, post: Post): Promise<SendOutcome> {
  if (isNeedless(job, post)) return { kind: 'needless' };
  const workspace = await given.workspaceOf(job.teamId);
  if (workspace === null) return { kind: 'failed', failure: WITHOUT_TOKEN };
  // A job that is tried again asks again: what a model says is nowhere stored.
  const reader = createQuestionReader(given.reader, { channelId: post.channelId, limitMs: READER_LIMIT_MS });
  const parts = { ...given, ...workspace, reader };
  const { logger, withoutBlocks, now } = parts;
  const takes = (block: string) => (withoutBlocks.get(`${job.teamId} ${block}`) ?? 0) <= now();
  const look = { table: true, chart: takes('data_visualization'), files: true };
  const first = await attempt(parts, job, post, look);
  if (first.outcome.kind === 'failed' && first.hasFiles && isUploadBarred(first.outcome.failure.error)) {
    logger.warn({ ...namesOf(job), ...first.outcome }, 'Slack refused the upload; retrying without files');
    const { outcome } = await attempt(parts, job, post, { ...look, files: false });
    return outcome.kind === 'needless' ? first.outcome : outcome;
  }
  return (await retryPlainer(parts, job, post, look, first)).outcome;
}

/** Retries without table and chart, where Slack may have refused them. */
async function retryPlainer(parts: AddressedParts, job: Job, post: Post, look: Look, first: Tried): Promise<Tried> {
  const { logger, withoutBlocks, now } = parts;
  const held = REFUSABLE.filter((block) => first.blocks?.some(({ type }) => type === block));
  if (first.outcome.kind !== 'failed' || first.outcome.failure.kind !== 'content' || held.length === 0) return first;
  logger.warn(
    { ...namesOf(job), ...first.outcome, held },
    'Slack refused the blocks; retrying without table and chart',
  );
  const plainer = await attempt(parts, job, post, { ...look, table: false, chart: false });
  if (plainer.outcome.kind === 'sent' && held.includes('data_visualization'))
    withoutBlocks.set(`${job.teamId} data_visualization`, now() + BLOCKS_REFUSED_MS);
  return plainer;
}

const REFUSABLE = ['table', 'data_visualization'];

function isNeedless(job: Job, post: Post): boolean {
  const { postedAs, followsAnother = false } = kindOf(job.kind);
  switch (postedAs) {
    case 'message':
      return post.messageTs !== undefined;
    case 'edit': {
      const { ts, version } = editedBy(job, post);
      return ts === undefined || (version >= job.version && !followsAnother);
    }
    case 'reply':
    case 'webhook':
      return false;
  }
}

/** The post that an edit changes, and the version of the review that it shows. */
function editedBy({ kind }: Job, post: Post): { ts: string | undefined; version: number } {
  return kindOf(kind).lasting === 'details'
    ? { ts: post.detailsTs, version: post.detailsVersion }
    : { ts: post.messageTs, version: post.shownVersion };
}

type Look = Pick<RenderOptions, 'table' | 'chart' | 'files'>;

interface Tried {
  outcome: SendOutcome;
  blocks?: MessageBlock[];
  hasFiles?: boolean;
}

/** Milliseconds to wait for AWS. The same: a look that takes longer says so. */
const LOOK_LIMIT_MS = 4000;

/** Milliseconds to wait for files that people shared. With two calls to Slack less than the time after which a claim is abandoned. */
const FILES_LIMIT_MS = 4000;

async function attempt(parts: AddressedParts, job: Job, post: Post, look: Look): Promise<Tried> {
  const { db, client } = parts;
  const readFiles = (given: Given) => readGiven(parts, given, FILES_LIMIT_MS);
  const lookAt = (review: Review) => parts.lookAt(review, AbortSignal.timeout(LOOK_LIMIT_MS));
  const message = await render(db, job, { ...parts, ...look, readFiles, lookAt });
  if (message.kind !== 'rendered') return { outcome: message };
  const { blocks, version, files } = message.rendered;
  if (files !== undefined) return { outcome: await upload(parts, job, post, message.rendered, files), hasFiles: true };
  try {
    const place = await callSlack(client, job, post, message.rendered);
    return { outcome: { kind: 'sent', sent: { ...place, version } }, blocks };
  } catch (error) {
    return { outcome: { kind: 'failed', failure: classifyFailure(error) }, blocks };
  }
}

/** Posts a reply with files. Slack doesn't say where it is, and nothing edits it. */
async function upload(
  parts: AddressedParts,
  job: Job,
  { channelId, messageTs: threadTs }: Post,
  { blocks, version }: Rendered,
  files: readonly PostedFile[],
): Promise<SendOutcome> {
  if (threadTs === undefined) throw new Error('There is no thread to upload to');
  const failure = await uploadToThread(parts, job, { channelId, threadTs, blocks }, files);
  return failure === undefined
    ? { kind: 'sent', sent: { channelId, ts: threadTs, version } }
    : { kind: 'failed', failure };
}

/** A message that can't be rendered fails alone: its requester is told, and other posts go on. */
async function render(
  db: Kysely<PostingDatabase>,
  job: Job,
  options: RenderOptions,
): Promise<{ kind: 'rendered'; rendered: Rendered } | { kind: 'needless' } | { kind: 'failed'; failure: Failure }> {
  try {
    const rendered = await renderJob(db, job, options);
    return rendered === undefined ? { kind: 'needless' } : { kind: 'rendered', rendered };
  } catch (error) {
    if (kindOfDatabaseError(error) !== 'other') throw error;
    const details = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { kind: 'failed', failure: { kind: 'content', error: 'not_rendered', details } };
  }
}

async function callSlack(
  client: WebClient,
  job: Job,
  post: Post,
  { text, blocks, metadata }: Rendered,
): Promise<{ channelId: string; ts: string }> {
  const { channelId, messageTs } = post;
  const content = { channel: channelId, text, blocks, ...(metadata && { metadata }) };
  if (kindOf(job.kind).postedAs === 'edit') {
    const { ts } = editedBy(job, post);
    if (ts === undefined) throw new Error('There is nothing to edit');
    await client.chat.update({ ...content, ts, ...AS_WRITTEN });
    return { channelId, ts };
  }
  const thread = messageTs === undefined ? {} : { thread_ts: messageTs };
  const answer = await client.chat.postMessage({ ...content, ...thread, ...POSTED_AS_WRITTEN });
  if (answer.ts === undefined) throw new Error('Slack posted the message but returned no timestamp');
  return { channelId: answer.channel ?? channelId, ts: answer.ts };
}

/** Sends a webhook. One whose answer is lost is repeated: the receiver knows it by its id. */
async function sendToReceiver(parts: SendingParts, job: Job): Promise<SendOutcome> {
  const { deliverWebhook } = await import('./deliver-webhook.ts');
  const delivery = await deliverWebhook(parts, job).catch((err: unknown) => {
    parts.logger.error({ err, ...namesOf(job) }, 'Could not prepare a webhook');
    return { ok: false as const, error: 'not_prepared' };
  });
  if (!delivery.ok) return { kind: 'failed', failure: { kind: 'unreachable', error: delivery.error } };
  return { kind: 'sent', sent: { channelId: job.place?.channelId ?? '', ts: '', version: job.version } };
}

/**
 * How long to keep trying to store a successful post, so that it survives a restart of the database. Together with the call
 * to Slack, less than the time after which a claimed job counts as abandoned.
 */
const SETTLE_LIMIT_MS = 10_000;
const SETTLE_PAUSE_MS = 200;

const untilStored = (store: () => Promise<void>) =>
  retry(store, { limitMs: SETTLE_LIMIT_MS, backoff: () => SETTLE_PAUSE_MS });

/** Posts one claimed job and stores the result. Returns whether to tell the requester now. Rejects where the database fails. */
export async function runJob(parts: SendingParts, job: Job, attempt: Attempt): Promise<boolean> {
  const { db, now } = parts;
  let outcome: SendOutcome | undefined;
  const work = async () => {
    const isWebhook = kindOf(job.kind).postedAs === 'webhook';
    outcome = isWebhook ? await sendToReceiver(parts, job) : await sendJob(parts, job, await postOf(db, job));
    return settle(parts, job, outcome);
  };
  try {
    return (await attempt(job, work)) ?? (await giveUp(parts, job));
  } catch (error) {
    // Slack has nothing of it: nobody needs to look, and its channel needn't wait until the claim ends.
    if (outcome === undefined) await untilStored(() => settleAgain(db, job, job.lastError ?? null, now()));
    throw error;
  }
}

async function settle(parts: SendingParts, job: Job, outcome: SendOutcome): Promise<boolean> {
  const { db, logger, now } = parts;
  switch (outcome.kind) {
    case 'sent':
      await untilStored(() => settleSent(db, job, outcome.sent, now()));
      logger.info(namesOf(job), 'Posted');
      parts.onAttempt(job.kind, 'posted', ...waitedFor(job, now()));
      return false;
    case 'needless':
      await settleNeedless(db, job);
      parts.onAttempt(job.kind, 'needless');
      return false;
    case 'failed':
      return settleFailure(parts, job, outcome.failure, now());
  }
}

/** Stops a job whose process died each time. Its requester is told, whatever its kind. */
async function giveUp({ db, logger, now }: SendingParts, job: Job): Promise<boolean> {
  await settleStopped(db, job, { state: 'refused', error: CRASHED, noticeDueAt: job.requesterId ? now() : null });
  if (kindOf(job.kind).postedAs === 'webhook') auditFailedWebhook(logger, job, CRASHED);
  return true;
}

/** The time that a posted job waited, unless its workspace refused the bot's token before. */
const waitedFor = ({ lastError, queuedAt }: Job, now: number): [] | [number] =>
  REFUSED_TOKEN.includes(lastError ?? '') ? [] : [Math.max(0, now - queuedAt)];

async function settleFailure(
  { db, logger, onAttempt }: SendingParts,
  job: Job,
  failure: Failure,
  now: number,
): Promise<boolean> {
  const decision = decideAfterFailure(job, failure, now);
  logger[LEVELS[failure.kind]]({ ...namesOf(job), failure, decision }, 'Could not post');
  onAttempt(job.kind, decision.kind === 'again' ? 'again' : decision.state);
  if (decision.kind === 'again') {
    await settleAgain(db, job, failure.error, now + decision.afterMs);
    return false;
  }
  const { state } = decision;
  const { isQuiet, postedAs } = kindOf(job.kind);
  const notify = decision.notify && !isQuiet;
  await settleStopped(db, job, { state, error: storedError(failure), noticeDueAt: notify ? now : null });
  if (postedAs === 'webhook') auditFailedWebhook(logger, job, failure.error);
  return notify;
}

/** The error code, with the missing scope behind it for the notice. */
const storedError = (failure: Failure): string =>
  failure.kind === 'not-permitted' && failure.scope ? `${failure.error} ${failure.scope}` : failure.error;

/** `error` where an administrator must act. */
const LEVELS: Record<Failure['kind'], 'info' | 'warn' | 'error'> = {
  content: 'error',
  'not-permitted': 'error',
  'not-authorised': 'error',
  gone: 'warn',
  uncertain: 'warn',
  unreachable: 'warn',
  'no-access': 'info',
  'rate-limited': 'info',
};

/** What to do with a job whose call failed. */
type Decision =
  | { kind: 'again'; afterMs: number }
  /** Don't retry. `notify`: tell the requester. */
  | { kind: 'stop'; state: 'refused' | 'uncertain'; notify: boolean };

/** Retries end after a day, and the requester is told. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;

/** Pause while Slack refuses the token, or the workspace is being migrated. */
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
      return { kind: 'again', afterMs: failure.retryAfterMs };
    case 'not-authorised':
      return againForADay(job, now, NOT_AUTHORISED_PAUSE_MS);
    case 'unreachable':
      return againForADay(job, now);
    case 'uncertain':
      // Repeating an edit is harmless; repeating a post makes a second message.
      return kindOf(job.kind).postedAs === 'edit'
        ? againForADay(job, now)
        : { kind: 'stop', state: 'uncertain', notify: true };
  }
}

function againForADay(
  job: Pick<Job, 'kind' | 'attempts' | 'queuedAt'>,
  now: number,
  afterMs = retryDelayMs(job.attempts, kindOf(job.kind).pauses),
): Decision {
  const leftMs = job.queuedAt + GIVE_UP_AFTER_MS - now;
  if (leftMs <= 0) return { kind: 'stop', state: 'refused', notify: true };
  return { kind: 'again', afterMs: Math.min(afterMs, leftMs) };
}

import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { within } from '../../retry.ts';
import { classifyFailure, type Failure } from '../connection/slack-errors.ts';
import type { MessageBlock, PostedFile } from '../render/message.ts';
import type { Job } from './enqueue.ts';

// The three steps of an upload (docs.slack.dev/messaging/working-with-files). Only the last one shows anything to anybody.

interface UploadParts {
  client: WebClient;
  fetch: typeof globalThis.fetch;
}

/** A file that is in Slack and not yet shared. */
interface StagedFile {
  id: string;
  title: string;
}

type Staged = { ok: true; files: [StagedFile, ...StagedFile[]] } | { ok: false; failure: Failure };

/** Limit for the steps before files are shared, in milliseconds. With the call that shares them, less than a claim lasts. */
const STAGING_LIMIT_MS = 8_000;

/**
 * Uploads files to a thread, with blocks beside them. No `initial_comment`: Slack would drop the blocks for it, and link each
 * address that somebody typed (docs.slack.dev/reference/methods/files.completeUploadExternal). Returns the failure, or undefined
 * where they are shared.
 */
export async function uploadToThread(
  parts: UploadParts,
  job: Job,
  { channelId, threadTs, blocks }: { channelId: string; threadTs: string; blocks: readonly MessageBlock[] },
  files: readonly PostedFile[],
): Promise<Failure | undefined> {
  const staged = await stageFiles(parts, job, files);
  if (!staged.ok) return staged.failure;
  try {
    await parts.client.files.completeUploadExternal({
      files: staged.files,
      channel_id: channelId,
      thread_ts: threadTs,
      ...(blocks.length > 0 && { blocks: blocks as KnownBlock[] }),
    });
    return undefined;
  } catch (error) {
    return classifyFailure(error);
  }
}

/**
 * Uploads files without sharing them. A failure is never `uncertain`: nothing is visible, so all of it can be repeated. The
 * titles end in a mark of the job, by which a lost post is found.
 */
async function stageFiles(parts: UploadParts, job: Job, files: readonly PostedFile[]): Promise<Staged> {
  const staging = Promise.all(files.map((file) => stage(parts, job, file)));
  const settled = staging.catch(() => {});
  if (!(await within(settled, STAGING_LIMIT_MS))) return failed('upload_timeout');
  try {
    const [first, ...rest] = await staging;
    return first === undefined ? failed('nothing_to_upload') : { ok: true, files: [first, ...rest] };
  } catch (error) {
    const failure = classifyFailure(error);
    return failure.kind === 'uncertain' ? failed(failure.error) : { ok: false, failure };
  }
}

const failed = (error: string): Staged => ({ ok: false, failure: { kind: 'unreachable', error } });

async function stage({ client, fetch }: UploadParts, job: Job, file: PostedFile): Promise<StagedFile> {
  const body = Buffer.from(file.content);
  const place = await client.files.getUploadURLExternal({ filename: file.name, length: body.length });
  if (place.upload_url === undefined || place.file_id === undefined)
    throw new Error('Slack gave no place to upload to');
  const answer = await fetch(place.upload_url, { method: 'POST', body });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The upload got status ${answer.status}`);
  return { id: place.file_id, title: `${file.title} ${markOf(job)}` };
}

/** Uploads carry no metadata, so this is what identifies one in a thread: "(1a2b3c4d)". */
const markOf = ({ id }: Pick<Job, 'id'>): string => `(${id.slice(0, 8)})`;

export const sharesFilesOf = (job: Pick<Job, 'id'>, files: readonly { title?: string }[] = []): boolean =>
  files.some(({ title }) => title?.endsWith(markOf(job)) === true);

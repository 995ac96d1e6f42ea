import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import { within } from '../../retry.ts';
import type { NamedReview, Review } from '../../reviews/record.ts';
import { peopleIn } from '../../reviews/record-people.ts';
import { readSnapshot } from '../../reviews/snapshot.ts';
import { writeBody } from '../../webhooks/body.ts';
import { type Delivery, type Receiver, sendWebhook } from '../../webhooks/send.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './enqueue.ts';
import { findPermalink, type PostingWorkspace, withLinkedNeighbours } from './posts.ts';
import { readSubject } from './webhooks.ts';

/** Loaded where there is something to deliver. */

interface DeliveringParts {
  advisor: Pick<Advisor, 'policy'>;
  db: Kysely<PostingDatabase>;
  /** Null where the app isn't installed: people are then named by their ids. */
  workspaceOf(teamId: string): Promise<PostingWorkspace | null>;
  receivers: readonly Receiver[];
}

/** Limit for asking Slack, in milliseconds: less than what a claim has left beside the delivery. */
const ASKING_MS = 3_000;

/** Sends a queued webhook once. The receiver knows a repetition by the job's id. */
export async function deliverWebhook(parts: DeliveringParts, job: Job): Promise<Delivery> {
  const { receiver: number } = readSubject(job.subjectId);
  const receiver = parts.receivers[number - 1];
  if (receiver === undefined) return { ok: false, error: 'no_such_receiver' };
  if (job.content === undefined) throw new Error(`The webhook ${job.id} has no snapshot`);
  const then = readSnapshot(job.content);
  const workspace = await parts.workspaceOf(job.teamId);
  const [url, names, neighbours] = await Promise.all([
    workspace && findPermalink(parts.db, then.review, workspace.teamUrl),
    unlessLate(workspace?.names(peopleIn(then.review, then)), new Map<string, string>()),
    unlessLate(workspace && neighboursOf(parts.db, then.review, workspace), NO_NEIGHBOURS),
  ]);
  const policyNow = parts.advisor.policy?.version ?? null;
  const body = writeBody(then, { url: url ?? null, names, neighbours, policyNow });
  // By the clock that receivers compare with theirs.
  return sendWebhook({ id: job.id, body }, receiver, { now: Date.now() });
}

const NO_NEIGHBOURS: NamedReview['neighbours'] = { supersedes: null, supersededBy: null };

const neighboursOf = async (db: Kysely<PostingDatabase>, review: Review, workspace: PostingWorkspace) =>
  (await withLinkedNeighbours(db, review, workspace)).neighbours;

/** Slack's silence holds up no webhook. */
const unlessLate = async <T>(asked: Promise<T> | null | undefined, otherwise: T): Promise<T> =>
  asked && (await within(asked, ASKING_MS)) ? asked : otherwise;

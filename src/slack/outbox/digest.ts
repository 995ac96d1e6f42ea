import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import type { Message } from '../render/message.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Poster } from './poster.ts';
import { dropPosts, enqueueStored } from './stored-posts.ts';

interface DigestParts extends Pick<Poster, 'kick' | 'attempt'> {
  db: Kysely<PostingDatabase>;
  teamId: string;
  channelId: string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface WeeklyParts extends DigestParts {
  /** When the last one was posted. */
  table: 'slack_digests' | 'slack_account_digests';
  /** How soon another is prepared, in milliseconds, where Slack refused one. */
  againAfterMs: number;
  /** Returns what to post. `later`: there is nothing now, ask again; `skip`: not this week. */
  prepare: (signal: AbortSignal) => Promise<Message | 'later' | 'skip'>;
}

/** A weekly digest, once whatever the number of processes. */
export interface Digest {
  /** Prepares and posts the digest where it is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Ends the preparation, which the next run repeats. */
  stop(): void;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
/** It is due a little less than a week after the last one, so that its time of day doesn't drift. */
const SLACK_MS = 2 * 60 * 60 * 1000;
const DUE_AFTER_MS = WEEK_MS - SLACK_MS;
/** Longer than an audit takes. A process that dies meanwhile leaves the digest to the others after this. */
const LEASE_MS = 30 * 60 * 1000;

export function createDigest(given: WeeklyParts): Digest {
  const { db, kick, attempt, teamId, channelId, now = Date.now, table, againAfterMs, prepare } = given;
  const controller = new AbortController();
  const subject = { teamId, channelId, messageTs: null, userId: '' };

  return {
    async run() {
      const claimed = await claimDigest(given, now());
      if (claimed === undefined) return;
      const message =
        (await attempt({ id: table, kind: 'digest', teamId }, () => prepare(controller.signal))) ?? 'skip';
      const [id, at] = [randomUUID(), now()];
      const isLater = message === 'later' || controller.signal.aborted;
      const isQueued = await transact(db, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable(table)
          .set({ claimed_until: 0, ...(!isLater && { last_at: at }) })
          .where('team_id', '=', teamId)
          .where('claimed_until', '=', claimed)
          .executeTakeFirst();
        if (isLater || message === 'skip' || numUpdatedRows === 0n) return false;
        await enqueueStored(trx, { ...subject, id }, [{ kind: 'digest', looks: [message] }], at);
        return true;
      });
      if (!isQueued) return;
      await kick(id);
      // Where Slack's answer is lost it counts as posted, so nothing is posted twice.
      const stopped = await dropPosts(db, id, ['refused', 'uncertain']);
      if (stopped?.state !== 'refused') return;
      const last_at = at - DUE_AFTER_MS + againAfterMs;
      await db.updateTable(table).set({ last_at }).where('team_id', '=', teamId).where('last_at', '=', at).execute();
    },
    stop: () => controller.abort(),
  };
}

/** Claims the digest until a time, which identifies the claim. Undefined where it isn't due, or another process is at it. */
export async function claimDigest(
  { db, table, teamId }: Pick<WeeklyParts, 'db' | 'table' | 'teamId'>,
  now: number,
): Promise<number | undefined> {
  await db
    .insertInto(table)
    .values({ team_id: teamId, last_at: 0, claimed_until: 0 })
    .onConflict((conflict) => conflict.column('team_id').doNothing())
    .execute();
  const until = now + LEASE_MS;
  const { numUpdatedRows } = await db
    .updateTable(table)
    .set({ claimed_until: until })
    .where('team_id', '=', teamId)
    .where('last_at', '<=', now - DUE_AFTER_MS)
    .where('claimed_until', '<=', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? until : undefined;
}

import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import type { PostingDatabase } from '../slack/tables.ts';
import type { Audit } from './rank.ts';

interface AccountDigestParts {
  db: Kysely<PostingDatabase>;
  logger: Logger;
  teamId: string;
  /** Reads the account. After a stop, what was found until then. */
  read: (
    signal: AbortSignal,
  ) => Promise<{ readonly ok: true; readonly audit: Audit } | { readonly ok: false; readonly text: string }>;
  /** Posts it. `not-posted` where that is certain; a lost answer counts as posted. */
  post: (audit: Audit) => Promise<'posted' | 'not-posted'>;
  now?: () => number;
}

/** The weekly digest of the account, once whatever the number of processes. */
export interface AccountDigest {
  /** Audits the account and posts the digest where it is due. Rejects where the database does; the next run continues. */
  run(): Promise<void>;
  /** Ends an audit in progress, which the next run repeats. */
  stop(): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;
/** It is looked at a little less than a week after the last digest, so that its time of day doesn't drift. */
const SLACK_MS = 2 * 60 * 60 * 1000;
/** Longer than an audit takes. A process that dies meanwhile leaves the digest to the others after this. */
const CLAIM_MS = 30 * 60 * 1000;

export function createAccountDigest(given: AccountDigestParts): AccountDigest {
  const { db, logger, teamId, read, post, now = Date.now } = given;
  const controller = new AbortController();
  const { signal } = controller;
  let lastTrouble: string | undefined;

  /** Claims the digest until a time, which identifies the claim. Undefined where it isn't due, or another process is at it. */
  async function claim(at: number): Promise<number | undefined> {
    await db
      .insertInto('slack_account_digests')
      .values({ team_id: teamId, last_at: 0, claimed_until: 0 })
      .onConflict((conflict) => conflict.column('team_id').doNothing())
      .execute();
    const until = at + CLAIM_MS;
    const { numUpdatedRows } = await db
      .updateTable('slack_account_digests')
      .set({ claimed_until: until })
      .where('team_id', '=', teamId)
      .where('last_at', '<=', at - WEEK_MS + SLACK_MS)
      .where('claimed_until', '<=', at)
      .executeTakeFirst();
    return numUpdatedRows === 1n ? until : undefined;
  }

  /** Ends a claim; `lastAt`: when the digest was posted, if it was. Returns false where another process has it. */
  async function settle(claimed: number, lastAt?: number): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('slack_account_digests')
      .set({ claimed_until: 0, ...(lastAt !== undefined && { last_at: lastAt }) })
      .where('team_id', '=', teamId)
      .where('claimed_until', '=', claimed)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Nothing was posted: it is tried again in a day, since CloudWatch bills each audit. */
  async function takeBack(at: number): Promise<void> {
    await db
      .updateTable('slack_account_digests')
      .set({ last_at: at - WEEK_MS + SLACK_MS + DAY_MS })
      .where('team_id', '=', teamId)
      .where('last_at', '=', at)
      .execute();
  }

  return {
    async run() {
      const claimed = await claim(now());
      if (claimed === undefined) return;
      const found = await read(signal);
      if (signal.aborted || !found.ok) {
        await settle(claimed);
        const trouble = found.ok ? undefined : found.text;
        if (trouble !== undefined && trouble !== lastTrouble && !signal.aborted) {
          logger.warn({ why: trouble }, 'Could not read AWS for the digest of the account; retrying every hour');
        }
        lastTrouble = trouble;
        return;
      }
      lastTrouble = undefined;
      const at = now();
      // Before it is posted: a crash in between leaves out one digest and never doubles one.
      if (!(await settle(claimed, at)) || isEmpty(found.audit)) return;
      if ((await post(found.audit)) === 'not-posted') await takeBack(at);
    },
    stop: () => controller.abort(),
  };
}

/** Nothing is said of an account in which nothing was found. */
const isEmpty = ({ lines, account }: Audit): boolean =>
  account.saving <= 0 && account.incomplete.length === 0 && lines.every(({ findings }) => findings.length === 0);

import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { InstallTables } from '../tables.ts';

/**
 * Installations that Slack may refuse within the window before no other one is tried. Each sends Slack the client secret, and
 * anybody can make up a code. Slack limits the method to 100 calls per minute or so, which refreshing tokens needs too
 * (docs.slack.dev/reference/methods/oauth.v2.access).
 */
export const REFUSED_MAX = 10;

/** Also how long a state is valid. */
export const WINDOW_MS = 10 * 60 * 1000;

/** Longer than a state is valid, whichever process's clock says so. */
const KEPT_MS = 2 * WINDOW_MS;

/** Returning from Slack's page, by the state that the installation was started with. Every method rejects where the database does. */
export interface InstallTries {
  /**
   * Returns whether Slack may be asked. `used`: it was, or is being, with this state. `too-many`: it refused `REFUSED_MAX` within
   * the window, or hasn't answered yet. Holds for all processes together.
   */
  start(state: string, now: number): Promise<'first' | 'used' | 'too-many'>;
  /** Notes that Slack accepted the code, so that it doesn't count as refused. */
  accept(state: string): Promise<void>;
  wasUsed(state: string): Promise<boolean>;
}

export function createInstallTries(db: Kysely<InstallTables>): InstallTries {
  const rowOf = (state: string) => db.selectFrom('slack_install_tries').where('state_hash', '=', hash(state));
  return {
    async start(state, now) {
      await db
        .deleteFrom('slack_install_tries')
        .where('tried_at', '<=', now - KEPT_MS)
        .execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('slack_install_tries')
        .values({ state_hash: hash(state), tried_at: now, is_accepted: 0 })
        .onConflict((conflict) => conflict.column('state_hash').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return 'used';
      // Counted once it is stored: of several at the same time, the last one to be stored sees the others.
      const { count } = await db
        .selectFrom('slack_install_tries')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('tried_at', '>', now - WINDOW_MS)
        .where('is_accepted', '=', 0)
        .executeTakeFirstOrThrow();
      if (Number(count) <= REFUSED_MAX) return 'first';
      await db.deleteFrom('slack_install_tries').where('state_hash', '=', hash(state)).execute();
      return 'too-many';
    },
    async accept(state) {
      const tried = db.updateTable('slack_install_tries').set({ is_accepted: 1 });
      await tried.where('state_hash', '=', hash(state)).execute();
    },
    wasUsed: async (state) => (await rowOf(state).select('tried_at').executeTakeFirst()) !== undefined,
  };
}

const hash = (state: string): string => createHash('sha256').update(state).digest('hex');

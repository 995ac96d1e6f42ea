import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';

/** How long work waits for a server that restarts, in milliseconds: a person who pressed is answered within 3 s. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 100;

/**
 * A pool that waits out a short restart of the server, and a moment without a free connection on it. Nothing was asked of the server before there is a connection, so this
 * repeats nothing.
 */
export function patientPool(pool: PostgresPool): PostgresPool {
  return {
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        try {
          return await pool.connect();
        } catch (error) {
          if (!isAway(error) || Date.now() > deadline) throw error;
          await sleep(PAUSE_MS);
        }
      }
    },
  };
}

/**
 * Nothing listens there, or it starts or ends (class 57: operator intervention), or it has no connection left (53300: too many
 * connections). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '53300']);

function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isAway);
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return AWAY.has(error.code);
  return error.message === 'Connection terminated unexpectedly';
}

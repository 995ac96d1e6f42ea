import { basename } from 'node:path';
import { expect } from 'vitest';
import { DATABASES, type DatabaseKind } from '../database/support/open-test-database.ts';
import { LANE } from './lane.ts';
import { BOTH_CONNECTIONS, type ConnectionKind } from './workspace.ts';

/** How Slack reaches the bot in a journey: both ways in the deep lane, one of them by turns in each file of the full lane. */
export const connections = (): readonly ConnectionKind[] => triedOf(BOTH_CONNECTIONS);

/**
 * The kinds of database: both in the deep lane, one of them by turns in each file of the full lane, the embedded one in the quick
 * lane. What the database itself is asked for is tried on `DATABASES` instead: on both in the full lane as well.
 */
export const databases = (): readonly DatabaseKind[] => triedOf(DATABASES);

/**
 * A connection with a database that the record can live in: all four in the deep lane, one of them by turns in each file of the
 * full lane. How Slack reaches the bot and where the record lives know nothing of each other.
 */
export const ways = (): (readonly [ConnectionKind, DatabaseKind])[] =>
  triedOf(BOTH_CONNECTIONS.flatMap((connection) => DATABASES.map((database) => [connection, database] as const)));

/** Of these, what the test file that is being read tries in this lane. */
function triedOf<Way>(all: readonly Way[]): Way[] {
  if (LANE === 'deep') return [...all];
  const { testPath = '' } = expect.getState();
  const turn = [...basename(testPath)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return all.filter((_, at) => at === (LANE === 'quick' ? 0 : turn % all.length));
}

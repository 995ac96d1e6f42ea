import { DATABASES, type DatabaseKind } from '../database/support/open-test-database.ts';
import { byTurns } from './lane.ts';
import { BOTH_CONNECTIONS, type ConnectionKind } from './workspace.ts';

/** How Slack reaches the bot in a journey: both ways in the deep lane, one of them by turns in each file of the full lane. */
export const connections = (): readonly ConnectionKind[] => byTurns(BOTH_CONNECTIONS);

/**
 * A connection with a database that the record can live in: each of both once in the deep lane, one pair by turns in each file of the
 * full lane. How Slack reaches the bot and where the record lives know nothing of each other.
 */
export const ways = (): (readonly [ConnectionKind, DatabaseKind])[] =>
  byTurns(BOTH_CONNECTIONS.map((connection, at) => [connection, DATABASES[at] ?? 'embedded'] as const));

import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';

/** What the commands work with. */
export interface CommandParts {
  db: Kysely<RecordTables>;
  /** Takes what the command has to say. */
  write: (text: string) => Promise<void>;
  /** Takes the audit lines. */
  logger: Logger;
  /** Who gives the command, as the audit log names them. */
  actor: string;
  /** Days between the removal of the app and the deletion of the workspace's data. */
  graceDays: number;
  /** Milliseconds since 1970. */
  now: number;
}

/** A number with its noun: `1 review`, `2 reviews`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

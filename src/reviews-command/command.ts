import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';

/** A command. Without `confirmed` it only says what it would do. */
export type ReviewsCommand =
  | { kind: 'delete-old'; olderThanDays: number; confirmed: boolean }
  | { kind: 'delete-review'; reviewId: string; confirmed: boolean }
  | { kind: 'delete-team'; teamId: string; confirmed: boolean }
  /** `now`: ignores the grace period. */
  | { kind: 'delete-uninstalled'; now: boolean; confirmed: boolean }
  | { kind: 'forget'; userId: string; removeTexts: boolean; confirmed: boolean }
  | { kind: 'stuck' }
  /** `jobId` undefined: all of them. */
  | { kind: 'stuck-retry'; jobId: string | undefined }
  | { kind: 'stuck-drop'; jobId: string | undefined; confirmed: boolean }
  | { kind: 'export' }
  /** `teamId`: also takes the reviews of this team. */
  | { kind: 'import'; file: string; teamIds: readonly string[]; dryRun: boolean }
  | { kind: 'adr'; reviewId: string }
  | { kind: 'replay' }
  /** `teamId` undefined: of all teams. */
  | { kind: 'corrections'; teamId: string | undefined }
  /** `teamId` undefined: of all teams. */
  | { kind: 'stats'; days: number; teamId: string | undefined; format: StatsFormat }
  | { kind: 'backup'; file: string; overwrite: boolean }
  | { kind: 'installs' }
  | { kind: 'installs-encrypt' }
  | { kind: 'installs-drop'; id: string; confirmed: boolean };

type StatsFormat = 'text' | 'json' | 'csv';

export interface CommandParts {
  db: Kysely<RecordTables>;
  write: (text: string) => Promise<void>;
  logger: Logger;
  actor: string;
  /** Days between the removal of the app and the deletion of the workspace's data. */
  graceDays: number;
  /** The keys that encrypt tokens, in Base64, the first one first. Empty where none are set. */
  tokenKeys: readonly string[];
  /** Milliseconds since 1970. */
  now: number;
}

/** What runs a command of one kind. Returns a sentence where nothing was done. */
export type Run<Kind extends ReviewsCommand['kind']> = (
  parts: CommandParts,
  command: Extract<ReviewsCommand, { kind: Kind }>,
) => Promise<string | undefined>;

/** A number with its noun: `1 review`, `2 reviews`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

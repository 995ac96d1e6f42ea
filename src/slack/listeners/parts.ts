import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Deciders } from '../../config.ts';
import type { Logger } from '../../logger.ts';
import type { AskedTables } from '../asked/tables.ts';
import type { ErasureTables } from '../erasure/tables.ts';
import type { FirstDrafts } from '../form/first-drafts.ts';
import type { People } from '../people/look-ups.ts';
import type { Poster } from '../posting/poster.ts';
import type { PostingDatabase } from '../posting/tables.ts';
import type { DraftTables } from '../tables.ts';

/** What the listeners work with. */
export interface ListenerParts {
  /** The client for what a person waits for. */
  interactive: WebClient;
  db: Kysely<PostingDatabase & DraftTables & AskedTables & ErasureTables>;
  firstDrafts: FirstDrafts;
  poster: Poster;
  people: People;
  deciders: Deciders;
  logger: Logger;
  /** The workspace's own address, ending in a slash: links to messages start with it. */
  teamUrl: string;
  /** How many reviews one person may start within an hour; 0 for any number. */
  reviewsPerHour: number;
  /** Waits so many milliseconds before a call is made again. Default: it does. */
  pause?: (ms: number) => Promise<void>;
}

import type { Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Deciders } from '../../config.ts';
import type { Logger } from '../../logger.ts';
import type { FirstDrafts } from '../form/draft-store.ts';
import type { Poster } from '../outbox/poster.ts';
import type { People } from '../people/look-ups.ts';
import type { AskedTables, DraftTables, ErasureTables, PostingDatabase } from '../tables.ts';

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
  /** Whether corrections of what was read from words are kept. */
  keepCorrections: boolean;
  /** Waits so many milliseconds before a call is made again. Default: it does. */
  pause?: (ms: number) => Promise<void>;
}

/** Who acts, and in which team. */
export interface Person {
  teamId: string;
  userId: string;
}

/**
 * The team of an interaction as Bolt reads it from the signed payload. Every look-up in the record is made with it, so
 * that nobody reaches another team's review. Where an organisation installed the app as a whole there may be no team.
 */
export function personOf(context: Context, userId: string): Person {
  return { teamId: context.teamId ?? context.enterpriseId ?? '', userId };
}

/**
 * Whether a channel of an interaction is one that everybody in the team may read. Slack names private ones and direct
 * messages by what they are, and not by their names (docs.slack.dev/interactivity/implementing-slash-commands).
 */
export function isPublicChannel({ id, name }: { id: string; name: string }): boolean {
  return id.startsWith('C') && !/^(?:privategroup$|directmessage$|mpdm-)/.test(name);
}

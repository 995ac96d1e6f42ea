import type { Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import type { ModelReader } from '../../model-reader/index.ts';
import type { ReviewSettings } from '../../settings/config.ts';
import type { AccountReader } from '../account/reader.ts';
import type { Install } from '../erasure/uninstalls.ts';
import type { FirstDrafts } from '../form/draft-store.ts';
import type { Poster } from '../outbox/poster.ts';
import type { People } from '../people/look-ups.ts';
import type { AccountTables, AskedTables, DraftTables, ErasureTables, PostingDatabase } from '../tables.ts';

/** Where reviews are kept, what posts them, and what else they are made from. */
interface RecordParts {
  db: Kysely<PostingDatabase & DraftTables & AskedTables & ErasureTables & AccountTables>;
  advisor: Advisor;
  /** Reads words beside the rules. Absent: the rules alone. */
  reader?: ModelReader | undefined;
  firstDrafts: FirstDrafts;
  poster: Poster;
  receivers: number;
  account: AccountReader;
}

interface WorkspaceParts {
  /** The client for calls that a person waits for. */
  interactive: WebClient;
  people: People;
  /** The app's installation, for when it is removed. */
  install: Install;
  /** Log lines name it. */
  teamId: string;
  /** Its address, ending in a slash. Links to messages start with it. */
  teamUrl: string;
  /** The scopes that the app has there; empty where Slack doesn't say. */
  scopes: readonly string[];
}

export interface ListenerParts extends RecordParts, WorkspaceParts {
  settings: ReviewSettings;
  logger: Logger;
  /** Called where something failed that was not the person's doing. Nothing is thrown then, because they are told. */
  onFailed?: (() => void) | undefined;
  /** Waits before a retry, in milliseconds. Default: a timer. */
  pause?: (ms: number) => Promise<void>;
}

/** What is the same in every workspace. */
export type SharedParts = Omit<ListenerParts, keyof WorkspaceParts>;

export interface Person {
  teamId: string;
  userId: string;
}

/**
 * Returns who acts, in the team that Bolt reads from the signed payload. Every look-up uses that team, so nobody reaches
 * another team's review. Where an organization installed the app, there may be no team.
 */
export const personOf = (context: Context, userId: string): Person => ({
  teamId: context.teamId ?? context.enterpriseId ?? '',
  userId,
});

/**
 * Returns whether everybody in the team may read a channel. Slack names private channels and direct messages by their kind
 * (docs.slack.dev/interactivity/implementing-slash-commands).
 */
export const isPublicChannel = ({ id, name }: { id: string; name: string }): boolean =>
  id.startsWith('C') && !/^(?:privategroup$|directmessage$|mpdm-)/.test(name);

/** Subtypes of messages that a person writes. Edits, joins and copies of replies aren't new messages. */
const WRITTEN = new Set<string | undefined>([undefined, 'file_share']);

export interface MaybeWritten {
  user?: string | undefined;
  bot_id?: string | undefined;
  subtype?: string | undefined;
}

/** Returns who wrote a message. Undefined where nobody did, or a bot: two bots that answer each other would never stop. */
export const writerOf = ({ user, bot_id, subtype }: MaybeWritten, botUserId: string): string | undefined =>
  bot_id === undefined && WRITTEN.has(subtype) && user !== botUserId ? user : undefined;

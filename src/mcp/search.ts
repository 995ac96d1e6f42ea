import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import { type OpenedRecord, openRecord, type RecordTables } from '../open-record.ts';
import { steadyNow } from '../retry.ts';
import { isQuery, type ReviewSummary, searchReviews } from '../reviews/lists/list.ts';
import { listInstalls } from '../slack/installs/install-store.ts';
import { findPermalinks, findPlaces, type PostingWorkspace } from '../slack/outbox/posts.ts';
import type { createChannels, SlackAccess } from './channels.ts';

// The team's reviews for an assistant. The database is opened with the first search, as it is, and only read.

export type FoundReview = Pick<ReviewSummary, 'name' | 'state' | 'decided' | 'openConcerns'> & {
  recommended: ReviewSummary['choice'];
  /** When it came into its state, as an ISO date. */
  since: string;
  link: string | null;
};

type Found =
  | { ok: true; found: { reviews: FoundReview[] } }
  /** One sentence that says why there is no search. */
  | { ok: false; text: string };

/** Searches the reviews of public channels. */
export interface Search {
  /** Whether there is a database, and a token of the bot, which looks channels up. */
  isOffered(): Promise<boolean>;
  /** Returns the reviews whose names have the words of a query. */
  find(query: string, limit: number | undefined): Promise<Found>;
}

interface SearchParts {
  databaseUrl: string;
  /** Default: the only one in the database. */
  workspace?: string | undefined;
  /** Null where there is no token and no key of the stored ones. */
  slack: SlackAccess | null;
  logger: Logger;
  now?: () => number;
}

const LIMIT_DEFAULT = 10;

/** Reviews per read, and reads per search, when reviews of other channels are skipped. */
const READ_AT_ONCE = 50;
const MOST_READS = 10;
const SEVERAL = 'The database has reviews of several workspaces. Set MCP_WORKSPACE to the ID of one.';

/** It names no path: an assistant is shown none of the machine's. */
const NO_DATABASE = "The bot's database can't be opened. The server's log has the reason.";

const NO_TOKEN =
  "No bot token of this workspace can look up its channels. Set SLACK_BOT_TOKEN, or the bot's TOKEN_KEYS if it is installed in several workspaces.";

/** Nobody in particular: sees what everybody in the workspace may see. */
const NO_USER = '';

export function createSearch(given: SearchParts): Search & { close: () => Promise<void> } {
  const { databaseUrl, workspace, slack, logger, now = steadyNow } = given;
  let opening: Promise<OpenedRecord> | undefined;
  let channels: Promise<ReturnType<typeof createChannels>> | undefined;

  /** Opens the database. It may be there by the next search. */
  async function open(): Promise<OpenedRecord> {
    opening ??= openRecord(databaseUrl, { asItIs: true });
    const record = await opening.catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    if (!record.ok) opening = undefined;
    return record;
  }

  /** Whose reviews are searched: none, one, or too many. */
  async function teamsIn(db: Kysely<RecordTables>): Promise<readonly string[]> {
    if (workspace !== undefined) return [workspace];
    const rows = await db.selectFrom('reviews').select('team_id').distinct().limit(2).execute();
    return rows.map((row) => row.team_id);
  }

  async function lookUpIn(db: Kysely<RecordTables>, teamId: string) {
    if (slack === null) return null;
    channels ??= import('./channels.ts').then(({ createChannels }) => createChannels(slack, { logger, now }));
    return (await channels)(db, teamId);
  }

  async function search(query: string, limit: number): Promise<Found> {
    const record = await open();
    if (!record.ok) {
      logger.warn({ reason: record.text }, 'Could not open the database; finding no reviews');
      return { ok: false, text: NO_DATABASE };
    }
    const { db } = record;
    const [teamId, ...others] = await teamsIn(db);
    if (others.length > 0) return { ok: false, text: SEVERAL };
    if (teamId === undefined) return { ok: true, found: { reviews: [] } };
    const findPublic = await lookUpIn(db, teamId);
    if (findPublic === null) return { ok: false, text: NO_TOKEN };
    const reviews = await publicReviews(db, { teamId, words: query, limit, findPublic });
    const links = await linksTo(
      db,
      teamId,
      reviews.map(({ id }) => id),
    );
    return { ok: true, found: { reviews: reviews.map((review) => describe(review, links.get(review.id) ?? null)) } };
  }

  return {
    async isOffered() {
      if (slack === null) return false;
      try {
        const record = await open();
        if (!record.ok) return false;
        if ('botToken' in slack) return true;
        const teams = await teamsIn(record.db);
        const found = await Promise.all(teams.map((teamId) => lookUpIn(record.db, teamId)));
        return found.some((findPublic) => findPublic !== null);
      } catch (error) {
        logger.warn({ err: error }, 'Could not read the database; not offering the search');
        return false;
      }
    },
    async find(query, limit = LIMIT_DEFAULT) {
      if (!isQuery(query)) return { ok: false, text: 'query needs a word of the name of a review.' };
      try {
        return await search(query, limit);
      } catch (error) {
        logger.warn({ err: error }, 'Could not search the reviews');
        return { ok: false, text: NO_DATABASE };
      }
    },
    async close() {
      const record = await opening?.catch(() => undefined);
      if (record?.ok) await record.close();
    },
  };
}

/** The newest reviews whose channels are public now. */
async function publicReviews(
  db: Kysely<RecordTables>,
  query: { teamId: string; words: string; limit: number } & Pick<PostingWorkspace, 'findPublic'>,
): Promise<ReviewSummary[]> {
  const { teamId, words, limit, findPublic } = query;
  const found: ReviewSummary[] = [];
  let after: string | null | undefined;
  for (let read = 0; read < MOST_READS && after !== null && found.length < limit; read++) {
    const page = { teamId, userId: NO_USER, words, limit: READ_AT_ONCE };
    const { reviews, next } = await searchReviews(db, { ...page, ...(after !== undefined && { after }) });
    const ids = reviews.map(({ id }) => id);
    const places = await findPlaces(db, teamId, ids);
    const open = await findPublic([...places.values()].map(({ channelId }) => channelId));
    found.push(...reviews.filter(({ id }) => open.has(places.get(id)?.channelId ?? '')));
    after = next;
  }
  return found.slice(0, limit);
}

function describe(
  { name, state, choice, decided, since, openConcerns }: ReviewSummary,
  link: string | null,
): FoundReview {
  return { name, state, recommended: choice, decided, since: new Date(since.at).toISOString(), openConcerns, link };
}

/**
 * The links of those reviews that are posted, by their ids. The address of a message has that of its workspace, which is stored
 * once the workspace installed the app itself. Without it, the link opens the channel
 * (https://docs.slack.dev/interactivity/deep-linking).
 */
async function linksTo(
  db: Kysely<RecordTables>,
  teamId: string,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const install = (await listInstalls(db)).find(({ id }) => id === teamId);
  if (install !== undefined) return findPermalinks(db, { teamId, teamUrl: install.url }, reviewIds);
  const places = await findPlaces(db, teamId, reviewIds);
  return new Map(
    [...places].flatMap(([id, { channelId, messageTs }]) =>
      messageTs === null ? [] : [[id, `https://slack.com/app_redirect?team=${teamId}&channel=${channelId}`] as const],
    ),
  );
}

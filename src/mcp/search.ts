import type { Kysely } from 'kysely';
import type * as z from 'zod';
import { type OpenedRecord, openRecord, type RecordTables } from '../open-record.ts';
import { isQuery, searchReviews } from '../reviews/lists/list.ts';
import { listInstalls } from '../slack/installs/install-store.ts';
import { findPermalinks, findPlaces } from '../slack/outbox/posts.ts';
import type { OUTPUTS } from './schemas.ts';

// The team's reviews for an assistant. The database is opened with the first search, as it is, and only read.

/** The reviews whose names have the words of a query, or one sentence that says why there is no search. */
export type Search = (
  query: string,
  limit: number | undefined,
) => Promise<{ ok: true; found: z.input<typeof OUTPUTS.searchReviews> } | { ok: false; text: string }>;

const LIMIT_DEFAULT = 10;

const SEVERAL = 'The database has reviews of several workspaces. Set MCP_WORKSPACE to the ID of one.';

/** Nobody in particular: sees what everybody in the workspace may see. */
const NO_USER = '';

/** Searches the database at `url`: a workspace, by default the only one in it. `close` ends what was opened. */
export function createSearch(url: string, workspace?: string): { search: Search; close: () => Promise<void> } {
  let opening: Promise<OpenedRecord> | undefined;

  const search: Search = async (query, limit = LIMIT_DEFAULT) => {
    if (!isQuery(query)) return { ok: false, text: 'query needs a word of the name of a review.' };
    opening ??= openRecord(url, { asItIs: true });
    const record = await opening;
    if (!record.ok) {
      // It may be there by the next search.
      opening = undefined;
      return { ok: false, text: `${record.text} Set DATABASE_URL to the bot's database.` };
    }
    const { db } = record;
    const teams =
      workspace === undefined
        ? (await db.selectFrom('reviews').select('team_id').distinct().limit(2).execute()).map((row) => row.team_id)
        : [workspace];
    if (teams.length > 1) return { ok: false, text: SEVERAL };
    const [teamId] = teams;
    if (teamId === undefined) return { ok: true, found: { reviews: [] } };
    const { reviews } = await searchReviews(db, { teamId, userId: NO_USER, words: query, limit });
    const ids = reviews.map(({ id }) => id);
    const links = await linksTo(db, teamId, ids);
    return {
      ok: true,
      found: {
        reviews: reviews.map(({ id, name, state, choice, decided, since, openConcerns }) => ({
          name,
          state,
          recommended: choice,
          decided,
          since: new Date(since.at).toISOString(),
          openConcerns,
          link: links.get(id) ?? null,
        })),
      },
    };
  };

  return {
    search,
    async close() {
      const record = await opening;
      if (record?.ok) await record.close();
    },
  };
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

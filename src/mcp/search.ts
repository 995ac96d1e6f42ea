import type * as z from 'zod';
import { type OpenedRecord, openRecord } from '../open-record.ts';
import { isQuery, searchReviews } from '../reviews/lists/list.ts';
import { findPlaces } from '../slack/outbox/posts.ts';
import type { OUTPUTS } from './schemas.ts';

// The team's reviews for an assistant. The database is opened with the first search, as it is, and only read.

/** The reviews whose names have the words of a query, or one sentence that says why there is no search. */
export type Search = (
  query: string,
  limit: number | undefined,
) => Promise<{ ok: true; found: z.input<typeof OUTPUTS.searchReviews> } | { ok: false; text: string }>;

const LIMIT_DEFAULT = 10;

/** Nobody in particular: sees what everybody in the workspace may see. */
const NO_USER = '';

/** Searches the database at `url`. `close` ends what was opened. */
export function createSearch(url: string): { search: Search; close: () => Promise<void> } {
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
    const teams = await db.selectFrom('reviews').select('team_id').distinct().limit(2).execute();
    if (teams.length > 1)
      return { ok: false, text: 'The database has reviews of several workspaces; none is searched.' };
    const [team] = teams;
    if (team === undefined) return { ok: true, found: { reviews: [] } };
    const { reviews } = await searchReviews(db, { teamId: team.team_id, userId: NO_USER, words: query, limit });
    const places = await findPlaces(
      db,
      team.team_id,
      reviews.map(({ id }) => id),
    );
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
          link: linkTo(team.team_id, places.get(id)),
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
 * Opens the channel: a link to the message itself has the workspace's address, which only Slack knows
 * (https://docs.slack.dev/interactivity/deep-linking).
 */
function linkTo(teamId: string, place: { channelId: string; messageTs: string | null } | undefined): string | null {
  if (place === undefined || place.messageTs === null) return null;
  return `https://slack.com/app_redirect?team=${teamId}&channel=${place.channelId}`;
}

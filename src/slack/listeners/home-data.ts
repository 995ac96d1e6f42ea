import { listReviews } from '../../reviews/lists/list-reviews.ts';
import type { ReviewPage, ReviewSummary } from '../../reviews/lists/review-summary.ts';
import { searchReviews } from '../../reviews/lists/search-reviews.ts';
import type { Home } from '../home/build-home.ts';
import type { HomeItem, HomeListId, HomePage } from '../home/home-item.ts';
import type { HomePages } from '../home/home-pages.ts';
import { permalink } from '../message/permalink.ts';
import { type OwnChannels, tellsOf } from '../people/look-ups.ts';
import { findPlaces } from '../posting/find-posted.ts';
import { within } from '../transport/in-flight.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';

/** Reviews on one page of a list of the home tab, and of a search. */
const LISTED = 5;
const FOUND = 10;
/** Where reviews of other channels are left out, so many are read at once, and so often; behind them "Older" goes on. */
const READ_AT_ONCE = 50;
const MOST_READS = 10;

/** For the look-up before a search, in milliseconds: a submission has to be acknowledged within three seconds. */
const SEARCH_LIMIT_MS = 1500;

/** Everything that the home tab of a person shows. */
export async function findHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<Home> {
  const own = await parts.people.channels(person.userId);
  const page = (list: HomeListId) =>
    visiblePage(parts, person, { own, shown: LISTED, after: pages[list] }, (some) =>
      listReviews(parts.db, { ...person, list, ...some }),
    );
  const [needsMe, open, decided, revisit] = await Promise.all([
    page('needs-me'),
    page('open'),
    page('decided'),
    page('revisit'),
  ]);
  return {
    lists: { 'needs-me': needsMe, open, decided, revisit },
    pages,
    isOnlyOwn: tellsOf(own, true),
  };
}

/** The reviews that a person may find by these words. */
export async function findByName(
  parts: ListenerParts,
  person: Person,
  { words, after }: { words: string; after?: string | undefined },
): Promise<HomePage> {
  const asked = parts.people.channels(person.userId);
  if (!(await within(asked, SEARCH_LIMIT_MS)))
    throw new Error('Slack did not say in time which channels somebody is in');
  return visiblePage(parts, person, { own: await asked, shown: FOUND, after }, (some) =>
    searchReviews(parts.db, { ...person, words, ...some }),
  );
}

/** Those of a list that stand where the person is, as many as are shown at once, with their places in Slack. */
async function visiblePage(
  { db, teamUrl }: ListenerParts,
  { teamId, userId }: Person,
  { own, shown, after: start }: { own: OwnChannels | null; shown: number; after: string | undefined },
  find: (some: { limit: number; after?: string }) => Promise<ReviewPage>,
): Promise<HomePage> {
  const limit = own === null ? shown : READ_AT_ONCE;
  const items: HomeItem[] = [];
  let after = start;
  for (let read = 0; read < MOST_READS; read++) {
    const { reviews, next } = await find({ limit, ...(after !== undefined && { after }) });
    const places = await findPlaces(
      db,
      teamId,
      reviews.map(({ id }) => id),
    );
    for (const [at, review] of reviews.entries()) {
      const place = places.get(review.id);
      if (!isVisible(own, review, place?.channelId, userId)) continue;
      const { channelId = '', messageTs = null } = place ?? {};
      const shownPlace = messageTs === null ? null : { channelId, url: permalink(teamUrl, { channelId, messageTs }) };
      items.push({ ...review, place: shownPlace });
      if (items.length < shown) continue;
      return { items, next: at + 1 < reviews.length || next !== null ? review.cursor : null };
    }
    if (next === null) return { items, next };
    after = next;
  }
  return { items, next: after ?? null };
}

/** Slack shows the person in the review's channel, or the scopes do not let it tell: then the record says who may find it. */
function isVisible(
  own: OwnChannels | null,
  { isPublic, requesterId }: ReviewSummary,
  channelId: string | undefined,
  userId: string,
): boolean {
  if (!tellsOf(own, isPublic)) return true;
  // In a conversation with the bot only its requester finds a review.
  if (channelId === undefined || !/^[CG]/.test(channelId)) return requesterId === userId || !isPublic;
  return own.ids.has(channelId);
}

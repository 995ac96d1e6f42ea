import { listReviews } from '../../reviews/lists/list-reviews.ts';
import type { ReviewPage } from '../../reviews/lists/review-summary.ts';
import { searchReviews } from '../../reviews/lists/search-reviews.ts';
import type { Home } from '../home/build-home.ts';
import type { HomeListId, HomePage } from '../home/home-item.ts';
import type { HomePages } from '../home/home-pages.ts';
import { permalink } from '../message/permalink.ts';
import { findPlaces } from '../posting/find-posted.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';

/** Reviews on one page of a list of the home tab, and of a search. */
const LISTED = 5;
const FOUND = 10;

/** Everything that the home tab of a person shows. */
export async function findHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<Home> {
  const page = async (list: HomeListId): Promise<HomePage> => {
    const after = pages[list];
    const query = { ...person, list, limit: LISTED, ...(after !== undefined && { after }) };
    return placed(parts, person, await listReviews(parts.db, query));
  };
  const [needsMe, open, decided, revisit] = await Promise.all([
    page('needs-me'),
    page('open'),
    page('decided'),
    page('revisit'),
  ]);
  return { lists: { 'needs-me': needsMe, open, decided, revisit }, pages };
}

/** The reviews that a person may find by these words. */
export async function findByName(
  parts: ListenerParts,
  person: Person,
  { words, after }: { words: string; after?: string | undefined },
): Promise<HomePage> {
  const query = { ...person, words, limit: FOUND, ...(after !== undefined && { after }) };
  return placed(parts, person, await searchReviews(parts.db, query));
}

/** With the places where the reviews stand in Slack. */
async function placed(
  { db, teamUrl }: ListenerParts,
  { teamId }: Person,
  { reviews, next }: ReviewPage,
): Promise<HomePage> {
  const places = await findPlaces(
    db,
    teamId,
    reviews.map(({ id }) => id),
  );
  const items = reviews.map((review) => {
    const place = places.get(review.id);
    return {
      ...review,
      place: place === undefined ? null : { channelId: place.channelId, url: permalink(teamUrl, place) },
    };
  });
  return { items, next };
}

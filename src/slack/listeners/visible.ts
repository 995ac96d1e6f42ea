import { within } from '../../retry.ts';
import { dueDay } from '../../reviews/calendar.ts';
import { figuresOf, readCounted } from '../../reviews/figures.ts';
import {
  findMissingFacts,
  findOwn,
  groupsAsked,
  listReviews,
  type ReviewPage,
  type ReviewSummary,
  searchReviews,
} from '../../reviews/lists/list.ts';
import { isOverdue } from '../../reviews/reminder.ts';
import { findNames } from '../../reviews/review-store.ts';
import { findPlaces } from '../outbox/posts.ts';
import type { OwnChannels } from '../people/look-ups.ts';
import { groupsOf } from '../people/permission.ts';
import type { HomeItem, HomeListId, HomePage } from '../render/home/item.ts';
import { permalink } from '../render/mrkdwn.ts';
import type { ListenerParts, Person } from './parts.ts';

// What a person may see of the reviews, in the home tab, the search and after the command.

/** Limit for looking up a person's channels, in milliseconds, where they wait for an answer. */
const CHANNELS_LIMIT_MS = 1500;

/** The channels that a person is in. @throws where Slack doesn't list them in time. */
export async function channelsInTime({ people }: ListenerParts, { userId }: Person): Promise<OwnChannels | null> {
  const asked = people.channels(userId);
  if (!(await within(asked, CHANNELS_LIMIT_MS))) throw new Error("Slack didn't list the person's channels in time");
  return asked;
}

/** Entries per read, and reads per page, when reviews of other channels are skipped. "Older" continues after them. */
const READ_AT_ONCE = 50;

const MOST_READS = 10;

/** Which page to show. `own`: the channels that the person is in. */
interface Wanted {
  own: OwnChannels | null;
  shown: number;
  /** Where the page starts; undefined for the first. */
  after?: string | undefined;
}

/** A page of one of the home tab's lists. What waits for a person includes what waits for their user groups. */
export async function visibleList(
  parts: ListenerParts,
  person: Person,
  list: HomeListId,
  wanted: Wanted,
): Promise<HomePage> {
  const groups = list === 'needs-me' ? await ownGroups(parts, person) : [];
  const dueBy = list === 'revisit' ? dueDay(Date.now(), parts.advisor.policy?.timeZone) : undefined;
  return visiblePage(parts, person, wanted, (some) =>
    listReviews(parts.db, { ...person, groups, list, dueBy, ...some }),
  );
}

/** A page of the reviews whose names have these words. */
export const visibleNamed = (parts: ListenerParts, person: Person, words: string, wanted: Wanted): Promise<HomePage> =>
  visiblePage(parts, person, wanted, (some) => searchReviews(parts.db, { ...person, words, ...some }));

/** The user groups that a person is in, among those that reviews wait for, where Slack tells. */
const ownGroups = async (parts: ListenerParts, { teamId, userId }: Person): Promise<string[]> =>
  (await groupsOf(parts, userId, await groupsAsked(parts.db, teamId))).own;

/** Days that the figures are of, and the most decisions. */
const FIGURES_DAYS = 90;
const FIGURES_MOST = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The figures of the last 90 days, or of the latest 50 decisions, of the reviews that a person may see. */
export async function visibleFigures(
  parts: ListenerParts,
  person: Person,
  own: OwnChannels | null,
  now: number = Date.now(),
): Promise<ReturnType<typeof figuresOf>['total'] & { days: number | null }> {
  const counted = await readCounted(parts.db, now - FIGURES_DAYS * DAY_MS, { ...person, most: FIGURES_MOST });
  const ids = counted.map(({ reviewId }) => reviewId);
  const seen = await visiblePlaces(parts, person, own, ids);
  const { total } = figuresOf(counted.filter(({ reviewId }) => seen.has(reviewId)));
  return { ...total, days: counted.length < FIGURES_MOST ? FIGURES_DAYS : null };
}

/** One page of a list: the reviews in channels that the person is in, with links to their messages. */
async function visiblePage(
  parts: ListenerParts,
  person: Person,
  { own, shown, after: start }: Wanted,
  find: (some: { limit: number; after?: string }) => Promise<ReviewPage>,
): Promise<HomePage> {
  const seen: SeenReview[] = [];
  let after = start;
  let more: string | null = null;
  for (let read = 0; read < MOST_READS && seen.length < shown; read++) {
    const { reviews, next } = await find({ limit: READ_AT_ONCE, ...(after !== undefined && { after }) });
    const found = await seenAmong(parts, person, own, reviews);
    const kept = found.slice(0, shown - seen.length);
    seen.push(...kept);
    const last = kept.at(-1)?.review;
    const isWhole = seen.length < shown || last === reviews.at(-1);
    more = isWhole ? next : (last?.cursor ?? null);
    if (next === null) break;
    after = next;
  }
  return { items: await itemsOf(parts, person, seen), next: more };
}

/** A review that a person may see, and where those are that it names. */
interface SeenReview {
  review: ReviewSummary;
  places: VisiblePlaces;
}

async function seenAmong(
  parts: ListenerParts,
  person: Person,
  own: OwnChannels | null,
  reviews: readonly ReviewSummary[],
): Promise<SeenReview[]> {
  const ids = reviews.flatMap(({ id, supersededBy }) => (supersededBy === null ? [id] : [id, supersededBy]));
  const places = await visiblePlaces(parts, person, own, ids);
  return reviews.filter(({ id }) => places.has(id)).map((review) => ({ review, places }));
}

async function itemsOf(
  { db, advisor }: ListenerParts,
  { teamId }: Person,
  seen: readonly SeenReview[],
): Promise<HomeItem[]> {
  const [names, missing] = await Promise.all([
    findNames(
      db,
      teamId,
      seen.flatMap(({ review: { supersededBy: id }, places }) => (id !== null && places.has(id) ? [id] : [])),
    ),
    findMissingFacts(
      db,
      seen.flatMap(({ review }) => (review.decided === null ? [review.id] : [])),
    ),
  ]);
  return seen.map(({ review: { supersededBy, ...review }, places }) => {
    const name = names.get(supersededBy ?? '');
    return {
      ...review,
      place: places.get(review.id) ?? null,
      missing: missing.get(review.id) ?? null,
      isOverdue: isOverdue(review.decideBy, { now: Date.now(), timeZone: advisor.policy?.timeZone }),
      successor: name === undefined ? null : { name, url: places.get(supersededBy ?? '')?.url ?? null },
    };
  });
}

type VisiblePlaces = ReadonlyMap<string, HomeItem['place']>;

/** Where those of some reviews are that the person may see, by their ids. Null where one isn't posted. */
async function visiblePlaces(
  { db, teamUrl }: ListenerParts,
  { teamId, userId }: Person,
  own: OwnChannels | null,
  ids: readonly string[],
): Promise<VisiblePlaces> {
  const [places, ownIds] = await Promise.all([findPlaces(db, teamId, ids), findOwn(db, userId, ids)]);
  const visible = new Map<string, HomeItem['place']>();
  for (const id of ids) {
    const { channelId = '', messageTs = null } = places.get(id) ?? {};
    if (!isVisible(own, channelId, ownIds.has(id))) continue;
    visible.set(id, messageTs === null ? null : { channelId, url: permalink(teamUrl, { channelId, messageTs }) });
  }
  return visible;
}

/** Returns whether the person is in the review's channel. Where Slack can't tell, who took part sees it, and nobody else. */
function isVisible(own: OwnChannels | null, channelId: string, tookPart: boolean): boolean {
  if (own?.ids.has(channelId)) return true;
  // Only who took part sees a review in a direct message.
  const isTold = own?.hasPublic && own.hasPrivate && /^[CG]/.test(channelId);
  return tookPart && !isTold;
}

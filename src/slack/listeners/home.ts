import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { within } from '../../retry.ts';
import {
  findOwn,
  isQuery,
  listReviews,
  type ReviewPage,
  type ReviewSummary,
  searchReviews,
} from '../../reviews/lists/list.ts';
import { findNames } from '../../reviews/review-store.ts';
import { oneLine, withoutBidiControls } from '../../wording/text.ts';
import { draftOf } from '../form/read-form.ts';
import { findPlaces } from '../outbox/posts.ts';
import type { OwnChannels } from '../people/look-ups.ts';
import {
  buildHome,
  buildSearch,
  decodePages,
  decodeTurn,
  type Home,
  type HomePages,
  NO_QUERY,
  SEARCH_BLOCK,
  SEARCH_INPUT,
  searchedWords,
  turn,
} from '../render/home/home.ts';
import type { HomeItem, HomeListId, HomePage } from '../render/home/item.ts';
import { permalink } from '../render/mrkdwn.ts';
import { openForm } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { tell, tryAgain } from './tell.ts';

type ButtonListener = Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>>;

/** Handles "New review" on the home tab. The form asks for a channel. */
export function handleHomeNewReviewAction(parts: ListenerParts): ButtonListener {
  return async ({ body, ack, context }) => {
    await ack();
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person: personOf(context, body.user.id),
      draft: draftOf({}),
      metadata: { channelId: null },
    });
    if (!opened.ok) await tell(parts, { userId: body.user.id }, { text: opened.text });
  };
}

/** Handles "Older" and "Newest" under a list. */
export function handleHomeTurnAction(parts: ListenerParts): ButtonListener {
  return async ({ action, body, ack, context }) => {
    await ack();
    const pages = decodePages(body.view?.private_metadata);
    const turned = decodeTurn(action.value ?? '');
    await publishHome(parts, personOf(context, body.user.id), turned === undefined ? pages : turn(pages, turned));
  };
}

/** Handles "Search by name". */
export function handleHomeSearchAction(parts: ListenerParts): ButtonListener {
  return async ({ body, ack }) => {
    await ack();
    await parts.interactive.views.open({ trigger_id: body.trigger_id, view: buildSearch() });
  };
}

/** Handles "Older" under the results of a search. */
export function handleSearchOlderAction(parts: ListenerParts): ButtonListener {
  return async ({ action, body, ack, context }) => {
    await ack();
    if (body.view === undefined) return;
    const words = searchedWords(body.view.private_metadata);
    const page = await findByName(parts, personOf(context, body.user.id), { words, after: action.value });
    const view = buildSearch({ words, page, turned: true });
    await parts.interactive.views.update({ view_id: body.view.id, hash: body.view.hash, view });
  };
}

/** Reviews per page: in a list of the home tab, and in search results. */
const LISTED = 5;

const FOUND = 10;

/** Entries per read, and reads per page, when reviews of other channels are skipped. "Older" continues after them. */
const READ_AT_ONCE = 50;

const MOST_READS = 10;

/** Limit for the look-up before a search, in milliseconds: Slack expects an acknowledgement within three seconds. */
const SEARCH_LIMIT_MS = 1500;

/** Loads what a person's home tab shows. */
async function findHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<Home> {
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
    hasChannels: own?.hasPublic === true,
  };
}

/** Searches the reviews that a person may see. */
async function findByName(
  parts: ListenerParts,
  person: Person,
  { words, after }: { words: string; after?: string | undefined },
): Promise<HomePage> {
  const asked = parts.people.channels(person.userId);
  if (!(await within(asked, SEARCH_LIMIT_MS))) throw new Error("Slack didn't list the person's channels in time");
  return visiblePage(parts, person, { own: await asked, shown: FOUND, after }, (some) =>
    searchReviews(parts.db, { ...person, words, ...some }),
  );
}

/** One page of a list: the reviews in channels that the person is in, with links to their messages. */
async function visiblePage(
  parts: ListenerParts,
  person: Person,
  { own, shown, after: start }: { own: OwnChannels | null; shown: number; after: string | undefined },
  find: (some: { limit: number; after?: string }) => Promise<ReviewPage>,
): Promise<HomePage> {
  const items: HomeItem[] = [];
  let after = start;
  for (let read = 0; read < MOST_READS; read++) {
    const { reviews, next } = await find({ limit: READ_AT_ONCE, ...(after !== undefined && { after }) });
    const places = await visiblePlaces(parts, person, own, reviews);
    const successors = await findNames(
      parts.db,
      person.teamId,
      reviews.flatMap(({ supersededBy }) => (supersededBy !== null && places.has(supersededBy) ? [supersededBy] : [])),
    );
    for (const [at, { supersededBy, ...review }] of reviews.entries()) {
      if (!places.has(review.id)) continue;
      const name = successors.get(supersededBy ?? '');
      const successor = name === undefined ? null : { name, url: places.get(supersededBy ?? '')?.url ?? null };
      items.push({ ...review, place: places.get(review.id) ?? null, successor });
      if (items.length < shown) continue;
      return { items, next: at + 1 < reviews.length || next !== null ? review.cursor : null };
    }
    if (next === null) return { items, next };
    after = next;
  }
  return { items, next: after ?? null };
}

/**
 * Where those of some reviews are, and of the reviews that replaced them, that the person may see, by their ids. Null where one
 * isn't posted.
 */
async function visiblePlaces(
  { db, teamUrl }: ListenerParts,
  { teamId, userId }: Person,
  own: OwnChannels | null,
  reviews: readonly ReviewSummary[],
): Promise<ReadonlyMap<string, HomeItem['place']>> {
  const ids = reviews.flatMap(({ id, supersededBy }) => (supersededBy === null ? [id] : [id, supersededBy]));
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

/** Publishes somebody's home tab, and retries with fresh data where Slack's answer is lost. */
async function publishHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<void> {
  const publish = async () => {
    const view = buildHome(await findHome(parts, person, pages));
    await parts.interactive.views.publish({ user_id: person.userId, view });
  };
  await tryAgain(parts, publish, { twiceIsOnce: true });
}

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Refreshes the home tab that somebody opened, on the pages they were on. */
export function handleAppHomeOpenedEvent(parts: ListenerParts): (args: HomeArgs) => Promise<void> {
  return async ({ event, context }) => {
    // The messages tab is the direct message with the bot.
    if (event.tab !== 'home') return;
    await publishHome(parts, personOf(context, event.user), decodePages(event.view?.private_metadata));
  };
}

/** Handles a submitted search. The dialog stays open and shows the results. */
export function handleSearchView(parts: ListenerParts): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const words = oneLine(withoutBidiControls(view.state.values[SEARCH_BLOCK]?.[SEARCH_INPUT]?.value ?? ''));
    if (!isQuery(words)) {
      await ack({ response_action: 'errors', errors: { [SEARCH_BLOCK]: NO_QUERY } });
      return;
    }
    try {
      const page = await findByName(parts, personOf(context, body.user.id), { words });
      await ack({ response_action: 'update', view: buildSearch({ words, page, turned: false }) });
    } catch (error) {
      parts.logger.error({ err: error }, 'A search failed');
      const text = `The search failed. Try again. Reference: ${currentReference()}`;
      await ack({ response_action: 'errors', errors: { [SEARCH_BLOCK]: text } });
    }
  };
}

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
import { listReviews, type ReviewPage, type ReviewSummary } from '../../reviews/lists/list.ts';
import { isQuery, searchReviews } from '../../reviews/lists/search.ts';
import { oneLine, withoutBidiControls } from '../../wording/text.ts';
import { draftOf } from '../form/read-form.ts';
import { findPlaces } from '../outbox/posts.ts';
import { type OwnChannels, tellsOf } from '../people/look-ups.ts';
import { buildHome, decodePages, decodeTurn, type Home, type HomePages, turn } from '../render/home/home.ts';
import type { HomeItem, HomeListId, HomePage } from '../render/home/item.ts';
import { buildSearch, NO_QUERY, SEARCH_BLOCK, SEARCH_INPUT, searchedWords } from '../render/home/search.ts';
import { permalink } from '../render/mrkdwn.ts';
import { openForm } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { tell } from './tell.ts';
import { tryAgain } from './try-again.ts';

type ButtonListener = Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>>;

/** "New review": the home tab has no channel, so the form asks for one. */
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

/** "Older" and "Newest" under a list. */
export function handleHomeTurnAction(parts: ListenerParts): ButtonListener {
  return async ({ action, body, ack, context }) => {
    await ack();
    const pages = decodePages(body.view?.private_metadata);
    const turned = decodeTurn(action.value ?? '');
    await publishHome(parts, personOf(context, body.user.id), turned === undefined ? pages : turn(pages, turned));
  };
}

/** "Search by name". */
export function handleHomeSearchAction(parts: ListenerParts): ButtonListener {
  return async ({ body, ack }) => {
    await ack();
    await parts.interactive.views.open({ trigger_id: body.trigger_id, view: buildSearch() });
  };
}

/** "Older" among what a search has found. */
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

/** Reviews on one page of a list of the home tab, and of a search. */
const LISTED = 5;

const FOUND = 10;

/** Entries per read, and reads per page, while reviews of other channels are left out; "Older" continues after them. */
const READ_AT_ONCE = 50;

const MOST_READS = 10;

/** For the look-up before a search, in milliseconds: a submission has to be acknowledged within three seconds. */
const SEARCH_LIMIT_MS = 1500;

/** Everything that the home tab of a person shows. */
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
    isOnlyOwn: tellsOf(own, true),
  };
}

/** The reviews that a person may find by these words. */
async function findByName(
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

/** Shows somebody's home tab. Shown twice it is shown once, so it is tried again, each time with the record as it then stands. */
async function publishHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<void> {
  const publish = async () => {
    const view = buildHome(await findHome(parts, person, pages));
    await parts.interactive.views.publish({ user_id: person.userId, view });
  };
  await tryAgain(parts, publish, { twiceIsOnce: true });
}

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Somebody looks at the home tab: it shows the record as it stands, on the pages that they had turned to. */
export function handleAppHomeOpenedEvent(parts: ListenerParts): (args: HomeArgs) => Promise<void> {
  return async ({ event, context }) => {
    // The messages tab is the person's conversation with the bot.
    if (event.tab !== 'home') return;
    await publishHome(parts, personOf(context, event.user), decodePages(event.view?.private_metadata));
  };
}

/** The search was submitted: it stays open and shows what was found. */
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
      const text = `The search failed. Please try again. Reference: ${currentReference()}`;
      await ack({ response_action: 'errors', errors: { [SEARCH_BLOCK]: text } });
    }
  };
}

import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { isQuery } from '../../reviews/lists/list.ts';
import { oneLine, withoutBidiControls } from '../../wording/text.ts';
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
import type { HomeListId, HomePage } from '../render/home/item.ts';
import { openDialog } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { beside, instead, onPress, onView } from './press.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { tryAgain } from './tell.ts';
import { channelsInTime, visibleFigures, visibleList, visibleNamed } from './visible.ts';

export const handleHomeTurnAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const pages = decodePages(body.view?.private_metadata);
    const turned = decodeTurn(action.value ?? '');
    await publishHome(parts, person, turned === undefined ? pages : turn(pages, turned));
    return undefined;
  });

export const handleHomeSearchAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, ({ body }) => openDialog(parts, { triggerId: body.trigger_id }, buildSearch()));

export const handleSearchOlderAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    if (body.view === undefined) return undefined;
    const words = searchedWords(body.view.private_metadata);
    const page = await findByName(parts, person, { words, after: action.value });
    const view = buildSearch({ words, page, turned: true });
    await parts.interactive.views.update({ view_id: body.view.id, hash: body.view.hash, view });
    return undefined;
  });

/** Reviews per page: in a list of the home tab, and in search results. */
const LISTED = 5;

const FOUND = 10;

async function findHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<Home> {
  const own = await parts.people.channels(person.userId);
  const page = (list: HomeListId) => visibleList(parts, person, list, { own, shown: LISTED, after: pages[list] });
  const [needsMe, open, decided, revisit, figures] = await Promise.all([
    page('needs-me'),
    page('open'),
    page('decided'),
    page('revisit'),
    visibleFigures(parts, person, own),
  ]);
  return {
    lists: { 'needs-me': needsMe, open, decided, revisit },
    pages,
    figures,
    hasChannels: own?.hasPublic === true,
  };
}

async function findByName(
  parts: ListenerParts,
  person: Person,
  { words, after }: { words: string; after?: string | undefined },
): Promise<HomePage> {
  const own = await channelsInTime(parts, person);
  return visibleNamed(parts, person, words, { own, shown: FOUND, after });
}

/** Publishes somebody's home tab, and retries with fresh data where Slack's answer is lost. */
async function publishHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<void> {
  const publish = async () => {
    const view = buildHome(await findHome(parts, person, pages));
    await parts.interactive.views.publish({ user_id: person.userId, view });
  };
  await tryAgain(parts, publish, { twiceIsOnce: true });
}

/** At most four (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts). */
const PROMPTS = [
  { title: 'Serve a language model', message: 'llama 3 8b for a chat, 2M requests per month, 500 tokens in, 200 out' },
  { title: 'Score a dataset', message: '40 GB every night with a 2 GB model, done by 6 am' },
  { title: "Check one of AWS's limits", message: 'What is the largest payload of asynchronous inference?' },
  { title: 'See what I understand', message: 'help' },
];

/**
 * Suggests what to write, where the app has Slack's agent messaging and with it the scope `assistant:write`. Without a thread: in
 * agent messaging a call that names one does nothing (docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts).
 */
async function suggestPrompts({ interactive, scopes, logger }: ListenerParts, channelId: string): Promise<void> {
  if (!scopes.includes('assistant:write')) return;
  try {
    await interactive.assistant.threads.setSuggestedPrompts({ channel_id: channelId, prompts: PROMPTS });
  } catch (error) {
    logger.info({ err: error }, 'Could not suggest prompts');
  }
}

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Refreshes the home tab that somebody opened, on the pages they were on. The messages tab gets suggestions. */
export function handleAppHomeOpenedEvent(parts: ListenerParts): (args: HomeArgs) => Promise<void> {
  return async ({ event, context }) => {
    if (event.tab === 'messages') await suggestPrompts(parts, event.channel);
    if (event.tab !== 'home') return;
    await publishHome(parts, personOf(context, event.user), decodePages(event.view?.private_metadata));
  };
}

export const handleSearchView = (parts: ListenerParts): ViewHandler =>
  onView(parts, { decode: () => ({}), what: 'search' }, async ({ values, person }) => {
    const words = oneLine(withoutBidiControls(values[SEARCH_BLOCK]?.[SEARCH_INPUT]?.value ?? ''));
    if (!isQuery(words)) return beside(SEARCH_BLOCK, NO_QUERY);
    return instead(buildSearch({ words, page: await findByName(parts, person, { words }), turned: false }));
  });

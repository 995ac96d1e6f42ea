import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from '@slack/bolt';
import { draftOf } from '../form/read-form.ts';
import { buildSearch, searchedWords } from '../home/build-search.ts';
import { decodePages, decodeTurn, turn } from '../home/home-pages.ts';
import { findByName } from './home-data.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { publishHome } from './publish-home.ts';
import { tell } from './tell.ts';

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

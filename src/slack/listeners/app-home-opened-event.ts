import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { buildHome } from '../home/build-home.ts';
import { decodePages } from '../home/home-pages.ts';
import { findHome } from './home-data.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Somebody looks at the home tab: it shows the record as it stands, on the pages that they had turned to. */
export function handleAppHomeOpenedEvent(parts: ListenerParts): (args: HomeArgs) => Promise<void> {
  return async ({ event, context }) => {
    // The messages tab is the person's conversation with the bot.
    if (event.tab !== 'home') return;
    const person = personOf(context, event.user);
    const home = await findHome(parts, person, decodePages(event.view?.private_metadata));
    await parts.interactive.views.publish({ user_id: event.user, view: buildHome(home) });
  };
}

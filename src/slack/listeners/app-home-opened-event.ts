import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { decodePages } from '../home/home-pages.ts';
import type { ListenerParts } from './parts.ts';
import { personOf } from './people.ts';
import { publishHome } from './publish-home.ts';

type HomeArgs = SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs;

/** Somebody looks at the home tab: it shows the record as it stands, on the pages that they had turned to. */
export function handleAppHomeOpenedEvent(parts: ListenerParts): (args: HomeArgs) => Promise<void> {
  return async ({ event, context }) => {
    // The messages tab is the person's conversation with the bot.
    if (event.tab !== 'home') return;
    await publishHome(parts, personOf(context, event.user), decodePages(event.view?.private_metadata));
  };
}

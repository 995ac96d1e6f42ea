import { WebClient } from '@slack/web-api';
import { createLogger } from '../../src/logger.ts';
import type { FormUpdates } from '../../src/slack/listeners/form-action.ts';
import type { ListenerParts } from '../../src/slack/listeners/parts.ts';
import {
  actionRoutes,
  commandRoutes,
  eventRoutes,
  shortcutRoutes,
  viewRoutes,
} from '../../src/slack/listeners/routes.ts';
import { settingsWith } from './settings.ts';

/** The names that the routing table listens to, as it says them. `more`: parts that turn on further rows. */
export function registeredNames(more: Partial<ListenerParts> = {}) {
  // Nothing is handled here, so there is nothing to handle it with.
  const parts = {
    interactive: new WebClient(),
    logger: createLogger({ level: 'fatal' }),
    teamUrl: 'https://acme.slack.com/',
    scopes: [],
    install: {},
    settings: settingsWith(),
    ...more,
  } as ListenerParts;
  const names = (routes: readonly (readonly [string, ...unknown[]])[]) => routes.map(([name]) => name);
  return {
    commands: names(commandRoutes(parts, {} as FormUpdates)),
    shortcuts: names(shortcutRoutes(parts, {} as FormUpdates)),
    events: names(eventRoutes(parts)),
    actions: names(actionRoutes(parts, {} as FormUpdates)),
    views: names(viewRoutes(parts, {} as FormUpdates)),
  };
}

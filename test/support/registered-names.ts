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
  const shortcuts = shortcutRoutes(parts, {} as FormUpdates);
  const actions = actionRoutes(parts, {} as FormUpdates);
  const views = viewRoutes(parts, {} as FormUpdates);
  return {
    commands: names(commandRoutes(parts, {} as FormUpdates)),
    shortcuts: names(shortcuts),
    events: names(eventRoutes(parts)),
    actions: names(actions),
    views: names(views),
    /** `anybodys`: what posts, and everybody may do who sees the review, as with a mention. `free`: what only reads: to have it as a file, to read its concerns, and to follow a link. */
    anybodys: names(actions.filter(([, asksFor]) => asksFor === 'anybody')),
    free: names([...shortcuts, ...actions, ...views].filter(([, asksFor]) => asksFor === 'nothing')),
  };
}

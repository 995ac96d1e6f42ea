import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { createLogger } from '../../src/logger.ts';
import { registerListeners } from '../../src/slack/listeners/index.ts';
import type { ListenerParts } from '../../src/slack/listeners/parts.ts';

/** What the routing table listens to by name; patterns, which catch what nobody handles, are left out. */
export function registeredNames() {
  const app = new App({
    receiver: { init: () => {}, start: async () => {}, stop: async () => {} },
    authorize: async () => ({ botToken: 'xoxb-1' }),
  });
  const commands: string[] = [];
  const shortcuts: object[] = [];
  const events: string[] = [];
  app.command = ((pattern: unknown) => {
    if (typeof pattern === 'string') commands.push(pattern);
  }) as App['command'];
  app.shortcut = ((constraints: object) => {
    if (!(constraints instanceof RegExp)) shortcuts.push(constraints);
  }) as App['shortcut'];
  app.event = ((name: unknown) => {
    if (typeof name === 'string') events.push(name);
  }) as App['event'];

  const logger = createLogger({ level: 'fatal' });
  // Nothing is handled here, so there is nothing to handle it with.
  const parts = { interactive: new WebClient(), logger, teamUrl: 'https://acme.slack.com/' } as ListenerParts;
  registerListeners(app, parts);
  return { commands, shortcuts, events };
}

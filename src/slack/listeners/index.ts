import type {
  App,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { FORM_ACTION } from '../form/draft.ts';
import { handleFormAction } from './form-action.ts';
import { createFormUpdates } from './form-updates.ts';
import { handleError } from './handle-error.ts';
import { knowMessage } from './know-message.ts';
import type { ListenerParts } from './parts.ts';
import { permitAction, permitShortcut, permitView } from './permit.ts';
import { routeByName, shortcutName } from './route-by-name.ts';
import { actionRoutes, commandRoutes, eventRoutes, shortcutRoutes, viewRoutes } from './routes.ts';
import { handleUnknownAction, handleUnknownCommand, handleUnknownShortcut, handleUnknownView } from './unhandled.ts';

const ALL = /.*/;

/** Everything that Slack can send goes to whoever handles it: one listener for each kind, which looks into the routing table. */
export function registerListeners(app: App, parts: ListenerParts): void {
  const updates = createFormUpdates(parts);
  const answerAction = handleFormAction(updates);
  const unknownAction = handleUnknownAction(parts);
  const unknownCommand = handleUnknownCommand(parts);
  const unknownShortcut = handleUnknownShortcut(parts);
  const unknownView = handleUnknownView(parts);

  const routeCommand = routeByName<SlackCommandMiddlewareArgs>(
    ({ command }) => command.command,
    commandRoutes(parts),
    () => unknownCommand,
  );
  const routeShortcut = routeByName<SlackShortcutMiddlewareArgs>(
    ({ shortcut }) => shortcutName(shortcut),
    shortcutRoutes(parts).map((route) => permitShortcut(parts, route)),
    () => unknownShortcut,
  );
  const routeEvent = routeByName<SlackEventMiddlewareArgs>(
    ({ event }) => event.type,
    eventRoutes(parts),
    () => async () => {},
  );
  const routeAction = routeByName<SlackActionMiddlewareArgs<BlockAction>>(
    ({ action }) => action.action_id,
    actionRoutes(parts).map((route) => permitAction(parts, route)),
    (actionId) => (FORM_ACTION.test(actionId) ? answerAction : unknownAction),
  );
  const routeView = routeByName<SlackViewMiddlewareArgs<ViewSubmitAction>>(
    ({ view }) => view.callback_id,
    viewRoutes(parts, updates).map((route) => permitView(parts, route)),
    () => unknownView,
  );

  app.command(ALL, routeCommand);
  app.shortcut(ALL, routeShortcut);
  app.event(ALL, routeEvent);
  app.action<BlockAction>(ALL, knowMessage(parts, routeAction));
  app.view(ALL, routeView);
  app.error(handleError(parts));
}

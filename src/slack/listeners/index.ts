import type {
  App,
  BlockAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { missingScopeOf } from '../connection/slack-errors.ts';
import { FORM_ACTION } from '../form/draft.ts';
import { COMMAND } from '../ids.ts';
import { buildFailure, buildUnknownAction } from '../render/notices.ts';
import { describeMissingScope } from '../scopes.ts';
import { createFormUpdates, handleFormAction } from './form-action.ts';
import { errorOnFirstQuestion } from './form-submission.ts';
import type { ListenerParts } from './parts.ts';
import { permitAction, permitShortcut, permitView } from './permit.ts';
import { knowMessage } from './post-again.ts';
import { eventName, routeByName, shortcutName } from './route-by-name.ts';
import { actionRoutes, commandRoutes, eventRoutes, shortcutRoutes, viewRoutes } from './routes.ts';
import { tell } from './tell.ts';

// What Slack sends, by what a person does: the routing table and the handlers. Nothing but the wiring knows this room.
// May import: audit, config (types), logger, recommender, retry, reviews, slack, slack/connection, slack/erasure,
// slack/form, slack/outbox, slack/people, slack/render, wording.

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
    ({ event }) => eventName(event),
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

/** What nobody else handles, such as a button of an older version. An interaction that nobody answers shows Slack's own error. */
function handleUnknownAction(parts: ListenerParts): Middleware<SlackActionMiddlewareArgs<BlockAction>> {
  return async ({ action, body, ack }) => {
    await ack();
    parts.logger.warn({ actionId: action.action_id }, 'An action that nothing handles');
    const { response_url: responseUrl, channel } = body;
    await tell(parts, { userId: body.user.id, responseUrl, channelId: channel?.id }, buildUnknownAction());
  };
}

function handleUnknownCommand(parts: ListenerParts): Middleware<SlackCommandMiddlewareArgs> {
  return async ({ command, ack }) => {
    await ack();
    parts.logger.warn({ command: command.command }, 'A command that nothing handles');
    const text = `This app answers to ${COMMAND} alone.`;
    await tell(parts, { userId: command.user_id, responseUrl: command.response_url }, { text });
  };
}

function handleUnknownShortcut(parts: ListenerParts): Middleware<SlackShortcutMiddlewareArgs> {
  return async ({ shortcut, ack }) => {
    await ack();
    parts.logger.warn({ callbackId: shortcut.callback_id }, 'A shortcut that nothing handles');
    const responseUrl = 'response_url' in shortcut ? shortcut.response_url : undefined;
    const text = `This shortcut is from another version and does nothing here. ${COMMAND} opens the form.`;
    await tell(parts, { userId: shortcut.user.id, responseUrl }, { text });
  };
}

/** A form of an older version: it stays open, so that what was typed can still be copied. */
function handleUnknownView(parts: ListenerParts): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ view, ack }) => {
    parts.logger.warn({ callbackId: view.callback_id }, 'A form that nothing handles');
    await ack(errorOnFirstQuestion(view, `This form is from an older version. ${COMMAND} opens a new one.`));
  };
}

/** The payloads' ways to say who acted and where, as far as they are needed here. */
interface ActingBody {
  user?: { id?: string } | string;
  user_id?: string;
  channel?: { id?: string } | string;
  channel_id?: string;
  response_url?: string;
  /** Of an event it stands within. */
  event?: { user?: string; channel?: string };
}

/** What no listener caught: it is in the log, and the person who waits is told, with the reference to find it by. */
export function handleError(parts: ListenerParts): (failed: { error: Error; body: object }) => Promise<void> {
  return async ({ error, body }) => {
    const reference = currentReference() ?? 'none';
    parts.logger.error({ err: error }, 'An interaction failed');
    const acting: ActingBody = body;
    const userId = acting.user_id ?? idOf(acting.user) ?? acting.event?.user;
    if (userId === undefined) return;
    const channelId = acting.channel_id ?? idOf(acting.channel) ?? acting.event?.channel;
    const scope = missingScopeOf(error);
    const message = scope === undefined ? buildFailure(reference) : { text: describeMissingScope(scope) };
    await tell(parts, { userId, channelId, responseUrl: acting.response_url }, message);
  };
}

function idOf(value: { id?: string } | string | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.id;
}

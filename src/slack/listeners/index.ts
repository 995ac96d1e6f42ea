import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  Context,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { currentReference, type Logger } from '../../logger.ts';
import { answerAt } from '../connection/clients.ts';
import { missingScopeOf } from '../connection/slack-errors.ts';
import { FORM_ACTION } from '../form/draft.ts';
import { COMMAND } from '../ids.ts';
import { buildFailure, buildUnknownAction } from '../render/notices.ts';
import { describeMissingScope } from '../scopes.ts';
import { createCommandLimit, limitSent, sentByCommand, sentByEvent, sentByShortcut } from './command-limit.ts';
import { createFormUpdates, handleFormAction } from './form-action.ts';
import type { ListenerParts } from './parts.ts';
import { permitAction, permitShortcut, permitView } from './permit.ts';
import { knowMessage } from './post-again.ts';
import { besideFirst } from './press.ts';
import {
  type ActionListener,
  type CommandHandler,
  eventName,
  routeByName,
  type ShortcutListener,
  shortcutName,
  type ViewListener,
} from './route-by-name.ts';
import { actionRoutes, commandRoutes, eventRoutes, shortcutRoutes, viewRoutes } from './routes.ts';
import { presserOf, type TellingParts, tell, userOf } from './tell.ts';

// Handles what Slack sends: the routing table, and handlers by what a person does. Only the wiring imports it.

const ALL = /.*/;

/**
 * Returns what the listeners need in the workspace of an interaction, always the same object for the same workspace; null where
 * the app isn't installed.
 */
type PartsOf = (context: Context) => Promise<ListenerParts | null>;

/**
 * Registers one listener for each kind of interaction. It finds the workspace, then the handler in the routing table. `onFailed`:
 * called within each interaction that failed. `onRefused`: for each that was one too many.
 */
export function registerListeners(
  app: App,
  partsOf: PartsOf,
  logger: Logger,
  { onFailed = () => {}, onRefused = () => {} } = {},
): void {
  const limiting = { limit: createCommandLimit(), onRefused };
  const known = new WeakMap<ListenerParts, Listeners>();
  const listenersFor = (parts: ListenerParts): Listeners => {
    const listeners = known.get(parts) ?? createListeners(parts, limiting);
    known.set(parts, listeners);
    return listeners;
  };
  const inWorkspace =
    <Args extends AllMiddlewareArgs & { body: object }>(kind: (of: Listeners) => (args: Args) => Promise<void>) =>
    async (args: Args): Promise<void> => {
      const parts = await partsOf(args.context);
      if (parts === null) return answerStranger(logger, args.body);
      await kind(listenersFor(parts))(args);
    };

  const command = inWorkspace((of) => of.command);
  const shortcut = inWorkspace((of) => of.shortcut);
  const event = inWorkspace((of) => of.event);
  const action = inWorkspace((of) => of.action);
  const view = inWorkspace((of) => of.view);
  app.command(ALL, command);
  app.shortcut(ALL, shortcut);
  app.event(ALL, event);
  app.action<BlockAction>(ALL, action);
  app.view(ALL, view);
  app.error(async (failed: { error: Error; body: object; context: Context }) => {
    onFailed();
    const parts = await partsOf(failed.context).catch(() => null);
    await handleError(parts ?? { logger, interactive: null })(failed);
  });
}

/** One listener for each kind of interaction, all of one workspace. */
type Listeners = ReturnType<typeof createListeners>;

function createListeners(parts: ListenerParts, limiting: Parameters<typeof limitSent>[1]) {
  const updates = createFormUpdates(parts);
  const answerAction = handleFormAction(updates);
  const action = routeByName<SlackActionMiddlewareArgs<BlockAction>>(
    // Behind a colon stands what tells the buttons of a row apart.
    ({ action }) => action.action_id.split(':', 1)[0] ?? '',
    actionRoutes(parts, updates).map((route) => permitAction(parts, route)),
    (actionId) => (FORM_ACTION.test(actionId) ? answerAction : handleUnknownAction(parts)),
  );
  const command = routeByName<SlackCommandMiddlewareArgs>(
    ({ command }) => command.command,
    commandRoutes(parts, updates),
    () => handleUnknownCommand(parts),
  );
  const shortcut = routeByName<SlackShortcutMiddlewareArgs>(
    ({ shortcut }) => shortcutName(shortcut),
    shortcutRoutes(parts, updates).map((route) => permitShortcut(parts, route)),
    () => handleUnknownShortcut(parts),
  );
  const event = routeByName<SlackEventMiddlewareArgs>(
    ({ event }) => eventName(event),
    eventRoutes(parts),
    () => async () => {},
  );
  return {
    command: limitSent(parts, limiting, sentByCommand, command),
    shortcut: limitSent(parts, limiting, sentByShortcut, shortcut),
    event: limitSent(parts, limiting, sentByEvent, event),
    action: knowMessage(parts, action),
    view: routeByName<SlackViewMiddlewareArgs<ViewSubmitAction>>(
      ({ view }) => view.callback_id,
      viewRoutes(parts, updates).map((route) => permitView(parts, route)),
      () => handleUnknownView(parts),
    ),
  };
}

/** Limit for a response URL, in milliseconds. */
const LIMIT_MS = 2500;

/** Handles an interaction from a workspace without the app. A response URL needs no token, so the person can be told. */
async function answerStranger(logger: Logger, body: { response_url?: unknown }): Promise<void> {
  logger.warn('Ignoring an interaction: the app is not installed in its workspace');
  if (typeof body.response_url !== 'string') return;
  const text = "This app isn't installed in this workspace. Ask an admin to install it.";
  await answerAt(body.response_url, { text }, { replace: false, limitMs: LIMIT_MS });
}

/** Handles unknown actions, such as buttons of an older version. Without an answer Slack would show its own error. */
function handleUnknownAction(parts: ListenerParts): ActionListener {
  return async ({ action, body, ack }) => {
    await ack();
    parts.logger.warn({ actionId: action.action_id }, 'Ignoring an unknown action');
    await tell(parts, presserOf(body), buildUnknownAction());
  };
}

function handleUnknownCommand(parts: ListenerParts): CommandHandler {
  return async ({ command, ack }) => {
    await ack();
    parts.logger.warn({ command: command.command }, 'Ignoring an unknown command');
    const text = `This app's only command is \`${COMMAND}\`.`;
    await tell(parts, { userId: command.user_id, responseUrl: command.response_url }, { text });
  };
}

function handleUnknownShortcut(parts: ListenerParts): ShortcutListener {
  return async ({ shortcut, ack }) => {
    await ack();
    parts.logger.warn({ callbackId: shortcut.callback_id }, 'Ignoring an unknown shortcut');
    const text = `This shortcut is from another version and no longer works. Open the form with \`${COMMAND}\`.`;
    await tell(parts, userOf(shortcut), { text });
  };
}

/** Refuses a form of an older version. It stays open, so that the person can copy what they typed. */
function handleUnknownView(parts: ListenerParts): ViewListener {
  return async ({ view, ack }) => {
    parts.logger.warn({ callbackId: view.callback_id }, 'Refusing an unknown form');
    await ack(besideFirst(view, `This form is from an older version. Open a new one with ${COMMAND}.`));
  };
}

/** The fields of different payloads that say who acted, and where. */
interface ActingBody {
  type?: string;
  user?: { id?: string } | string;
  user_id?: string;
  channel?: { id?: string } | string;
  channel_id?: string;
  response_url?: string;
  /** Of events. */
  event?: { user?: string; channel?: string };
}

/** Logs an error that no listener caught, and tells the person with a reference to the log. */
export function handleError(parts: TellingParts): (failed: { error: Error; body: object }) => Promise<void> {
  return async ({ error, body }) => {
    const reference = currentReference() ?? 'none';
    parts.logger.error({ err: error }, 'An interaction failed');
    const acting: ActingBody = body;
    // Its dialog says so.
    if (acting.type === 'view_submission') return;
    const userId = acting.user_id ?? idOf(acting.user) ?? acting.event?.user;
    if (userId === undefined) return;
    const channelId = acting.channel_id ?? idOf(acting.channel) ?? acting.event?.channel;
    const scope = missingScopeOf(error);
    const message = scope === undefined ? buildFailure(reference) : { text: describeMissingScope(scope) };
    await tell(parts, { userId, channelId, responseUrl: acting.response_url }, message);
  };
}

const idOf = (value: { id?: string } | string | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.id;

import type {
  BlockAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';

/** What handles a press or a choice; narrowed to one kind of element by who is registered for it. */
export type ActionHandler<Action extends BlockAction = BlockAction> = Middleware<SlackActionMiddlewareArgs<Action>>;
export type ViewHandler = Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>>;

/** The name is given to one kind of element alone, so its handler is called with no other. */
export function onAction<Action extends BlockAction>(
  actionId: string,
  handler: ActionHandler<Action>,
): [string, ActionHandler] {
  return [actionId, handler as unknown as ActionHandler];
}

/**
 * One listener for every button, menu and answer. Bolt walks through all its listeners for each command, event and press, with
 * several promises for each, so a listener a button would make every command wait for all of them.
 */
export function routeActions(
  routes: readonly [string, ActionHandler][],
  otherwise: (actionId: string) => ActionHandler,
): ActionHandler {
  const handlers = new Map(routes);
  return (args) => {
    const { action_id: actionId } = args.action;
    return (handlers.get(actionId) ?? otherwise(actionId))(args);
  };
}

/** One listener for every form and dialog, for the same reason. */
export function routeViews(routes: readonly [string, ViewHandler][], otherwise: ViewHandler): ViewHandler {
  const handlers = new Map(routes);
  return (args) => (handlers.get(args.view.callback_id) ?? otherwise)(args);
}

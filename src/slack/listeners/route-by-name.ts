import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcut,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';

type Handler<Args> = (args: Args & AllMiddlewareArgs) => Promise<void>;

/** What handles a press or a choice; narrowed to one kind of element by who is registered for it. */
export type ActionHandler<Action extends BlockAction = BlockAction> = Handler<SlackActionMiddlewareArgs<Action>>;
export type CommandHandler = Handler<SlackCommandMiddlewareArgs>;
export type EventHandler<Name extends string = string> = Handler<SlackEventMiddlewareArgs<Name>>;
export type ShortcutHandler<Shortcut extends SlackShortcut = SlackShortcut> = Handler<
  SlackShortcutMiddlewareArgs<Shortcut>
>;
export type ViewHandler = Handler<SlackViewMiddlewareArgs<ViewSubmitAction>>;

/**
 * One listener for everything of a kind, which calls the handler that goes by the name. Bolt walks through all its listeners
 * for each command, event and press, with several promises for each, so a listener a button would make every command wait
 * for all of them.
 */
export function routeByName<Args>(
  nameOf: (args: Args) => string,
  routes: readonly [name: string, Handler<Args>][],
  otherwise: (name: string) => Handler<Args>,
): Handler<Args> {
  const handlers = new Map(routes);
  return (args) => {
    const name = nameOf(args);
    return (handlers.get(name) ?? otherwise(name))(args);
  };
}

/** The name is given to one kind of element alone, so its handler is called with no other. */
export function onAction<Action extends BlockAction>(
  actionId: string,
  handler: ActionHandler<Action>,
): [string, ActionHandler] {
  return [actionId, handler as unknown as ActionHandler];
}

/** An event of this name is of this type. */
export function onEvent<Name extends string>(name: Name, handler: EventHandler<Name>): [string, EventHandler] {
  return [name, handler as unknown as EventHandler];
}

/** A global shortcut or one on a message: the two may have the same callback id, and are other things. */
export function onShortcut<Type extends SlackShortcut['type']>(
  type: Type,
  callbackId: string,
  handler: ShortcutHandler<Extract<SlackShortcut, { type: Type }>>,
): [string, ShortcutHandler] {
  return [shortcutName({ type, callback_id: callbackId }), handler as unknown as ShortcutHandler];
}

export function shortcutName({ type, callback_id: callbackId }: Pick<SlackShortcut, 'type' | 'callback_id'>): string {
  return `${type} ${callbackId}`;
}

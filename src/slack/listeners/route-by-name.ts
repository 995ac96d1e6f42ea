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

import type { DemandOf } from './demands.ts';

type Handler<Args> = (args: Args & AllMiddlewareArgs) => Promise<void>;

/** What handles a press or a choice; narrowed to one kind of element by who is registered for it. */
export type ActionHandler<Action extends BlockAction = BlockAction> = Handler<SlackActionMiddlewareArgs<Action>>;
export type CommandHandler = Handler<SlackCommandMiddlewareArgs>;
export type EventHandler<Name extends string = string> = Handler<SlackEventMiddlewareArgs<Name>>;
export type ShortcutHandler<Shortcut extends SlackShortcut = SlackShortcut> = Handler<
  SlackShortcutMiddlewareArgs<Shortcut>
>;
export type ViewHandler = Handler<SlackViewMiddlewareArgs<ViewSubmitAction>>;

/** A row of the routing table: a name, what it asks for, and who handles it. */
export type Route<H> = [name: string, asksFor: DemandOf<H extends Handler<infer Args> ? Args : never>, handler: H];

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
  asksFor: DemandOf<SlackActionMiddlewareArgs<Action> & AllMiddlewareArgs>,
  handler: ActionHandler<Action>,
): Route<ActionHandler> {
  return [actionId, asksFor, handler] as unknown as Route<ActionHandler>;
}

/** An event of this name is of this type. */
export function onEvent<Name extends string>(name: Name, handler: EventHandler<Name>): [string, EventHandler] {
  return [name, handler as unknown as EventHandler];
}

/** Messages of one kind of conversation, by the name of their subscription. */
export function onMessage(name: `message.${string}`, handler: EventHandler<'message'>): [string, EventHandler] {
  return [name, handler as unknown as EventHandler];
}

/** Messages go by their subscription, which names the kind of conversation (docs.slack.dev/reference/events/message.im). */
export function eventName(event: { type: string; channel_type?: unknown }): string {
  return event.type === 'message' ? `message.${event.channel_type}` : event.type;
}

/** A global shortcut or one on a message: the two may have the same callback id, and are other things. */
export function onShortcut<Type extends SlackShortcut['type']>(
  type: Type,
  callbackId: string,
  asksFor: DemandOf<SlackShortcutMiddlewareArgs<Extract<SlackShortcut, { type: Type }>> & AllMiddlewareArgs>,
  handler: ShortcutHandler<Extract<SlackShortcut, { type: Type }>>,
): Route<ShortcutHandler> {
  return [shortcutName({ type, callback_id: callbackId }), asksFor, handler] as unknown as Route<ShortcutHandler>;
}

export function shortcutName({ type, callback_id: callbackId }: Pick<SlackShortcut, 'type' | 'callback_id'>): string {
  return `${type} ${callbackId}`;
}

import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcut,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { decodeMetadata } from '../form/draft.ts';
import type { Act, MemberAct } from '../people/who-may.ts';
import { decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { readSeenValue } from '../render/message/section.ts';

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

/** What an interaction asks for. `reviewId`: the review to change, if there is one. */
export interface Demand {
  act: Act;
  reviewId?: string;
}

/**
 * What each interaction of a route asks for, read by the same functions as its handler reads it. `nothing`: it only reads.
 * Undefined: this one changes nothing, because it makes no sense or only reads.
 */
export type DemandOf<Args> = 'nothing' | ((args: Args) => Demand | undefined);

/** A button whose value names the review. */
export function byButton(act: Act) {
  return ({ action }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>>): Demand => {
    return { act, reviewId: readSeenValue(action.value ?? '').reviewId };
  };
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** A dialog about a review. */
export function byDialog(act: Act) {
  return ({ view }: Submitted): Demand | undefined => {
    const metadata = decodeDecideMetadata(view.private_metadata);
    return metadata === null ? undefined : { act, reviewId: metadata.reviewId };
  };
}

/** The form: for a new review, for changed answers, or for a review that takes another one's place. */
export function byForm({ view }: Submitted): Demand | undefined {
  const metadata = decodeMetadata(view.private_metadata);
  if (metadata === null) return undefined;
  const { reviewId, supersedes } = metadata;
  if (reviewId !== undefined) return { act: 'revise', reviewId };
  return supersedes === undefined ? { act: 'start' } : { act: 'supersede', reviewId: supersedes };
}

/** What every member of the workspace may do, so that no review has to be looked at. */
export function always(act: MemberAct) {
  return (): Demand => ({ act });
}

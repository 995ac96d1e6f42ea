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
import type { Review } from '../../reviews/record.ts';
import { decodeMetadata } from '../form/draft.ts';
import type { Act, MemberAct } from '../people/who-may.ts';
import { decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { readSeenValue } from '../render/message/section.ts';

type Handler<Args> = (args: Args & AllMiddlewareArgs) => Promise<void>;

/** What the routing table adds to an interaction. */
export interface Finding {
  /** Reads a review of the team, at most once in an interaction. */
  find(reviewId: string): Promise<Review | undefined>;
}

/** Handles a press or a choice of one kind of element. */
export type ActionHandler<Action extends BlockAction = BlockAction> = Handler<
  SlackActionMiddlewareArgs<Action> & Finding
>;
/** The same before the routing table. */
export type ActionListener = Handler<SlackActionMiddlewareArgs<BlockAction>>;
export type ButtonHandler = ActionHandler<BlockAction<ButtonAction>>;
export type CommandHandler = Handler<SlackCommandMiddlewareArgs>;
export type EventHandler<Name extends string = string> = Handler<SlackEventMiddlewareArgs<Name>>;
export type ShortcutHandler<Shortcut extends SlackShortcut = SlackShortcut> = Handler<
  SlackShortcutMiddlewareArgs<Shortcut> & Finding
>;
export type ShortcutListener = Handler<SlackShortcutMiddlewareArgs>;
export type ViewHandler = Handler<SlackViewMiddlewareArgs<ViewSubmitAction> & Finding>;
export type ViewListener = Handler<SlackViewMiddlewareArgs<ViewSubmitAction>>;

/** A row of the routing table: name, what it wants to do, handler. */
export type Route<H> = [name: string, asksFor: DemandOf<H extends Handler<infer Args> ? Args : never>, handler: H];

/**
 * Returns one listener for a kind of interaction that calls the handler with the right name. Bolt runs every listener's
 * matchers for each interaction, so one listener per button would slow down every command.
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

/** Safe to cast: only one kind of element has this action_id. */
export function onAction<Action extends BlockAction>(
  actionId: string,
  asksFor: DemandOf<SlackActionMiddlewareArgs<Action> & AllMiddlewareArgs>,
  handler: ActionHandler<Action>,
): Route<ActionHandler> {
  return [actionId, asksFor, handler] as unknown as Route<ActionHandler>;
}

/** Safe to cast: the name is the event's type, or of messages their subscription. */
export function onEvent<Name extends string>(
  name: Name,
  handler: EventHandler<Name extends `message.${string}` ? 'message' : Name>,
): [string, EventHandler] {
  return [name, handler as unknown as EventHandler];
}

/** Messages are named by their subscription, with the kind of conversation (docs.slack.dev/reference/events/message.im). */
export const eventName = (event: { type: string; channel_type?: unknown }): string =>
  event.type === 'message' ? `message.${event.channel_type}` : event.type;

/** A global shortcut or one on a message. The two may share a callback id. */
export function onShortcut<Type extends SlackShortcut['type']>(
  type: Type,
  callbackId: string,
  asksFor: DemandOf<SlackShortcutMiddlewareArgs<Extract<SlackShortcut, { type: Type }>> & AllMiddlewareArgs>,
  handler: ShortcutHandler<Extract<SlackShortcut, { type: Type }>>,
): Route<ShortcutHandler> {
  return [shortcutName({ type, callback_id: callbackId }), asksFor, handler] as unknown as Route<ShortcutHandler>;
}

export const shortcutName = ({ type, callback_id: callbackId }: Pick<SlackShortcut, 'type' | 'callback_id'>): string =>
  `${type} ${callbackId}`;

/** What an interaction wants to do. `reviewId`: the review it would change, if any. */
export interface Demand {
  act: Act;
  reviewId?: string;
}

/**
 * Reads from an interaction what it wants to do, with the functions that its handler uses. `nothing`: the route only reads, and is
 * free to everybody. `anybody`: it posts, and all who see it may, as with a mention. Returns undefined where this interaction changes nothing.
 */
export type DemandOf<Args> = 'nothing' | 'anybody' | ((args: Args) => Demand | undefined);

/** A button whose value names the review. */
export function byButton(act: Act) {
  return ({ action }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>>): Demand => {
    return { act, reviewId: readSeenValue(action.value ?? '').reviewId };
  };
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction>;

export function byDialog(act: Act) {
  return ({ view }: Submitted): Demand | undefined => {
    const metadata = decodeDecideMetadata(view.private_metadata);
    return metadata === null ? undefined : { act, reviewId: metadata.reviewId };
  };
}

/** The form: for a new review, changed answers, or a review that replaces another one. */
export function byForm({ view }: Submitted): Demand | undefined {
  const metadata = decodeMetadata(view.private_metadata);
  if (metadata === null) return undefined;
  const { reviewId, supersedes } = metadata;
  if (reviewId !== undefined) return { act: 'revise', reviewId };
  return supersedes === undefined ? { act: 'start' } : { act: 'supersede', reviewId: supersedes };
}

/** What doesn't depend on a review: every member of the workspace may do it. */
export const always = (act: MemberAct) => (): Demand => ({ act });

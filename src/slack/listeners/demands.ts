import type {
  BlockAction,
  ButtonAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { decodeMetadata } from '../form/draft.ts';
import type { Act, MemberAct } from '../people/who-may.ts';
import { decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { type ReviewMenuItem, readMenuValue, readSeenValue } from '../render/message/section.ts';

/** What an interaction asks for. `reviewId`: the review that is to be changed; what needs no review has none. */
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

const MENU_ACTS: Readonly<Record<ReviewMenuItem, Act | null>> = {
  override: 'override',
  decider: 'set-decider',
  withdraw: 'withdraw',
  're-open': 're-open',
  supersede: 'supersede',
  'export-adr': null,
};

/** An item of the review's menu. */
export function byMenu({ action }: SlackActionMiddlewareArgs<BlockAction<OverflowAction>>): Demand | undefined {
  const chosen = readMenuValue(action.selected_option.value);
  const act = chosen === undefined ? null : MENU_ACTS[chosen.item];
  return act === null || chosen === undefined ? undefined : { act, reviewId: chosen.reviewId };
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

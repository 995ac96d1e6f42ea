import type {
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { decodeMetadata } from '../form/draft.ts';
import type { Act, MemberAct } from '../people/who-may.ts';
import { decodeDecideMetadata } from '../render/dialogs/dialog.ts';
import { readSeenValue } from '../render/message/section.ts';

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

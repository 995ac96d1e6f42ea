import type { Deciders } from '../../config.ts';
import type { ReviewActionKind } from '../../reviews/action.ts';

// Who may do what, and looking people up in Slack. Knows no stored review: it is handed what it has to know.
// May import: config (types), logger (types), retry, reviews (types), slack/connection, slack/render,
// wording.

/** What a person can do through the bot, beyond reading and asking. `browse`: the Home tab's lists and the search. */
export type Act = ReviewActionKind | 'start' | 'post' | 'browse';

/**
 * What an act takes. `member`: to belong to the workspace, as a guest or not. `decide`: what `DECIDERS` says. `manage`: the
 * same, or to have requested the review.
 */
export type Right = 'member' | 'manage' | 'decide';

export const RIGHTS = {
  browse: 'member',
  start: 'member',
  post: 'member',
  revise: 'member',
  'raise-concern': 'member',
  'resolve-concern': 'member',
  withdraw: 'manage',
  'set-decider': 'manage',
  'set-decide-by': 'manage',
  accept: 'decide',
  override: 'decide',
  're-open': 'decide',
  supersede: 'decide',
  'note-endpoint': 'decide',
} as const satisfies Record<Act, Right>;

/** What needs no more than to be a member. */
export type MemberAct = { [A in Act]: (typeof RIGHTS)[A] extends 'member' ? A : never }[Act];

/** What is known of a person. Null: Slack could not be asked, or the app lacks the scope. */
export interface Facts {
  /** Belongs to another company (Slack Connect). */
  isExternal: boolean;
  isRequester: boolean;
  isGuest: boolean | null;
  isInChannel: boolean | null;
  /** `DECIDERS` names this person, or a user group that this person is in. */
  isListed: boolean | null;
  /** The requester's account is deactivated, or the record has forgotten whose it was. */
  hasRequesterLeft: boolean | null;
}

export type Denial = 'external' | 'guest' | 'not-in-channel' | 'not-requester' | 'not-listed';

/**
 * Why a person may not do something; undefined where they may. What is not known speaks for a member of the workspace, never
 * for anyone else: without the optional scopes the bot works as it did before it asked for them.
 */
export function denialOf(deciders: Deciders, act: Act, facts: Facts): Denial | undefined {
  if (facts.isExternal) return 'external';
  const right = RIGHTS[act];
  if (right === 'member' || (right === 'manage' && facts.isRequester)) return undefined;
  if (deciders === 'requester') {
    if (facts.isRequester) return undefined;
    return facts.hasRequesterLeft === true ? denialInChannel(facts) : 'not-requester';
  }
  if (deciders === 'channel') return denialInChannel(facts);
  return facts.isListed === false ? 'not-listed' : undefined;
}

function denialInChannel({ isGuest, isInChannel }: Facts): Denial | undefined {
  if (isGuest === true) return 'guest';
  return isInChannel === false ? 'not-in-channel' : undefined;
}

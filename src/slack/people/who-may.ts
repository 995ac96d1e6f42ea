import type { ReviewActionKind } from '../../reviews/action.ts';
import type { Deciders } from '../../settings/config.ts';

// Who may do what, and looking people up in Slack. Doesn't read stored reviews.

/**
 * What a person can do, beyond reading and asking. `browse`: the home tab's lists and the search. `read-endpoint`: one endpoint
 * of the AWS account.
 */
export type Act = ReviewActionKind | 'start' | 'post' | 'browse' | 'read-endpoint';

/** Who may do it. `member`: anyone in the workspace, guests included. `decide`: as `DECIDERS` says. `manage`: also the requester. */
type Right = 'member' | 'manage' | 'decide';

export const RIGHTS = {
  browse: 'member',
  start: 'member',
  'read-endpoint': 'member',
  post: 'member',
  revise: 'member',
  // The rule names who may; the record checks it.
  'override-policy': 'member',
  'raise-concern': 'member',
  // Whose concern it is decides; the record checks it.
  'resolve-concern': 'member',
  're-open-concern': 'member',
  'withdraw-approval': 'member',
  withdraw: 'manage',
  'set-decider': 'manage',
  'set-decide-by': 'manage',
  accept: 'decide',
  override: 'decide',
  're-open': 'decide',
  supersede: 'decide',
  'note-endpoint': 'decide',
  'set-revisit': 'decide',
  revisit: 'decide',
} as const satisfies Record<Act, Right>;

/** What any member may do. */
export type MemberAct = { [A in Act]: (typeof RIGHTS)[A] extends 'member' ? A : never }[Act];

/** What is known about a person. Null: Slack couldn't be asked, or the scope is missing. */
export interface Facts {
  /** Belongs to another company (Slack Connect). */
  isExternal: boolean;
  isRequester: boolean;
  isGuest: boolean | null;
  isInChannel: boolean | null;
  /** `DECIDERS` names this person, or a user group that this person is in. */
  isListed: boolean | null;
  /** The requester's account is deactivated or forgotten. */
  hasRequesterLeft: boolean | null;
}

export type Denial = 'external' | 'guest' | 'not-in-channel' | 'not-requester' | 'not-listed';

/**
 * Returns why a person may not do something; undefined where they may. Unknown facts count in favor of members of the workspace
 * only, so that the bot works without the optional scopes.
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

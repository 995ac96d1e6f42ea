import fc from 'fast-check';
import {
  DRAFT,
  GUARDED_IDS,
  HOME,
  OUTSIDE,
  OUTSIDER,
  REVIEW_IDS,
  STRANGER,
  STRANGERS_CHANNEL,
  STRANGERS_ID,
} from './known-ids.ts';

export type Body = Record<string, unknown>;

/** Who acts, where, and on which review. */
export interface Person {
  teamId: string;
  reviewId: string;
  userId: string;
  channelId: string;
  /** The person's own workspace, where it is another one. */
  ownTeamId?: string;
}

const CHANNELS = ['C0ML', 'G0SECRET', 'D0ADA'];

/**
 * Strangers act on everything, and in channels with the home team's ids, too; the home team not on what is guarded; people of
 * another company in its channels on that alone.
 */
const actor: fc.Arbitrary<Omit<Person, 'userId'>> = fc.oneof(
  fc.record({
    teamId: fc.constant(HOME),
    // A form that is open becomes a review once it is submitted; until then there is none.
    reviewId: fc.constantFrom(...REVIEW_IDS, ...REVIEW_IDS, DRAFT.id),
    channelId: fc.constantFrom(...CHANNELS),
  }),
  fc.record({
    teamId: fc.constant(STRANGER),
    reviewId: fc.constantFrom(...REVIEW_IDS, ...GUARDED_IDS, STRANGERS_ID),
    channelId: fc.constantFrom(...CHANNELS, STRANGERS_CHANNEL),
  }),
  fc.record({
    teamId: fc.constant(HOME),
    ownTeamId: fc.constant(OUTSIDE),
    reviewId: fc.constantFrom(...GUARDED_IDS),
    channelId: fc.constantFrom(...CHANNELS),
  }),
);
/** The same ids in both teams. */
const userId = fc.constantFrom('U0ADA', 'U0BEN', 'W0EVE');

export const person: fc.Arbitrary<Person> = fc
  .tuple(actor, userId)
  .map(([acting, user]) => ({ ...acting, userId: acting.ownTeamId === undefined ? user : OUTSIDER }));

/** What every press, choice and submission carries. */
export const interaction = ({ teamId, userId: id, ownTeamId = teamId }: Person): Body => ({
  api_app_id: 'A0',
  token: 'x',
  team: { id: teamId, domain: 'x' },
  user: { id, name: id.toLowerCase(), username: id.toLowerCase(), team_id: ownTeamId },
  is_enterprise_install: false,
});

/** A press or a choice on a message. */
export const onMessage = (who: Person, action: Body): Body => ({
  ...interaction(who),
  type: 'block_actions',
  container: { type: 'message', message_ts: '1.2', channel_id: who.channelId },
  channel: { id: who.channelId, name: 'ml' },
  actions: [{ block_id: 'b', action_ts: '1', ...action }],
});

/** A view as it comes back from Slack. */
export const viewOf = (callbackId: string, metadata: string, values: Body, blocks: readonly unknown[]): Body => ({
  id: 'V0',
  type: 'modal',
  callback_id: callbackId,
  private_metadata: metadata,
  hash: '1.a',
  blocks,
  state: { values },
});

/** What happened in a workspace, as the Events API tells it. */
export const event = ({ teamId }: Person, inner: Body): Body => ({
  type: 'event_callback',
  token: 'x',
  team_id: teamId,
  api_app_id: 'A0',
  event: inner,
  event_id: `Ev${Math.random()}`,
  event_time: 1,
  authorizations: [
    { enterprise_id: null, team_id: teamId, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
  ],
});

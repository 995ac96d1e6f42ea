import fc from 'fast-check';
import { isJson } from '../../../local-workspace/json.ts';

/** Ids in the record that inputs refer to. */
export const HOME = 'T0HOME';
export const STRANGER = 'T0STRANGER';
/** A company with which the home team shares its channels: its people act there, and may change nothing. */
export const OUTSIDE = 'T0OUTSIDE';
export const OUTSIDER = 'U0OUT';
/** Reviews of the home team, that people of both teams press on; they are made anew again and again. */
export const REVIEW_IDS = ['review-open', 'review-doubted', 'review-decided'] as const;
/** Where their messages stand, in {@link HOME_CHANNEL}. */
export const THREADS = ['1.2', '1.3', '1.4'] as const;
/** Reviews of the home team that only strangers and outsiders press on: they must stay as they are. */
export const GUARDED_IDS = ['guarded-1', 'guarded-2'];
/** The stranger's own review. */
export const STRANGERS_ID = 'review-of-stranger';
export const HOME_CHANNEL = 'C0ML';
/** Where strangers have their reviews posted. Nothing of the home team's belongs there. */
export const STRANGERS_CHANNEL = 'C9ML';

/** A change that the home team asked about. */
export const WHAT_IF = 'what-if-of-home';
/** A measurement of the same review that waits for its instance type. */
export const UNPLACED = `${WHAT_IF}-measured`;
/** One that is the home team's although its review is the stranger's: only its own team tells whose it is. */
export const CROSSED_WHAT_IF = 'what-if-crossed';

/** What was measured of an endpoint of the home team. */
export const MEASURED = 'measured-of-home';

/** A form that somebody of the home team has open, who does nothing here. */
export const DRAFT = { id: 'draft-of-owner', teamId: HOME, userId: 'U0OWNER' };

/** Begins the names of the home team's reviews, and is typed by everybody. */
export const SEARCHED = 'findable';
/** Stands in every text of the home team's reviews, is never typed by a stranger, and may never reach one. */
export const SECRET = 'secretofhome';
/** Stands in what {@link DRAFT} holds, and may reach nobody who acts here. */
export const PRIVATE = 'secretofowner';

/** What a person, or somebody who claims to be Slack, does to the bot. */
export interface Input {
  /** What it is, for the count at the end. */
  kind: string;
  /** The payload, without what only the moment of sending knows: trigger, response address. */
  body: Record<string, unknown>;
  /** Slack sends such a payload; what is malformed may be passed over, if only it is acknowledged. */
  isWellFormed: boolean;
  /** A person waits to see something beside the acknowledgement. What is submitted is judged by its acknowledgement. */
  expectsWords: boolean;
  /** What Slack answers to the first call that follows. */
  slack: 'takes it' | 'refuses' | 'limits' | 'breaks';
}

/** An input before it is known what Slack makes of it. */
export type Drawn = Pick<Input, 'kind' | 'expectsWords' | 'body'>;

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

/** The team whose person acts, as Bolt reads it from a payload. */
export function teamOf({ team_id: direct, team, authorizations }: Record<string, unknown>): unknown {
  const authorized: unknown = Array.isArray(authorizations) ? authorizations[0] : undefined;
  if (isJson(authorized)) return authorized['team_id'];
  return isJson(team) ? team['id'] : direct;
}

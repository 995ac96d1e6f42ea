import type { UsersConversationsResponse, UsersInfoResponse, WebClient } from '@slack/web-api';
import type { Logger } from '../../logger.ts';
import { meaningOf } from '../connection/slack-errors.ts';

/** What `users.info` says of somebody (docs.slack.dev/reference/objects/user-object). */
export interface Profile {
  /** As Slack shows it; undefined where it does not say. */
  name: string | undefined;
  /** Seconds that the person's clock is ahead of UTC; undefined where Slack does not say. */
  utcOffsetSeconds: number | undefined;
  isGuest: boolean;
  /** The account is deactivated. */
  hasLeft: boolean;
  /** The person's own workspace; undefined where Slack does not say, as of some people of an organization. */
  teamId: string | undefined;
  /** The organization (Enterprise Grid), and the workspaces in it that the person belongs to. */
  enterpriseId: string | undefined;
  teamIds: readonly string[];
}

/** The conversations that somebody is in. */
export interface OwnChannels {
  ids: ReadonlySet<string>;
  /** Whether all public ones are among them; all private ones and group messages that the bot is in, too. */
  hasPublic: boolean;
  hasPrivate: boolean;
}

/** Who people are and where, as Slack says it. Answers are kept for a minute. */
export interface People {
  /** The organization that the bot's own workspace belongs to; undefined where it belongs to none. */
  readonly enterpriseId: string | undefined;
  /** Null where the scope `users:read` is missing. Rejects where Slack could not be asked. */
  profile(userId: string): Promise<Profile | null>;
  /** Names by user id, without those that Slack does not tell. Never rejects. */
  names(userIds: readonly string[]): Promise<Map<string, string>>;
  /** Null where neither `channels:read` nor `groups:read` and `mpim:read` are granted. Rejects where Slack could not be asked. */
  channels(userId: string): Promise<OwnChannels | null>;
  /**
   * Whether somebody is in a conversation; null where the scopes do not tell. A person who was not a moment ago is looked up
   * again, for they may have joined.
   */
  isIn(userId: string, channel: { id: string; isPublic: boolean }): Promise<boolean | null>;
  /** The people of a user group. Null where `usergroups:read` is missing. Rejects where Slack could not be asked. */
  group(groupId: string): Promise<ReadonlySet<string> | null>;
}

const KEPT_MS = 60_000;
/** The newest answers of each kind. */
const MOST_KEPT = 200;
/** A new scope comes with a new installation, which may keep the token, and so the process. */
const SCOPES_KEPT_MS = 5 * 60_000;
/** After joining a channel a person presses again. */
const ABSENCE_KEPT_MS = 3_000;
/** The most that Slack gives at once (docs.slack.dev/reference/methods/users.conversations). */
const PAGE = 999;
const MOST_PAGES = 10;

export function createPeople({
  client,
  logger,
  enterpriseId,
  now = Date.now,
}: {
  client: WebClient;
  logger: Logger;
  enterpriseId: string | undefined;
  now?: () => number;
}): People {
  const scopes = createKept<readonly string[] | null>(SCOPES_KEPT_MS, now);
  const profiles = createKept<Profile | null>(KEPT_MS, now);
  const channels = createKept<OwnChannels | null>(KEPT_MS, now);
  const groups = createKept<ReadonlySet<string> | null>(KEPT_MS, now);

  /** Every answer names the granted scopes in a header (docs.slack.dev/authentication/tokens); where it does not, all count as granted. */
  const granted = () => scopes.get('', async () => (await client.auth.test()).response_metadata?.scopes ?? null);
  const has = async (scope: string) => (await granted())?.includes(scope) ?? true;

  async function askProfile(userId: string): Promise<Profile | null> {
    if (!(await has('users:read'))) return null;
    const { user = {} } = await client.users.info({ user: userId }).catch(gone);
    const { enterprise_user: enterprise, profile } = user;
    return {
      name: [profile?.display_name, profile?.real_name, user.real_name, user.name].find(Boolean),
      utcOffsetSeconds: user.tz_offset,
      isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
      hasLeft: user.deleted === true,
      teamId: user.team_id,
      enterpriseId: enterprise?.enterprise_id ?? user.enterprise_id,
      teamIds: [...(enterprise?.teams ?? []), ...(user.teams ?? [])],
    };
  }

  async function askChannels(userId: string): Promise<OwnChannels | null> {
    const [hasPublic, hasPrivate] = await Promise.all([
      has('channels:read'),
      Promise.all([has('groups:read'), has('mpim:read')]).then((both) => both.every(Boolean)),
    ]);
    if (!hasPublic && !hasPrivate) return null;
    const types = [...(hasPublic ? ['public_channel'] : []), ...(hasPrivate ? ['private_channel', 'mpim'] : [])].join();
    const ids = new Set<string>();
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const asked = { user: userId, types, limit: PAGE, ...(cursor !== '' && { cursor }) };
      const answer = await client.users.conversations(asked).catch(nobodyKnown);
      for (const { id } of answer.channels ?? []) if (id !== undefined) ids.add(id);
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') return { ids, hasPublic, hasPrivate };
    }
    logger.warn(
      { userId, channels: ids.size },
      'Somebody is in more channels than are looked at; the rest are left out',
    );
    return { ids, hasPublic, hasPrivate };
  }

  async function askGroup(groupId: string): Promise<ReadonlySet<string> | null> {
    if (!(await has('usergroups:read'))) return null;
    const { users = [] } = await client.usergroups.users.list({ usergroup: groupId });
    return new Set(users);
  }

  const profile = (userId: string) => profiles.get(userId, () => askProfile(userId));

  return {
    enterpriseId,
    profile,
    async names(userIds) {
      const found = new Map<string, string>();
      const ask = async (userId: string) => {
        const name = (await profile(userId))?.name;
        if (name !== undefined) found.set(userId, name);
      };
      for (const asked of await Promise.allSettled(userIds.map(ask))) {
        if (asked.status === 'rejected')
          logger.warn({ err: asked.reason }, 'Could not look up a name; using the user ID');
      }
      return found;
    },
    channels: (userId) => channels.get(userId, () => askChannels(userId)),
    group: (groupId) => groups.get(groupId, () => askGroup(groupId)),
    async isIn(userId, { id, isPublic }) {
      // A conversation between two has nobody else in it who could press.
      if (!/^[CG]/.test(id)) return true;
      const isThere = (own: OwnChannels | null) => own?.ids.has(id) === true;
      const known = await channels.get(userId, () => askChannels(userId));
      const own = isThere(known) ? known : await channels.get(userId, () => askChannels(userId), ABSENCE_KEPT_MS);
      if (isThere(own)) return true;
      return tellsOf(own, isPublic) ? false : null;
    },
  };
}

/** Whether a channel that is not among somebody's own is one that they are not in. */
export function tellsOf(own: OwnChannels | null, isPublic: boolean): own is OwnChannels {
  if (own === null) return false;
  // A review that is not public may stand in a public channel, if it was requested where Slack did not say.
  return own.hasPublic && (isPublic || own.hasPrivate);
}

/** Somebody whom Slack no longer knows. */
function gone(error: unknown): UsersInfoResponse {
  if (meaningOf(error) === 'user-unknown') return { ok: true, user: { deleted: true } };
  throw error;
}

/** Of a person that the bot cannot see, it sees no channels. */
function nobodyKnown(error: unknown): UsersConversationsResponse {
  const meaning = meaningOf(error);
  if (meaning === 'user-unknown' || meaning === 'user-hidden') return { ok: true };
  throw error;
}

/** Answers for a time; several who ask for the same at once share one question. What failed is asked anew. */
function createKept<T>(keptMs: number, now: () => number) {
  const answers = new Map<string, { at: number; answer: Promise<T> }>();
  return {
    /** `youngerThanMs`: what is older is asked anew. */
    get(key: string, ask: () => Promise<T>, youngerThanMs: number = keptMs): Promise<T> {
      const kept = answers.get(key);
      if (kept !== undefined && now() - kept.at < youngerThanMs) return kept.answer;
      const asked = { at: now(), answer: ask() };
      answers.delete(key);
      answers.set(key, asked);
      const oldest = answers.keys().next();
      if (answers.size > MOST_KEPT && !oldest.done) answers.delete(oldest.value);
      asked.answer.catch(() => {
        if (answers.get(key) === asked) answers.delete(key);
      });
      return asked.answer;
    },
  };
}

import type { UsersConversationsResponse, UsersInfoResponse, WebClient } from '@slack/web-api';
import { lookUpMs } from '../../deadline.ts';
import type { Logger } from '../../logger.ts';
import { steadyNow, within } from '../../retry.ts';
import { codeOf, meaningOf } from '../connection/slack-errors.ts';
import { createKept, KEPT_MS } from './kept.ts';
import { createFindPublic, type FindPublic } from './public-channels.ts';

/** A person as `users.info` describes them (docs.slack.dev/reference/objects/user-object). */
export interface Profile {
  /** As Slack shows it; undefined where Slack doesn't say. */
  name: string | undefined;
  /** Offset of their time zone from UTC, in seconds; undefined where Slack doesn't say. */
  utcOffsetSeconds: number | undefined;
  isGuest: boolean;
  /** The account is deactivated. */
  hasLeft: boolean;
  /** Their workspace; undefined where Slack doesn't say, as for some people of an organization. */
  teamId: string | undefined;
  /** Their organization (Enterprise Grid), and their workspaces in it. */
  enterpriseId: string | undefined;
  teamIds: readonly string[];
}

export interface OwnChannels {
  ids: ReadonlySet<string>;
  /** Whether they include all public channels, and all private ones and group messages that the bot is in. */
  hasPublic: boolean;
  hasPrivate: boolean;
}

/** Looks up people and their channels in Slack. Answers are cached for a minute. */
export interface People {
  /** The organization of the bot's workspace; undefined without one. */
  readonly enterpriseId: string | undefined;
  /** Null without the scope `users:read`. Rejects where Slack can't be asked. */
  profile(userId: string): Promise<Profile | null>;
  /** Returns names by user id, where Slack tells them. Never rejects. */
  names(userIds: readonly string[]): Promise<Map<string, string>>;
  /** Null with neither `channels:read` nor `groups:read` and `mpim:read`. Rejects where Slack can't be asked. */
  channels(userId: string): Promise<OwnChannels | null>;
  /** Returns whether somebody is in a channel; null where the scopes can't tell. Rechecks people who may just have joined. */
  isIn(userId: string, channelId: string): Promise<boolean | null>;
  findPublic: FindPublic;
  /** Returns the handles of user groups by id, without "@", where Slack tells them. Never rejects. */
  handles(groupIds: readonly string[]): Promise<Map<string, string>>;
  /** Undefined for a direct message, and where Slack doesn't say within a second. Never rejects. */
  channelName(channelId: string): Promise<string | undefined>;
  /** The members of a user group. Null without `usergroups:read`. Rejects where Slack can't be asked. */
  group(groupId: string): Promise<ReadonlySet<string> | null>;
}

/** Scopes can change without a restart: reinstalling the app may keep the token. */
const SCOPES_KEPT_MS = 5 * 60_000;
/** Short, because people join a channel and press again. */
const ABSENCE_KEPT_MS = 3_000;
/** Slack's largest page (docs.slack.dev/reference/methods/users.conversations). */
const PAGE = 999;
/** A submission must be acknowledged within three seconds. */
const NAME_LIMIT_MS = 1000;
const MOST_PAGES = 10;

export function createPeople({
  client,
  logger,
  teamId,
  enterpriseId,
  now = steadyNow,
}: {
  client: WebClient;
  logger: Logger;
  /** The bot's workspace. */
  teamId: string;
  enterpriseId: string | undefined;
  now?: () => number;
}): People {
  const scopes = createKept<readonly string[] | null>(SCOPES_KEPT_MS, now);
  const profiles = createKept<Profile | null>(KEPT_MS, now);
  const channels = createKept<OwnChannels | null>(KEPT_MS, now);
  const groups = createKept<ReadonlySet<string> | null>(KEPT_MS, now);
  const handles = createKept<ReadonlyMap<string, string>>(KEPT_MS, now);
  const channelNames = createKept<string | undefined>(KEPT_MS, now);

  /** From a header of every answer (docs.slack.dev/authentication/tokens). Without it, all scopes count as granted. */
  const granted = () => scopes.get('', async () => (await client.auth.test()).response_metadata?.scopes ?? null);
  const has = async (scope: string) => (await granted())?.includes(scope) ?? true;

  const asking = { client, logger, has };
  const findPublic = createFindPublic({ client, logger, teamId, enterpriseId, has, now });

  const channelsOf = (userId: string, keptMs?: number) =>
    channels.get(userId, () => askChannels(asking, userId), keptMs);
  const profile = (userId: string) => profiles.get(userId, () => askProfile(asking, userId));

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
    channels: (userId) => channelsOf(userId),
    async handles(groupIds) {
      if (groupIds.length === 0) return new Map();
      try {
        const known = await handles.get('', () => askHandles(asking));
        return new Map([...known].filter(([id]) => groupIds.includes(id)));
      } catch (error) {
        logger.warn({ err: error }, 'Could not look up the names of user groups; leaving them out');
        return new Map();
      }
    },
    group: (groupId) => groups.get(groupId, () => askGroup(asking, groupId)),
    findPublic,
    async channelName(id) {
      if (!/^[CG]/.test(id)) return undefined;
      const asked = channelNames
        .get(id, () => askChannelName(asking, id))
        .catch((error: unknown) => {
          logger.warn({ err: error }, 'Could not look up the name of a channel; going on without it');
          return undefined;
        });
      return (await within(asked, lookUpMs(NAME_LIMIT_MS))) ? asked : undefined;
    },
    async isIn(userId, id) {
      // In a direct message nobody else can press.
      if (!/^[CG]/.test(id)) return true;
      const isThere = (own: OwnChannels | null) => own?.ids.has(id) === true;
      const known = await channelsOf(userId);
      const own = isThere(known) ? known : await channelsOf(userId, ABSENCE_KEPT_MS);
      if (isThere(own)) return true;
      if (!own?.hasPublic) return null;
      // A list without private channels tells only of those that are public.
      return own.hasPrivate || (await findPublic([id])).has(id) ? false : null;
    },
  };
}

/** What a question to Slack needs. `has`: whether a scope is granted. */
interface Asking {
  client: WebClient;
  logger: Logger;
  has(scope: string): Promise<boolean>;
}

async function askProfile({ client, has }: Asking, userId: string): Promise<Profile | null> {
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

async function askChannels({ client, logger, has }: Asking, userId: string): Promise<OwnChannels | null> {
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
  logger.warn({ userId, channels: ids.size }, "Ignoring the rest of a person's channels: too many");
  return { ids, hasPublic, hasPrivate };
}

async function askChannelName({ client, has }: Asking, channelId: string): Promise<string | undefined> {
  if (!(await has('channels:read')) && !(await has('groups:read'))) return undefined;
  try {
    return (await client.conversations.info({ channel: channelId })).channel?.name;
  } catch (error) {
    // It needs `channels:read`, or `groups:read` for a private one (docs.slack.dev/reference/methods/conversations.info).
    if (codeOf(error) === 'missing_scope' || codeOf(error) === 'channel_not_found') return undefined;
    throw error;
  }
}

async function askGroup({ client, has }: Asking, groupId: string): Promise<ReadonlySet<string> | null> {
  if (!(await has('usergroups:read'))) return null;
  const { users = [] } = await client.usergroups.users.list({ usergroup: groupId });
  return new Set(users);
}

/** Of all user groups: Slack tells them together (docs.slack.dev/reference/methods/usergroups.list). */
async function askHandles({ client, has }: Asking): Promise<ReadonlyMap<string, string>> {
  if (!(await has('usergroups:read'))) return new Map();
  const { usergroups = [] } = await client.usergroups.list();
  return new Map(usergroups.flatMap(({ id, handle }) => (id && handle ? [[id, handle] as const] : [])));
}

/** Treats a person unknown to Slack as deleted. */
function gone(error: unknown): UsersInfoResponse {
  if (meaningOf(error) === 'user-unknown') return { ok: true, user: { deleted: true } };
  throw error;
}

/** Returns no channels for a person that the bot can't see. */
function nobodyKnown(error: unknown): UsersConversationsResponse {
  const meaning = meaningOf(error);
  if (meaning === 'user-unknown' || meaning === 'user-hidden') return { ok: true };
  throw error;
}

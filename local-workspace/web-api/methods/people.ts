import type { Json } from '../../json.ts';
import type { Channel, ChannelKind, User } from '../../state/channels.ts';
import { accept, type Call, type Method, refuse, refuseMissing } from '../method.ts';

/** users.* and usergroups.*: who somebody is, and where they are. */

/** A user object (docs.slack.dev/reference/objects/user-object); of people elsewhere it says less (docs.slack.dev/apis/slack-connect). */
const usersInfo: Method = (call) => {
  const missing = refuseMissing(call, 'user');
  if (missing !== undefined) return missing;
  const { state } = call;
  const user = state.users.get(String(call.args['user']));
  if (user === undefined) return refuse('user_not_found');
  const { id, name, title = '', teamId = state.team.id, isGuest = false, isDeleted = false } = user;
  const isExternal = user.teamId !== undefined && user.enterpriseId === undefined;
  return accept({
    user: {
      id,
      team_id: teamId,
      name,
      real_name: name,
      profile: { real_name: name, display_name: name, title },
      tz_offset: 0,
      is_bot: id === state.app.botUserId,
      deleted: isDeleted,
      ...(isExternal ? { is_stranger: false } : { is_restricted: isGuest, is_ultra_restricted: false }),
      ...enterpriseUser(user, teamId),
    },
  });
};

function enterpriseUser({ id, enterpriseId }: User, teamId: string): Json {
  if (enterpriseId === undefined) return {};
  return { enterprise_user: { id, enterprise_id: enterpriseId, teams: [teamId] } };
}

/**
 * A person's conversations of the asked types: of those that are not public only where the bot is, too
 * (docs.slack.dev/reference/methods/users.conversations).
 */
const usersConversations: Method = (call) => {
  const { state, args } = call;
  const userId = String(args['user'] ?? state.app.botUserId);
  if (!state.users.has(userId)) return refuse('user_not_found');
  const kinds = conversationKinds(args['types']);
  const channels = [...state.channels.values()].filter(
    (channel) => kinds.includes(channel.kind) && channel.members.has(userId) && isSeenByBot(call, channel),
  );
  const output = channels.map(({ id, name, kind }) => ({ id, name, is_private: kind !== 'public' }));
  return onePage(call, output, (page) => ({ channels: page }));
};

const usergroupsUsersList: Method = (call) => {
  const missing = refuseMissing(call, 'usergroup');
  if (missing !== undefined) return missing;
  const group = call.state.userGroups.get(String(call.args['usergroup']));
  return group === undefined ? refuse('no_such_subteam') : accept({ users: [...group.members] });
};

/** Without the people in them, as by default (docs.slack.dev/reference/methods/usergroups.list). */
const usergroupsList: Method = ({ state }) =>
  accept({
    usergroups: [...state.userGroups.values()].map(({ id, handle, members }) => ({
      id,
      team_id: state.team.id,
      is_usergroup: true,
      name: handle,
      handle,
      date_delete: 0,
      user_count: members.size,
    })),
  });

export const peopleMethods: Record<string, Method> = {
  'users.info': usersInfo,
  'users.conversations': usersConversations,
  'usergroups.list': usergroupsList,
  'usergroups.users.list': usergroupsUsersList,
};

const KINDS: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

/** The kinds of conversation that `types` names; public channels where it names none. */
export function conversationKinds(types: unknown): ChannelKind[] {
  const named = String(types ?? 'public_channel').split(',');
  return named.flatMap((type) => KINDS[type.trim()] ?? []);
}

function isSeenByBot({ state }: Call, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(state.app.botUserId);
}

/** At most 999 at once, 100 unless told, and a cursor where there are more (docs.slack.dev/apis/web-api/pagination). */
function onePage<T>(call: Call, all: readonly T[], fields: (page: readonly T[]) => Json): Json {
  const limit = Number(call.args['limit'] ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) return refuse('invalid_limit');
  const cursor = String(call.args['cursor'] ?? '');
  const start = cursor === '' ? 0 : Number(/^from:(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) return refuse('invalid_cursor');
  const next = start + limit < all.length ? `from:${start + limit}` : '';
  return accept({ ...fields(all.slice(start, start + limit)), response_metadata: { next_cursor: next } });
}

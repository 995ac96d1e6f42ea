import type { ConversationsInfoResponse, WebClient } from '@slack/web-api';
import type { Logger } from '../../logger.ts';
import { codeOf } from '../connection/slack-errors.ts';
import { createKept, KEPT_MS } from './kept.ts';

/**
 * Returns those of these channels that everybody in the workspace may read now. What Slack doesn't say is private: a channel that
 * is archived, deleted or hidden from the app, one that it may not look up, and any while Slack doesn't answer. Answers are cached
 * for a minute. Never rejects.
 */
export type FindPublic = (channelIds: Iterable<string>) => Promise<ReadonlySet<string>>;

/** Channels looked up per minute: Slack allows about 50 (docs.slack.dev/reference/methods/conversations.info). Others are private. */
export const MOST_LOOKED_UP = 40;

/** Slack's answers for a channel that is not public to the app. Everything else is an outage. */
const NOT_PUBLIC: ReadonlySet<string | undefined> = new Set(['channel_not_found', 'missing_scope']);

interface LookUpParts {
  client: WebClient;
  logger: Logger;
  /** The workspace whose people are meant, and its organization. */
  teamId: string;
  enterpriseId: string | undefined;
  has: (scope: string) => Promise<boolean>;
  now: () => number;
}

export function createFindPublic({ client, logger, teamId, enterpriseId, has, now }: LookUpParts): FindPublic {
  const answers = createKept<boolean>(KEPT_MS, now);
  let asked: number[] = [];
  let isSilent = false;

  /** Counts a look-up. Returns false where there were too many in the last minute. */
  function isWithinLimit(): boolean {
    const at = now();
    asked = asked.filter((earlier) => at - earlier < KEPT_MS);
    if (asked.length >= MOST_LOOKED_UP) return false;
    asked.push(at);
    return true;
  }

  async function isPublic(channelId: string): Promise<boolean> {
    try {
      // With this scope alone Slack says that a channel is public.
      if (!isWithinLimit() || !(await has('channels:read'))) return false;
      const { channel } = await client.conversations.info({ channel: channelId });
      isSilent = false;
      return isOpenIn(channel, [teamId, enterpriseId]);
    } catch (error) {
      if (NOT_PUBLIC.has(codeOf(error))) return false;
      if (!isSilent) logger.warn({ err: error }, 'Could not look up a channel in Slack; keeping its reviews to it');
      isSilent = true;
      return false;
    }
  }

  return async (channelIds) => {
    const channels = [...new Set(channelIds)].filter((id) => /^[CG]/.test(id));
    const found = await Promise.all(
      channels.map(async (id) => ((await answers.get(id, () => isPublic(id))) ? [id] : [])),
    );
    return new Set(found.flat());
  };
}

/**
 * Whether everybody in a workspace may read a channel (docs.slack.dev/reference/objects/conversation-object). A channel that moved
 * to another workspace of the organization is no longer this one's.
 */
function isOpenIn(channel: ConversationsInfoResponse['channel'], ours: readonly (string | undefined)[]): boolean {
  if (channel?.is_private !== false || channel.is_archived !== false) return false;
  const { shared_team_ids: teamIds = [] } = channel;
  return teamIds.length === 0 || teamIds.some((id) => ours.includes(id));
}

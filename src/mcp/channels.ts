import type { Kysely } from 'kysely';
import { type Logger, quietBoltLogger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';
import { type ClientSettings, createClient } from '../slack/connection/clients.ts';
import { createTokenCipher } from '../slack/installs/encryption.ts';
import { createInstallStore } from '../slack/installs/install-store.ts';
import { createPeople } from '../slack/people/look-ups.ts';
import type { FindPublic } from '../slack/people/public-channels.ts';

// Which channels an assistant may see: those that Slack calls public to the bot's token. Loaded with the first search.

/** The bot token of the only workspace, or the keys of the stored tokens. */
export type SlackAccess = { slackApiUrl: string } & ({ botToken: string } | { tokenKeys: readonly string[] });

/** Looks up the channels of a workspace. Null where no token is that workspace's. Rejects where the database does. */
type ChannelsOf = (db: Kysely<RecordTables>, teamId: string) => Promise<FindPublic | null>;

/** Limit for a call, in milliseconds: an assistant waits for it. */
const CALL_LIMIT_MS = 2500;

const NONE: FindPublic = async () => new Set();

interface ChannelParts {
  logger: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
}

export function createChannels(access: SlackAccess, parts: ChannelParts): ChannelsOf {
  const common = { slackApiUrl: access.slackApiUrl, logger: quietBoltLogger() };
  return 'botToken' in access
    ? channelsByToken({ ...common, botToken: access.botToken }, parts)
    : channelsByStoredTokens(common, access.tokenKeys, parts);
}

function channelsByToken(settings: ClientSettings, { logger, now }: ChannelParts): ChannelsOf {
  const client = createClient(settings, CALL_LIMIT_MS);
  let own: { teamId: string; findPublic: FindPublic } | undefined;
  let isSilent = false;

  return async (_, teamId) => {
    try {
      if (own === undefined) {
        const { team_id: ownId = '', enterprise_id: enterpriseId } = await client.auth.test();
        own = {
          teamId: ownId,
          findPublic: createPeople({ client, logger, teamId: ownId, enterpriseId, now }).findPublic,
        };
      }
      return own.teamId === teamId ? own.findPublic : null;
    } catch (error) {
      if (!isSilent) logger.warn({ err: error }, 'Could not ask Slack whose the bot token is; finding no reviews');
      isSilent = true;
      return NONE;
    }
  };
}

/** It refreshes no token: a refresh token works once, and the bot needs it. */
function channelsByStoredTokens(
  common: Omit<ClientSettings, 'botToken'>,
  keys: readonly string[],
  { logger, now }: ChannelParts,
): ChannelsOf {
  const cipher = createTokenCipher(keys);
  let kept: { sealed: string; teamId: string; findPublic: FindPublic } | undefined;

  return async (db, teamId) => {
    const install = await createInstallStore(db, cipher).find({ teamId });
    if (!install?.tokens || (install.tokens.expiresAt ?? Number.POSITIVE_INFINITY) <= now()) return null;
    const { sealed, isOrg, enterpriseId, tokens } = install;
    if (kept?.sealed === sealed && kept.teamId === teamId) return kept.findPublic;
    const settings = { ...common, botToken: tokens.botToken, ...(isOrg && { teamId }) };
    const client = createClient(settings, CALL_LIMIT_MS);
    kept = { sealed, teamId, findPublic: createPeople({ client, logger, teamId, enterpriseId, now }).findPublic };
    return kept.findPublic;
  };
}

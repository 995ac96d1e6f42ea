import { WebClient } from '@slack/web-api';
import type { ClientSettings } from './clients.ts';
import { isTokenFault } from './slack-errors.ts';

/** Who the bot is in its workspace. */
export interface BotIdentity {
  botId: string;
  botUserId: string;
  teamId: string;
  /** The workspace's own address, ending in a slash, such as `https://acme.slack.com/`. */
  teamUrl: string;
  /** The organization that the workspace belongs to (Enterprise Grid); undefined where it belongs to none. */
  enterpriseId: string | undefined;
  /** The scopes that Slack has granted; none where Slack doesn't say. */
  scopes: readonly string[];
}

/**
 * Asks Slack whose token this is and what it may do. Rejects as the Web API client does. The scopes stand in the header
 * `x-oauth-scopes` of every answer (https://docs.slack.dev/authentication/tokens).
 */
export async function identifyBot({ botToken, slackApiUrl, logger }: ClientSettings): Promise<BotIdentity> {
  const retryConfig = { retries: 2, minTimeout: 500 };
  const client = new WebClient(botToken, {
    slackApiUrl,
    logger,
    retryConfig,
    timeout: 5000,
    rejectRateLimitedCalls: true,
  });
  const answer = await client.auth.test();
  const { bot_id: botId = '', user_id: botUserId = '', team_id: teamId = '', url: teamUrl = '' } = answer;
  const scopes = (answer.response_metadata?.scopes ?? []).filter((scope) => scope !== '');
  return { botId, botUserId, teamId, teamUrl, enterpriseId: answer.enterprise_id, scopes };
}

/** Notices that the bot's token was revoked while the bot runs. */
interface TokenWatch {
  /** Resolves, at most once, to Slack's refusal of the token. */
  revoked: Promise<unknown>;
  /** Tells of any call that failed. */
  suspect(error: unknown): void;
  /** Asks Slack now. False if it refuses the token or can't be reached. */
  isAccepted(): Promise<boolean>;
}

/**
 * One refusal proves nothing: Slack has refused good tokens for a moment. So Slack is asked once more, and only a second
 * refusal counts. `ask`: a call that rejects as the Web API client does.
 */
export function watchToken(ask: () => Promise<unknown>): TokenWatch {
  let asking = false;
  let settle = (_: unknown): void => {};
  const revoked = new Promise<unknown>((resolve) => {
    settle = resolve;
  });

  async function askAgain(): Promise<void> {
    asking = true;
    try {
      await ask();
    } catch (error) {
      if (isTokenFault(error)) settle(error);
    } finally {
      asking = false;
    }
  }

  return {
    revoked,
    async isAccepted() {
      try {
        await ask();
        return true;
      } catch (error) {
        if (isTokenFault(error)) settle(error);
        return false;
      }
    },
    suspect(error) {
      if (!asking && isTokenFault(error)) askAgain().catch(settle);
    },
  };
}

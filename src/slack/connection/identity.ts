import { WebClient } from '@slack/web-api';
import type { ClientSettings } from './clients.ts';
import { isTokenFault } from './slack-errors.ts';

export interface BotIdentity {
  botId: string;
  botUserId: string;
  teamId: string;
  /** The workspace's address, ending in a slash, such as `https://acme.slack.com/`. */
  teamUrl: string;
  /** The organization of the workspace (Enterprise Grid); undefined without one. */
  enterpriseId: string | undefined;
  /** The granted scopes; empty where Slack doesn't say. */
  scopes: readonly string[];
}

/**
 * Asks Slack whose token this is and which scopes it has, from the header `x-oauth-scopes`
 * (https://docs.slack.dev/authentication/tokens). Rejects as the Web API client does.
 */
export async function identifyBot({ botToken, slackApiUrl, logger, fetch }: ClientSettings): Promise<BotIdentity> {
  const retryConfig = { retries: 2, minTimeout: 500 };
  const client = new WebClient(botToken, {
    slackApiUrl,
    logger,
    retryConfig,
    timeout: 5000,
    rejectRateLimitedCalls: true,
    ...(fetch && { fetch }),
  });
  const answer = await client.auth.test();
  const { bot_id: botId = '', user_id: botUserId = '', team_id: teamId = '', url: teamUrl = '' } = answer;
  const scopes = (answer.response_metadata?.scopes ?? []).filter((scope) => scope !== '');
  return { botId, botUserId, teamId, teamUrl, enterpriseId: answer.enterprise_id, scopes };
}

interface TokenWatch {
  /** Resolves, at most once, to Slack's refusal of the token. */
  revoked: Promise<unknown>;
  suspect(error: unknown): void;
  /** Asks Slack now. Returns false if it refuses the token or can't be reached. */
  isAccepted(): Promise<boolean>;
}

/**
 * Only a second refusal counts: Slack has briefly refused valid tokens. `ask`: a call that rejects as the Web API client does.
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

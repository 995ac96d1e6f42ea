import { WebClient } from '@slack/web-api';
import type { ClientSettings } from './clients.ts';

/** Who the bot is in its workspace. */
export interface BotIdentity {
  botId: string;
  botUserId: string;
  /** The workspace's own address, ending in a slash, such as `https://acme.slack.com/`. */
  teamUrl: string;
}

/** Asks Slack whose token this is. Rejects as the Web API client does. */
export async function identifyBot({ botToken, slackApiUrl, logger }: ClientSettings): Promise<BotIdentity> {
  const retryConfig = { retries: 2, minTimeout: 500 };
  const client = new WebClient(botToken, {
    slackApiUrl,
    logger,
    retryConfig,
    timeout: 5000,
    rejectRateLimitedCalls: true,
  });
  const { bot_id: botId = '', user_id: botUserId = '', url: teamUrl = '' } = await client.auth.test();
  return { botId, botUserId, teamUrl };
}

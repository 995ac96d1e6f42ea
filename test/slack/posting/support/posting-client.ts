import { LogLevel } from '@slack/logger';
import { WebClient } from '@slack/web-api';

const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A client as the poster wants it, with a short patience. */
export function createPostingClient(slackApiUrl: string, timeout = 300): WebClient {
  return new WebClient('xoxb-test', {
    slackApiUrl,
    logger: SILENT,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

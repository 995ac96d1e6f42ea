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

/** A client as the poster wants it. */
export function createPostingClient(slackApiUrl: string, timeout = 10_000): WebClient {
  return new WebClient('xoxb-test', {
    slackApiUrl,
    logger: SILENT,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
}

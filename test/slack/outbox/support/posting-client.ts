import { LogLevel } from '@slack/logger';
import type { WebClient } from '@slack/web-api';
import { createClient } from '../../../../src/slack/connection/clients.ts';

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
export function createPostingClient(slackApiUrl: string, timeout = 10_000, botToken = 'xoxb-test'): WebClient {
  return createClient({ botToken, slackApiUrl, logger: SILENT }, timeout);
}

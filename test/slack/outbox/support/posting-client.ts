import { LogLevel } from '@slack/logger';
import type { WebClient } from '@slack/web-api';
import { createClient, fetchPlainly } from '../../../../src/slack/connection/clients.ts';

const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Gives every team the same workspace, with this client. All channels are public. */
export function alwaysWith(client: WebClient) {
  const names = async () => new Map<string, string>();
  const handles = async () => new Map<string, string>();
  const findPublic = async (channelIds: Iterable<string>) => new Set(channelIds);
  const group = async () => null;
  return async () => ({ client, botUserId: '', teamUrl: 'https://acme.slack.com/', names, group, handles, findPublic });
}

/** A client as the poster wants it. */
export function createPostingClient(
  slackApiUrl: string,
  timeout = 10_000,
  botToken = 'xoxb-test',
  fetch = fetchPlainly,
): WebClient {
  return createClient({ botToken, slackApiUrl, logger: SILENT, fetch }, timeout);
}

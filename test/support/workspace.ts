import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startWorkspace } from '../../local-workspace/start-workspace.ts';
import type { OAuthApp } from '../../local-workspace/web-api/oauth.ts';
import { describeFaults, readConfig } from '../../src/settings/config.ts';
import { writeMigrated } from '../database/support/open-test-database.ts';

/** The two ways in which Slack reaches the bot. */
export const BOTH_CONNECTIONS = ['socket-mode', 'http'] as const;
export type ConnectionKind = (typeof BOTH_CONNECTIONS)[number];

const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

/** What the manifest asks for: what needs more fails here. */
const manifestIn = (file: string) => parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const manifest = manifestIn('manifest.yml');
const withWorkflows = manifestIn('manifest.workflow.yml');
export const ALL_SCOPES: string[] = manifest.oauth_config.scopes.bot;
const OPTIONAL_SCOPES: string[] = manifest.oauth_config.scopes.bot_optional;
export const EVENTS: string[] = manifest.settings.event_subscriptions.bot_events;

const GRANTED = ['reactions:write', 'files:read', 'im:history'];

/** Which optional scopes are granted. Default: `reactions:write`, `files:read` and `im:history`. */
export interface Granted {
  /** Those to read what was posted. */
  withHistory?: boolean;
  /** Those to look up people: all of them, or these. */
  withPeople?: boolean | readonly string[];
  /** With agent messaging. */
  withAgent?: boolean;
  /** Others that are missing. */
  without?: readonly string[];
  /** The app is made from `manifest.workflow.yml`, with what that turns on. */
  workflows?: boolean;
  /** The organization that the workspace belongs to (Enterprise Grid). */
  enterpriseId?: string;
  /** How the app is installed by OAuth. Default: it is installed. */
  oauth?: OAuthApp;
  /** How long a connection lives by its greeting, in seconds. Default: as long as Slack's. */
  connectionSeconds?: number;
}

/** Processes that want a processor, for each that there is, over the last minute: three seconds of Slack's are as much longer. */
export const patience = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

/** A workspace that a bot may connect to, and the configuration for it. `port`: asked when the bot has one. */
export async function openWorkspace(
  kind: ConnectionKind,
  port: () => number,
  {
    withHistory = false,
    withPeople = false,
    withAgent = false,
    without = [],
    workflows = false,
    enterpriseId,
    oauth,
    connectionSeconds,
  }: Granted = {},
) {
  const isGranted = (scope: string) => {
    if (GRANTED.includes(scope)) return true;
    if (scope.endsWith(':history')) return withHistory;
    return typeof withPeople === 'boolean' ? withPeople : withPeople.includes(scope);
  };
  const left = [...OPTIONAL_SCOPES.filter((scope) => !isGranted(scope)), ...without];
  const asked = workflows ? withWorkflows : manifest;
  const scopes: string[] = asked.oauth_config.scopes.bot;
  const workspace = await startWorkspace({
    patience,
    connectionSeconds,
    scopes: [...scopes.filter((scope) => !left.includes(scope)), ...(withAgent ? ['assistant:write'] : [])],
    events: asked.settings.event_subscriptions.bot_events,
    ...(enterpriseId === undefined ? {} : { enterpriseId }),
    ...(oauth === undefined ? {} : { oauth }),
    transport:
      kind === 'http'
        ? { eventsUrl: () => `http://127.0.0.1:${port()}/slack/events`, signingSecret: SIGNING_SECRET }
        : 'socket',
  });
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-'));
  const file = join(folder, 'reviews.db');
  await writeMigrated(file);
  const read = readConfig({
    SLACK_BOT_TOKEN: workspace.botToken,
    ...(kind === 'http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: workspace.appToken }),
    PORT: '0',
    SLACK_API_URL: workspace.apiUrl,
    DATABASE_URL: `file:${file}`,
    COMMANDS_PER_MINUTE: '0',
    REVIEWS_PER_HOUR: '0',
    WORKSPACE_REVIEWS_PER_HOUR: '0',
    LOG_LEVEL: 'debug',
  });
  if (!read.ok) throw new Error(describeFaults(read.faults));
  const { config } = read;
  return { workspace, config, folder, removeFolder: () => rmSync(folder, { recursive: true, force: true }) };
}

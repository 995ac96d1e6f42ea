import { config as readDotenv } from 'dotenv';
import type * as z from 'zod';
import { APP_TOKEN_PLACE, decoded, environmentSchema, type LOG_LEVELS, SIGNING_SECRET_PLACE } from './settings.ts';
import { findUnknownSettings } from './unknown-settings.ts';

export type LogLevel = (typeof LOG_LEVELS)[number];

/** How Slack reaches the bot: a WebSocket that the bot opens, or signed HTTP requests that Slack sends. */
export type Connection =
  /**
   * `healthPort`: where `GET /healthz` and `GET /readyz` answer; absent: nowhere, Socket Mode needs no port.
   * `host`: the address that the port binds to; absent: all interfaces.
   * `secondsApart`: between the openings of two connections, so that Slack does not renew both at once.
   */
  | { kind: 'socket-mode'; appToken: string; healthPort?: number; host?: string; secondsApart: number }
  /** `port`: where `POST /slack/events`, `GET /healthz` and `GET /readyz` answer; 0 takes any free one. `host` as above. */
  | { kind: 'http'; signingSecret: string; port: number; host?: string };

/** Who may decide: members of the review's channel except guests, its requester, or these people and user groups, by ID. */
export type Deciders = 'channel' | 'requester' | readonly string[];

/** What the environment says, checked. Tokens and the signing secret are in here: never log it. */
export interface Config {
  botToken: string;
  connection: Connection;
  /** The base address of Slack's Web API, ending in a slash. */
  slackApiUrl: string;
  /** `file:` and a path, or `postgres://…`, which may hold a password. */
  databaseUrl: string;
  /** Limits on a PostgreSQL server; a file has none. */
  databasePoolSize: number;
  databaseStatementTimeoutSeconds: number;
  databaseLockTimeoutSeconds: number;
  /** How many reviews one person may start within an hour; 0 for any number. */
  reviewsPerHour: number;
  /** A thread is told of what a new price would save from so many US dollars a year on. */
  replayNotifyUsd: number;
  /** The channel of the weekly digest, by its id; null: there is none. */
  digestChannel: string | null;
  /** Days between the removal of the app and the deletion of the workspace's data. */
  uninstallGraceDays: number;
  /** Whether corrections of what was read from words are kept. */
  keepCorrections: boolean;
  deciders: Deciders;
  logLevel: LogLevel;
}

/** One thing that is wrong: the variable and a sentence that says where to find a right value. Never the value itself. */
export interface ConfigFault {
  variable: string;
  text: string;
}

/** `warnings`: variables that look like settings and aren't. With faults they are among those, for they may be the cause. */
export type ReadConfig = { ok: true; config: Config; warnings: ConfigFault[] } | { ok: false; faults: ConfigFault[] };

/** Where HTTP listens unless `PORT` says otherwise. */
const HTTP_PORT = 3000;

const NO_CONNECTION: ConfigFault = {
  variable: 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  text: `Set one of them. For Socket Mode: SLACK_APP_TOKEN, from ${APP_TOKEN_PLACE}. For HTTP: SLACK_SIGNING_SECRET, from ${SIGNING_SECRET_PLACE}`,
};

/**
 * Checks the whole environment at once. An empty variable counts as not set, as an unfilled line of `.env` leaves it.
 * With both an app-level token and a signing secret, Socket Mode is used.
 */
export function readConfig(environment: Record<string, string | undefined>): ReadConfig {
  const stated = statedIn(environment);
  const unknown = findUnknownSettings(stated);
  const parsed = environmentSchema.safeParse(stated);
  const faults = (parsed.error?.issues ?? []).map(faultOf);
  if (stated['SLACK_APP_TOKEN'] === undefined && stated['SLACK_SIGNING_SECRET'] === undefined)
    faults.push(NO_CONNECTION);
  if (!parsed.success || faults.length > 0 || unknown.some(({ isFault }) => isFault))
    return { ok: false, faults: [...faults, ...unknown] };

  const { data } = parsed;
  return {
    ok: true,
    warnings: unknown,
    config: {
      botToken: data.SLACK_BOT_TOKEN,
      connection: connectionOf(data),
      slackApiUrl: data.SLACK_API_URL,
      databaseUrl: data.DATABASE_URL,
      databasePoolSize: data.DATABASE_POOL_SIZE,
      databaseStatementTimeoutSeconds: data.DATABASE_STATEMENT_TIMEOUT_SECONDS,
      databaseLockTimeoutSeconds: data.DATABASE_LOCK_TIMEOUT_SECONDS,
      reviewsPerHour: data.REVIEWS_PER_HOUR,
      replayNotifyUsd: data.REPLAY_NOTIFY_USD,
      digestChannel: data.DIGEST_CHANNEL ?? null,
      uninstallGraceDays: data.UNINSTALL_GRACE_DAYS,
      keepCorrections: data.KEEP_CORRECTIONS,
      deciders: data.DECIDERS,
      logLevel: data.LOG_LEVEL,
    },
  };
}

function faultOf({ path, message }: z.core.$ZodIssue): ConfigFault {
  return { variable: String(path[0]), text: message };
}

function statedIn(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

function connectionOf(data: z.output<typeof environmentSchema>): Connection {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '', PORT: givenPort, HOST } = data;
  const host = HOST === undefined ? {} : { host: HOST };
  if (appToken === undefined) return { kind: 'http', signingSecret, port: givenPort ?? HTTP_PORT, ...host };
  const healthPort = givenPort === undefined ? {} : { healthPort: givenPort };
  return { kind: 'socket-mode', appToken, ...healthPort, ...host, secondsApart: data.SOCKET_SECONDS_APART };
}

export type ReadRecordConfig =
  | { ok: true; databaseUrl: string; uninstallGraceDays: number }
  | { ok: false; faults: ConfigFault[] };

/** Where the record is and how long it is kept, for callers that need no Slack settings. */
export function readProcessRecordConfig(): ReadRecordConfig {
  readDotenv({ quiet: true });
  const stated = statedIn(process.env);
  const slips = findUnknownSettings(stated).filter(({ isFault }) => isFault);
  const parsed = environmentSchema.pick({ DATABASE_URL: true, UNINSTALL_GRACE_DAYS: true }).safeParse(stated);
  if (parsed.success && slips.length === 0) {
    const { DATABASE_URL: databaseUrl, UNINSTALL_GRACE_DAYS: uninstallGraceDays } = parsed.data;
    return { ok: true, databaseUrl, uninstallGraceDays };
  }
  return { ok: false, faults: [...(parsed.error?.issues ?? []).map(faultOf), ...slips] };
}

/** The process's environment, with what `.env` in the working directory adds to it. */
export function readProcessConfig(): ReadConfig {
  readDotenv({ quiet: true });
  return readConfig(process.env);
}

/** The faults as lines for a terminal. */
export function describeFaults(faults: ConfigFault[]): string {
  return faults.map(({ variable, text }) => `${variable}: ${text}`).join('\n');
}

/** Everything that must never be seen outside this process. */
export function secretsOf({ botToken, connection, databaseUrl }: Config): string[] {
  const opening = connection.kind === 'http' ? connection.signingSecret : connection.appToken;
  return [botToken, opening, ...passwordsOf(databaseUrl)];
}

/** A password as it stands in the address and as it is meant. One of a few letters would blacken half of the log. */
function passwordsOf(databaseUrl: string): string[] {
  if (!URL.canParse(databaseUrl)) return [];
  const { password } = new URL(databaseUrl);
  return [...new Set([password, decoded(password) ?? ''])].filter(({ length }) => length > 5);
}

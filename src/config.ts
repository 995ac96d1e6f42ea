import { config as readDotenv } from 'dotenv';
import type * as z from 'zod';
import { APP_TOKEN_PLACE, BOT_TOKEN_PLACE, passwordsOf, regions, SIGNING_SECRET_PLACE } from './setting-schemas.ts';
import { environmentSchema, type LOG_LEVELS, secretsIn } from './settings.ts';
import { findUnknownSettings } from './unknown-settings.ts';

export type LogLevel = (typeof LOG_LEVELS)[number];

/** How Slack reaches the bot: over a WebSocket that the bot opens, or by signed HTTP requests. */
export type Connection =
  /**
   * `healthPort`: for `GET /healthz` and `GET /readyz`. Without it, no port is opened.
   * `host`: the address to listen on. Default: all interfaces.
   * `secondsApart`: between opening the two connections, so that Slack doesn't recycle both at once.
   */
  | { kind: 'socket-mode'; appToken: string; healthPort?: number; host?: string; secondsApart: number }
  /** `port`: for `POST /slack/events`, `GET /healthz` and `GET /readyz`. 0 takes a free one. */
  | { kind: 'http'; signingSecret: string; port: number; host?: string };

/** Who may decide: members of the review's channel except guests, its requester, or people and user groups by ID. */
export type Deciders = 'channel' | 'requester' | readonly string[];

/** Whose bot it is. */
export type Access =
  /** One workspace's, by its token. */
  { kind: 'one-workspace'; botToken: string } | OAuthAccess;

/** Of every workspace that installs the app. `tokenKeys`: 32 bytes each, in Base64. The first encrypts, all decrypt. */
export interface OAuthAccess {
  kind: 'several-workspaces';
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  tokenKeys: readonly string[];
}

/** The validated environment. Holds tokens and the signing secret: never log it. */
export interface Config {
  access: Access;
  connection: Connection;
  /** Port of `GET /metrics`. 0 takes a free one; without it nothing is measured. */
  metricsPort?: number;
  /** Base URL of Slack's Web API, ending in a slash. */
  slackApiUrl: string;
  /** `file:` and a path, or `postgres://…`, which may contain a password. */
  databaseUrl: string;
  /** Limits for PostgreSQL. A file has none. */
  databasePoolSize: number;
  databaseStatementTimeoutSeconds: number;
  databaseLockTimeoutSeconds: number;
  /** Reviews that one person may start per hour, or 0 for no limit. */
  reviewsPerHour: number;
  /** Minimum yearly saving, in USD, before a thread is notified. */
  replayNotifyUsd: number;
  /** ID of the weekly digest's channel. Null for no digest. */
  digestChannel: string | null;
  /** Days between removal of the app and deletion of the workspace's data. */
  uninstallGraceDays: number;
  /** Whether to keep what people correct in a form that was filled in from words. */
  keepCorrections: boolean;
  /** The Region that a new review's form starts with. Null for none. */
  defaultRegion: string | null;
  /** The path of the team's policy. Null for none. */
  policyFile: string | null;
  deciders: Deciders;
  /** Whether workflows may call the bot as a step. */
  workflowStep: boolean;
  /** The domain of the page whose links are previewed. Null for none. */
  unfurlDomain: string | null;
  /** Whether the digest's channel also gets one of the AWS account. */
  accountDigest: boolean;
  /** Who may audit the AWS account, by ID. Empty: nobody. */
  admins: readonly string[];
  /** The Regions whose endpoints are read. Empty: the one of AWS's own configuration. */
  awsRegions: readonly string[];
  /** File with a recorded account that is read instead of AWS. Null for AWS. */
  accountFile: string | null;
  logLevel: LogLevel;
}

/** The variable and a sentence that says where to find a valid value. Never the value itself. */
export interface ConfigFault {
  variable: string;
  text: string;
}

/** `warnings`: variables that look like settings and aren't. If there are faults, they are listed among those: they may be the cause. */
type ReadConfig = { ok: true; config: Config; warnings: ConfigFault[] } | { ok: false; faults: ConfigFault[] };

/** Default port for HTTP. */
const HTTP_PORT = 3000;

const NO_CONNECTION: ConfigFault = {
  variable: 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  text: `Set one of them. For Socket Mode: SLACK_APP_TOKEN, from ${APP_TOKEN_PLACE}. For HTTP: SLACK_SIGNING_SECRET, from ${SIGNING_SECRET_PLACE}.`,
};

const SAME_PORT: ConfigFault = {
  variable: 'METRICS_PORT',
  text: 'Must differ from PORT: what Slack can reach must not show metrics.',
};

const NO_DIGEST_CHANNEL: ConfigFault = {
  variable: 'ACCOUNT_DIGEST',
  text: 'Set DIGEST_CHANNEL as well: the channel that gets the digest.',
};

/**
 * Validates the whole environment at once. An empty variable counts as not set. With both an app-level token and a signing
 * secret, Socket Mode is used.
 */
export function readConfig(environment: Record<string, string | undefined>): ReadConfig {
  const stated = statedIn(environment);
  const unknown = findUnknownSettings(stated);
  const parsed = environmentSchema.safeParse(stated);
  const faults = (parsed.error?.issues ?? []).map(faultOf);
  faults.push(...accessFaults(stated));
  if (stated['SLACK_APP_TOKEN'] === undefined && stated['SLACK_SIGNING_SECRET'] === undefined)
    faults.push(NO_CONNECTION);
  if (stated['ACCOUNT_DIGEST'] === 'true' && stated['DIGEST_CHANNEL'] === undefined) faults.push(NO_DIGEST_CHANNEL);
  if (parsed.success && isPortOfMetrics(parsed.data)) faults.push(SAME_PORT);
  if (!parsed.success || faults.length > 0 || unknown.some(({ isFault }) => isFault))
    return { ok: false, faults: [...faults, ...unknown] };

  const { data } = parsed;
  return {
    ok: true,
    warnings: unknown,
    config: {
      access: accessOf(data),
      connection: connectionOf(data),
      ...(data.METRICS_PORT !== undefined && { metricsPort: data.METRICS_PORT }),
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
      defaultRegion: data.DEFAULT_REGION ?? null,
      policyFile: data.POLICY_FILE ?? null,
      deciders: data.DECIDERS,
      workflowStep: data.WORKFLOW_STEP,
      unfurlDomain: data.UNFURL_DOMAIN ?? null,
      accountDigest: data.ACCOUNT_DIGEST,
      admins: data.ADMINS ?? [],
      awsRegions: data.AWS_REGIONS ?? [stated['AWS_REGION'] ?? stated['AWS_DEFAULT_REGION'] ?? []].flat(),
      accountFile: data.ACCOUNT_FILE ?? null,
      logLevel: data.LOG_LEVEL,
    },
  };
}

/** What is wrong with one variable. */
export function faultOf({ path, message }: z.core.$ZodIssue): ConfigFault {
  return { variable: String(path[0]), text: message };
}

/** The environment without empty variables. */
export type StatedEnvironment = Record<string, string | undefined>;

/** Reads the process's environment and `.env`, for programs that check only some of the settings. */
export function readProcessEnvironment(): StatedEnvironment {
  readDotenv({ quiet: true });
  return statedIn(process.env);
}

function statedIn(environment: Record<string, string | undefined>): StatedEnvironment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

/** What several workspaces need. */
const OAUTH_SETTINGS = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEYS'] as const;

/** Finds settings that are missing or exclude each other. A bot token, or all that several workspaces need. */
function accessFaults(stated: Record<string, string | undefined>): ConfigFault[] {
  const missing = OAUTH_SETTINGS.filter((name) => stated[name] === undefined);
  if (stated['SLACK_BOT_TOKEN'] !== undefined) {
    if (stated['SLACK_CLIENT_ID'] === undefined) return [];
    const text =
      'Set one of them. SLACK_BOT_TOKEN serves one workspace, SLACK_CLIENT_ID every workspace that installs the app.';
    return [{ variable: 'SLACK_BOT_TOKEN and SLACK_CLIENT_ID', text }];
  }
  if (missing.length === OAUTH_SETTINGS.length) {
    const text = `Not set. Copy the token from ${BOT_TOKEN_PLACE}. It starts with xoxb-.`;
    return [{ variable: 'SLACK_BOT_TOKEN', text }];
  }
  const text = 'Not set. Several workspaces need it: see Several workspaces in docs/operating.md.';
  const noDigest = 'Works with SLACK_BOT_TOKEN only: a channel belongs to one workspace.';
  return [
    ...missing.map((variable) => ({ variable, text })),
    ...(stated['DIGEST_CHANNEL'] === undefined ? [] : [{ variable: 'DIGEST_CHANNEL', text: noDigest }]),
  ];
}

/** `data`: without faults. */
function accessOf(data: z.output<typeof environmentSchema>): Access {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId = '', SLACK_CLIENT_SECRET: clientSecret = '' } = data;
  if (botToken !== undefined) return { kind: 'one-workspace', botToken };
  const { SLACK_STATE_SECRET: stateSecret = '', TOKEN_KEYS: tokenKeys = [] } = data;
  return { kind: 'several-workspaces', clientId, clientSecret, stateSecret, tokenKeys };
}

function connectionOf(data: z.output<typeof environmentSchema>): Connection {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '', PORT: givenPort, HOST } = data;
  const host = HOST === undefined ? {} : { host: HOST };
  if (appToken === undefined) return { kind: 'http', signingSecret, port: givenPort ?? HTTP_PORT, ...host };
  // Installations come by HTTP, whatever brings events.
  const wantedPort = givenPort ?? (data.SLACK_BOT_TOKEN === undefined ? HTTP_PORT : undefined);
  const healthPort = wantedPort === undefined ? {} : { healthPort: wantedPort };
  return { kind: 'socket-mode', appToken, ...healthPort, ...host, secondsApart: data.SOCKET_SECONDS_APART };
}

/** Whether one port would serve both. 0 takes any free port. */
function isPortOfMetrics(data: z.output<typeof environmentSchema>): boolean {
  const connection = connectionOf(data);
  const port = connection.kind === 'http' ? connection.port : connection.healthPort;
  return port !== undefined && port !== 0 && port === data.METRICS_PORT;
}

type ReadRecordConfig =
  | { ok: true; databaseUrl: string; uninstallGraceDays: number; tokenKeys: readonly string[] }
  | { ok: false; faults: ConfigFault[] };

/** Where the record is, how long it is kept and what decrypts its tokens, for programs that don't connect to Slack. */
export function readProcessRecordConfig(): ReadRecordConfig {
  const stated = readProcessEnvironment();
  const slips = findUnknownSettings(stated).filter(({ isFault }) => isFault);
  const picked = environmentSchema.pick({ DATABASE_URL: true, UNINSTALL_GRACE_DAYS: true, TOKEN_KEYS: true });
  const parsed = picked.safeParse(stated);
  if (parsed.success && slips.length === 0) {
    const { DATABASE_URL: databaseUrl, UNINSTALL_GRACE_DAYS: uninstallGraceDays } = parsed.data;
    return { ok: true, databaseUrl, uninstallGraceDays, tokenKeys: parsed.data.TOKEN_KEYS ?? [] };
  }
  return { ok: false, faults: [...(parsed.error?.issues ?? []).map(faultOf), ...slips] };
}

/** Reads the process's environment and `.env` in the working directory. */
export function readProcessConfig(): ReadConfig {
  readDotenv({ quiet: true });
  silenceAwsSdk();
  return readConfig(process.env);
}

type ReadRegions = { ok: true; regions: readonly string[] } | { ok: false; faults: ConfigFault[] };

/**
 * The AWS Regions to read, of AWS_REGIONS (separated by commas), AWS_REGION or AWS_DEFAULT_REGION. Empty where none is set: the
 * SDK then looks into AWS's own configuration.
 */
export function readAwsRegions(): ReadRegions {
  const stated = readProcessEnvironment();
  silenceAwsSdk();
  const variable = ['AWS_REGIONS', 'AWS_REGION', 'AWS_DEFAULT_REGION'].find((name) => stated[name] !== undefined);
  if (variable === undefined) return { ok: true, regions: [] };
  const parsed = regions.safeParse(stated[variable]);
  if (parsed.success) return { ok: true, regions: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(({ message: text }) => ({ variable, text })) };
}

/** The file with a recorded account that is read instead of AWS, of ACCOUNT_FILE. Null for AWS. */
export function readAccountFile(): string | null {
  readDotenv({ quiet: true });
  return statedIn(process.env)['ACCOUNT_FILE'] ?? null;
}

/** The SDK warns about Node 20 when it is loaded. */
function silenceAwsSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

/** The AWS Regions of AWS_REGIONS: those that somebody set for this program, and not for every AWS tool. Empty if one is wrong. */
export function readOwnAwsRegions(): readonly string[] {
  const read = process.env['AWS_REGIONS'] ? readAwsRegions() : undefined;
  return read?.ok ? read.regions : [];
}

/** The faults, one per line. */
export function describeFaults(faults: ConfigFault[]): string {
  return faults.map(({ variable, text }) => `${variable}: ${text}`).join('\n');
}

/** Every secret in the process's environment, also where the configuration has faults. */
export function readProcessSecrets(): string[] {
  return secretsIn(readProcessEnvironment());
}

/** Every secret in the configuration. */
export function secretsOf({ access, connection, databaseUrl }: Config): string[] {
  const opening = connection.kind === 'http' ? connection.signingSecret : connection.appToken;
  const own =
    access.kind === 'one-workspace'
      ? [access.botToken]
      : [access.clientSecret, access.stateSecret, ...access.tokenKeys];
  return [...own, opening, ...passwordsOf(databaseUrl)];
}

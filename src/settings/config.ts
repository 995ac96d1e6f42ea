import { config as readDotenv } from 'dotenv';
import { regionOf } from '../model-reader/arn.ts';
import {
  type ConfigFault,
  FORMER,
  findFormerSettings,
  findUnknownSettings,
  readSettings,
  type StatedEnvironment,
  statedIn,
} from './read.ts';
import { isStated, secretsIn } from './secrets.ts';
import { ALL_SETTINGS, HTTP_PORT, type SettingName, type Settings, type SettingsOf } from './settings.ts';
import { APP_TOKEN_PLACE, BOT_TOKEN_PLACE, SIGNING_SECRET_PLACE } from './values.ts';

// What each program reads from the environment and from `.env`.

export { describeFaults } from './read.ts';
export { secretsOf } from './secrets.ts';

/** What the bot reads. Holds tokens and the signing secret: never log it. `accountFile`: a recorded account to read instead of AWS. */
export interface Config extends Settings {
  accountFile?: string | undefined;
}

/** What those need to know who answer people: no token, and no address of a database. */
export type ReviewSettings = SettingsOf<'reviews' | 'account'>;

export type LogLevel = Config['logLevel'];

/** Who may decide: members of the review's channel except guests, its requester, or people and user groups by ID. */
export type Deciders = Config['deciders'];

/** How Slack reaches the bot: over a WebSocket that the bot opens, or by signed HTTP requests. */
export type Connection = SocketModeConnection | HttpConnection;

/** `port`: for `GET /healthz` and `GET /readyz`. Null opens none. `host`: null for all interfaces. */
export interface SocketModeConnection {
  kind: 'socket-mode';
  appToken: string;
  port: number | null;
  host?: string | null;
}

/** `port`: for `POST /slack/events`, `GET /healthz` and `GET /readyz`. 0 takes a free one. */
export interface HttpConnection {
  kind: 'http';
  signingSecret: string;
  port: number;
  host?: string | null;
}

type Access =
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

export function accessOf(config: Config): Access {
  const { slackBotToken: botToken, slackClientId, slackClientSecret, slackStateSecret, tokenKeys } = config;
  if (botToken !== null) return { kind: 'one-workspace', botToken };
  return {
    kind: 'several-workspaces',
    clientId: slackClientId ?? '',
    clientSecret: slackClientSecret ?? '',
    stateSecret: slackStateSecret ?? '',
    tokenKeys,
  };
}

/** Where webhooks go. Each has the same secret, which `readConfig` requires. */
export function receiversIn(config: Config): { url: string; secret: string; allowPrivate: boolean }[] {
  const { decisionWebhookUrl, decisionWebhookSecret, decisionWebhookAllowPrivate: allowPrivate } = config;
  return decisionWebhookUrl.map((url) => ({ url, secret: decisionWebhookSecret ?? '', allowPrivate }));
}

/** With both an app-level token and a signing secret, Socket Mode is used. */
export function connectionOf(config: Config): Connection {
  const { slackAppToken: appToken, slackSigningSecret, port, host } = config;
  if (appToken === null) {
    return { kind: 'http', signingSecret: slackSigningSecret ?? '', port: port ?? HTTP_PORT, host };
  }
  // Installations come by HTTP, whatever brings events.
  const needed = config.slackBotToken === null ? HTTP_PORT : null;
  return { kind: 'socket-mode', appToken, port: port ?? needed, host };
}

const NO_CONNECTION: ConfigFault = {
  variable: 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  text: `Set one of them. For Socket Mode: SLACK_APP_TOKEN, from ${APP_TOKEN_PLACE}. For HTTP: SLACK_SIGNING_SECRET, from ${SIGNING_SECRET_PLACE}.`,
};

const SAME_PORT: ConfigFault = {
  variable: 'METRICS_PORT',
  text: 'Must differ from PORT: what Slack can reach must not show metrics.',
};

const NO_WEBHOOK_SECRET: ConfigFault = {
  variable: 'DECISION_WEBHOOK_SECRET',
  text: 'Not set. DECISION_WEBHOOK_URL needs it: receivers check the signature with it. Make one: openssl rand -base64 32.',
};

/** `warnings`: variables that look like settings and aren't. If there are faults, they are listed among those: they may be the cause. */
type ReadConfig = { ok: true; config: Config; warnings: ConfigFault[] } | { ok: false; faults: ConfigFault[] };

/** Validates the whole environment at once. */
export function readConfig(environment: Record<string, string | undefined>): ReadConfig {
  const stated = statedIn(environment);
  const has = (name: string) => isStated(stated, name);
  const unknown = findUnknownSettings(stated);
  const read = readSettings(stated, ALL_SETTINGS);
  const regions = awsRegionsIn(stated);
  const faults = [
    ...(read.ok ? [] : read.faults),
    ...accessFaults(stated),
    ...(has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET') ? [] : [NO_CONNECTION]),
    ...(has('DECISION_WEBHOOK_URL') && !has('DECISION_WEBHOOK_SECRET') ? [NO_WEBHOOK_SECRET] : []),
    ...(read.ok && isPortOfMetrics(read.settings) ? [SAME_PORT] : []),
    ...(read.ok && !regions.ok && needsAws(read.settings) ? regions.faults : []),
  ];
  if (!read.ok || faults.length > 0 || unknown.some(({ isFault }) => isFault))
    return { ok: false, faults: [...faults, ...unknown] };
  const awsRegions = regions.ok ? regions.regions : [];
  return { ok: true, warnings: unknown, config: { ...read.settings, awsRegions } };
}

/** AWS's own variables for one Region, which count where AWS_REGIONS isn't set. The first one wins. */
const AWS_OWN_REGION = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

/** Elsewhere AWS's own variable may be another program's, with another store's Region. */
const needsAws = ({ readerModel, readerUrl }: Config): boolean =>
  readerModel !== null && readerUrl === null && regionOf(readerModel) === undefined;

const OAUTH_SETTINGS = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEYS'] as const;

/** Finds settings that are missing or exclude each other. A bot token, or all that several workspaces need. */
function accessFaults(stated: StatedEnvironment): ConfigFault[] {
  const missing = OAUTH_SETTINGS.filter((name) => !isStated(stated, name));
  if (isStated(stated, 'SLACK_BOT_TOKEN')) {
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
  return missing.map((variable) => ({ variable, text }));
}

/** Whether one port would serve both. 0 takes any free port. */
function isPortOfMetrics(config: Config): boolean {
  const { port } = connectionOf(config);
  return port !== null && port !== 0 && port === config.metricsPort;
}

/** Reads the process's environment, then `.env` in the working directory. */
export function readProcessEnvironment(): StatedEnvironment {
  readDotenv({ quiet: true });
  return statedIn(process.env);
}

export function readProcessConfig(): ReadConfig {
  silenceAwsSdk();
  return readConfig(readProcessEnvironment());
}

type ReadRecordConfig =
  | ({ ok: true } & Pick<Config, 'databaseUrl' | 'uninstallGraceDays' | 'tokenKeys'>)
  | { ok: false; faults: ConfigFault[] };

/** Where the record is, how long it is kept and what decrypts its tokens, for programs that don't connect to Slack. */
export function readProcessRecordConfig(): ReadRecordConfig {
  const stated = readProcessEnvironment();
  const slips = findUnknownSettings(stated).filter(({ isFault, variable }) => isFault && !FORMER.has(variable));
  const read = readSettings(stated, ['DATABASE_URL', 'UNINSTALL_GRACE_DAYS', 'TOKEN_KEYS']);
  if (read.ok && slips.length === 0) return { ok: true, ...read.settings };
  return { ok: false, faults: [...(read.ok ? [] : read.faults), ...slips] };
}

export const READER_SETTINGS = [
  'READER_MODEL',
  'READER_URL',
  'READER_KEY',
  'READER_MODEL_TIMEOUT_MS',
  'READER_MODEL_DAILY_CALLS',
] as const;

/** The language model that reads words, for programs that answer without Slack. */
export function readReaderSettings() {
  silenceAwsSdk();
  const stated = readProcessEnvironment();
  const faults = findFormerSettings(stated).filter(({ isFault, variable }) => isFault && variable === 'READER_REGION');
  return faults.length > 0 ? { ok: false as const, faults } : readSettings(stated, READER_SETTINGS);
}

type ReadRegions = { ok: true; regions: readonly string[] } | { ok: false; faults: ConfigFault[] };

/** The AWS Regions to read. Empty where none is set: the SDK then looks into AWS's own configuration. */
export function readAwsRegions(): ReadRegions {
  silenceAwsSdk();
  return awsRegionsIn(readProcessEnvironment());
}

function awsRegionsIn(stated: StatedEnvironment): ReadRegions {
  const variable = ['AWS_REGIONS', ...AWS_OWN_REGION].find((name) => stated[name] !== undefined) ?? '';
  const read = readSettings({ AWS_REGIONS: stated[variable] }, ['AWS_REGIONS']);
  if (read.ok) return { ok: true, regions: read.settings.awsRegions };
  return { ok: false, faults: read.faults.map(({ text }) => ({ variable, text })) };
}

/** The AWS Regions of AWS_REGIONS: those that somebody set for this program, and not for every AWS tool. Empty if one is wrong. */
export const readOwnAwsRegions = (): readonly string[] => readOne('AWS_REGIONS', 'awsRegions') ?? [];

/** The file of the team's policy, which may state what the team pays. Null without one. */
export const readPolicyFile = () => readOne('POLICY_FILE', 'policyFile');

function readOne<Name extends keyof Config>(variable: SettingName, name: Name): Config[Name] | null {
  const read = readSettings(readProcessEnvironment(), [variable]);
  return read.ok ? (read.settings as Config)[name] : null;
}

/** The SDK warns about Node 20 when it is loaded. */
export function silenceAwsSdk(): void {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}

/** Every secret in the process's environment and in the files it names, also where the configuration has faults. */
export const readProcessSecrets = (): string[] => secretsIn(readProcessEnvironment());

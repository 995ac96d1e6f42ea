import * as z from 'zod';
import {
  APP_TOKEN_PLACE,
  admins,
  BOT_TOKEN_PLACE,
  channelId,
  clientId,
  count,
  databaseUrl,
  days,
  deciders,
  dollars,
  host,
  isLong,
  lockTimeout,
  passwordsOf,
  poolSize,
  port,
  region,
  regions,
  secondsApart,
  signingSecret,
  statementTimeout,
  token,
  tokenKeys,
  webAddress,
  yesOrNo,
} from './setting-schemas.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

interface Setting {
  /** Its first sentence in the README's table and in `.env.example`. A test compares them. */
  about: string;
  /** Parses the variable. `prefault` is the default, written as in `.env`. */
  schema: z.ZodType;
}

/** Every environment variable the bot reads, in the README's order. */
export const SETTINGS = {
  SLACK_BOT_TOKEN: {
    about: 'Bot token: OAuth & Permissions → Bot User OAuth Token',
    schema: token('xoxb-', BOT_TOKEN_PLACE).optional(),
  },
  SLACK_CLIENT_ID: {
    about: 'Several workspaces: Basic Information → App Credentials → Client ID, instead of SLACK_BOT_TOKEN',
    schema: clientId.optional(),
  },
  SLACK_CLIENT_SECRET: {
    about: 'Several workspaces: Basic Information → App Credentials → Client Secret',
    schema: z.string().min(16, "This isn't a client secret: it has fewer than 16 characters.").optional(),
  },
  SLACK_STATE_SECRET: {
    about: 'Several workspaces: signs the state of an installation, at least 32 characters',
    schema: z.string().min(32, 'Must have at least 32 characters. Make one: openssl rand -hex 32.').optional(),
  },
  TOKEN_KEYS: {
    about:
      'Several workspaces: keys that encrypt the stored tokens, separated by commas; the first encrypts, all decrypt',
    schema: tokenKeys.optional(),
  },
  SLACK_APP_TOKEN: {
    about: 'Socket Mode: Basic Information → App-Level Tokens, with the scope connections:write',
    schema: token('xapp-', APP_TOKEN_PLACE).optional(),
  },
  SLACK_SIGNING_SECRET: {
    about: 'HTTP: Basic Information → App Credentials → Signing Secret',
    schema: signingSecret.optional(),
  },
  PORT: {
    about: 'Port for POST /slack/events (HTTP only), GET /healthz and GET /readyz',
    schema: port.optional(),
  },
  METRICS_PORT: {
    about: 'Port for GET /metrics, in the format of Prometheus',
    schema: port.optional(),
  },
  HOST: {
    about: 'Address to listen on',
    schema: host.optional(),
  },
  SOCKET_SECONDS_APART: {
    about: "Socket Mode: seconds between opening its two connections, so that Slack doesn't recycle both at once",
    schema: secondsApart.prefault('10'),
  },
  SLACK_API_URL: {
    about: 'Base URL of the Slack Web API',
    schema: webAddress.prefault('https://slack.com/api/'),
  },
  DATABASE_URL: {
    about: 'Where reviews are stored: a file, or a PostgreSQL server to run several processes side by side',
    schema: databaseUrl,
  },
  DATABASE_POOL_SIZE: {
    about: 'PostgreSQL: maximum connections per process',
    schema: poolSize,
  },
  DATABASE_STATEMENT_TIMEOUT_SECONDS: {
    about: 'PostgreSQL: seconds before a query is cancelled',
    schema: statementTimeout,
  },
  DATABASE_LOCK_TIMEOUT_SECONDS: {
    about: 'PostgreSQL: seconds a query waits for a lock before it is cancelled',
    schema: lockTimeout,
  },
  REVIEWS_PER_HOUR: {
    about: 'Reviews that one person may start per hour, or 0 for no limit',
    schema: count.prefault('30'),
  },
  REPLAY_NOTIFY_USD: {
    about: 'Minimum yearly saving, in USD, before a thread is notified that new quotas or prices change its review',
    schema: dollars.prefault('1000'),
  },
  UNINSTALL_GRACE_DAYS: {
    about: "Days between removal of the app and deletion of the workspace's data",
    schema: days.prefault('30'),
  },
  KEEP_CORRECTIONS: {
    about: 'Whether to keep what people correct in a form that was filled in from words: true or false',
    schema: yesOrNo.prefault('true'),
  },
  DEFAULT_REGION: {
    about: "AWS Region that a new review's form starts with where nobody names one",
    schema: region.optional(),
  },
  POLICY_FILE: {
    about: 'YAML or JSON file with what the team may deploy and what it assumes',
    schema: z.string().max(4096, 'Must be the path of a file.').optional(),
  },
  DIGEST_CHANNEL: {
    about: 'ID of the channel that gets a weekly digest of smaller changes to public reviews',
    schema: channelId.optional(),
  },
  DECIDERS: {
    about: 'Who may decide: channel, requester, or IDs of people and user groups',
    schema: deciders.prefault('channel'),
  },
  WORKFLOW_STEP: {
    about: 'Whether to offer the workflow step Recommend an endpoint: true or false',
    schema: yesOrNo.prefault('false'),
  },
  UNFURL_DOMAIN: {
    about: 'Domain of the page whose links the bot previews in Slack',
    schema: z
      .string()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'Must be a domain without https://, such as recommend.example.com.')
      .transform((domain) => domain.toLowerCase())
      .optional(),
  },
  MCP_PORT: {
    about: 'Port on which npm run mcp serves assistants over HTTP, at /mcp',
    schema: port.optional(),
  },
  MCP_TOKEN: {
    about: 'Bearer token that assistants send over HTTP',
    schema: z
      .string()
      .regex(
        /^[\w.~+/=-]{16,500}$/,
        'Must be at least 16 letters, digits or -._~+/=, such as openssl rand -hex 32 prints.',
      )
      .optional(),
  },
  MCP_HOSTS: {
    about: 'Host names, separated by commas, under which assistants reach the MCP server',
    schema: z
      .string()
      .regex(
        /^[a-z0-9.-]+(, ?[a-z0-9.-]+)*$/i,
        'Must be host names without a port, separated by commas, such as mcp.example.com.',
      )
      .transform((text) => text.toLowerCase().split(/, ?/))
      .optional(),
  },
  MCP_WORKSPACE: {
    about: 'ID of the workspace whose reviews assistants search, where the database has several',
    schema: z
      .string()
      .regex(/^T[A-Z0-9]{2,30}$/, 'Must be the ID of a workspace, such as T0123456789.')
      .optional(),
  },
  ACCOUNT_DIGEST: {
    about: 'Whether DIGEST_CHANNEL also gets a weekly digest of the AWS account: true or false',
    schema: yesOrNo.prefault('false'),
  },
  ADMINS: {
    about: 'Who may audit the AWS account: IDs of people and user groups',
    schema: admins.optional(),
  },
  AWS_REGIONS: {
    about: 'AWS Regions whose endpoints are read',
    schema: regions.optional(),
  },
  ACCOUNT_FILE: {
    about: 'File with a recorded account, which is read instead of AWS',
    schema: z.string().optional(),
  },
  LOG_LEVEL: {
    about: `Lowest level to log: ${LOG_LEVELS.slice(0, -1).join(', ')} or ${LOG_LEVELS.at(-1)}`,
    schema: z.enum(LOG_LEVELS, { error: `Must be one of ${LOG_LEVELS.join(', ')}.` }).prefault('info'),
  },
} satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

const SECRETS: readonly SettingName[] = [
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'TOKEN_KEYS',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'MCP_TOKEN',
];

/** Every secret in an environment, valid or not. Short ones are left out: redacting them would garble what is printed. */
export function secretsIn(environment: Record<string, string | undefined>): string[] {
  const raw = SECRETS.flatMap((name) => (environment[name] ?? '').split(',').map((part) => part.trim()));
  return [...raw.filter(isLong), ...passwordsOf(environment['DATABASE_URL'] ?? '')];
}

type Shape = { [Name in SettingName]: (typeof SETTINGS)[Name]['schema'] };

export const environmentSchema = z.object(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { schema }]) => [name, schema])) as Shape,
);

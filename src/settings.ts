import { isIP } from 'node:net';
import * as z from 'zod';
import { databaseUrl, lockTimeout, poolSize, statementTimeout } from './database-settings.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

export const BOT_TOKEN_PLACE = 'OAuth & Permissions → Bot User OAuth Token';
export const APP_TOKEN_PLACE = 'Basic Information → App-Level Tokens (scope connections:write)';
export const SIGNING_SECRET_PLACE = 'Basic Information → App Credentials → Signing Secret';

/** A token of one kind. Names the kind if it is another one, since the two are easily swapped. */
function token(start: 'xoxb-' | 'xapp-', place: string) {
  return z.string().superRefine((value, context) => {
    if (value.startsWith(start) && value.length > start.length && !/[\s…]/.test(value)) return;
    context.addIssue({
      code: 'custom',
      message: `${describeOther(value, start)} Copy the token from ${place}. It starts with ${start}.`,
    });
  });
}

function describeOther(value: string, start: string): string {
  if (value === start || value === `${start}…`) return 'This is the placeholder from .env.example. Replace it.';
  if (value.startsWith('xoxb-')) return 'This is a bot token. It belongs in SLACK_BOT_TOKEN.';
  if (value.startsWith('xapp-')) return 'This is an app-level token. It belongs in SLACK_APP_TOKEN.';
  if (value.startsWith('xoxp-')) return 'This is a user token. The bot needs a bot token.';
  return "This isn't a Slack token.";
}

/**
 * Slack documents no format. Its only example has 32 lowercase letters and digits, not all of them hexadecimal
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack), so longer ones pass. The other credentials on that
 * page fail: the verification token is shorter, the client ID has a dot, tokens have dashes.
 */
const signingSecret = z
  .string()
  .regex(
    /^[0-9a-z]{32,128}$/,
    `This isn't a signing secret: those have 32 lowercase letters and digits. Copy it from ${SIGNING_SECRET_PLACE}.`,
  );

/** Such as 4123121235.9872358710 (https://docs.slack.dev/reference/methods/oauth.v2.access). */
const clientId = z
  .string()
  .regex(/^\d{1,40}\.\d{1,40}$/, "This isn't a client ID: those are two numbers with a dot between them.");

/** Bytes of a key of AES-256. */
const KEY_BYTES = 32;

const MOST_KEYS = 20;

const tokenKeys = z
  .string()
  .transform((value) => value.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.length <= MOST_KEYS && keys.every(isKey),
    `Must be up to ${MOST_KEYS} keys of ${KEY_BYTES} bytes in Base64, separated by commas. Make one: openssl rand -base64 32.`,
  );

function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text;
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'Must be a port number, such as 3000.')
  .transform(Number)
  .refine((number) => number <= 65_535, 'Must be a port number up to 65535, such as 3000.');

const host = z
  .string()
  .refine(
    (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
    'Must be an address of this machine without a port, such as 127.0.0.1. Omit it for all interfaces.',
  );

const secondsApart = z
  .string()
  .regex(/^\d{1,3}(\.\d+)?$/, 'Must be seconds, such as 10.')
  .transform(Number)
  .refine((number) => number <= 300, 'Must be seconds up to 300, such as 10.');

const webAddress = z
  .url({ protocol: /^https?$/, error: 'Must be an http or https URL. Omit it for https://slack.com/api/.' })
  .transform((address) => (address.endsWith('/') ? address : `${address}/`));

const dollars = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,2})?$/, 'Must be US dollars per year, such as 1000.')
  .transform(Number);

const days = z
  .string()
  .regex(/^\d{1,4}$/, 'Must be whole days up to 9999, such as 30, or 0 for no grace period.')
  .transform(Number);

const count = z
  .string()
  .regex(/^\d{1,5}$/, 'Must be a whole number, such as 30, or 0 for no limit.')
  .transform(Number);

const channelId = z
  .string()
  .regex(
    /^[CG][A-Z0-9]{2,30}$/,
    "Must be a channel ID, such as C0123456789. In Slack it is at the bottom of the channel's details.",
  );

const region = z
  .string()
  .regex(/^[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}$/, 'Must be an AWS Region, such as eu-central-1.');

const regions = z
  .string()
  .regex(
    /^[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}(?:, ?[a-z]{2,4}(?:-[a-z]{2,12}){1,2}-\d{1,2}){0,39}$/,
    'Must be up to 40 AWS Regions, such as eu-west-1,us-east-1.',
  )
  .transform((text): readonly string[] => [...new Set(text.split(/, ?/))]);

/** User IDs start with U or W, user group IDs with S (https://docs.slack.dev/reference/objects). */
const deciders = z
  .string()
  .regex(
    /^(?:channel|requester|[UWS][A-Z0-9]{2,30}(?:, ?[UWS][A-Z0-9]{2,30}){0,99})$/,
    'Must be channel, requester, or up to 100 IDs of people and user groups, such as U0123456789,S0123456789.',
  )
  .transform((text): 'channel' | 'requester' | readonly string[] =>
    text === 'channel' || text === 'requester' ? text : [...new Set(text.split(/, ?/))],
  );

const admins = z
  .string()
  .regex(
    /^[UWS][A-Z0-9]{2,30}(?:, ?[UWS][A-Z0-9]{2,30}){0,99}$/,
    'Must be up to 100 IDs of people and user groups, such as U0123456789,S0123456789.',
  )
  .transform((text): readonly string[] => [...new Set(text.split(/, ?/))]);

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
    schema: z
      .enum(['true', 'false'], { error: 'Must be true or false.' })
      .prefault('true')
      .transform((value) => value === 'true'),
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
    schema: z
      .enum(['true', 'false'], { error: 'Must be true or false.' })
      .prefault('false')
      .transform((value) => value === 'true'),
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
  ACCOUNT_DIGEST: {
    about: 'Whether DIGEST_CHANNEL also gets a weekly digest of the AWS account: true or false',
    schema: z
      .enum(['true', 'false'], { error: 'Must be true or false.' })
      .prefault('false')
      .transform((value) => value === 'true'),
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

type Shape = { [Name in SettingName]: (typeof SETTINGS)[Name]['schema'] };

export const environmentSchema = z.object(
  Object.fromEntries(Object.entries(SETTINGS).map(([name, { schema }]) => [name, schema])) as Shape,
);

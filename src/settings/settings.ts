import * as z from 'zod';
import {
  APP_TOKEN_PLACE,
  BOT_TOKEN_PLACE,
  bearerKey,
  chatAddress,
  clientId,
  count,
  dailyCalls,
  databaseUrl,
  days,
  deciders,
  defaultRegion,
  host,
  milliseconds,
  modelName,
  nudgeDays,
  poolSize,
  port,
  region,
  regions,
  secondsApart,
  signingSecret,
  timeoutSeconds,
  token,
  tokenKeys,
  webAddress,
  webhookSecret,
  webhookUrls,
  workspaceId,
  yesOrNo,
} from './values.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Default port for HTTP. */
export const HTTP_PORT = 3000;

/** What the settings are about, in the order of the documents. `text`: Markdown, before the first of them. */
export const GROUPS = {
  workspace: { title: 'The workspace, or several' },
  connection: {
    title: 'Connection and ports',
    text: 'Set `SLACK_APP_TOKEN` or `SLACK_SIGNING_SECRET`. With both, the bot uses Socket Mode.',
  },
  database: { title: 'Database' },
  reviews: { title: 'Reviews' },
  assistants: { title: 'Assistants' },
  reader: {
    title: 'A language model that reads words',
    text: 'Without `READER_MODEL` rules alone read what people write, and nothing is sent anywhere. See [docs/reading.md](reading.md#a-language-model-beside-the-rules).',
  },
  account: { title: 'The AWS account' },
  webhook: { title: 'Decisions in other programs' },
  log: { title: 'Log' },
} as const satisfies Record<string, { title: string; text?: string }>;

export interface Setting {
  group: keyof typeof GROUPS;
  /** Parses the variable. */
  schema: z.ZodType;
  /** As it would be in `.env`, or an empty list. */
  default?: string | readonly [];
  /** Markdown for the documents, with links from `docs/`. */
  doc: string;
  /** What counts where it isn't set and there is no default. Markdown. */
  unset?: string;
  /** Its value, or the password in it, is redacted wherever it would be printed. It may come from a file: `NAME_FILE`. */
  isSecret?: true | 'password';
  /** What `.env.example` shows as the value. Must be refused as it stands. */
  placeholder?: string;
}

/** Every environment variable that the bot and its commands read, in the order of the documents. */
export const SETTINGS = {
  SLACK_BOT_TOKEN: {
    group: 'workspace',
    schema: token('xoxb-', BOT_TOKEN_PLACE),
    doc: 'Bot token: *OAuth & Permissions* → *Bot User OAuth Token*. Required for one workspace.',
    isSecret: true,
    placeholder: 'xoxb-',
  },
  SLACK_CLIENT_ID: {
    group: 'workspace',
    schema: clientId,
    doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client ID*, instead of `SLACK_BOT_TOKEN`. The next three are needed with it.',
  },
  SLACK_CLIENT_SECRET: {
    group: 'workspace',
    schema: z.string().min(16, "This isn't a client secret: it has fewer than 16 characters."),
    doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client Secret*.',
    isSecret: true,
  },
  SLACK_STATE_SECRET: {
    group: 'workspace',
    schema: z.string().min(32, 'Must have at least 32 characters. Make one: openssl rand -hex 32.'),
    doc: 'Several workspaces: signs the state of an installation, at least 32 characters. Make one: `openssl rand -hex 32`.',
    isSecret: true,
  },
  TOKEN_KEYS: {
    group: 'workspace',
    schema: tokenKeys,
    default: [],
    doc: 'Several workspaces: keys that encrypt the stored tokens, separated by commas; the first encrypts, all decrypt. Make one: `openssl rand -base64 32`.',
    isSecret: true,
  },
  SLACK_APP_TOKEN: {
    group: 'connection',
    schema: token('xapp-', APP_TOKEN_PLACE),
    doc: 'Socket Mode: *Basic Information* → *App-Level Tokens*, with the scope `connections:write`. Needs no public address.',
    isSecret: true,
  },
  SLACK_SIGNING_SECRET: {
    group: 'connection',
    schema: signingSecret,
    doc: 'HTTP: *Basic Information* → *App Credentials* → *Signing Secret*. Slack sends requests to `https://your-host/slack/events`.',
    isSecret: true,
  },
  PORT: {
    group: 'connection',
    schema: port,
    doc: 'Port for `POST /slack/events` (HTTP only), `GET /healthz` and `GET /readyz`. Socket Mode with one workspace opens a port only if this is set.',
    unset: `\`${HTTP_PORT}\` for HTTP and for several workspaces`,
  },
  METRICS_PORT: {
    group: 'connection',
    schema: port,
    doc: 'Port for `GET /metrics`, in the format of Prometheus. Another one than `PORT`. See [docs/operating.md](operating.md).',
    unset: 'none, and nothing is measured',
  },
  HOST: {
    group: 'connection',
    schema: host('all interfaces'),
    doc: 'Address to listen on. Use `127.0.0.1` if your proxy runs on the same machine.',
    unset: 'all interfaces',
  },
  METRICS_HOST: {
    group: 'connection',
    schema: host('that of HOST'),
    doc: 'Address on which `METRICS_PORT` listens, such as one of your internal network.',
    unset: '`HOST`',
  },
  SOCKET_SECONDS_APART: {
    group: 'connection',
    schema: secondsApart,
    default: '10',
    doc: "Socket Mode: seconds between opening its two connections, so that Slack doesn't recycle both at once.",
  },
  SLACK_API_URL: {
    group: 'connection',
    schema: webAddress,
    default: 'https://slack.com/api/',
    doc: 'Base URL of the Slack Web API.',
  },
  DATABASE_URL: {
    group: 'database',
    schema: databaseUrl,
    default: 'file:data/reviews.db',
    doc: 'Where reviews are stored: a file, or a PostgreSQL server to run several processes side by side. A server: `postgres://user:password@host/database`.',
    isSecret: 'password',
  },
  DATABASE_POOL_SIZE: {
    group: 'database',
    schema: poolSize,
    // Enough for a few people acting at once, and for posting meanwhile.
    default: '10',
    doc: 'PostgreSQL: maximum connections per process.',
  },
  DATABASE_STATEMENT_TIMEOUT_SECONDS: {
    group: 'database',
    schema: timeoutSeconds,
    // Far longer than any query takes. One that runs this long holds up the others.
    default: '10',
    doc: 'PostgreSQL: seconds before a query is cancelled. Migrations have no limit.',
  },
  DATABASE_LOCK_TIMEOUT_SECONDS: {
    group: 'database',
    schema: timeoutSeconds,
    // Above the 1 s after which PostgreSQL detects a deadlock, which is retried (deadlock_timeout):
    // https://www.postgresql.org/docs/current/runtime-config-locks.html
    default: '2',
    doc: 'PostgreSQL: seconds a query waits for a lock before it is cancelled. Keep it below 3 s, after which Slack shows its own error for a button.',
  },
  COMMANDS_PER_MINUTE: {
    group: 'reviews',
    schema: count,
    default: '30',
    doc: 'Commands, shortcuts, mentions and direct messages that one person may send per minute, or 0 for no limit. Above it, the person is told privately when to try again. Buttons and forms do not count. Each process counts its own.',
  },
  REVIEWS_PER_HOUR: {
    group: 'reviews',
    schema: count,
    default: '30',
    doc: "Reviews that one person may start per hour, or 0 for no limit. Above it, the form stays open with everything typed and says when to submit again. Changed answers don't count.",
  },
  WORKSPACE_REVIEWS_PER_HOUR: {
    group: 'reviews',
    schema: count,
    default: '300',
    doc: 'Reviews that one workspace may start per hour, counted and refused likewise, or 0 for no limit.',
  },
  UNINSTALL_GRACE_DAYS: {
    group: 'reviews',
    schema: days,
    default: '30',
    doc: "Days between removal of the app and deletion of the workspace's data. Reinstall the app in time, and nothing is deleted. 0: no grace period.",
  },
  KEEP_CORRECTIONS: {
    group: 'reviews',
    schema: yesOrNo,
    default: 'true',
    doc: 'Whether to keep what people correct in a form that was filled in from words: `true` or `false`.',
  },
  DEFAULT_REGION: {
    group: 'reviews',
    schema: defaultRegion,
    doc: "AWS Region that a new review's form starts with where nobody names one. The form says that it is the team's default.",
    unset: 'none, and `us-east-1` is assumed',
  },
  POLICY_FILE: {
    group: 'reviews',
    schema: z.string().max(4096, 'Must be the path of a file.'),
    doc: 'YAML or JSON file with what the team may deploy and what it assumes. Read at start; the bot refuses a faulty one. See [docs/policy.md](policy.md).',
    unset: 'none',
  },
  NUDGE_AFTER_DAYS: {
    group: 'reviews',
    schema: nudgeDays,
    default: '7',
    doc: 'Days without an event before an open review is brought up in its thread, at 09:00, once per week and at most three times. 0: never. `nudge` in the policy comes first.',
  },
  DECIDERS: {
    group: 'reviews',
    schema: deciders,
    default: 'channel',
    doc: "Who may decide: `channel`, `requester`, or IDs of people and user groups. `channel`: members of the review's channel except guests. `requester`: only the person who requested it. A list: `U0123456789,S0123456789`. Never anyone from another company.",
  },
  WORKFLOW_STEP: {
    group: 'reviews',
    schema: yesOrNo,
    default: 'false',
    doc: 'Whether to offer the workflow step *Recommend an endpoint*: `true` or `false`. Needs [manifest.workflow.yml](../manifest.workflow.yml).',
  },
  MCP_WORKSPACE: {
    group: 'assistants',
    schema: workspaceId,
    doc: 'ID of the workspace whose reviews assistants search, where the database has several. Such as `T0123456789`.',
    unset: 'the only one',
  },
  READER_MODEL: {
    group: 'reader',
    schema: modelName,
    doc: 'ID or ARN of a model or inference profile of Amazon Bedrock that reads words beside the rules. Needs `bedrock:InvokeModel` on it. With `READER_URL`, the name that the server has for the model.',
    unset: 'none, and rules alone read',
  },
  READER_REGION: {
    group: 'reader',
    schema: region,
    doc: "AWS Region in which Bedrock's model is called. Not with `READER_URL`.",
    unset: "`AWS_REGION`, or the Region of AWS's own configuration",
  },
  READER_URL: {
    group: 'reader',
    schema: chatAddress,
    doc: "A server that speaks OpenAI's chat completions with a JSON schema, up to `/chat/completions`, such as `http://127.0.0.1:11434/v1`. May be private. Redirects are not followed.",
    unset: 'none, and the model is one of Amazon Bedrock',
  },
  READER_KEY: {
    group: 'reader',
    schema: bearerKey,
    doc: 'Bearer token for `READER_URL`, if its server takes one.',
    isSecret: true,
  },
  READER_MODEL_TIMEOUT_MS: {
    group: 'reader',
    schema: milliseconds,
    default: '6000',
    doc: 'Milliseconds before a call is given up, and the rules alone count.',
  },
  READER_MODEL_DAILY_CALLS: {
    group: 'reader',
    schema: dailyCalls,
    default: '2000',
    doc: 'Calls per day (UTC), or 0 for no limit. Each process counts its own.',
  },
  AWS_REGIONS: {
    group: 'account',
    schema: regions,
    default: [],
    doc: 'AWS Regions whose endpoints are read. Separate them by commas.',
    unset: "`AWS_REGION`, or the Region of AWS's own configuration",
  },
  ACCOUNT_FILE: {
    group: 'account',
    schema: z.string(),
    doc: 'File with a recorded account, which is read instead of AWS. It holds what the AWS CLI prints, such as `examples/account/fictional.jsonl`.',
    unset: 'none',
  },
  DECISION_WEBHOOK_URL: {
    group: 'webhook',
    schema: webhookUrls,
    default: [],
    doc: "URLs, separated by commas, that get each review's decision, withdrawal, reopening or replacement as signed JSON. See [docs/webhook.md](webhook.md).",
    unset: 'none',
    isSecret: true,
  },
  DECISION_WEBHOOK_SECRET: {
    group: 'webhook',
    schema: webhookSecret,
    doc: 'Signs what is sent there; required with `DECISION_WEBHOOK_URL`. Base64 after `whsec_`, or any text. Make one: `openssl rand -base64 32`.',
    isSecret: true,
  },
  DECISION_WEBHOOK_ALLOW_PRIVATE: {
    group: 'webhook',
    schema: yesOrNo,
    default: 'false',
    doc: 'Whether those URLs may lead to private, loopback or link-local addresses: `true` or `false`.',
  },
  LOG_LEVEL: {
    group: 'log',
    schema: z.enum(LOG_LEVELS, { error: `Must be one of ${LOG_LEVELS.join(', ')}.` }),
    default: 'info',
    doc: 'Lowest level to log: `debug`, `info`, `warn`, `error` or `fatal`. Tokens and response URLs are never logged.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** SLACK_API_URL as slackApiUrl. */
export type NameInCode<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Lowercase<Word>}${Capitalize<NameInCode<Rest>>}`
  : Lowercase<Name>;

type Value<Row extends Setting> = z.output<Row['schema']> | (Row extends { default: unknown } ? never : null);

/** What the environment says, by the name in code. Null where it isn't set and there is no default. */
export type Settings = {
  -readonly [Name in SettingName as NameInCode<Name>]: Value<(typeof SETTINGS)[Name]>;
};

/** The settings of some groups. */
export type SettingsOf<Group extends keyof typeof GROUPS> = Pick<
  Settings,
  { [Name in SettingName]: (typeof SETTINGS)[Name]['group'] extends Group ? NameInCode<Name> : never }[SettingName]
>;

export const nameInCode = (name: string): keyof Settings =>
  name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof Settings;

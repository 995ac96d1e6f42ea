import { type GROUPS, HTTP_PORT, type SettingName } from '../src/settings/settings.ts';

// What the documents say of each setting. `docs/settings.md` and `.env.example` are made from it.

/** Of a group: `text`, in Markdown, stands before the first setting. */
export const TITLES: Readonly<Record<keyof typeof GROUPS, { title: string; text?: string }>> = {
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
};

/** Markdown, with links from `docs/`. */
export interface SettingText {
  doc: string;
  /** What counts where it isn't set and there is no default. */
  unset?: string;
  /** What `.env.example` shows as the value. Must be refused as it stands. */
  placeholder?: string;
}

export const TEXTS: Readonly<Record<SettingName, SettingText>> = {
  SLACK_BOT_TOKEN: {
    doc: 'Bot token: *OAuth & Permissions* → *Bot User OAuth Token*. Required for one workspace.',
    placeholder: 'xoxb-',
  },
  SLACK_CLIENT_ID: {
    doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client ID*, instead of `SLACK_BOT_TOKEN`. The next three are needed with it.',
  },
  SLACK_CLIENT_SECRET: {
    doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client Secret*.',
  },
  SLACK_STATE_SECRET: {
    doc: 'Several workspaces: signs the state of an installation, at least 32 characters. Make one: `openssl rand -hex 32`.',
  },
  TOKEN_KEYS: {
    doc: 'Several workspaces: keys that encrypt the stored tokens, separated by commas; the first encrypts, all decrypt. Make one: `openssl rand -base64 32`.',
  },
  SLACK_APP_TOKEN: {
    doc: 'Socket Mode: *Basic Information* → *App-Level Tokens*, with the scope `connections:write`. Needs no public address.',
  },
  SLACK_SIGNING_SECRET: {
    doc: 'HTTP: *Basic Information* → *App Credentials* → *Signing Secret*. Slack sends requests to `https://your-host/slack/events`.',
  },
  PORT: {
    doc: 'Port for `POST /slack/events` (HTTP only), `GET /healthz` and `GET /readyz`. Socket Mode with one workspace opens a port only if this is set.',
    unset: `\`${HTTP_PORT}\` for HTTP and for several workspaces`,
  },
  METRICS_PORT: {
    doc: 'Port for `GET /metrics`, in the format of Prometheus. Another one than `PORT`. See [docs/operating.md](operating.md).',
    unset: 'none, and nothing is measured',
  },
  HOST: {
    doc: 'Address on which `PORT` and `METRICS_PORT` listen, such as one of your internal network. Use `127.0.0.1` if your proxy runs on the same machine.',
    unset: 'all interfaces',
  },
  SLACK_API_URL: {
    doc: 'Base URL of the Slack Web API.',
  },
  DATABASE_URL: {
    doc: 'Where reviews are stored: a file, or a PostgreSQL server to run several processes side by side. A server: `postgres://user:password@host/database`.',
  },
  DATABASE_POOL_SIZE: {
    doc: 'PostgreSQL: maximum connections per process.',
  },
  COMMANDS_PER_MINUTE: {
    doc: 'Commands, shortcuts, mentions and direct messages that one person may send per minute, or 0 for no limit. Above it, the person is told privately when to try again. Buttons and forms do not count. Each process counts its own.',
  },
  REVIEWS_PER_HOUR: {
    doc: "Reviews that one person may start per hour, or 0 for no limit. Above it, the form stays open with everything typed and says when to submit again. Changed answers don't count.",
  },
  WORKSPACE_REVIEWS_PER_HOUR: {
    doc: 'Reviews that one workspace may start per hour, counted and refused likewise, or 0 for no limit.',
  },
  UNINSTALL_GRACE_DAYS: {
    doc: "Days between removal of the app and deletion of the workspace's data. Reinstall the app in time, and nothing is deleted. 0: no grace period.",
  },
  KEEP_CORRECTIONS: {
    doc: 'Whether to keep what people correct in a form that was filled in from words: `true` or `false`.',
  },
  DEFAULT_REGION: {
    doc: "AWS Region that a new review's form starts with where nobody names one. The form says that it is the team's default.",
    unset: 'none, and `us-east-1` is assumed',
  },
  POLICY_FILE: {
    doc: 'YAML or JSON file with what the team may deploy and what it assumes. Read at start; the bot refuses a faulty one. See [docs/policy.md](policy.md).',
    unset: 'none',
  },
  DECIDERS: {
    doc: "Who may decide: `channel`, `requester`, or IDs of people and user groups. `channel`: members of the review's channel except guests. `requester`: only the person who requested it. A list: `U0123456789,S0123456789`. Never anyone from another company.",
  },
  MCP_WORKSPACE: {
    doc: 'ID of the workspace whose reviews assistants search, where the database has several. Such as `T0123456789`.',
    unset: 'the only one',
  },
  READER_MODEL: {
    doc: 'ID or ARN of a model or inference profile of Amazon Bedrock that reads words beside the rules. Needs `bedrock:InvokeModel` on it. It is called in the Region of its ARN, or else in `AWS_REGION`. With `READER_URL`, the name that the server has for the model.',
    unset: 'none, and rules alone read',
  },
  READER_URL: {
    doc: "A server that speaks OpenAI's chat completions with a JSON schema, up to `/chat/completions`, such as `http://127.0.0.1:11434/v1`. May be private. Redirects are not followed.",
    unset: 'none, and the model is one of Amazon Bedrock',
  },
  READER_KEY: {
    doc: 'Bearer token for `READER_URL`, if its server takes one.',
  },
  READER_MODEL_TIMEOUT_MS: {
    doc: 'Milliseconds before a call is given up, and the rules alone count.',
  },
  READER_MODEL_DAILY_CALLS: {
    doc: 'Calls per day (UTC), or 0 for no limit. Each process counts its own.',
  },
  AWS_REGIONS: {
    doc: 'AWS Regions whose endpoints are read. Separate them by commas.',
    unset: "`AWS_REGION`, or the Region of AWS's own configuration",
  },
  DECISION_WEBHOOK_URL: {
    doc: "URLs, separated by commas, that get each review's decision, withdrawal, reopening or replacement as signed JSON. See [docs/webhook.md](webhook.md).",
    unset: 'none',
  },
  DECISION_WEBHOOK_SECRET: {
    doc: 'Signs what is sent there; required with `DECISION_WEBHOOK_URL`. At least 24 characters: Base64 after `whsec_`, or any text. Make one: `openssl rand -base64 32`.',
  },
  DECISION_WEBHOOK_ALLOW_PRIVATE: {
    doc: 'Whether those URLs may lead to private, loopback or link-local addresses: `true` or `false`.',
  },
  LOG_LEVEL: {
    doc: 'Lowest level to log: `debug`, `info`, `warn`, `error` or `fatal`. Tokens and response URLs are never logged.',
  },
};

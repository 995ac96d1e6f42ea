import {
  APP_TOKEN_PLACE,
  BOT_TOKEN_PLACE,
  chatAddress,
  databaseUrl,
  host,
  isKey,
  isPerson,
  type Kind,
  list,
  number,
  type Refusal,
  region,
  regions,
  SIGNING_SECRET_PLACE,
  text,
  token,
  webAddress,
  webhookUrls,
  word,
  yesOrNo,
} from './values.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Default port for HTTP. */
export const HTTP_PORT = 3000;

export interface Setting {
  kind: Kind<unknown>;
  /** As it would be in `.env`, or an empty list. */
  default?: string | readonly [];
  /** Markdown for the documents, with links from `docs/`. */
  doc: string;
  /** What counts where it isn't set and there is no default. Markdown. */
  unset?: string;
  /** Its value, or the password in it, is redacted as that of a setting whose name says so. */
  isSecret?: true | 'password';
  /** What `.env.example` shows as the value. Must be refused as it stands. */
  placeholder?: string;
}

/** What settings are about. `text`: Markdown, before the first of them. */
interface Group {
  title: string;
  text?: string;
  rows: Readonly<Record<string, Setting>>;
}

const port = number(/^\d{1,5}$/, 'Must be a port number up to 65535, such as 3000.', 65_535);
const count = number(/^\d{1,5}$/, 'Must be a whole number, such as 30, or 0 for no limit.');

const PEOPLE =
  'Must be channel, requester, or up to 100 IDs of people and user groups, such as U0123456789,S0123456789.';
const deciders: Kind<'channel' | 'requester' | readonly string[]> = (value) =>
  value === 'channel' || value === 'requester' ? value : list(isPerson, 100, PEOPLE)(value);

/** Every environment variable that the bot and its commands read, by subject, in the order of the documents. */
export const GROUPS = {
  workspace: {
    title: 'The workspace, or several',
    rows: {
      SLACK_BOT_TOKEN: {
        kind: token('xoxb-', BOT_TOKEN_PLACE),
        doc: 'Bot token: *OAuth & Permissions* → *Bot User OAuth Token*. Required for one workspace.',
        placeholder: 'xoxb-',
      },
      SLACK_CLIENT_ID: {
        // Such as 4123121235.9872358710 (https://docs.slack.dev/reference/methods/oauth.v2.access).
        kind: text(/^\d{1,40}\.\d{1,40}$/, "This isn't a client ID: those are two numbers with a dot between them."),
        doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client ID*, instead of `SLACK_BOT_TOKEN`. The next three are needed with it.',
      },
      SLACK_CLIENT_SECRET: {
        kind: text(/^.{16}/s, "This isn't a client secret: it has fewer than 16 characters."),
        doc: 'Several workspaces: *Basic Information* → *App Credentials* → *Client Secret*.',
      },
      SLACK_STATE_SECRET: {
        kind: text(/^.{32}/s, 'Must have at least 32 characters. Make one: openssl rand -hex 32.'),
        doc: 'Several workspaces: signs the state of an installation, at least 32 characters. Make one: `openssl rand -hex 32`.',
      },
      TOKEN_KEYS: {
        kind: list(
          isKey,
          20,
          'Must be up to 20 keys of 32 bytes in Base64, separated by commas. Make one: openssl rand -base64 32.',
        ),
        default: [],
        doc: 'Several workspaces: keys that encrypt the stored tokens, separated by commas; the first encrypts, all decrypt. Make one: `openssl rand -base64 32`.',
      },
    },
  },
  connection: {
    title: 'Connection and ports',
    text: 'Set `SLACK_APP_TOKEN` or `SLACK_SIGNING_SECRET`. With both, the bot uses Socket Mode.',
    rows: {
      SLACK_APP_TOKEN: {
        kind: token('xapp-', APP_TOKEN_PLACE),
        doc: 'Socket Mode: *Basic Information* → *App-Level Tokens*, with the scope `connections:write`. Needs no public address.',
      },
      SLACK_SIGNING_SECRET: {
        // Slack documents no format. Its only example has 32 lowercase letters and digits, not all of them hexadecimal
        // (https://docs.slack.dev/authentication/verifying-requests-from-slack), so longer ones pass. The other credentials on that
        // page fail: the verification token is shorter, the client ID has a dot, tokens have dashes.
        kind: text(
          /^[0-9a-z]{32,128}$/,
          `This isn't a signing secret: those have 32 lowercase letters and digits. Copy it from ${SIGNING_SECRET_PLACE}.`,
        ),
        doc: 'HTTP: *Basic Information* → *App Credentials* → *Signing Secret*. Slack sends requests to `https://your-host/slack/events`.',
      },
      PORT: {
        kind: port,
        doc: 'Port for `POST /slack/events` (HTTP only), `GET /healthz` and `GET /readyz`. Socket Mode with one workspace opens a port only if this is set.',
        unset: `\`${HTTP_PORT}\` for HTTP and for several workspaces`,
      },
      METRICS_PORT: {
        kind: port,
        doc: 'Port for `GET /metrics`, in the format of Prometheus. Another one than `PORT`. See [docs/operating.md](operating.md).',
        unset: 'none, and nothing is measured',
      },
      HOST: {
        kind: host,
        doc: 'Address on which `PORT` and `METRICS_PORT` listen, such as one of your internal network. Use `127.0.0.1` if your proxy runs on the same machine.',
        unset: 'all interfaces',
      },
      SLACK_API_URL: {
        kind: webAddress,
        default: 'https://slack.com/api/',
        doc: 'Base URL of the Slack Web API.',
      },
    },
  },
  database: {
    title: 'Database',
    rows: {
      DATABASE_URL: {
        kind: databaseUrl,
        default: 'file:data/reviews.db',
        doc: 'Where reviews are stored: a file, or a PostgreSQL server to run several processes side by side. A server: `postgres://user:password@host/database`.',
        isSecret: 'password',
      },
      DATABASE_POOL_SIZE: {
        kind: number(/^[1-9]\d{0,2}$/, 'Must be 1 to 999 connections, such as 10.'),
        // Enough for a few people acting at once, and for posting meanwhile.
        default: '10',
        doc: 'PostgreSQL: maximum connections per process.',
      },
    },
  },
  reviews: {
    title: 'Reviews',
    rows: {
      COMMANDS_PER_MINUTE: {
        kind: count,
        default: '30',
        doc: 'Commands, shortcuts, mentions and direct messages that one person may send per minute, or 0 for no limit. Above it, the person is told privately when to try again. Buttons and forms do not count. Each process counts its own.',
      },
      REVIEWS_PER_HOUR: {
        kind: count,
        default: '30',
        doc: "Reviews that one person may start per hour, or 0 for no limit. Above it, the form stays open with everything typed and says when to submit again. Changed answers don't count.",
      },
      WORKSPACE_REVIEWS_PER_HOUR: {
        kind: count,
        default: '300',
        doc: 'Reviews that one workspace may start per hour, counted and refused likewise, or 0 for no limit.',
      },
      UNINSTALL_GRACE_DAYS: {
        kind: number(/^\d{1,4}$/, 'Must be whole days up to 9999, such as 30, or 0 for no grace period.'),
        default: '30',
        doc: "Days between removal of the app and deletion of the workspace's data. Reinstall the app in time, and nothing is deleted. 0: no grace period.",
      },
      KEEP_CORRECTIONS: {
        kind: yesOrNo,
        default: 'true',
        doc: 'Whether to keep what people correct in a form that was filled in from words: `true` or `false`.',
      },
      DEFAULT_REGION: {
        kind: region,
        doc: "AWS Region that a new review's form starts with where nobody names one. The form says that it is the team's default.",
        unset: 'none, and `us-east-1` is assumed',
      },
      POLICY_FILE: {
        kind: text(/^.{0,4096}$/s, 'Must be the path of a file.'),
        doc: 'YAML or JSON file with what the team may deploy and what it assumes. Read at start; the bot refuses a faulty one. See [docs/policy.md](policy.md).',
        unset: 'none',
      },
      DECIDERS: {
        kind: deciders,
        default: 'channel',
        doc: "Who may decide: `channel`, `requester`, or IDs of people and user groups. `channel`: members of the review's channel except guests. `requester`: only the person who requested it. A list: `U0123456789,S0123456789`. Never anyone from another company.",
      },
    },
  },
  assistants: {
    title: 'Assistants',
    rows: {
      MCP_WORKSPACE: {
        kind: text(/^T[A-Z0-9]{2,30}$/, 'Must be the ID of a workspace, such as T0123456789.'),
        doc: 'ID of the workspace whose reviews assistants search, where the database has several. Such as `T0123456789`.',
        unset: 'the only one',
      },
    },
  },
  reader: {
    title: 'A language model that reads words',
    text: 'Without `READER_MODEL` rules alone read what people write, and nothing is sent anywhere. See [docs/reading.md](reading.md#a-language-model-beside-the-rules).',
    rows: {
      READER_MODEL: {
        // IDs and ARNs (Amazon Bedrock API, Converse, modelId, 2026-09), and names such as Qwen/Qwen3-8B.
        kind: text(
          /^[\w@][\w.:/@+-]{1,2047}$/,
          'Must be the ID or ARN of a model or inference profile of Amazon Bedrock, such as eu.amazon.nova-lite-v1:0, or its name on the server of READER_URL.',
        ),
        doc: 'ID or ARN of a model or inference profile of Amazon Bedrock that reads words beside the rules. Needs `bedrock:InvokeModel` on it. It is called in the Region of its ARN, or else in `AWS_REGION`. With `READER_URL`, the name that the server has for the model.',
        unset: 'none, and rules alone read',
      },
      READER_URL: {
        kind: chatAddress,
        doc: "A server that speaks OpenAI's chat completions with a JSON schema, up to `/chat/completions`, such as `http://127.0.0.1:11434/v1`. May be private. Redirects are not followed.",
        unset: 'none, and the model is one of Amazon Bedrock',
      },
      READER_KEY: {
        kind: text(/^[!-~]{1,4096}$/, 'Must be letters, digits and signs without white space.'),
        doc: 'Bearer token for `READER_URL`, if its server takes one.',
      },
      READER_MODEL_TIMEOUT_MS: {
        kind: number(/^[1-9]\d{2,4}$/, 'Must be whole milliseconds from 100 to 99999, such as 6000.'),
        default: '6000',
        doc: 'Milliseconds before a call is given up, and the rules alone count.',
      },
      READER_MODEL_DAILY_CALLS: {
        kind: number(/^\d{1,7}$/, 'Must be a whole number, such as 2000, or 0 for no limit.'),
        default: '2000',
        doc: 'Calls per day (UTC), or 0 for no limit. Each process counts its own.',
      },
    },
  },
  account: {
    title: 'The AWS account',
    rows: {
      AWS_REGIONS: {
        kind: regions,
        default: [],
        doc: 'AWS Regions whose endpoints are read. Separate them by commas.',
        unset: "`AWS_REGION`, or the Region of AWS's own configuration",
      },
    },
  },
  webhook: {
    title: 'Decisions in other programs',
    rows: {
      DECISION_WEBHOOK_URL: {
        kind: webhookUrls,
        default: [],
        doc: "URLs, separated by commas, that get each review's decision, withdrawal, reopening or replacement as signed JSON. See [docs/webhook.md](webhook.md).",
        unset: 'none',
        isSecret: true,
      },
      DECISION_WEBHOOK_SECRET: {
        kind: text(
          /^(?:whsec_[\w+/-]{2,}={0,2}$|(?!whsec_))/,
          'Must be Base64 after whsec_. Without whsec_ it may be any text.',
        ),
        doc: 'Signs what is sent there; required with `DECISION_WEBHOOK_URL`. Base64 after `whsec_`, or any text. Make one: `openssl rand -base64 32`.',
      },
      DECISION_WEBHOOK_ALLOW_PRIVATE: {
        kind: yesOrNo,
        default: 'false',
        doc: 'Whether those URLs may lead to private, loopback or link-local addresses: `true` or `false`.',
      },
    },
  },
  log: {
    title: 'Log',
    rows: {
      LOG_LEVEL: {
        kind: word(LOG_LEVELS),
        default: 'info',
        doc: 'Lowest level to log: `debug`, `info`, `warn`, `error` or `fatal`. Tokens and response URLs are never logged.',
      },
    },
  },
} as const satisfies Record<string, Group>;

type Groups = typeof GROUPS;
type RowsOf<Of extends keyof Groups> = { [Group in Of]: Groups[Group]['rows'] }[Of];
type Every<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
type Rows = Every<RowsOf<keyof Groups>>;

export type SettingName = keyof Rows;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = Object.assign(
  {},
  ...Object.values(GROUPS).map(({ rows }) => rows),
);

export const ALL_SETTINGS = Object.keys(SETTINGS) as SettingName[];

/** Whether a value is never printed, and may come from a file: `NAME_FILE`. */
export const isSecret = (name: SettingName): boolean =>
  SETTINGS[name].isSecret !== undefined || /_(?:TOKEN|SECRET|KEYS?)$/.test(name);

/** SLACK_API_URL as slackApiUrl. */
export type NameInCode<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Lowercase<Word>}${Capitalize<NameInCode<Rest>>}`
  : Lowercase<Name>;

type Value<Row> = Row extends { kind: Kind<infer Read> }
  ? Exclude<Read, Refusal> | (Row extends { default: unknown } ? never : null)
  : never;

type Values<Some> = { -readonly [Name in keyof Some as NameInCode<Name & string>]: Value<Some[Name]> };

/** What the environment says, by the name in code. Null where it isn't set and there is no default. */
export type Settings = Values<Rows>;

/** The settings of some groups. */
export type SettingsOf<Group extends keyof Groups> = Values<Every<RowsOf<Group>>>;

export const nameInCode = (name: string): keyof Settings =>
  name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof Settings;

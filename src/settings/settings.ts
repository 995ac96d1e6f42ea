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

export const HTTP_PORT = 3000;

export interface Setting {
  kind: Kind<unknown>;
  /** As it would be in `.env`, or an empty list. */
  default?: string | readonly [];
  /** Its value, or the password in it, is redacted as that of a setting whose name says so. */
  isSecret?: true | 'password';
}

const port = number(/^\d{1,5}$/, 'Must be a port number up to 65535, such as 3000.', 65_535);
const count = number(/^\d{1,5}$/, 'Must be a whole number, such as 30, or 0 for no limit.');

const PEOPLE =
  'Must be channel, requester, or up to 100 IDs of people and user groups, such as U0123456789,S0123456789.';
const deciders: Kind<'channel' | 'requester' | readonly string[]> = (value) =>
  value === 'channel' || value === 'requester' ? value : list(isPerson, 100, PEOPLE)(value);

/**
 * Every environment variable that the bot and its commands read, by subject, in the order of the documents. What they say of each is in
 * `tools/settings-texts.ts`.
 */
export const GROUPS = {
  workspace: {
    SLACK_BOT_TOKEN: { kind: token('xoxb-', BOT_TOKEN_PLACE) },
    SLACK_CLIENT_ID: {
      // Such as 4123121235.9872358710 (https://docs.slack.dev/reference/methods/oauth.v2.access).
      kind: text(/^\d{1,40}\.\d{1,40}$/, "This isn't a client ID: those are two numbers with a dot between them."),
    },
    SLACK_CLIENT_SECRET: { kind: text(/^.{16}/s, "This isn't a client secret: it has fewer than 16 characters.") },
    SLACK_STATE_SECRET: { kind: text(/^.{32}/s, 'Must have at least 32 characters. Make one: openssl rand -hex 32.') },
    TOKEN_KEYS: {
      kind: list(
        isKey,
        20,
        'Must be up to 20 keys of 32 bytes in Base64, separated by commas. Make one: openssl rand -base64 32.',
      ),
      default: [],
    },
  },
  connection: {
    SLACK_APP_TOKEN: { kind: token('xapp-', APP_TOKEN_PLACE) },
    SLACK_SIGNING_SECRET: {
      // Slack documents no format. Its only example has 32 lowercase letters and digits, not all of them hexadecimal
      // (https://docs.slack.dev/authentication/verifying-requests-from-slack), so longer ones pass. The other credentials on that
      // page fail: the verification token is shorter, the client ID has a dot, tokens have dashes.
      kind: text(
        /^[0-9a-z]{32,128}$/,
        `This isn't a signing secret: those have 32 lowercase letters and digits. Copy it from ${SIGNING_SECRET_PLACE}.`,
      ),
    },
    PORT: { kind: port },
    METRICS_PORT: { kind: port },
    HOST: { kind: host },
    SLACK_API_URL: { kind: webAddress, default: 'https://slack.com/api/' },
  },
  database: {
    DATABASE_URL: { kind: databaseUrl, default: 'file:data/reviews.db', isSecret: 'password' },
    DATABASE_POOL_SIZE: {
      kind: number(/^[1-9]\d{0,2}$/, 'Must be 1 to 999 connections, such as 10.'),
      // Enough for a few people acting at once, and for posting meanwhile.
      default: '10',
    },
  },
  reviews: {
    COMMANDS_PER_MINUTE: { kind: count, default: '30' },
    REVIEWS_PER_HOUR: { kind: count, default: '30' },
    WORKSPACE_REVIEWS_PER_HOUR: { kind: count, default: '300' },
    UNINSTALL_GRACE_DAYS: {
      kind: number(/^\d{1,4}$/, 'Must be whole days up to 9999, such as 30, or 0 for no grace period.'),
      default: '30',
    },
    KEEP_CORRECTIONS: { kind: yesOrNo, default: 'true' },
    DEFAULT_REGION: { kind: region },
    POLICY_FILE: { kind: text(/^.{0,4096}$/s, 'Must be the path of a file.') },
    DECIDERS: { kind: deciders, default: 'channel' },
  },
  assistants: {
    MCP_WORKSPACE: { kind: text(/^T[A-Z0-9]{2,30}$/, 'Must be the ID of a workspace, such as T0123456789.') },
  },
  reader: {
    READER_MODEL: {
      // IDs and ARNs (Amazon Bedrock API, Converse, modelId, 2026-09), and names such as Qwen/Qwen3-8B.
      kind: text(
        /^[\w@][\w.:/@+-]{1,2047}$/,
        'Must be the ID or ARN of a model or inference profile of Amazon Bedrock, such as eu.amazon.nova-lite-v1:0, or its name on the server of READER_URL.',
      ),
    },
    READER_URL: { kind: chatAddress },
    READER_KEY: { kind: text(/^[!-~]{1,4096}$/, 'Must be letters, digits and signs without white space.') },
    READER_MODEL_TIMEOUT_MS: {
      kind: number(/^[1-9]\d{2,4}$/, 'Must be whole milliseconds from 100 to 99999, such as 6000.'),
      default: '6000',
    },
    READER_MODEL_DAILY_CALLS: {
      kind: number(/^\d{1,7}$/, 'Must be a whole number, such as 2000, or 0 for no limit.'),
      default: '2000',
    },
  },
  account: {
    AWS_REGIONS: { kind: regions, default: [] },
  },
  webhook: {
    DECISION_WEBHOOK_URL: { kind: webhookUrls, default: [], isSecret: true },
    DECISION_WEBHOOK_SECRET: {
      kind: text(
        /^(?:whsec_[\w+/-]{24,}={0,2}$|(?!whsec_).{24})/s,
        'Must have at least 24 characters: Base64 after whsec_, or any text. Make one: openssl rand -base64 32.',
      ),
    },
    DECISION_WEBHOOK_ALLOW_PRIVATE: { kind: yesOrNo, default: 'false' },
  },
  log: {
    LOG_LEVEL: { kind: word(LOG_LEVELS), default: 'info' },
  },
} as const satisfies Record<string, Readonly<Record<string, Setting>>>;

type Groups = typeof GROUPS;
type Every<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
type Rows = Every<Groups[keyof Groups]>;

export type SettingName = keyof Rows;

export const SETTINGS: Readonly<Record<SettingName, Setting>> = Object.assign({}, ...Object.values(GROUPS));
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

export type SettingsOf<Group extends keyof Groups> = Values<Every<Groups[Group]>>;

export const nameInCode = (name: string): keyof Settings =>
  name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof Settings;

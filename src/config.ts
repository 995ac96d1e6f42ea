import { config as readDotenv } from 'dotenv';
import * as z from 'zod';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How Slack reaches the bot: a WebSocket that the bot opens, or signed HTTP requests that Slack sends. */
export type Connection =
  /**
   * `healthPort`: where `GET /healthz` and `GET /readyz` answer; absent: nowhere, Socket Mode needs no port.
   * `secondsApart`: between the openings of two connections, so that Slack does not renew both at once.
   */
  | { kind: 'socket-mode'; appToken: string; healthPort?: number; secondsApart: number }
  /** `port`: where `POST /slack/events`, `GET /healthz` and `GET /readyz` answer; 0 takes any free one. */
  | { kind: 'http'; signingSecret: string; port: number };

/** What the environment says, checked. Tokens and the signing secret are in here: never log it. */
export interface Config {
  botToken: string;
  connection: Connection;
  /** The base address of Slack's Web API, ending in a slash. */
  slackApiUrl: string;
  /** `file:` and a path, or `postgres://…`, which may hold a password. */
  databaseUrl: string;
  /** A thread is told of what a new price would save from so many US dollars a year on. */
  replayNotifyUsd: number;
  /** The channel of the weekly digest, by its id; null: there is none. */
  digestChannel: string | null;
  logLevel: LogLevel;
}

/** One thing that is wrong: the variable and a sentence that says where to find a right value. Never the value itself. */
export interface ConfigFault {
  variable: string;
  text: string;
}

export type ReadConfig = { ok: true; config: Config } | { ok: false; faults: ConfigFault[] };

const BOT_TOKEN_PLACE = 'OAuth & Permissions → Bot User OAuth Token';
const APP_TOKEN_PLACE = 'Basic Information → App-Level Tokens (scope connections:write)';
const SIGNING_SECRET_PLACE = 'Basic Information → App Credentials → Signing Secret';

/** A token that starts as it should; one that starts as another kind does is named, for the two are easily swapped. */
function token(start: 'xoxb-' | 'xapp-', place: string) {
  return z.string().superRefine((value, context) => {
    if (value.startsWith(start) && value.length > start.length && !/\s/.test(value)) return;
    context.addIssue({
      code: 'custom',
      message: `${describeOther(value)} Copy it from ${place}; it starts with ${start}`,
    });
  });
}

function describeOther(value: string): string {
  if (value.startsWith('xoxb-')) return 'This is a bot token, which belongs into SLACK_BOT_TOKEN.';
  if (value.startsWith('xapp-')) return 'This is an app-level token, which belongs into SLACK_APP_TOKEN.';
  if (value.startsWith('xoxp-')) return 'This is a user token; the bot needs its own.';
  return 'This is not a token that Slack gives out.';
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'Give a port number, such as 3000.')
  .transform(Number)
  .refine((number) => number <= 65_535, 'Give a port number up to 65535, such as 3000.');

const secondsApart = z
  .string()
  .regex(/^\d{1,3}(\.\d+)?$/, 'Give seconds, such as 10.')
  .transform(Number)
  .refine((number) => number <= 300, 'Give seconds up to 300, such as 10.');

const webAddress = z
  .url({ protocol: /^https?$/, error: 'Give an http or https address, or leave it out for https://slack.com/api/.' })
  .transform((address) => (address.endsWith('/') ? address : `${address}/`));

const dollars = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,2})?$/, 'Give US dollars a year, such as 1000.')
  .transform(Number);

const channelId = z
  .string()
  .regex(
    /^[CG][A-Z0-9]{2,30}$/,
    "Give a channel's id, such as C0123456789: in Slack, at the bottom of the channel's details.",
  );

const databaseUrl = z.string().superRefine((value, context) => {
  if (/^file:./.test(value) || isServerAddress(value)) return;
  context.addIssue({
    code: 'custom',
    message:
      'Give a file, such as file:data/reviews.db, or a PostgreSQL server, such as postgres://user:password@host/database.',
  });
});

function isServerAddress(value: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { pathname, password } = new URL(value);
  return pathname.length > 1 && decoded(password) !== undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const environmentSchema = z.object({
  SLACK_BOT_TOKEN: z
    .string({ error: `It is not set. Copy it from ${BOT_TOKEN_PLACE}; it starts with xoxb-` })
    .pipe(token('xoxb-', BOT_TOKEN_PLACE)),
  SLACK_APP_TOKEN: token('xapp-', APP_TOKEN_PLACE).optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^(?!xox|xapp-)\S+$/, `This is not a signing secret. Copy it from ${SIGNING_SECRET_PLACE}`)
    .optional(),
  PORT: port.optional(),
  SOCKET_SECONDS_APART: secondsApart.default(10),
  SLACK_API_URL: webAddress.default('https://slack.com/api/'),
  DATABASE_URL: databaseUrl.default('file:data/reviews.db'),
  REPLAY_NOTIFY_USD: dollars.default(1000),
  DIGEST_CHANNEL: channelId.optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `Give one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});

const NO_CONNECTION: ConfigFault = {
  variable: 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  text: `Set one of them. For Socket Mode: SLACK_APP_TOKEN, from ${APP_TOKEN_PLACE}. For HTTP: SLACK_SIGNING_SECRET, from ${SIGNING_SECRET_PLACE}`,
};

/**
 * Checks the whole environment at once. An empty variable counts as not set, as an unfilled line of `.env` leaves it.
 * With both an app-level token and a signing secret, Socket Mode is used.
 */
export function readConfig(environment: Record<string, string | undefined>): ReadConfig {
  const stated = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(stated);
  const faults = (parsed.error?.issues ?? []).map((issue) => ({
    variable: String(issue.path[0]),
    text: issue.message,
  }));
  if (stated['SLACK_APP_TOKEN'] === undefined && stated['SLACK_SIGNING_SECRET'] === undefined)
    faults.push(NO_CONNECTION);
  if (!parsed.success || faults.length > 0) return { ok: false, faults };

  const { data } = parsed;
  return {
    ok: true,
    config: {
      botToken: data.SLACK_BOT_TOKEN,
      connection: connectionOf(data),
      slackApiUrl: data.SLACK_API_URL,
      databaseUrl: data.DATABASE_URL,
      replayNotifyUsd: data.REPLAY_NOTIFY_USD,
      digestChannel: data.DIGEST_CHANNEL ?? null,
      logLevel: data.LOG_LEVEL,
    },
  };
}

function connectionOf(data: z.output<typeof environmentSchema>): Connection {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '', PORT: givenPort } = data;
  if (appToken === undefined) return { kind: 'http', signingSecret, port: givenPort ?? 3000 };
  const healthPort = givenPort === undefined ? {} : { healthPort: givenPort };
  return { kind: 'socket-mode', appToken, ...healthPort, secondsApart: data.SOCKET_SECONDS_APART };
}

export type ReadDatabaseUrl = { ok: true; databaseUrl: string } | { ok: false; faults: ConfigFault[] };

/** Where the record is, for whoever needs nothing of Slack. */
export function readProcessDatabaseUrl(): ReadDatabaseUrl {
  readDotenv({ quiet: true });
  const { DATABASE_URL: stated } = process.env;
  const parsed = environmentSchema.shape.DATABASE_URL.safeParse(stated?.trim() ? stated : undefined);
  if (parsed.success) return { ok: true, databaseUrl: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(({ message: text }) => ({ variable: 'DATABASE_URL', text })) };
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

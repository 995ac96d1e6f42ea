import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel as BoltLogLevel } from '@slack/logger';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger } from 'pino';

const interaction = new AsyncLocalStorage<string | undefined>();

/**
 * JSON lines. Inside an interaction each line carries its reference, whoever writes it, Bolt's own clients included.
 * Every line passes `redact` as the text that is about to be written, so nothing gets round it: not an error's cause,
 * not a payload that Bolt prints at level debug.
 */
export function createLogger(options: {
  level: LogLevel;
  /** Strings that must never be written, whatever they look like: the tokens and the signing secret. */
  secrets?: string[];
  destination?: DestinationStream;
}): Logger {
  const settings = {
    level: options.level,
    base: null,
    mixin: () => {
      const reference = interaction.getStore();
      return reference === undefined ? {} : { reference };
    },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: (line: string) => redact(line, options.secrets ?? []) },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/** Runs something as part of an interaction: its log lines carry the reference. `undefined` leaves the present one. */
export function inInteraction<T>(reference: string | undefined, run: () => T): T {
  return interaction.run(reference, run);
}

/** The reference of the interaction that is running; what a person is told so that it can be found in the log. */
export function currentReference(): string | undefined {
  return interaction.getStore();
}

const BOLT_LEVELS: Record<LogLevel, BoltLogLevel> = {
  debug: BoltLogLevel.DEBUG,
  info: BoltLogLevel.INFO,
  warn: BoltLogLevel.WARN,
  error: BoltLogLevel.ERROR,
  fatal: BoltLogLevel.ERROR,
};

/** The level in Bolt's words. Bolt's App sets its logger to INFO unless it is told otherwise. */
export function boltLogLevel(level: LogLevel): BoltLogLevel {
  return BOLT_LEVELS[level];
}

/**
 * Our logger as Bolt wants one. `setLevel` and `setName` do nothing: App would set everybody's level to INFO, and the
 * level is the administrator's.
 */
export function createBoltLogger(logger: Logger, level: LogLevel): BoltLogger {
  const line =
    (write: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      // Slack's clients say several things about each call, at debug.
      if (!logger.isLevelEnabled(write)) return;
      const error = parts.find((part) => part instanceof Error);
      const text = parts.map((part) => (part instanceof Error ? part.message : asText(part))).join(' ');
      logger[write](error === undefined ? {} : { err: error }, text);
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => {},
    getLevel: () => boltLogLevel(level),
    setName: () => {},
  };
}

function asText(part: unknown): string {
  if (typeof part === 'string') return part;
  try {
    return JSON.stringify(part) ?? String(part);
  } catch {
    return String(part);
  }
}

/** A slash in JSON may be escaped, and a payload inside a payload is escaped once more: `\/`, `\\\/`. */
const SLASH = String.raw`\\*\/`;

const REST_OF_URL = String.raw`(?:[^\s"'\\<>]|\\+\/)*`;

const PATTERNS: [RegExp, string][] = [
  // Bot, user, app-level, configuration and refresh tokens: https://docs.slack.dev/authentication/tokens
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9_%-]+/g, '[token]'],
  // Response addresses let whoever has one write into the channel. Slack's are on one host,
  [new RegExp(String.raw`https?:${SLASH}${SLASH}hooks\.slack(?:-gov)?\.com${REST_OF_URL}`, 'g'), '[response_url]'],
  // and whatever a payload calls a response_url is one, on any host.
  [/(response_url\\*"\s*:\s*\\*")(?:[^"\\]|\\+\/)*/g, '$1[response_url]'],
  [
    new RegExp(String.raw`https?:${SLASH}${SLASH}[^\s"'\\<>/]+${SLASH}response${SLASH}${REST_OF_URL}`, 'g'),
    '[response_url]',
  ],
  // The address of a Socket Mode connection carries a single-use ticket.
  [/([?&]ticket=)[^\s"'\\&]*/g, '$1[ticket]'],
  // Slack's old verification token, in every payload.
  [/("token\\*"\s*:\s*\\*")[^"\\]*/g, '$1[token]'],
];

/**
 * The text without tokens, signing secret, response addresses and connection tickets. Works on whole log lines, also
 * where JSON stands inside JSON, and leaves valid JSON valid.
 */
export function redact(text: string, secrets: string[]): string {
  let redacted = text;
  for (const secret of secrets) if (secret.length > 0) redacted = redacted.replaceAll(secret, '[secret]');
  for (const [pattern, replacement] of PATTERNS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger as BoltLogger } from '@slack/bolt';
import { LogLevel as BoltLogLevel } from '@slack/logger';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './settings/config.ts';

export type { Logger } from 'pino';

const interaction = new AsyncLocalStorage<string | undefined>();

/**
 * Logs JSON lines. Within an interaction each line carries its reference, those of Bolt's clients included. Redacts each line
 * as the text that is about to be written, so that nothing bypasses it: no error's cause, no payload that Bolt logs at debug.
 */
export function createLogger(options: {
  level: LogLevel;
  /** Strings that must never be logged: the tokens and the signing secret. */
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
  return pino(settings, options.destination ?? standardOutput());
}

const ignore = (): void => {};

/**
 * Node's own stream. pino's would write forever, on the main thread, where its reader stalls and then goes away while the program ends.
 * Without a reader nothing is logged, and the program goes on.
 */
function standardOutput(): DestinationStream {
  return process.stdout.off('error', ignore).on('error', ignore);
}

/** Runs `run` as part of an interaction: its log lines carry the reference. `undefined` keeps the current one. */
export function inInteraction<T>(reference: string | undefined, run: () => T): T {
  return interaction.run(reference, run);
}

/** The reference of the current interaction, which people are told so that it can be found in the log. */
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

/** The level as Bolt calls it. Bolt's App sets its logger to INFO by default. */
export function boltLogLevel(level: LogLevel): BoltLogLevel {
  return BOLT_LEVELS[level];
}

/**
 * Adapts our logger to Bolt's interface. `setLevel` and `setName` do nothing, because App would set every logger to INFO.
 */
export function createBoltLogger(logger: Logger, level: LogLevel): BoltLogger {
  const line =
    (write: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      // Slack's clients log several debug lines for each call.
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

/** For clients of Slack whose callers say what failed. */
export function quietBoltLogger(): BoltLogger {
  return createBoltLogger(createLogger({ level: 'fatal' }), 'fatal');
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
  // A response URL lets its holder post to the channel. Slack's are on one host,
  [new RegExp(String.raw`https?:${SLASH}${SLASH}hooks\.slack(?:-gov)?\.com${REST_OF_URL}`, 'g'), '[response_url]'],
  // and anything that a payload calls response_url is one, on any host.
  [/(response_url\\*"\s*:\s*\\*")(?:[^"\\]|\\+\/)*/g, '$1[response_url]'],
  [
    new RegExp(String.raw`https?:${SLASH}${SLASH}[^\s"'\\<>/]+${SLASH}response${SLASH}${REST_OF_URL}`, 'g'),
    '[response_url]',
  ],
  // The URL of a Socket Mode connection carries a single-use ticket.
  [/([?&]ticket=)[^\s"'\\&]*/g, '$1[ticket]'],
  // Slack's old verification token, in every payload.
  [/("token\\*"\s*:\s*\\*")[^"\\]*/g, '$1[token]'],
];

/**
 * Removes tokens, the signing secret, response URLs and connection tickets. Works on whole log lines, on JSON inside JSON too,
 * and keeps valid JSON valid.
 */
export function redact(text: string, secrets: string[]): string {
  let redacted = text;
  for (const secret of secrets) if (secret.length > 0) redacted = redacted.replaceAll(secret, '[secret]');
  for (const [pattern, replacement] of PATTERNS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}

import { createLogger, type Logger } from './logger.ts';
import {
  accessOf,
  type Config,
  connectionOf,
  describeFaults,
  readProcessConfig,
  secretsOf,
} from './settings/config.ts';
import { type RunningBot, startBot } from './start.ts';

/**
 * What API Gateway's HTTP APIs and function URLs send, in payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
interface HttpEvent {
  rawPath: string;
  /** By name in lower case. */
  headers: Record<string, string | undefined>;
  body?: string;
  isBase64Encoded?: boolean;
  /** `timeEpoch`: when the request came, in milliseconds since 1970. */
  requestContext: { http: { method: string }; timeEpoch?: number };
}

/** What a schedule sends: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
interface ScheduledEvent {
  source: 'aws.events';
}

interface HttpResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
interface Context {
  getRemainingTimeInMillis(): number;
}

/**
 * Slack shows people an error 3 s after it sent a request, and Lambda answers only when the handler returns: what is left then is
 * frozen. So the handler waits for it, up to this many milliseconds after the request came.
 */
const ANSWER_MS = 2_500;

/** Left of the function's time after catching up, in milliseconds, to return. */
const RETURN_MS = 2_000;

/** Everything that the receiver reads. A proxy in front of it must not add more. */
const PASSED = /^(?:content-type|x-slack-.+|x-forwarded-for)$/;

type Started = { ok: true; bot: RunningBot } | { ok: false; text: string };

let starting: Promise<Started> | undefined;

/** Starts the bot, or returns the one that this instance already has. One that didn't start is started again. */
async function started(): Promise<Started> {
  starting ??= start();
  const result = await starting.catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  if (!result.ok) starting = undefined;
  return result;
}

async function start(): Promise<Started> {
  const read = readProcessConfig();
  if (!read.ok) return { ok: false, text: describeFaults(read.faults) };
  const { config } = read;
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  for (const { variable, text } of read.warnings) logger.warn(`${variable}: ${text}`);
  if (connectionOf(config).kind !== 'http')
    return notStarted(logger, 'Lambda keeps no connection open. Unset SLACK_APP_TOKEN.');
  if (accessOf(config).kind !== 'one-workspace') {
    return notStarted(
      logger,
      'On Lambda the bot serves one workspace. Set SLACK_BOT_TOKEN, and unset SLACK_CLIENT_ID.',
    );
  }
  if (config.databaseUrl.startsWith('file:')) {
    return notStarted(logger, 'Lambda keeps no files. Set DATABASE_URL to a PostgreSQL server.');
  }
  return startWoken({ ...config, host: '127.0.0.1', port: 0, metricsPort: null }, logger);
}

function notStarted(logger: Logger, text: string): Started {
  logger.fatal(text);
  return { ok: false, text };
}

/** The bot as everywhere, reached by this handler alone: its receiver checks signatures and limits. */
async function startWoken(config: Config, logger: Logger): Promise<Started> {
  const result = await startBot(config, logger, { isWoken: true });
  if (!result.ok) return notStarted(logger, result.text);
  const { bot } = result;
  const restart = async () => {
    await bot.broken;
    starting = undefined;
    logger.fatal('Slack refused the token; starting again at the next request');
    await bot.stop();
  };
  restart().catch((error: unknown) => logger.error({ err: error }, 'Could not stop the bot'));
  return result;
}

// While an instance is prepared, it has more CPU time, and nobody waits yet.
await started().catch(() => undefined);

/** Handles a request from Slack, or a schedule that works through what requests left. Rejects where a schedule can't. */
export async function handler(event: HttpEvent | ScheduledEvent, context: Context): Promise<HttpResult | undefined> {
  const result = await started();
  if ('requestContext' in event) return result.ok ? answer(result.bot, event) : { ...UNAVAILABLE };
  if (event.source !== 'aws.events') {
    throw new Error('Unknown event. Use a function URL, an HTTP API with payload format 2.0, or a schedule.');
  }
  if (!result.ok) throw new Error(result.text);
  // What there was no time for is left to the next schedule: no failure.
  await result.bot.catchUp(context.getRemainingTimeInMillis() - RETURN_MS);
  return undefined;
}

const UNAVAILABLE: HttpResult = { statusCode: 503, headers: { 'content-type': 'text/plain' }, body: 'not started\n' };

async function answer(bot: RunningBot, { rawPath, headers, requestContext, ...event }: HttpEvent): Promise<HttpResult> {
  const since = requestContext.timeEpoch ?? Date.now();
  const { method } = requestContext.http;
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const passed = Object.entries(headers).filter(([name, value]) => PASSED.test(name) && value !== undefined);
  const response = await fetch(`http://127.0.0.1:${bot.port}${rawPath}`, {
    method,
    headers: passed as [string, string][],
    ...(method === 'POST' && { body }),
  });
  const text = await response.text();
  await bot.settled(Math.max(0, since + ANSWER_MS - Date.now()));
  const type = response.headers.get('content-type');
  return { statusCode: response.status, headers: type === null ? {} : { 'content-type': type }, body: text };
}

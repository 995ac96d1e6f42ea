import type { Logger as BoltLogger } from '@slack/bolt';
import { type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { fetchPlainly } from './fetch-plainly.ts';

export interface ClientSettings {
  botToken: string;
  slackApiUrl: string;
  logger: BoltLogger;
}

/**
 * Two clients, because a WebClient that meets a rate limit stops everything in its queue: a post that has to wait for
 * 30 s would take every form with it. Neither repeats a call by itself; whether a call may be repeated is for the caller
 * to know (a post whose answer was lost may well have been posted).
 */
export interface Clients {
  /** For what a person waits for: `views.*`, private answers, permalinks. A trigger lives 3 s, so no call takes longer. */
  interactive: WebClient;
  /** For `chat.postMessage` and `chat.update`, by the poster alone. */
  posting: WebClient;
}

/** `onFailure` hears of every call that failed. */
export function createClients(settings: ClientSettings, onFailure: (error: unknown) => void = () => {}): Clients {
  return {
    interactive: createClient(settings, 2500, onFailure),
    posting: createClient(settings, 10_000, onFailure),
  };
}

/** One that gives each call up after so many milliseconds. */
export function createClient(
  settings: ClientSettings,
  timeout: number,
  onFailure: (error: unknown) => void = () => {},
): WebClient {
  return new WatchedClient(settings.botToken, { ...commonOptions(settings), timeout }, onFailure);
}

/** A new object for every client: the SDK writes into what it is given. */
function commonOptions({ slackApiUrl, logger }: ClientSettings): WebClientOptions {
  return { slackApiUrl, logger, fetch: fetchPlainly, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
}

class WatchedClient extends WebClient {
  readonly #onFailure: (error: unknown) => void;

  constructor(token: string, options: WebClientOptions, onFailure: (error: unknown) => void) {
    super(token, options);
    this.#onFailure = onFailure;
  }

  /** Every method of the client comes through here. Not `async`: that would keep the objects until Slack has answered. */
  override apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    return super.apiCall(method, method === 'files.uploadV2' ? options : asText(options)).catch((error: unknown) => {
      this.#onFailure(error);
      throw error;
    });
  }
}

/**
 * Blocks and views as the JSON text that they travel as. Given as objects, the SDK walks through all of them for each line of
 * its debug log, whether that is written or not (web-api 8.2).
 */
function asText(options: Record<string, unknown> = {}): Record<string, unknown> {
  const entries = Object.entries(options).map(([name, value]) => [
    name,
    isObject(value) ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(entries);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

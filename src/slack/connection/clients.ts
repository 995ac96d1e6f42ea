import type { Logger as BoltLogger } from '@slack/bolt';
import { type FetchFunction, type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { request } from 'undici';

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

type Answer = Awaited<ReturnType<FetchFunction>>;

/**
 * `fetch` for Slack's client, as far as that asks for it: one request, one answer, no redirects. Node's own brings streams and
 * signals of the web with it, which cost more than the rest of a call (bench: docs/performance.md). Proxies are honoured as
 * there, since both use the same dispatcher. Rejects as undici does, with the code of what failed.
 */
export const fetchPlainly: FetchFunction = async (url, init = {}) => {
  const { method = 'POST', headers = {}, body, signal } = init;
  // Files travel as FormData, seldom enough to go the long way.
  if (body !== undefined && typeof body !== 'string') return fetch(url, init);
  const answer = await request(url, {
    method: method as 'POST',
    headers,
    ...(body !== undefined && { body }),
    ...(signal && { signal }),
  });
  return answerOf(String(url), answer);
};

function answerOf(url: string, { statusCode, headers, body }: Awaited<ReturnType<typeof request>>): Answer {
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    // HTTP/2 has none either; Slack says in the body what is wrong.
    statusText: '',
    url,
    headers: {
      get: (name) => oneOf(headers[name.toLowerCase()]) ?? null,
      entries: () => Object.entries(headers).map(([name, value]): [string, string] => [name, oneOf(value) ?? '']),
    },
    arrayBuffer: () => body.arrayBuffer(),
    json: () => body.json(),
    text: async () => {
      const text = await body.text();
      return VIEW_METHOD.test(url) ? withoutBlocks(text) : text;
    },
  };
}

const VIEW_METHOD = /\/views\.\w+$/;

const oneOf = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;

const BLOCKS = '"blocks":[';

const [QUOTE, BACKSLASH] = [34, 92];

const [SQUARE, SQUARE_END, CURLY, CURLY_END] = [91, 93, 123, 125];

/**
 * Slack's answer to `views.*` without the blocks of the view, which it sends back as they were sent. They are cut out of the
 * JSON text: to read all of them and throw them away takes longer than the rest of a call, and the SDK would go through them
 * once more, for a debug log that may not be written. A text without blocks, or with no end to them, stays as it is.
 */
export function withoutBlocks(text: string): string {
  // In a string of JSON each quote has a backslash before it, so this is the key.
  const start = text.indexOf(BLOCKS) + BLOCKS.length - 1;
  if (start < BLOCKS.length) return text;
  const end = endOfArray(text, start);
  return end === undefined ? text : `${text.slice(0, start)}[]${text.slice(end)}`;
}

/** The place after the array that begins here. */
function endOfArray(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === SQUARE || code === CURLY) depth++;
    else if (code === SQUARE_END || code === CURLY_END) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The place of the quote that ends the string which begins here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

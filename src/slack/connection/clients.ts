import type { Logger as BoltLogger } from '@slack/bolt';
import { type FetchFunction, type WebAPICallResult, WebClient, type WebClientOptions } from '@slack/web-api';
import { request } from 'undici';

export interface ClientSettings {
  botToken: string;
  /** Sent with each call, for the token of an organization (https://docs.slack.dev/enterprise). Default: none. */
  teamId?: string;
  slackApiUrl: string;
  logger: BoltLogger;
  /** Called after each call of a client, with what it failed with. */
  onCall?: OnCall;
  /** Default: {@link fetchPlainly}. */
  fetch?: FetchFunction;
}

/** Hears of a call by its method, and of its error. Undefined where Slack accepted it. */
export type OnCall = (method: string, error?: unknown) => void;

/**
 * Two clients, because a WebClient that meets a rate limit stops its whole queue: a post that waits for 30 s would block every
 * form. Neither retries. Only the caller knows whether a call may be repeated: a post whose answer was lost may have arrived.
 */
export interface Clients {
  /** For calls that a person waits for: `views.*`, private answers, permalinks. A trigger lives 3 s, so no call takes longer. */
  interactive: WebClient;
  /** For the poster's `chat.postMessage` and `chat.update`. */
  posting: WebClient;
}

/** `onFailure`: called for every failed call. */
export function createClients(settings: ClientSettings, onFailure: (error: unknown) => void = () => {}): Clients {
  return {
    interactive: createClient(settings, 2500, onFailure),
    posting: createClient(settings, 10_000, onFailure),
  };
}

/** Creates a client that gives up each call after a timeout, in milliseconds. */
export function createClient(
  settings: ClientSettings,
  timeout: number,
  onFailure: (error: unknown) => void = () => {},
): WebClient {
  return new WatchedClient(settings.botToken, { ...commonOptions(settings), timeout }, onFailure, settings.onCall);
}

/** A new object for every client: the SDK writes into what it is given. */
function commonOptions({ slackApiUrl, logger, teamId, fetch = fetchPlainly }: ClientSettings): WebClientOptions {
  const common = {
    slackApiUrl,
    logger,
    fetch,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
  return teamId === undefined ? common : { ...common, teamId };
}

class WatchedClient extends WebClient {
  readonly #onFailure: (error: unknown) => void;
  readonly #onCall: OnCall | undefined;

  constructor(
    token: string,
    options: WebClientOptions,
    onFailure: (error: unknown) => void,
    onCall: OnCall | undefined,
  ) {
    super(token, options);
    this.#onFailure = onFailure;
    this.#onCall = onCall;
  }

  /** Every method of the client calls this. Not `async`, which would keep the arguments in memory until Slack answers. */
  override apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    const call = super.apiCall(method, method === 'files.uploadV2' ? options : asText(options));
    const onCall = this.#onCall;
    if (onCall !== undefined) {
      call.then(
        () => onCall(method),
        (error: unknown) => onCall(method, error),
      );
    }
    return call.catch((error: unknown) => {
      this.#onFailure(error);
      throw error;
    });
  }
}

/**
 * Turns blocks and views into JSON text. Given as objects, the SDK walks through all of them for each line of its debug log,
 * whether it is written or not (web-api 8.2).
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
 * The part of `fetch` that Slack's client needs: one request, one response, no redirects. The web streams and signals of Node's
 * `fetch` cost more than the rest of a call (bench: docs/performance.md). Uses the same dispatcher, so proxies work. Rejects
 * as undici does, with an error code.
 */
export const fetchPlainly: FetchFunction = async (url, init = {}) => {
  const { method = 'POST', headers = {}, body, signal } = init;
  // Files are sent as FormData, rarely enough for Node's `fetch`.
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
    // HTTP/2 has no status text either; Slack's body says what is wrong.
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
 * Cuts the view's blocks out of Slack's answer to `views.*`, which echoes them. Parsing them takes longer than the rest of a
 * call, and the SDK would walk through them again for its debug log. A text without blocks, or without their end, stays as is.
 */
export function withoutBlocks(text: string): string {
  // Quotes within JSON strings are escaped, so this can only be the key.
  const start = text.indexOf(BLOCKS) + BLOCKS.length - 1;
  if (start < BLOCKS.length) return text;
  const end = endOfArray(text, start);
  return end === undefined ? text : `${text.slice(0, start)}[]${text.slice(end)}`;
}

/** Returns the index after the array that starts here. */
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

/** Returns the index of the quote that ends the string that starts here. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at;
  }
  return text.length;
}

interface Answering {
  /** Whether the answer replaces the private message whose button was pressed. */
  replace: boolean;
  limitMs: number;
  /** Default: Node's own. */
  fetch?: typeof globalThis.fetch;
}

/**
 * Answers an interaction at its `response_url`, visible to one person. Returns whether Slack accepted it. Never rejects: an error
 * of `fetch` can contain the URL, and anyone with the URL can post there.
 * https://docs.slack.dev/interactivity/handling-user-interaction
 */
export async function answerAt(
  url: string,
  message: { text: string; blocks?: unknown[] },
  { replace, limitMs, fetch = globalThis.fetch }: Answering,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: replace }),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

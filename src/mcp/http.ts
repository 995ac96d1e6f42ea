import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { hostHeaderValidation, originValidation, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServerFactory } from '@modelcontextprotocol/server';
import { createRefusalLog, senderOf } from '../http/refusals.ts';
import { listen, pathOf, portOf } from '../http/server.ts';
import type { ModelReaderSettings } from '../model-reader/index.ts';
import { isSmallJson, NOT_SMALL } from '../recommender/index.ts';
import { type Config, READER_SETTINGS } from '../settings/config.ts';
import { type ConfigFault, readSettings, type StatedEnvironment } from '../settings/read.ts';
import type { SlackAccess } from './channels.ts';
import { KNOWN_MAX, limitConnections } from './connections.ts';
import { answerHealth, answerMetadata, challengeFor, HOW_TO_ENTER, LOCAL_HOSTS, PATH } from './without-token.ts';

// The tools over streamable HTTP. Each request stands alone: there are no sessions that could be stolen or left behind.

/** A request that a server received has both (https://nodejs.org/api/http.html#messagemethod). */
type RequestOfServer = IncomingMessage & { method: string; url: string };

/** A pasted account is large; more is refused before it is read. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** Headers are short. A body may be large, but is read only with a valid token. Idle connections are closed. */
const LIMITS_MS = { headersTimeout: 5_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 };

const LOOK_FOR_SLOW_ONES_MS = 1_000;

/** How the tools are reached. */
export interface HttpSettings {
  /** 0 takes a free one. */
  port: number;
  /** The address to listen on. */
  host: string;
  /** What each request must carry as a bearer token. */
  token: string;
  /** Host names without a port, of this server and of pages that may call it. */
  allowedHosts: readonly string[];
  onError: (error: Error) => void;
  /** Logs what was refused before the protocol is spoken. */
  warn: (text: string) => void;
}

/** Serves the tools at `/mcp` until `stop`. Rejects if the port can't be had. */
export async function serveHttp(
  factory: McpServerFactory,
  { port, host, token, allowedHosts, onError, warn }: HttpSettings,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const handler = createMcpHandler(factory, {
    onerror: onError,
    maxRequestBodySize: BODY_BYTES_MAX,
    maxSubscriptions: 8,
  });
  const handle = toNodeHandler({
    // The SDK would parse it whole, and answer nobody else meanwhile.
    fetch: async (request, context) =>
      request.body !== null && !isSmallJson(await request.clone().text()) ? tooMuch() : handler.fetch(request, context),
  });
  // A page of another site would otherwise reach a server on localhost through its own name that leads there.
  const hasKnownHost = hostHeaderValidation([...allowedHosts]);
  const hasKnownOrigin = originValidation([...allowedHosts]);

  const refusals = createRefusalLog(warn);

  const server = createServer(
    { ...LIMITS_MS, connectionsCheckingInterval: LOOK_FOR_SLOW_ONES_MS },
    (request: IncomingMessage, response: ServerResponse) => {
      // What is refused, or asked without a token, ends its connection.
      const { shouldKeepAlive } = response;
      response.shouldKeepAlive = false;
      if (answerHealth(request, response)) return;
      if (!hasKnownHost(request, response) || !hasKnownOrigin(request, response)) return;
      if (answerMetadata(request, response)) return;
      // Not by the URL class, which throws for some of what a stranger may send, such as "//".
      if (pathOf(request) !== PATH) return refuse(response, 404, `The tools are at ${PATH}. ${HOW_TO_ENTER}`);
      if (!carries(request, token)) {
        refusals.write(`Refused a request from ${senderOf(request)} with 401: no valid token`);
        response.setHeader('WWW-Authenticate', challengeFor(request));
        return refuse(response, 401, HOW_TO_ENTER);
      }
      if (!connections.admit(request.socket)) {
        refusals.write(`Refused a request from ${senderOf(request)} with 503: ${KNOWN_MAX} connections are open`);
        response.setHeader('Retry-After', LIMITS_MS.keepAliveTimeout / 1000);
        return refuse(response, 503, `${KNOWN_MAX} connections are open. Try again in 5 s.`);
      }
      response.shouldKeepAlive = shouldKeepAlive;
      handle(request as RequestOfServer, response).catch((error: unknown) => {
        onError(error instanceof Error ? error : new Error(String(error)));
        if (!response.headersSent) refuse(response, 500, 'The request could not be served.');
      });
    },
  );
  const connections = limitConnections(server, ({ remoteAddress = 'a closed connection' }, max) =>
    refusals.write(`Closed the oldest connection without a token, from ${remoteAddress}: ${max} are open`),
  );
  await listen(server, port, host);
  return {
    port: portOf(server) ?? port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await handler.close();
      server.closeAllConnections();
      refusals.stop();
      await closed;
    },
  };
}

/** Compares digests, which are of one length, in a time that tells nothing of the token. */
function carries({ headers: { authorization = '' } }: IncomingMessage, token: string): boolean {
  const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const tooMuch = (): Response =>
  Response.json(
    { jsonrpc: '2.0', error: { code: -32600, message: `It has ${NOT_SMALL}.` }, id: null },
    { status: 413 },
  );

/** A fault before the protocol is spoken, in the protocol's form. */
function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }));
}

/** What assistants need, over standard input and output or over HTTP. */
export type ReadMcpConfig =
  | ({ ok: true } & Pick<Config, 'databaseUrl' | 'logLevel' | 'policyFile'> & {
        /** ID of the workspace whose reviews are searched. Undefined: the only one. */
        workspace: string | undefined;
        /** What looks up channels. Null for neither a token nor keys. */
        slack: SlackAccess | null;
        /** The language model that reads words. */
        reader: ModelReaderSettings;
        /** Null for standard input and output. */
        http: { port: number; host: string; token: string; hosts: readonly string[] } | null;
      })
  | { ok: false; faults: ConfigFault[] };

/** The settings of the MCP server, which asks Slack about channels alone. `stated`: as `readProcessEnvironment` returns it. */
export function readMcpConfig(stated: StatedEnvironment): ReadMcpConfig {
  const read = readSettings(stated, [
    'DATABASE_URL',
    'HOST',
    'LOG_LEVEL',
    'POLICY_FILE',
    'MCP_PORT',
    'MCP_TOKEN',
    'MCP_HOSTS',
    'MCP_WORKSPACE',
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'TOKEN_KEYS',
    ...READER_SETTINGS,
  ]);
  if (!read.ok) return read;
  const { databaseUrl, logLevel, policyFile, mcpPort: port, mcpToken: token, mcpHosts, host } = read.settings;
  const workspace = read.settings.mcpWorkspace ?? undefined;
  const config = {
    ok: true,
    databaseUrl,
    logLevel,
    policyFile,
    workspace,
    slack: slackAccess(read.settings),
    reader: read.settings,
  } as const;
  if (port === null) return { ...config, http: null };
  if (token === null) {
    const text = 'Not set, and MCP_PORT is. Set it to a secret, such as openssl rand -hex 32 prints.';
    return { ok: false, faults: [{ variable: 'MCP_TOKEN', text }] };
  }
  return { ...config, http: { port, host: host ?? '127.0.0.1', token, hosts: [...LOCAL_HOSTS, ...mcpHosts] } };
}

type SlackSettings = Pick<Config, 'slackApiUrl' | 'slackBotToken' | 'tokenKeys'>;

function slackAccess({ slackApiUrl, slackBotToken: botToken, tokenKeys }: SlackSettings): SlackAccess | null {
  if (botToken !== null) return { slackApiUrl, botToken };
  return tokenKeys.length === 0 ? null : { slackApiUrl, tokenKeys };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { within } from '../../retry.ts';

/** What `GET /readyz` checks. */
export interface Readiness {
  isConnected(): boolean;
  /** Returns whether the database is writable. Rejects where it doesn't answer. */
  askDatabase(): Promise<boolean>;
}

/** Answers a request for another page; null where it is for none. The promise never rejects. */
export type AnswerPage = (request: IncomingMessage, response: ServerResponse) => Promise<void> | null;

/** In `Server` of every answer to a probe or a scrape: a check finds the bot behind a port by it. */
export const SERVER_NAME = 'endpoint-reviewer';

/** Limit for the database, in milliseconds: people need an answer within 3 s. */
const DATABASE_LIMIT_MS = 1000;

/**
 * Answers the two probes; returns false for any other request. `GET /healthz`: the process is alive. It checks neither Slack
 * nor the database, because a restart would fix neither. `GET /readyz`: Slack can reach the bot and the database is writable;
 * otherwise 503 and the reason.
 */
export function answerProbe(request: IncomingMessage, response: ServerResponse, readiness: Readiness): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  switch (pathOf(request)) {
    case '/healthz':
      answer(response, []);
      return true;
    case '/readyz':
      missing(readiness).then(
        (faults) => answer(response, faults),
        () => answer(response, ['could not check']),
      );
      return true;
    default:
      return false;
  }
}

/** Returns the path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

async function missing({ isConnected, askDatabase }: Readiness): Promise<string[]> {
  let canWrite = false;
  const asking = async () => {
    canWrite = await askDatabase();
  };
  const isAnswered = await within(asking(), DATABASE_LIMIT_MS);
  return [
    ...(isConnected() ? [] : ['no connection to Slack']),
    ...(isAnswered ? [] : ["the database doesn't answer"]),
    ...(isAnswered && !canWrite ? ["the database isn't writable"] : []),
  ];
}

function answer(response: ServerResponse, faults: string[]): void {
  response.writeHead(faults.length === 0 ? 200 : 503, { 'Content-Type': 'text/plain', Server: SERVER_NAME });
  response.end(faults.length === 0 ? 'ok\n' : `${faults.join('\n')}\n`);
}

/**
 * Slow senders are cut off, looked for every second: Slack waits 3 s for an answer, so a request that takes longer to arrive is
 * useless. Idle connections are kept longer than the 60 s of load balancers, which would otherwise send into a closing one. In
 * milliseconds.
 */
export const SLOW_SENDERS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};

/** Starts a server for the probes and other pages. Rejects as `listen` does. */
export async function startProbeServer(
  { port, host }: { port: number; host?: string | null | undefined },
  readiness: Readiness,
  answerPage: AnswerPage = () => null,
): Promise<Server> {
  const server = createServer(SLOW_SENDERS, (request, response) => {
    if (!answerProbe(request, response, readiness) && answerPage(request, response) === null)
      response.writeHead(404).end();
  });
  await listen(server, port, host);
  return server;
}

/**
 * Binds the port, on all interfaces without `host`. Rejects where the port is taken or `host` isn't an address of this machine,
 * with an error whose `syscall` is `listen`, also for a host that Node can't resolve.
 */
export async function listen(server: Server, port: number, host?: string | null): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(Object.assign(error, { syscall: 'listen' }));
    server.once('error', refuse);
    server.listen({ port, host: host ?? undefined }, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Returns the port of a server; null before it listens. */
export function portOf(server: Server | undefined): number | null {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

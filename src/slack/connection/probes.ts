import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { within } from '../../retry.ts';

/** What `GET /readyz` asks. */
export interface Readiness {
  isConnected(): boolean;
  /** Whether the database can be written; rejects where it does not answer. */
  askDatabase(): Promise<boolean>;
}

/** A database that takes longer than this is of no use to anybody who waits for an answer within 3 s. */
const DATABASE_LIMIT_MS = 1000;

/**
 * Answers the two probes of whoever runs the process; false for any other request. `GET /healthz`: the process is alive;
 * it asks neither Slack nor the database, because a restart would mend neither. `GET /readyz`: Slack can reach the bot
 * and the database can be written, otherwise 503 and what is missing.
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
        () => answer(response, ['the question failed']),
      );
      return true;
    default:
      return false;
  }
}

/** The path of a request without its query, whatever is in its request line. */
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
    ...(isConnected() ? [] : ['there is no connection to Slack']),
    ...(isAnswered ? [] : ['the database does not answer']),
    ...(isAnswered && !canWrite ? ['the database cannot be written'] : []),
  ];
}

function answer(response: ServerResponse, faults: string[]): void {
  response.writeHead(faults.length === 0 ? 200 : 503, { 'Content-Type': 'text/plain' });
  response.end(faults.length === 0 ? 'ok\n' : `${faults.join('\n')}\n`);
}

/** A server that answers the probes alone. Rejects as `listen` does. */
export async function startProbeServer(
  { port, host }: { port: number; host?: string | undefined },
  readiness: Readiness,
): Promise<Server> {
  const server = createServer((request, response) => {
    if (!answerProbe(request, response, readiness)) response.writeHead(404).end();
  });
  await listen(server, port, host);
  return server;
}

/**
 * Binds the port. Without `host`: to all interfaces. Rejects where the port is taken or `host` is no address of this machine,
 * with an error whose `syscall` is `listen`. Node names `getaddrinfo` for a host that it can't find, as for a database's.
 */
export async function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error) => reject(Object.assign(error, { syscall: 'listen' }));
    server.once('error', refuse);
    server.listen({ port, host }, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** The port that a server really has; null before it listens. */
export function portOf(server: Server | undefined): number | null {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

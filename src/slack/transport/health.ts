import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export const HEALTH_PATH = '/healthz';

/** Answers that the process is alive. It asks neither Slack nor the database: a restart would mend neither. */
export function answerHealth(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok\n');
}

/** A server that answers `GET /healthz` alone. Rejects where the port is taken. */
export async function startHealthServer(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET' && pathname === HEALTH_PATH) answerHealth(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
}

/** The port that a server really has; null before it listens. */
export function portOf(server: Server | undefined): number | null {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

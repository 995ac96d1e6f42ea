import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen, pathOf, SERVER_NAME, SLOW_SENDERS } from '../../http/server.ts';
import { within } from '../../retry.ts';
import { VERSION } from '../../version.ts';

export interface Readiness {
  isConnected(): boolean;
  /** Returns whether the database is writable. Rejects where it doesn't answer. */
  askDatabase(): Promise<boolean>;
}

/** Answers a request for another page; null where it is for none. The promise never rejects. */
export type AnswerPage = (request: IncomingMessage, response: ServerResponse) => Promise<void> | null;

/** Limit for the database, in milliseconds: people need an answer within 3 s. */
const DATABASE_LIMIT_MS = 1000;

/**
 * Answers the two probes; returns false for any other request. `GET /healthz`: the process is alive, and its version. It checks
 * neither Slack nor the database, because a restart would fix neither. `GET /readyz`: Slack can reach the bot and the database is writable;
 * otherwise 503 and the reason.
 */
export function answerProbe(request: IncomingMessage, response: ServerResponse, readiness: Readiness): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  switch (pathOf(request)) {
    case '/healthz':
      answer(response, [], `ok ${VERSION}\n`);
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

function answer(response: ServerResponse, faults: string[], fine = 'ok\n'): void {
  response.writeHead(faults.length === 0 ? 200 : 503, { 'Content-Type': 'text/plain', Server: SERVER_NAME });
  response.end(faults.length === 0 ? fine : `${faults.join('\n')}\n`);
}

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

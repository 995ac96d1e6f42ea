import { createServer } from 'node:http';
import { listen, pathOf, portOf, SERVER_NAME } from '../http/server.ts';
import type { Logger } from '../logger.ts';
import { steadyNow } from '../retry.ts';

export interface RunningMetrics {
  port: number | null;
  close(): void;
}

/** How old an answer may be, in milliseconds: a flood of scrapes costs one rendering per second. */
const RENDER_EVERY_MS = 1_000;

/** Scrapers are few. More connections, and slower ones, are closed. */
const CONNECTIONS_LIMIT = 50;
const LIMITS_MS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 65_000 };

/** Renders at most once per second, however many ask. */
function createRender(render: () => Promise<string>): () => Promise<string> {
  let rendering: Promise<string> | undefined;
  let startedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (rendering !== undefined && steadyNow() - startedAt < RENDER_EVERY_MS) return rendering;
    startedAt = steadyNow();
    rendering = render();
    return rendering;
  };
}

interface ServedText {
  port: number;
  host: string | null | undefined;
  contentType: string;
  render(): Promise<string>;
  logger: Logger;
}

/** Starts the server. Rejects as `listen` does, with `setting` naming the port's setting. */
export async function serveText({ port, host, contentType, logger, ...given }: ServedText): Promise<RunningMetrics> {
  const render = createRender(given.render);
  const server = createServer(LIMITS_MS, (request, response) => {
    response.setHeader('Server', SERVER_NAME);
    const isAsked = pathOf(request) === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    if (!isAsked) {
      response.writeHead(404, { Connection: 'close' }).end();
      return;
    }
    render().then(
      (text) => response.writeHead(200, { 'Content-Type': contentType }).end(text),
      (error: unknown) => {
        logger.error({ err: error }, 'Could not answer a scrape');
        response.writeHead(500).end();
      },
    );
  });
  server.maxConnections = CONNECTIONS_LIMIT;
  await listen(server, port, host).catch((error: unknown) => {
    throw error instanceof Error ? Object.assign(error, { setting: 'METRICS_PORT' }) : error;
  });
  return {
    port: portOf(server),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

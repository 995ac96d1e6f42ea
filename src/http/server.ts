import type { IncomingMessage, Server } from 'node:http';

// What every HTTP server of this program has in common.

/** In `Server` of every answer to a probe or a scrape: a check finds the bot behind a port by it. */
export const SERVER_NAME = 'endpoint-reviewer';

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

/** Returns the path of a request without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? '';
}

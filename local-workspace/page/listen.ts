import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const TRIES = 20;

/** Listens on loopback, or on `host`, at `port`, or at the next free one after it; 0 takes any. @throws Error when twenty are taken. */
export async function listen(server: Server, port: number, host = '127.0.0.1'): Promise<number> {
  for (let candidate = port; candidate < port + TRIES; candidate += 1) {
    if (candidate !== 0 && (await isTakenOnIpv6(candidate))) continue;
    if (await listensAt(server, candidate, host)) return (server.address() as AddressInfo).port;
  }
  throw new Error(`The ports ${port} to ${port + TRIES - 1} are all taken. Choose another with PORT=4000 npm run try.`);
}

/** `localhost` may mean ::1 to the browser, which would then show somebody else's page. */
async function isTakenOnIpv6(port: number): Promise<boolean> {
  const probe = createServer();
  const isFree = await listensAt(probe, port, '::1').catch(() => true);
  probe.close();
  return !isFree;
}

function listensAt(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}

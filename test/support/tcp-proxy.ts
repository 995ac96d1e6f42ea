import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';

/**
 * What a server behind the proxy suffers. `stopped`: connections break, and new ones are refused. `hung`: they stay, and nothing
 * comes back. `slow`: they break, and new ones are taken without ever being greeted.
 */
export const TROUBLES = ['stopped', 'hung', 'slow'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A way to a server that can be troubled and mended. */
export interface TcpProxy {
  /** The target's address by this way. */
  address: string;
  /** Lasts until `mend`. */
  trouble(kind: Trouble): Promise<void>;
  /**
   * From the nth message of a client on, counted from now, the server hangs. `isTaken`: that message still arrives, and only its
   * answer doesn't.
   */
  hangAt(nth: number, isTaken?: boolean): void;
  /** How many messages of clients came since `hangAt`. */
  sent(): number;
  /** Breaks what hangs. New connections work. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port: targetPort } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isHung = false;
  let sent = 0;
  let hangsAt: { nth: number; isTaken: boolean } | undefined;

  const server: Server = createServer((client) => {
    const behind = tcpConnect(Number(targetPort), hostname);
    const pair = [client, behind] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      behind.destroy();
    };
    client.on('data', (data) => {
      sent += 1;
      if (sent === hangsAt?.nth) {
        if (hangsAt.isTaken && !isHung) behind.write(data);
        isHung = true;
      } else if (!isHung) behind.write(data);
    });
    behind.on('data', (data) => {
      if (!isHung) client.write(data);
    });
    for (const socket of pair) socket.on('error', end).on('close', end);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const by = new URL(target);
  by.host = `127.0.0.1:${port}`;
  const breakAll = () => {
    for (const [client] of pairs) client.destroy();
  };
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      breakAll();
    });

  return {
    address: by.href,
    async trouble(kind) {
      if (kind === 'stopped') return stopListening();
      isHung = true;
      if (kind === 'slow') breakAll();
    },
    hangAt(nth, isTaken = false) {
      sent = 0;
      hangsAt = { nth, isTaken };
    },
    sent: () => sent,
    async mend() {
      hangsAt = undefined;
      if (isHung) breakAll();
      isHung = false;
      if (!server.listening) await listen(port);
    },
    close: () => (server.listening ? stopListening() : Promise.resolve()),
  };
}

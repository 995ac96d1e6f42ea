import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections that have sent no valid token. Twice what Node's server takes from the queue of the kernel at once, 511
 * (https://nodejs.org/api/net.html#serverlisten): one that sends its request right away isn't closed by others that come with it.
 * Each may hold 16 KB of headers, so all of them 16 MB.
 */
const STRANGERS_MAX = 1000;

/** Connections that have sent a valid token: an assistant that makes 200 calls at once opens 200. An idle one is closed after 5 s. */
export const KNOWN_MAX = 250;

/** The connections of a server, of which those that have sent a valid token are counted apart. */
export interface Connections {
  /** Counts a connection as one that has sent a valid token. Returns false where too many others have. */
  admit(socket: Socket): boolean;
}

/**
 * Limits the connections of a server. Of those without a valid token the oldest is closed for a new one: an assistant sends its
 * token right away, so those that grow old are not theirs. `onClosed`: called before one is closed.
 */
export function limitConnections(server: Server, onClosed: (socket: Socket, max: number) => void): Connections {
  // Oldest first.
  const strangers = new Set<Socket>();
  const known = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    socket.once('close', () => {
      strangers.delete(socket);
      known.delete(socket);
    });
    const [oldest] = strangers;
    strangers.add(socket);
    if (strangers.size <= STRANGERS_MAX || oldest === undefined) return;
    onClosed(oldest, STRANGERS_MAX);
    strangers.delete(oldest);
    oldest.destroy();
  });

  return {
    admit(socket) {
      if (known.has(socket)) return true;
      if (known.size >= KNOWN_MAX) return false;
      strangers.delete(socket);
      known.add(socket);
      return true;
    },
  };
}

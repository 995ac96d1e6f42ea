import type { Connection } from '../../config.ts';
import { createHttpTransport } from './http-transport.ts';
import { createSocketModeTransport } from './socket-transport.ts';
import type { Transport, TransportSettings } from './transport.ts';

// Both ways in, the two clients, and Slack's errors: limits, retries, stopping. Knows no review.
// May import: config (types), logger, retry.

export function createTransport(connection: Connection, settings: TransportSettings): Transport {
  switch (connection.kind) {
    case 'socket-mode':
      return createSocketModeTransport(connection, settings);
    case 'http':
      return createHttpTransport(connection, settings);
  }
}

import type { Connection } from '../../config.ts';
import { createHttpTransport } from './http/http-transport.ts';
import { createSocketModeTransport } from './socket/socket-mode-transport.ts';
import type { Transport, TransportSettings } from './transport.ts';

export function createTransport(connection: Connection, settings: TransportSettings): Transport {
  switch (connection.kind) {
    case 'socket-mode':
      return createSocketModeTransport(connection, settings);
    case 'http':
      return createHttpTransport(connection, settings);
  }
}

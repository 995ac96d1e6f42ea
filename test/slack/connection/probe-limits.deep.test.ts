import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { portOf } from '../../../src/http/server.ts';
import { startProbeServer } from '../../../src/slack/connection/probes.ts';

it.each([
  ['sends nothing', ''],
  ['sends half a request', 'GET /slack/oauth_redirect?code=1 HTTP/1.1\r\nHost: x\r\nCook'],
])(
  'over Socket Mode, the port for installations closes a connection that %s as the one for events does',
  async (_, text) => {
    const readiness = { isConnected: () => true, askDatabase: async () => true };
    const server = await startProbeServer({ port: 0, host: '127.0.0.1' }, readiness);
    const socket = connect(portOf(server) ?? 0, '127.0.0.1').resume();
    socket.write(text);
    // Node's own limit is a minute, looked at twice a minute.
    await expect(once(socket, 'close', { signal: AbortSignal.timeout(10_000) })).resolves.toBeDefined();
    server.close();
  },
);

import type { Server } from 'node:http';
import { portOf } from '../../http/server.ts';
import type { SocketModeConnection } from '../../settings/config.ts';
import { createConnectionPool } from './connection-pool.ts';
import { type AnswerPage, startProbeServer } from './probes.ts';
import { openConnection } from './socket.ts';
import { createInFlight, followEvents, type TakeEvent, type Transport, type TransportSettings } from './transport.ts';

export function createSocketModeTransport(
  { appToken, port, host }: SocketModeConnection,
  { slackApiUrl, logger, askDatabase, answerPage = () => null, ...settings }: TransportSettings,
): Transport {
  const inFlight = createInFlight();
  let take: TakeEvent = async () => {};
  let isStopping = false;
  let probes: Server | undefined;
  const pool = createConnectionPool({
    open: (on) => openConnection({ appToken, slackApiUrl, logger }, on),
    take: (event) => take(event),
    logger,
  });

  const trackPage: AnswerPage = (request, response) => {
    const page = answerPage(request, response);
    return page && inFlight.track(page);
  };

  return {
    receiver: {
      init(app) {
        take = followEvents(app, inFlight, { ...settings, logger, slackApiUrl });
      },
      async start() {
        const isConnected = () => !isStopping && pool.count() > 0;
        const readiness = { isConnected, askDatabase };
        if (port !== null) probes = await startProbeServer({ port, host }, readiness, trackPage);
        await pool.start();
      },
      stop: () => pool.close(0),
    },
    broken: pool.broken,
    port: () => portOf(probes),
    sockets: () => pool.sockets(),
    // Slack sends while connections are open, and acknowledgements need them: late events are still answered.
    stopAccepting() {
      isStopping = true;
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close(limitMs) {
      probes?.close();
      probes?.closeAllConnections();
      // Slack keeps the TCP connections open, so its client would take 6 s to disconnect.
      await pool.close(limitMs);
    },
  };
}

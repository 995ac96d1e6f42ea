import type { Server } from 'node:http';
import type { Connection } from '../../../config.ts';
import { followEvents, type TakeEvent } from '../follow-events.ts';
import { createInFlight } from '../in-flight.ts';
import { portOf, startProbeServer } from '../probes.ts';
import type { Transport, TransportSettings } from '../transport.ts';
import { keepLines } from './keep-lines.ts';
import { openLine } from './open-line.ts';

export function createSocketModeTransport(
  { appToken, healthPort, host, secondsApart }: Extract<Connection, { kind: 'socket-mode' }>,
  { slackApiUrl, logger, askDatabase }: TransportSettings,
): Transport {
  const inFlight = createInFlight();
  let take: TakeEvent = async () => {};
  let isStopping = false;
  let probes: Server | undefined;
  const lines = keepLines({
    open: (on) => openLine({ appToken, slackApiUrl, logger }, on),
    take: (event) => take(event),
    apartMs: secondsApart * 1000,
    logger,
  });

  return {
    receiver: {
      init(app) {
        take = followEvents(app, inFlight, logger);
      },
      async start() {
        const isConnected = () => !isStopping && lines.count() > 0;
        const readiness = { isConnected, askDatabase };
        if (healthPort !== undefined) probes = await startProbeServer({ port: healthPort, host }, readiness);
        await lines.start();
      },
      stop: () => lines.close(0),
    },
    broken: lines.broken,
    port: () => portOf(probes),
    // Slack sends as long as the connections are there, and acknowledgements need them: what still arrives is answered.
    stopAccepting() {
      isStopping = true;
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close(limitMs) {
      probes?.close();
      probes?.closeAllConnections();
      // Slack leaves the TCP connections open, and then its client takes 6 s to disconnect.
      await lines.close(limitMs);
    },
  };
}

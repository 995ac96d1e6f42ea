import type { Server } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Connection } from '../../config.ts';
import { answerHealth, HEALTH_PATH, portOf } from './health.ts';
import { createInFlight } from './in-flight.ts';
import { followInteractions } from './interactions.ts';
import type { Transport, TransportSettings } from './transport.ts';

/** Where Slack's app configuration points to: commands, interactivity and events alike. */
const EVENTS_PATH = '/slack/events';

export function createHttpTransport(
  { signingSecret, port }: Extract<Connection, { kind: 'http' }>,
  { logger, logLevel }: TransportSettings,
): Transport {
  const inFlight = createInFlight();
  let server: Server | undefined;

  const receiver = new HTTPReceiver({
    signingSecret,
    port,
    endpoints: [EVENTS_PATH],
    customRoutes: [{ path: HEALTH_PATH, method: ['GET'], handler: answerHealth }],
    logger,
    logLevel,
  });
  const followed = followInteractions(receiver, inFlight);

  return {
    receiver: {
      ...followed,
      async start() {
        const started = await receiver.start(port);
        if ('closeAllConnections' in started) server = started as Server;
        return started;
      },
    },
    port: () => portOf(server),
    stopAccepting() {
      server?.close();
      server?.closeIdleConnections();
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close() {
      // Connections that are kept alive would hold the server open for seconds.
      server?.closeAllConnections();
    },
  };
}

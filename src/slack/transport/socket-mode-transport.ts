import type { Server } from 'node:http';
import { SocketModeReceiver } from '@slack/bolt';
import type { Connection } from '../../config.ts';
import { portOf, startHealthServer } from './health.ts';
import { createInFlight, within } from './in-flight.ts';
import { followInteractions } from './interactions.ts';
import type { Transport, TransportSettings } from './transport.ts';

export function createSocketModeTransport(
  { appToken, healthPort }: Extract<Connection, { kind: 'socket-mode' }>,
  { slackApiUrl, logger, logLevel }: TransportSettings,
): Transport {
  const inFlight = createInFlight();
  let healthServer: Server | undefined;
  let started = false;

  const receiver = new SocketModeReceiver({
    appToken,
    // What fails while starting is told once, by who started it.
    logger: { ...logger, error: (...parts) => (started ? logger.error(...parts) : logger.debug(...parts)) },
    logLevel,
    installerOptions: {
      // An object of its own, with its own retryConfig: the client writes {retries: 100} into one that has none, and
      // App would share it. While running, Slack is asked for a new address until it gives one.
      clientOptions: {
        slackApiUrl,
        timeout: 10_000,
        retryConfig: { forever: true, minTimeout: 1000, factor: 1.5, maxTimeout: 10_000 },
      },
    },
  });
  const followed = followInteractions(receiver, inFlight);

  return {
    receiver: {
      ...followed,
      async start() {
        if (healthPort !== undefined) healthServer = await startHealthServer(healthPort);
        const connection = await followed.start();
        started = true;
        return connection;
      },
    },
    port: () => portOf(healthServer),
    // Slack sends as long as the connection is there, and acknowledgements need it: what still arrives is answered.
    stopAccepting() {},
    settled: (limitMs) => inFlight.settled(limitMs),
    async close(limitMs) {
      healthServer?.close();
      healthServer?.closeAllConnections();
      // Slack leaves the TCP connection open, and then the client takes 6 s to disconnect.
      await within(receiver.client.disconnect(), limitMs);
    },
  };
}

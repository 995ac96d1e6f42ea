import { createServer, type Server } from 'node:http';
import type { Connection } from '../../../config.ts';
import { followEvents, type TakeEvent } from '../follow-events.ts';
import { createInFlight } from '../in-flight.ts';
import { answerProbe, listen, pathOf, portOf } from '../probes.ts';
import type { Transport, TransportSettings } from '../transport.ts';
import { type BodyBudget, createBodyBudget } from './body-budget.ts';
import { createRefusalLog } from './refusal-log.ts';
import { takeRequest } from './take-request.ts';

/** Where Slack's app configuration points to: commands, interactivity and events alike. */
const EVENTS_PATH = '/slack/events';

/**
 * Who sends slowly is cut off: Slack waits 3 s for an answer, so a request that takes longer to arrive is worth nothing.
 * Kept connections outlive the 60 s that load balancers keep theirs, or these would send into a closing one.
 */
const LIMITS_MS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 65_000 };
const LOOK_FOR_SLOW_ONES_MS = 1_000;

/**
 * More connections than this are closed at once. Each may hold 16 KB of headers and 64 KB that were just read, so all of them 80 MB.
 * Slack or a proxy needs as many as there are requests at the same moment, and may keep idle ones: from four fifths on, those
 * are closed to make room.
 */
const CONNECTIONS_LIMIT = 1000;
const CROWDED = 0.8;

/** Others than the bot's own, for tests. */
interface HttpLimits {
  bodies: BodyBudget;
  connectionsLimit: number;
}

export function createHttpTransport(
  { signingSecret, port, host }: Extract<Connection, { kind: 'http' }>,
  { logger, askDatabase }: TransportSettings,
  { bodies = createBodyBudget(), connectionsLimit = CONNECTIONS_LIMIT }: Partial<HttpLimits> = {},
): Transport {
  const inFlight = createInFlight();
  const readiness = { isConnected: () => server.listening, askDatabase };
  let take: TakeEvent = async () => {};
  const refusals = createRefusalLog((text) => logger.warn(text));
  const parts = {
    signingSecret,
    bodies,
    refusals,
    now: Date.now,
    take: (...given: Parameters<TakeEvent>) => take(...given),
  };

  const server: Server = createServer(
    { ...LIMITS_MS, connectionsCheckingInterval: LOOK_FOR_SLOW_ONES_MS },
    (request, response) => {
      if (request.method === 'POST' && pathOf(request) === EVENTS_PATH) {
        takeRequest(parts, request, response).catch((error: unknown) => {
          logger.error('A request could not be answered', error);
          response.destroy();
        });
      } else if (!answerProbe(request, response, readiness)) response.writeHead(404, { Connection: 'close' }).end();
    },
  );

  server.maxConnections = connectionsLimit;
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => {
      connections -= 1;
    });
    if (connections > CROWDED * connectionsLimit) server.closeIdleConnections();
  });
  server.on('drop', (dropped) => {
    refusals.write(
      `Refused a connection from ${dropped?.remoteAddress ?? 'a peer that is gone'}: ${connectionsLimit} are open`,
    );
  });

  return {
    receiver: {
      init(app) {
        take = followEvents(app, inFlight, logger);
      },
      start: () => listen(server, port, host),
      stop: async () => void server.close(),
    },
    // Tokens for calls are watched elsewhere; requests need none.
    broken: new Promise(() => {}),
    port: () => portOf(server),
    stopAccepting() {
      server.close();
      server.closeIdleConnections();
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close() {
      // Connections that are kept alive would hold the server open for a minute.
      server.closeAllConnections();
      refusals.stop();
    },
  };
}

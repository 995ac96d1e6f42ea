import type { Server } from 'node:http';
import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { portOf } from '../../http/server.ts';
import type { SocketModeConnection } from '../../settings/config.ts';
import { type AnswerPage, startProbeServer } from './probes.ts';
import { isTokenFault } from './slack-errors.ts';
import { type Line, type LineHappenings, openLine } from './socket.ts';
import {
  createInFlight,
  followEvents,
  type Sockets,
  type TakeEvent,
  type Transport,
  type TransportSettings,
} from './transport.ts';

export function createSocketModeTransport(
  { appToken, port, host, secondsApart }: SocketModeConnection,
  { slackApiUrl, logger, askDatabase, answerPage = () => null, hearing }: TransportSettings,
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

  const trackPage: AnswerPage = (request, response) => {
    const page = answerPage(request, response);
    return page && inFlight.track(page);
  };

  return {
    receiver: {
      init(app) {
        take = followEvents(app, inFlight, { logger, slackApiUrl, hearing });
      },
      async start() {
        const isConnected = () => !isStopping && lines.count() > 0;
        const readiness = { isConnected, askDatabase };
        if (port !== null) probes = await startProbeServer({ port, host }, readiness, trackPage);
        await lines.start();
      },
      stop: () => lines.close(0),
    },
    broken: lines.broken,
    port: () => portOf(probes),
    sockets: lines.sockets,
    // Slack sends while connections are open, and acknowledgements need them: late events are still answered.
    stopAccepting() {
      isStopping = true;
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close(limitMs) {
      probes?.close();
      probes?.closeAllConnections();
      // Slack keeps the TCP connections open, so its client would take 6 s to disconnect.
      await lines.close(limitMs);
    },
  };
}

interface LinesParts {
  /** Opens one connection, or rejects. */
  open(on: LineHappenings): Promise<Line>;
  take(event: ReceiverEvent): Promise<void>;
  /**
   * Milliseconds between opening two connections, so that Slack doesn't renew both at the same time. Without an open connection
   * the next one opens immediately.
   */
  apartMs: number;
  logger: BoltLogger;
}

/** Several connections, so that there is always one. Slack uses any of them for each event. */
interface Lines {
  /** Resolves when the first connection is open. Rejects where it can't be opened. */
  start(): Promise<void>;
  /** Returns how many are open and not about to close. */
  count(): number;
  /** Returns how many there are by state. */
  sockets(): Sockets;
  /** Resolves, at most once, to Slack's second refusal of the token in a row. */
  broken: Promise<unknown>;
  /** Closes all of them, within a limit in milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

/** Slack allows ten connections. Two are enough to survive the loss of one. */
const WANTED = 2;

const FIRST_RETRY_MS = 250;

const LONGEST_RETRY_MS = 10_000;

/** Pause before asking again after a refused token: Slack has briefly refused valid ones. */
const REFUSED_AGAIN_MS = 3_000;

/** A connection from its opening on. */
interface Kept {
  line?: Line;
  state: 'in use' | 'leaving' | 'over';
}

export function keepLines({ open, take, apartMs, logger }: LinesParts): Lines {
  const kept = new Set<Kept>();
  let isOpening = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let openedAt = 0;
  let failures = 0;
  let retryAt = 0;
  let wasRefused = false;
  let refuse = (_: unknown): void => {};
  const broken = new Promise<unknown>((resolve) => {
    refuse = resolve;
  });

  const count = () => [...kept].filter(({ line, state }) => line !== undefined && state === 'in use').length;

  async function openOne(): Promise<void> {
    const mine: Kept = { state: 'in use' };
    isOpening = true;
    try {
      mine.line = await open({
        event: take,
        goodbye: (reason) => leave(mine, reason),
        ended: () => end(mine),
      });
      openedAt = performance.now();
      failures = 0;
      wasRefused = false;
      if (isClosed) await mine.line.close(0);
      else if (mine.state !== 'over') kept.add(mine);
    } finally {
      isOpening = false;
    }
    logger.debug(`Opened a connection to Slack (${count()} of ${WANTED} open)`);
    for (const other of kept) if (other !== mine && other.state === 'leaving') other.line?.retire();
    tend();
  }

  /** It is about to close, and stays until another one replaces it. */
  function leave(mine: Kept, reason: string): void {
    if (mine.state !== 'in use') return;
    mine.state = 'leaving';
    logger.debug(`Replacing a connection to Slack (${reason})`);
    tend();
  }

  function end(mine: Kept): void {
    const wasInUse = mine.state === 'in use' && mine.line !== undefined;
    mine.state = 'over';
    kept.delete(mine);
    if (isClosed) return;
    if (wasInUse) logger.warn(`Lost a connection to Slack (${count()} of ${WANTED} open); reconnecting`);
    tend();
  }

  /** Opens the next connection when it is due, if one is missing. */
  function tend(): void {
    clearTimeout(timer);
    if (isClosed || isOpening || count() >= WANTED) return;
    const dueAt = count() === 0 ? retryAt : Math.max(retryAt, openedAt + apartMs);
    timer = setTimeout(
      () => {
        openOne().catch(tryLater);
      },
      Math.max(0, dueAt - performance.now()),
    );
  }

  function tryLater(error: unknown): void {
    const isRefused = isTokenFault(error);
    if (isRefused && wasRefused) {
      refuse(error);
      return;
    }
    wasRefused ||= isRefused;
    failures += 1;
    const stated = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
    const backOff = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
    const waitMs = isRefused ? REFUSED_AGAIN_MS : Math.max(stated, backOff);
    retryAt = performance.now() + waitMs;
    const left = `${count()} of ${WANTED} open; retrying in ${waitMs} ms`;
    logger.warn(`Could not open a connection to Slack (${left}): ${reasonOf(error)}`);
    tend();
  }

  return {
    start: openOne,
    count,
    sockets: () => ({
      open: count(),
      leaving: [...kept].filter(({ state }) => state === 'leaving').length,
      missing: Math.max(0, WANTED - count()),
    }),
    broken,
    async close(limitMs) {
      isClosed = true;
      clearTimeout(timer);
      const lines = [...kept].flatMap(({ line }) => line ?? []);
      await Promise.all(lines.map((line) => line.close(limitMs)));
    },
  };
}

const LONGEST = 200;

/** Returns an error's message with that of its innermost cause, on one line: "fetch failed" alone doesn't say why. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const cause = causeOf(error);
  return (cause === undefined || cause === text ? text : `${text} (${cause})`).slice(0, LONGEST);
}

function causeOf(error: unknown): string | undefined {
  let cause: Error | undefined;
  for (let inner = error; inner instanceof Error; inner = inner.cause) cause = inner;
  return cause?.message;
}

import type { Server } from 'node:http';
import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Connection } from '../../config.ts';
import { portOf, startProbeServer } from './probes.ts';
import { isTokenFault } from './slack-errors.ts';
import { type Line, type LineHappenings, openLine } from './socket.ts';
import { createInFlight, followEvents, type TakeEvent, type Transport, type TransportSettings } from './transport.ts';

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

interface LinesParts {
  /** Opens one connection, or rejects. */
  open(on: LineHappenings): Promise<Line>;
  take(event: ReceiverEvent): Promise<void>;
  /**
   * Milliseconds between the openings of two lines, so that Slack, which renews a connection after some time, does not
   * renew both at once. With no line left the next one opens at once.
   */
  apartMs: number;
  logger: BoltLogger;
}

/** Several connections, of which Slack uses any one for each event, so that there is always one. */
interface Lines {
  /** Resolves when the first line is open; the others follow. Rejects as its opening does. */
  start(): Promise<void>;
  /** How many are open and not about to end. */
  count(): number;
  /** Resolves, at most once, to Slack's second refusal of the token with no line opened in between. */
  broken: Promise<unknown>;
  /** Ends them all, within so many milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

/** Two, of the ten that Slack allows an app: one may be lost at any moment. */
const WANTED = 2;

const FIRST_RETRY_MS = 250;

const LONGEST_RETRY_MS = 10_000;

/** Slack has refused good tokens for a moment: what it refuses now it is asked once more, after so long. */
const REFUSED_AGAIN_MS = 3_000;

/** A line from its opening on. */
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
    logger.debug(`A connection to Slack is open, ${count()} of ${WANTED}`);
    for (const other of kept) if (other !== mine && other.state === 'leaving') other.line?.retire();
    tend();
  }

  /** It is about to end: it stays until another one has taken its place. */
  function leave(mine: Kept, reason: string): void {
    if (mine.state !== 'in use') return;
    mine.state = 'leaving';
    logger.debug(`A connection to Slack is to be replaced (${reason})`);
    tend();
  }

  function end(mine: Kept): void {
    const wasInUse = mine.state === 'in use' && mine.line !== undefined;
    mine.state = 'over';
    kept.delete(mine);
    if (isClosed) return;
    if (wasInUse) logger.warn(`A connection to Slack was lost, ${count()} of ${WANTED} are left`);
    tend();
  }

  /** Opens the next line when it is due, if one is wanting. */
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
    const left = `${count()} of ${WANTED} are there; again in ${waitMs} ms`;
    logger.warn(`A connection to Slack could not be opened, ${left}: ${reasonOf(error)}`);
    tend();
  }

  return {
    start: openOne,
    count,
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

/** What an error says, and what the innermost of its causes says, for one line of the log: "fetch failed" alone tells nobody why. */
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

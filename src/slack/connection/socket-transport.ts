import type { Server } from 'node:http';
import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { portOf } from '../../http/server.ts';
import type { SocketModeConnection } from '../../settings/config.ts';
import { type AnswerPage, startProbeServer } from './probes.ts';
import { isTokenFault } from './slack-errors.ts';
import { type ConnectionEvents, openConnection, type SocketConnection } from './socket.ts';
import {
  createInFlight,
  followEvents,
  type Sockets,
  type TakeEvent,
  type Transport,
  type TransportSettings,
} from './transport.ts';

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

interface PoolParts {
  /** Opens one connection, or rejects. */
  open(on: ConnectionEvents): Promise<SocketConnection>;
  take(event: ReceiverEvent): Promise<void>;
  logger: BoltLogger;
}

/** Several connections, so that there is always one. Slack uses any of them for each event. */
interface ConnectionPool {
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
const SIZE = 2;

/** Between opening two, so that Slack doesn't renew both at once: a replacement takes 5 s. Half of a life that is announced as short. */
const APART_MS = 10_000;

interface Member {
  connection?: SocketConnection;
  state: 'in use' | 'leaving' | 'closed';
}

export const createConnectionPool = (parts: PoolParts): ConnectionPool => new Pool(parts);

class Pool implements ConnectionPool {
  readonly broken: Promise<unknown>;
  readonly #parts: PoolParts;
  readonly #members = new Set<Member>();
  readonly #backoff = new Backoff();
  #isOpening = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #nextAt = 0;
  #refuse = (_: unknown): void => {};

  constructor(parts: PoolParts) {
    this.#parts = parts;
    this.broken = new Promise((resolve) => {
      this.#refuse = resolve;
    });
  }

  start(): Promise<void> {
    return this.#openOne();
  }

  count(): number {
    return [...this.#members].filter(({ connection, state }) => connection !== undefined && state === 'in use').length;
  }

  sockets(): Sockets {
    return {
      open: this.count(),
      leaving: [...this.#members].filter(({ state }) => state === 'leaving').length,
      missing: Math.max(0, SIZE - this.count()),
    };
  }

  async close(limitMs: number): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const connections = [...this.#members].flatMap(({ connection }) => connection ?? []);
    await Promise.all(connections.map((connection) => connection.close(limitMs)));
  }

  async #openOne(): Promise<void> {
    const mine: Member = { state: 'in use' };
    this.#isOpening = true;
    try {
      mine.connection = await this.#parts.open({
        event: (event) => this.#parts.take(event),
        closing: (reason) => this.#replace(mine, reason),
        closed: () => this.#remove(mine),
      });
      this.#nextAt = performance.now() + Math.min(APART_MS, mine.connection.lifetimeMs / 2);
      this.#backoff.reset();
      if (this.#isClosed) await mine.connection.close(0);
      else if (mine.state !== 'closed') this.#members.add(mine);
    } finally {
      this.#isOpening = false;
    }
    this.#parts.logger.debug(`Opened a connection to Slack (${this.count()} of ${SIZE} open)`);
    for (const other of this.#members) if (other !== mine && other.state === 'leaving') other.connection?.drain();
    this.#maintain();
  }

  /** It is about to close, and stays until another one replaces it. */
  #replace(mine: Member, reason: string): void {
    if (mine.state !== 'in use') return;
    mine.state = 'leaving';
    this.#parts.logger.debug(`Replacing a connection to Slack (${reason})`);
    this.#maintain();
  }

  #remove(mine: Member): void {
    const wasInUse = mine.state === 'in use' && mine.connection !== undefined;
    mine.state = 'closed';
    this.#members.delete(mine);
    if (this.#isClosed) return;
    if (wasInUse) this.#parts.logger.warn(`Lost a connection to Slack (${this.count()} of ${SIZE} open); reconnecting`);
    this.#maintain();
  }

  /** Opens the next connection when it is due, if one is missing. */
  #maintain(): void {
    clearTimeout(this.#timer);
    const count = this.count();
    if (this.#isClosed || this.#isOpening || count >= SIZE) return;
    const { retryAt } = this.#backoff;
    const dueAt = count === 0 ? retryAt : Math.max(retryAt, this.#nextAt);
    const open = () => {
      this.#openOne().catch((error: unknown) => this.#retry(error));
    };
    this.#timer = setTimeout(open, Math.max(0, dueAt - performance.now()));
  }

  #retry(error: unknown): void {
    const waitMs = this.#backoff.after(error);
    if (waitMs === undefined) {
      this.#refuse(error);
      return;
    }
    const left = `${this.count()} of ${SIZE} open; retrying in ${waitMs} ms`;
    this.#parts.logger.warn(`Could not open a connection to Slack (${left}): ${reasonOf(error)}`);
    this.#maintain();
  }
}

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

/** Pause before asking again after a refused token: Slack has briefly refused valid ones. */
const REFUSED_AGAIN_MS = 3_000;

/** When to open the next connection after failures in a row. */
class Backoff {
  /** By the clock of `performance`. */
  retryAt = 0;
  #failures = 0;
  #wasRefused = false;

  reset(): void {
    this.#failures = 0;
    this.#wasRefused = false;
  }

  /** Returns how long to wait after a failure, in milliseconds. Undefined where Slack refuses the token again. */
  after(error: unknown): number | undefined {
    const isRefused = isTokenFault(error);
    if (isRefused && this.#wasRefused) return undefined;
    this.#wasRefused ||= isRefused;
    this.#failures += 1;
    const stated = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
    const doubled = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures - 1, 20));
    const waitMs = isRefused ? REFUSED_AGAIN_MS : Math.max(stated, doubled);
    this.retryAt = performance.now() + waitMs;
    return waitMs;
  }
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

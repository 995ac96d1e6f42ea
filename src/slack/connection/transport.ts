import type { Logger as BoltLogger, LogLevel as BoltLogLevel, Receiver } from '@slack/bolt';
import { within } from '../../retry.ts';

/** The way events reach the bot. Bolt sees a receiver; starting and stopping well is decided here. */
export interface Transport {
  /** For Bolt's App. */
  receiver: Receiver;
  /** Resolves, at most once, to the error after which no event will come again: the app-level token is no longer valid. */
  broken: Promise<unknown>;
  /** Where HTTP requests are answered once it has started; null where none are. */
  port(): number | null;
  /** Takes no new requests, where that can be done before what is in hand is finished. */
  stopAccepting(): void;
  /** Waits for what is in hand, at most so many milliseconds. True where everything is done. */
  settled(limitMs: number): Promise<boolean>;
  /** Ends all connections, within so many milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

export interface TransportSettings {
  slackApiUrl: string;
  logger: BoltLogger;
  logLevel: BoltLogLevel;
  /** Whether the database can be written; rejects where it does not answer. For `GET /readyz`. */
  askDatabase(): Promise<boolean>;
}

/** What has been started and is not yet done, so that a stop can wait for it. */
export interface InFlight {
  /** Follows a promise until it settles and hands it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until nothing is in hand, or for so many milliseconds. True where nothing is left. */
  settled(limitMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();

  async function empty(): Promise<void> {
    while (works.size > 0) await Promise.allSettled(works);
  }

  return {
    track(work) {
      works.add(work);
      const forget = () => works.delete(work);
      work.then(forget, forget);
      return work;
    },
    async settled(limitMs) {
      await within(empty(), limitMs);
      return works.size === 0;
    },
  };
}

import type { Logger as BoltLogger, LogLevel as BoltLogLevel, Receiver } from '@slack/bolt';

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

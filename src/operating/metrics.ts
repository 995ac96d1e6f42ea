import type { Kysely } from 'kysely';
import type { OnUse } from '../database/errors.ts';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';
import type { OnCall } from '../slack/connection/clients.ts';
import type { Hearing, Sockets } from '../slack/connection/transport.ts';
import type { OnAttempt } from '../slack/outbox/deliver.ts';
import { VERSION } from '../version.ts';
import { createInteractionMetrics } from './interaction-metrics.ts';
import { createMeters } from './meters.ts';
import { type RunningMetrics, serveText } from './metrics-server.ts';
import { createReaderMetrics, type ReaderMetrics } from './reader-metrics.ts';
import { createRecordMetrics } from './record-metrics.ts';
import { createSlackMetrics } from './slack-metrics.ts';

// For the person who runs the bot: metrics, the check before a start, why a start failed. Metrics and check are loaded where asked for.

/** What is measured. The functions are handed to what they measure. */
export interface Metrics {
  onUse: Required<OnUse>;
  onCall: OnCall;
  onAttempt: OnAttempt;
  /** An answer of Slack was over a minute from this machine's clock. */
  onClockOff(): void;
  hearing: Hearing;
  /** Registers what a language model costs. Call it once, where one is named. */
  measureReader(): ReaderMetrics;
  /** The current interaction failed. */
  onFailed(): void;
  /** Starts to answer `GET /metrics`. Rejects as `listen` does, with `setting` naming the port's setting. */
  serve(settings: MetricsServer): Promise<RunningMetrics>;
}

interface MetricsServer {
  port: number;
  /** The address to listen on. Default: all interfaces. */
  host?: string | null;
  db: Kysely<RecordTables>;
  /** As for `GET /readyz`. */
  askDatabase(): Promise<boolean>;
  /** The connections of Socket Mode by state. Null over HTTP. */
  sockets(): Sockets | null;
  logger: Logger;
}

/** Loads the metrics' library, and registers every metric and those of Node. Call it once per process. */
export async function createMetrics(): Promise<Metrics> {
  const { Registry, collectDefaultMetrics, ...library } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  const meters = createMeters(library, register);
  const interactions = createInteractionMetrics(meters);
  const slack = createSlackMetrics(meters);
  const record = createRecordMetrics(meters);
  meters
    .gauge('build_info', 'Always 1: the version of the bot, and of Node.', ['version', 'node'])
    .set({ version: VERSION, node: process.version }, 1);
  return {
    onUse: { onQuery: record.onQuery, onError: record.onError },
    onCall(method, error) {
      slack.onCall(method, error);
      interactions.onCall(method, error);
    },
    onAttempt: slack.onAttempt,
    onClockOff: slack.onClockOff,
    hearing: interactions,
    measureReader: () => createReaderMetrics(meters),
    onFailed: interactions.onFailed,
    async serve({ port, host, logger, sockets, ...counted }) {
      const count = record.counting({ ...counted, logger });
      const render = async () => {
        await count();
        slack.showSockets(sockets());
        return register.metrics();
      };
      return serveText({ port, host, logger, contentType: register.contentType, render });
    },
  };
}

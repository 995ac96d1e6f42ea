import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { createInFlight, within } from '../in-flight.ts';
import { followPulse } from './follow-pulse.ts';
import { readFrame } from './read-frame.ts';

/** One connection to Slack, from its opening to its end. It never opens again. */
export interface Line {
  /** Ends it as soon as what came over it is acknowledged, or Slack no longer waits for that. Does not wait itself. */
  retire(): void;
  /** Ends it, within so many milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

/** What happens to a line, from the moment that it begins to open. */
export interface LineHappenings {
  event(event: ReceiverEvent): Promise<void>;
  /** Slack announces that it will end the line, or no longer answers over it; until it ends events may come. */
  goodbye(reason: string): void;
  /** It is over, for whatever reason. */
  ended(): void;
}

export interface LineSettings {
  appToken: string;
  slackApiUrl: string;
  logger: BoltLogger;
}

/** Slack gives an address within this time, or the attempt has failed; in milliseconds. */
const ADDRESS_LIMIT_MS = 5_000;
/** The address and the greeting together. */
const GREETING_LIMIT_MS = 10_000;
/** Slack waits so long for an acknowledgement: https://docs.slack.dev/interactivity/handling-user-interaction */
const ACKNOWLEDGE_MS = 3_000;
/** A line that is retired has no more to say. */
const RETIRE_LIMIT_MS = 2_000;
/** The longest that a timer takes: Slack's client looks for pongs itself only once in so long. See {@link followPulse}. */
const NEVER_MS = 2 ** 31 - 1;

/** What Slack's client tells of an envelope; it has no type for it. */
interface Delivered {
  body: ReceiverEvent['body'];
  ack: (answer: unknown) => Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/**
 * Opens one connection and waits for Slack's greeting. Rejects as the Web API client does where Slack gives no address,
 * otherwise with an Error.
 */
export async function openLine(settings: LineSettings, on: LineHappenings): Promise<Line> {
  const client = new LineClient(settings, on);
  const acknowledgements = createInFlight();
  const complain = (error: unknown) => settings.logger.error('A connection to Slack was left behind', error);
  client.on('slack_event', (delivered: Delivered) => {
    acknowledgements.track(handOver(delivered, on)).catch(complain);
  });
  let endPulse = (): void => {};
  client.once('authenticated', ({ url }: { url: string }) => {
    endPulse = followPulse(url, () => {
      settings.logger.warn('A connection to Slack no longer answers: another one takes its place');
      on.goodbye('pings are not answered');
    });
  });
  client.once('disconnected', () => {
    endPulse();
    on.ended();
  });

  let fault: unknown = new Error('Slack did not greet in time');
  const greeted = client.start().catch((error: unknown) => {
    fault = error ?? new Error('The connection broke off before Slack greeted');
    throw fault;
  });
  const close = async (limitMs: number) => void (await within(client.disconnect(), limitMs));
  if (!(await within(greeted, GREETING_LIMIT_MS))) {
    await close(0);
    throw fault;
  }
  return {
    close,
    retire() {
      acknowledgements
        .settled(ACKNOWLEDGE_MS)
        .then(() => close(RETIRE_LIMIT_MS))
        .catch(complain);
    },
  };
}

/** Resolves when the event is acknowledged, or was not and never will be. */
function handOver(delivered: Delivered, on: LineHappenings): Promise<void> {
  const { body, ack, retry_num: retryNum, retry_reason: retryReason } = delivered;
  return new Promise<void>((resolve) => {
    const event: ReceiverEvent = {
      body,
      ack: (answer: unknown) => ack(answer).finally(resolve),
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
    };
    on.event(event).then(resolve, resolve);
  });
}

/**
 * Slack's client for one connection. By itself it would close the connection as soon as Slack says goodbye, with what is
 * not yet acknowledged, and open the next one 5 s later (socket-mode 3.1).
 */
class LineClient extends SocketModeClient {
  readonly #on: LineHappenings;
  readonly #logger: BoltLogger;

  constructor({ appToken, slackApiUrl, logger }: LineSettings, on: LineHappenings) {
    super({
      appToken,
      // Failures are told once, by whoever keeps the lines.
      logger: { ...logger, error: (...parts) => logger.debug(...parts) },
      autoReconnectEnabled: false,
      clientPingTimeout: NEVER_MS,
      // An object of its own: the client writes into it.
      clientOptions: {
        slackApiUrl,
        timeout: ADDRESS_LIMIT_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    });
    this.#on = on;
    this.#logger = logger;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    const frame = readFrame(data);
    switch (frame.kind) {
      case 'known':
        return super.onWebSocketMessage(data, isBinary);
      case 'goodbye':
        return this.#on.goodbye(frame.reason);
      case 'unknown':
        return this.#logger.warn('Slack sent something over Socket Mode that this version does not know');
    }
  }
}

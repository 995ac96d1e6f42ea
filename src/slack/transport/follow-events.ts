import { randomUUID } from 'node:crypto';
import type { AckFn, App, Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { inInteraction } from '../../logger.ts';
import type { InFlight } from './in-flight.ts';
import { payloadFault } from './payload-fault.ts';

/** Takes one event from Slack. Never rejects. */
export type TakeEvent = (event: ReceiverEvent) => Promise<void>;

/**
 * The way from a receiver to Bolt. Each event is followed until it is done, runs under a reference of its own, and is
 * acknowledged exactly once: by the first listener that does, or at the end if none did, because over Socket Mode nobody
 * else would and the person would see Slack's own error after 3 s. This stands before Bolt and not among its middleware,
 * so that it also holds where Bolt itself fails.
 */
export function followEvents(app: App, inFlight: InFlight, logger: BoltLogger): TakeEvent {
  return (event) => inFlight.track(inInteraction(newReference(), () => processOnce(app, event, logger)));
}

async function processOnce(app: App, event: ReceiverEvent, logger: BoltLogger): Promise<void> {
  const ack = once(event.ack, logger);
  const fault = payloadFault(event.body);
  if (fault !== undefined) logger.warn(`A payload is not as Slack sends it at "${fault}"; nothing is done about it`);
  else await processWith(app, { ...event, ack }, logger);
  await ack();
}

async function processWith(app: App, event: ReceiverEvent, logger: BoltLogger): Promise<void> {
  try {
    await app.processEvent(event);
  } catch (error) {
    logger.error('An event could not be read', error);
  }
}

/** Short enough to be read to somebody: ten letters and digits. Node draws UUIDs in advance, many at a time, and bytes one by one. */
function newReference(): string {
  return randomUUID().slice(-10);
}

/**
 * Bolt throws at a second acknowledgement over HTTP and only warns over Socket Mode; here the first one counts. One that
 * cannot be delivered, because the connection is gone, stops nothing: a trigger and a response address still work.
 */
function once(ack: AckFn<unknown>, logger: BoltLogger): AckFn<unknown> {
  let first: Promise<void> | undefined;
  return (answer) => {
    first ??= ack(answer).catch((error: unknown) => {
      logger.warn('An acknowledgement could not be delivered', error);
    });
    return first;
  };
}

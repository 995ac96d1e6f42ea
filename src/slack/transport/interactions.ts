import { randomBytes } from 'node:crypto';
import type { AckFn, App, Receiver, ReceiverEvent } from '@slack/bolt';
import { inInteraction } from '../../logger.ts';
import type { InFlight } from './in-flight.ts';

/**
 * A receiver whose events are each followed until they are done, run under a reference of their own, and acknowledged
 * exactly once: by the first listener that does, or at the end if none did, because over Socket Mode nobody else would
 * and the person would see Slack's own error after 3 s. This stands before Bolt and not among its middleware, so that it
 * also holds where Bolt itself fails.
 */
export function followInteractions(receiver: Receiver, inFlight: InFlight): Receiver {
  return {
    init(app) {
      const followed: App = Object.create(app);
      followed.processEvent = (event: ReceiverEvent) =>
        inFlight.track(inInteraction(newReference(), () => processOnce(app, event)));
      receiver.init(followed);
    },
    start: (...given: unknown[]) => receiver.start(...given),
    stop: (...given: unknown[]) => receiver.stop(...given),
  };
}

async function processOnce(app: App, event: ReceiverEvent): Promise<void> {
  const ack = once(event.ack);
  await app.processEvent({ ...event, ack });
  await ack();
}

/** Short enough to be read to somebody: ten letters and digits. */
function newReference(): string {
  return randomBytes(5).toString('hex');
}

/** Bolt throws at a second acknowledgement over HTTP and only warns over Socket Mode; here the first one counts. */
function once(ack: AckFn<unknown>): AckFn<unknown> {
  let first: Promise<void> | undefined;
  return (answer) => {
    first ??= ack(answer);
    return first;
  };
}

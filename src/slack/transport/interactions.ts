import { randomBytes } from 'node:crypto';
import type { AckFn, App, Receiver, ReceiverEvent } from '@slack/bolt';
import { inInteraction } from '../../logger.ts';
import type { InFlight } from './in-flight.ts';

/**
 * A receiver whose events are each followed until they are done, run under a reference of their own, and acknowledged
 * at most once. This stands before Bolt and not among its middleware, so that it also holds where Bolt itself fails.
 */
export function followInteractions(receiver: Receiver, inFlight: InFlight): Receiver {
  return {
    init(app) {
      const followed: App = Object.create(app);
      followed.processEvent = (event: ReceiverEvent) =>
        inFlight.track(inInteraction(newReference(), () => app.processEvent({ ...event, ack: once(event.ack) })));
      receiver.init(followed);
    },
    start: (...given: unknown[]) => receiver.start(...given),
    stop: (...given: unknown[]) => receiver.stop(...given),
  };
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

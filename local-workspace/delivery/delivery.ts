import type { Json } from '../json.ts';

/** How what people do reaches the app, and how the app says that it has it. */

export interface Envelope {
  type: 'slash_commands' | 'interactive' | 'events_api';
  payload: Json;
  retry?: { attempt: number; reason: string };
}

export type Acknowledgement =
  | { ok: true; body: unknown; ms: number }
  /**
   * `timeout`: no answer in time. `unreachable`: nothing listens, or the connection was lost first. `status`: the app
   * answered an HTTP status that is no success.
   */
  | { ok: false; reason: 'timeout' | 'unreachable' | 'status'; status?: number; ms: number };

export interface Delivery {
  deliver(envelope: Envelope): Promise<Acknowledgement>;
  stop(): Promise<void>;
}

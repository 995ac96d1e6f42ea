import type { Acknowledgement, Delivery, Envelope } from '../delivery/delivery.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';

/** What a person acts in: the workspace, and a way to the app. */
export interface World {
  state: WorkspaceState;
  send(envelope: Envelope): Promise<Acknowledgement>;
}

/** Delivers through `delivery` and records the outcome. No acknowledgement in time is a breach; no connection is not. */
export function createWorld(state: WorkspaceState, delivery: Delivery): World {
  return {
    state,
    async send(envelope) {
      const { type, payload } = envelope;
      const attempt = envelope.retry?.attempt ?? 0;
      state.journal.add({ kind: 'delivered', type, attempt, payload });
      const answer = await delivery.deliver(envelope);
      if (answer.ok) {
        state.journal.add({ kind: 'acknowledged', type, ms: answer.ms, body: answer.body });
        return answer;
      }
      state.journal.add({ kind: 'unacknowledged', type, reason: answer.reason, ms: answer.ms });
      if (answer.reason === 'timeout') breach(state, type, 'was not acknowledged within 3 seconds');
      if (answer.reason === 'status') breach(state, type, `was answered with HTTP status ${answer.status}`);
      return answer;
    },
  };
}

/** A breach that shows in how the app acknowledges. */
export function breach(state: WorkspaceState, where: string, text: string, path = ''): void {
  state.journal.add({ kind: 'breach', where, path, text });
}

/** Slack ignores what an acknowledgement of this kind carries, so to send something is a mistake. */
export function expectEmpty(state: WorkspaceState, where: string, acknowledgement: Acknowledgement): void {
  if (!acknowledgement.ok || isEmpty(acknowledgement.body)) return;
  breach(state, where, `acknowledges with a payload that Slack ignores: ${JSON.stringify(acknowledgement.body)}`);
}

export function isEmpty(body: unknown): boolean {
  if (body === undefined || body === null || body === '') return true;
  return typeof body === 'object' && Object.keys(body).length === 0;
}

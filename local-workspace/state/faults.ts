/** What can go wrong between the app and Slack, on demand. */
export type Fault =
  /** Too many requests: nothing is performed. `retryAfter` in seconds. */
  | { kind: '429'; retryAfter: number }
  /** Slack is unwell: an HTTP status, nothing is performed. */
  | { kind: 'status'; status: number }
  /** Performed after `ms`. */
  | { kind: 'slow'; ms: number }
  /** Performed at once, answered after `ms`. */
  | { kind: 'slowAnswer'; ms: number }
  /** Performed, but the connection is cut before the answer. */
  | { kind: 'dropAnswer' }
  /** The connection is cut; nothing is performed. */
  | { kind: 'dropRequest' }
  /** Refused with this error, whatever the arguments. */
  | { kind: 'error'; error: string };

export interface Faults {
  /** The next `times` calls of a Web API method (or `response_url`) fail this way; later ones wait in line. */
  next(method: string, fault: Fault, times?: number): void;
  take(method: string): Fault | undefined;
  /** Returns how many still wait for a call of the method. */
  left(method: string): number;
  /** Forget what was not used. */
  clear(): void;
}

export function createFaults(): Faults {
  const waiting = new Map<string, Fault[]>();
  return {
    next(method, fault, times = 1) {
      waiting.set(method, [...(waiting.get(method) ?? []), ...Array.from({ length: times }, () => fault)]);
    },
    take: (method) => waiting.get(method)?.shift(),
    left: (method) => waiting.get(method)?.length ?? 0,
    clear: () => waiting.clear(),
  };
}

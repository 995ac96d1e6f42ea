/** Times until which something is left alone, by key. */
export interface Holds {
  hold(key: string, untilMs: number): void;
  /** The later of that time and the key's hold, in milliseconds since 1970. */
  after(key: string, time: number): number;
}

export function createHolds(): Holds {
  const holds = new Map<string, number>();
  return {
    hold(key, untilMs) {
      holds.set(key, untilMs);
    },
    after: (key, time) => Math.max(time, holds.get(key) ?? 0),
  };
}

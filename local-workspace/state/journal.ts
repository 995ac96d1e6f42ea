import type { Json } from '../json.ts';

/** Everything that happens in the workspace, in order. A page that shows the workspace subscribes to it. */
type Happening =
  | { kind: 'call'; method: string; arguments: Json; answer: Json; fault?: string }
  | { kind: 'message'; change: 'posted' | 'edited' | 'deleted'; channelId: string; ts: string }
  | { kind: 'reaction'; channelId: string; ts: string; name: string }
  | { kind: 'ephemeral'; change: 'posted' | 'edited' | 'deleted'; channelId: string; ts: string; userId: string }
  | {
      kind: 'view';
      change: 'opened' | 'pushed' | 'updated' | 'answered' | 'closed' | 'published';
      viewId: string;
      userId: string;
    }
  | { kind: 'step'; id: string }
  | { kind: 'channel'; change: 'added' | 'joined' | 'archived' | 'made private' | 'deleted'; channelId: string }
  | { kind: 'delivered'; type: string; attempt: number; payload: Json }
  | { kind: 'acknowledged'; type: string; ms: number; body: unknown }
  | { kind: 'unacknowledged'; type: string; reason: string; ms: number }
  | { kind: 'connection'; change: 'opened' | 'closed'; open: number }
  | { kind: 'breach'; where: string; path: string; text: string };

export type JournalEntry = Happening & { at: number };

/** A rule of Slack's that the app broke: where (a method, an acknowledgement), the place in the payload, and what. */
export type WorkspaceBreach = Extract<JournalEntry, { kind: 'breach' }>;

export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(happening: Happening): void;
  /** Calls `listener` for every entry from now on. Returns a function that ends it. */
  subscribe(listener: (entry: JournalEntry) => void): () => void;
}

export function createJournal(clock: () => number): Journal {
  const entries: JournalEntry[] = [];
  const listeners = new Set<(entry: JournalEntry) => void>();
  return {
    entries,
    add(happening) {
      const entry: JournalEntry = { at: clock(), ...happening };
      entries.push(entry);
      for (const listener of [...listeners]) listener(entry);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

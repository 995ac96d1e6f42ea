import type { Workspace } from '../../local-workspace/start-workspace.ts';
import type { JournalEntry } from '../../local-workspace/state/journal.ts';

const LIMIT_MS = 20_000;

/** Subscribes to one kind of event, and passes each to the waiter for its key. */
export interface Ear<T> {
  /** The next event with this key. @throws Error after 20 s. */
  next(key: string): Promise<T>;
  end(): void;
}

/** `hear` returns key and value, or undefined to skip an event. */
export function createEar<T>(workspace: Workspace, hear: (entry: JournalEntry) => [string, T] | undefined): Ear<T> {
  const waiting = new Map<string, (value: T) => void>();
  const end = workspace.subscribe((entry) => {
    const [key, value] = hear(entry) ?? [];
    if (key === undefined || value === undefined) return;
    const settle = waiting.get(key);
    waiting.delete(key);
    settle?.(value);
  });
  return {
    next: (key) =>
      new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`Nothing came for ${key} in ${LIMIT_MS} ms`)), LIMIT_MS);
        waiting.set(key, (value) => {
          clearTimeout(limit);
          resolve(value);
        });
      }),
    end,
  };
}

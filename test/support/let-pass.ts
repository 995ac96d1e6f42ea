import { vi } from 'vitest';

/** Lets time pass for whatever reads the steady clock, until `vi.restoreAllMocks`. Timers don't notice. */
export function letPass(ms: number): void {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ms);
}

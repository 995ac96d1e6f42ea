const FIRST_MS = 500;
const LONGEST_MS = 60_000;

/** How long to wait after so many failed attempts, in milliseconds: twice as long each time, a minute at most. */
export function retryDelayMs(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
}

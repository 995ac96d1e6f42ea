/**
 * Milliseconds since 1970 by a clock that nobody sets: it starts at the machine's time and then only counts. What waits for
 * its time in one process is neither late nor early because the machine's clock was set meanwhile.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

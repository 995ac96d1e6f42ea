import { AsyncResource } from 'node:async_hooks';

/** One timer that keeps no process alive. */
export interface Alarm {
  /** Rings after so many milliseconds, instead of whenever it was set to ring. */
  set(afterMs: number): void;
  /** Never rings again. */
  silence(): void;
}

/** What rings does not run as part of whatever interaction set the alarm, so its log lines carry no stranger's reference. */
export function createAlarm(ring: () => void): Alarm {
  const ringOutside = AsyncResource.bind(ring);
  let timer: NodeJS.Timeout | undefined;
  let silent = false;
  return {
    set(afterMs) {
      clearTimeout(timer);
      if (!silent) timer = setTimeout(ringOutside, afterMs).unref();
    },
    silence() {
      silent = true;
      clearTimeout(timer);
    },
  };
}

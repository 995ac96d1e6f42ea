import { AsyncResource } from 'node:async_hooks';

/** Does one thing and answers whether there may be more to do. */
type Step = () => Promise<boolean>;

/** Work that goes on side by side under different keys, and one step at a time under the same key. */
interface Loops {
  /**
   * Repeats the step until it says that there is no more, and once more if it was asked for meanwhile, so that nothing
   * stored before the call is overlooked. Fulfilled when it rests; never rejected.
   */
  run(key: string, step: Step): Promise<void>;
  /** The same for whoever does not wait. */
  start(key: string, step: Step): void;
  isRunning(key: string): boolean;
  /** No further step begins. Fulfilled when the last one has ended. */
  stop(): Promise<void>;
}

export function createLoops(on: { error: (key: string, error: unknown) => void; rest: (key: string) => void }): Loops {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  let stopped = false;

  async function repeat(key: string, step: Step, loop: { again: boolean }): Promise<void> {
    try {
      while (loop.again && !stopped) {
        loop.again = false;
        while (!stopped && (await step()));
      }
    } catch (error) {
      on.error(key, error);
    } finally {
      running.delete(key);
      on.rest(key);
    }
  }

  function run(key: string, step: Step): Promise<void> {
    const present = running.get(key);
    if (present !== undefined) {
      present.again = true;
      return present.done;
    }
    const loop = { again: true, done: Promise.resolve() };
    running.set(key, loop);
    loop.done = repeat(key, step, loop);
    return loop.done;
  }

  return {
    run,
    start(key, step) {
      run(key, step).catch((error: unknown) => on.error(key, error));
    },
    isRunning: (key) => running.has(key),
    async stop() {
      stopped = true;
      while (running.size > 0) await Promise.all([...running.values()].map((loop) => loop.done));
    },
  };
}

/** One timer that keeps no process alive. */
interface Alarm {
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

/** Times until which something is left alone, by key. */
interface Holds {
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

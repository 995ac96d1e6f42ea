import { AsyncResource } from 'node:async_hooks';
import { unhurried } from '../../deadline.ts';

// Runs queued work: workers by key, and the timer that starts them.

/** Does one piece of work and returns whether there may be more. */
type Step = () => Promise<boolean>;

/** Workers of different keys run side by side; each does one step at a time. */
interface Workers {
  /**
   * Repeats the step until it returns false, and once more if `run` was called meanwhile, so that nothing stored before the
   * call is missed. Resolves when it is idle. Never rejects.
   */
  run(key: string, step: Step): Promise<void>;
  /** Like `run`, without waiting. */
  start(key: string, step: Step): void;
  isRunning(key: string): boolean;
  allIdle(): Promise<void>;
  /** Starts no further step. Resolves when the last one has ended. */
  stop(): Promise<void>;
}

export function createWorkers(on: {
  error: (key: string, error: unknown) => void;
  idle: (key: string) => void;
}): Workers {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  let stopped = false;

  async function repeat(key: string, step: Step, worker: { again: boolean }): Promise<void> {
    try {
      while (worker.again && !stopped) {
        worker.again = false;
        while (!stopped && (await step()));
      }
    } catch (error) {
      on.error(key, error);
    } finally {
      running.delete(key);
      on.idle(key);
    }
  }

  function run(key: string, step: Step): Promise<void> {
    const present = running.get(key);
    if (present !== undefined) {
      present.again = true;
      return present.done;
    }
    const worker = { again: true, done: Promise.resolve() };
    running.set(key, worker);
    // An interaction may start what nobody waits for.
    worker.done = unhurried(() => repeat(key, step, worker));
    return worker.done;
  }

  async function allIdle(): Promise<void> {
    while (running.size > 0) await Promise.all([...running.values()].map((worker) => worker.done));
  }

  return {
    run,
    allIdle,
    start(key, step) {
      run(key, step).catch((error: unknown) => on.error(key, error));
    },
    isRunning: (key) => running.has(key),
    stop() {
      stopped = true;
      return allIdle();
    },
  };
}

/** One timer that keeps no process alive. */
interface Timer {
  set(afterMs: number): void;
  stop(): void;
}

/** Runs `work` outside of the interaction that set the timer, so that its log lines carry no foreign reference. */
export function createTimer(work: () => void): Timer {
  const workOutside = AsyncResource.bind(work);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  return {
    set(afterMs) {
      clearTimeout(timer);
      if (!isStopped) timer = setTimeout(workOutside, afterMs).unref();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

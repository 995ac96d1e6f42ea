/** Does one thing and answers whether there may be more to do. */
type Step = () => Promise<boolean>;

/** Work that goes on side by side under different keys, and one step at a time under the same key. */
export interface Loops {
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

/** What has been started and is not yet done, so that a stop can wait for it. */
export interface InFlight {
  /** Follows a promise until it settles and hands it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Waits until nothing is in hand, or for so many milliseconds. True where nothing is left. */
  settled(limitMs: number): Promise<boolean>;
}

export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();

  async function empty(): Promise<void> {
    while (works.size > 0) await Promise.allSettled(works);
  }

  return {
    track(work) {
      works.add(work);
      const forget = () => works.delete(work);
      work.then(forget, forget);
      return work;
    },
    async settled(limitMs) {
      await within(empty(), limitMs);
      return works.size === 0;
    },
  };
}

/** Waits for a promise, but no longer than so many milliseconds. True where it was fulfilled by then. */
export async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs work, at most so many at once; the rest waits in order. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate that lets `most` through at once. */
export function createGate(most: number): Gate {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Rejects after so many milliseconds with an error that the SDK doesn't retry. What hangs is left behind. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(NO_RESPONSE)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What `within` rejects with. */
export const NO_RESPONSE = 'no response';

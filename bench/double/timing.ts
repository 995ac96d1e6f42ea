import type { Timed } from './errands.ts';

/** Runs `work` for each of `works` with a number of workers at once. It returns the milliseconds that count. */
export async function timeAll<Worker, Work>(
  workers: readonly Worker[],
  works: Iterable<Work>,
  work: (worker: Worker, work: Work) => Promise<number>,
): Promise<Timed> {
  const times: number[] = [];
  const left = works[Symbol.iterator]();
  const started = performance.now();
  await Promise.all(
    workers.map(async (worker) => {
      for (let next = left.next(); !next.done; next = left.next()) times.push(await work(worker, next.value));
    }),
  );
  return { times, seconds: (performance.now() - started) / 1000 };
}

export function* upTo(count: number): Iterable<number> {
  for (let index = 0; index < count; index++) yield index;
}

import { Script } from 'node:vm';

/**
 * An input is slow if the fastest of five runs takes more than this, in ms of processor time. A form under a policy is recommended
 * for twice, and for a language model with every field taken that is 100 ms beside a process on the other half of the core.
 */
export const SLOW_MS = 200;

/** Processor time of one run, in ms, with whatever else the process did meanwhile. */
export async function processorMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Processor time of an input, in ms: of the first run that isn't slow, otherwise of the fastest of several. One run may pay
 * for a garbage collection, or for a pattern that V8 compiles.
 */
export async function fastestMs(run: () => unknown, { runs = 5, slowMs = SLOW_MS } = {}): Promise<number> {
  let fastest = await processorMs(run);
  for (let again = 1; again < runs && fastest > slowMs; again++) fastest = Math.min(fastest, await processorMs(run));
  return fastest;
}

const SCRIPT = new Script('globalThis.runStoppable()');

/**
 * Runs something synchronous and stops it after `limitMs`, even inside a pattern that backtracks without end.
 * @throws Error with the code ERR_SCRIPT_EXECUTION_TIMEOUT where it had to be stopped.
 */
export function stoppedAfter(limitMs: number, run: () => unknown): void {
  Object.assign(globalThis, { runStoppable: run });
  SCRIPT.runInThisContext({ timeout: limitMs });
}

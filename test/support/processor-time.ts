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
 * Processor time of an input, in ms of a machine that has nothing else to do: of the first run that isn't slow, otherwise of the
 * fastest of several, each against a reference beside it. One run may pay for a garbage collection, or for a pattern that V8
 * compiles; and beside others, on half of a core or with a cold cache, everything takes longer.
 */
export async function fastestMs(run: () => unknown, { runs = 5, slowMs = SLOW_MS } = {}): Promise<number> {
  let fastest = await processorMs(run);
  for (let again = 1; again < runs && fastest > slowMs; again++) {
    // The first is compiled as it runs.
    const referenceMs = Math.min(await processorMs(refer), await processorMs(refer), await processorMs(refer));
    const times = Math.max(1, referenceMs / REFERENCE_MS);
    fastest = Math.min(fastest, (await processorMs(run)) / times);
  }
  return fastest;
}

const REFERENCE = 'the quick brown fox, 1,024 tokens of 3.5 MB within 15 min, '.repeat(40);
/** What the reference takes where nothing else runs (2026-12-01). */
const REFERENCE_MS = 7;
const REFERENCE_TURNS = 100;

/** Patterns, strings and small objects, as in what is measured; nothing of ours. */
function refer(): number {
  let found = 0;
  for (let turn = 0; turn < REFERENCE_TURNS; turn++) {
    const words = REFERENCE.split(/[\s,]+/).map((word, at) => ({ word, at, isNumber: /^\d+(?:\.\d+)?$/.test(word) }));
    found += new Map(words.map((one) => [one.word + turn, one])).size;
  }
  return found;
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

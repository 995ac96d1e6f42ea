import fc from 'fast-check';
import type { FuzzedBot } from '../fuzzed-bot.ts';
import type { Surfaces } from '../surfaces.ts';

/** What a part of a batch works with. */
export interface RunParts {
  bot: FuzzedBot;
  surfaces: Surfaces;
  /** Handles one input. @throws Error where that takes too much processor time. Ends the process where it never ends. */
  inTime<T>(input: unknown, handle: () => Promise<T>): Promise<T>;
  count(kind: string): void;
  /** @throws what ended the process, were it not for the run. */
  expectNoCrash(): void;
}

/** Hands over inputs of one kind, one after the other. @throws Error at the first that is not handled well, with the smallest such. */
export async function runAll<T>(
  inputs: fc.Arbitrary<T>,
  options: { numRuns: number; seed: number },
  handle: (input: T) => Promise<void>,
): Promise<void> {
  await fc.assert(fc.asyncProperty(inputs, handle), options);
}

export function expectNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

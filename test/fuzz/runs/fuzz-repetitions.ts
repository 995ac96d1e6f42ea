import fc from 'fast-check';
import type { Input } from '../inputs/input.ts';
import { anyRepetition, repetition, repetitionAt } from '../inputs/repetition.ts';
import { judge } from '../judge/index.ts';
import { expectNone, type RunParts } from './run-parts.ts';

/** Words of the grammar repeated, as many as fit: a run of 20,000 has each word once. */
export async function fuzzRepetitions(
  { bot, inTime, count, expectNoCrash }: RunParts,
  size: number,
  batchSeed: number,
): Promise<void> {
  const property = fc.asyncProperty(anyRepetition, async (drawn) => {
    count('repetition');
    const input: Input = { ...repetition(drawn), isWellFormed: true, slack: 'takes it' };
    const handled = await inTime(input, () => bot.handle(input));
    expectNoCrash();
    expectNone(judge(input, handled));
  });
  const examples = Array.from(
    { length: size },
    (_, index) => [repetitionAt(batchSeed * size + index)] as [ReturnType<typeof repetitionAt>],
  );
  await fc.assert(property, { numRuns: size, examples });
}

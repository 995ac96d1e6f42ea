import { anyInput } from '../inputs/index.ts';
import { judge } from '../judge/index.ts';
import { expectNone, type RunParts, runAll } from './run-parts.ts';

/** Inputs as a receiver hands them to Bolt. */
export async function fuzzEvents(
  { bot, surfaces, inTime, count, expectNoCrash }: RunParts,
  numRuns: number,
  seed: number,
): Promise<void> {
  await runAll(anyInput, { numRuns, seed }, async (input) => {
    count(input.kind.startsWith('malformed') ? 'malformed' : input.kind);
    const handled = await inTime(input, () => bot.handle(input));
    expectNoCrash();
    expectNone(judge(input, handled));
    surfaces.look(input, handled);
  });
}

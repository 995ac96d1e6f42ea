import { readFrame } from '../../../src/slack/connection/socket.ts';
import { anyFrame } from '../inputs/frame.ts';
import { expectNone, type RunParts, runAll } from './run-parts.ts';

/** What comes over a connection: told for what it is. */
export async function fuzzFrames(
  { inTime, count, expectNoCrash }: RunParts,
  numRuns: number,
  seed: number,
): Promise<void> {
  await runAll(anyFrame, { numRuns, seed }, async ({ data, kind }) => {
    count('frame');
    const read = await inTime(data, async () => readFrame(data));
    expectNoCrash();
    expectNone(read.kind === kind ? [] : [`a frame that is ${kind} was taken for ${read.kind}`]);
  });
}

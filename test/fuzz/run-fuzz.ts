import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { writeBetween } from '../support/documents.ts';
import { readArguments } from '../support/script-arguments.ts';
import { readOptions, USAGE } from './read-options.ts';
import { describeWorst, type ShareDone } from './share-done.ts';

/** A process slows down as it grows: a new one starts after at most this many inputs, some three times as fast as one that does a million. */
const PORTION = 20_000;
/** A run with this many inputs reaches everything. */
const ENOUGH = 2_000;
/** Seeds of batches count up from a portion's own; no two portions meet. */
const SEEDS_APART = 1_000_000;

/**
 * Hands the bot as many inputs as asked: commands, forms, dialogs, buttons, mentions, malformed payloads, frames, and requests to its
 * server, signed and forged.
 *
 *   npm run fuzz -- [inputs, 20000 unless told] [seed] [--processes 2] [--write]
 *
 * Ends with 1 at the first input that crashes it, is not answered, pings somebody, shows a stranger another team's data, or is slow;
 * the seed and the smallest such input are printed. So it ends, too, where the inputs did not reach all that the bot shows
 * and takes: then a run without a fault says nothing. `--write`: what came of it goes into docs/reliability.md.
 */
const options = readArguments(USAGE, (args) => readOptions(args, Date.now() % 1_000_000_000));
const { inputs: total, seed, processes } = options;
const started = Date.now();

/** Writes what came of a run that found nothing into docs/reliability.md. */
function write({ megabytes, worstMs }: ShareDone): void {
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  const seconds = (Date.now() - started) / 1000;
  const date = new Date().toISOString().slice(0, 10);
  const line = `The last long run, on ${date} with Node ${process.versions.node}: ${number(total)} inputs, 0 crashes, ${number(seconds)} s, seed ${seed}, ${number(megabytes)} MB at most in a process at its end, ${number(worstMs)} ms of processor time for the slowest input.`;
  writeBetween('docs/reliability.md', '<!-- fuzz -->', '<!-- /fuzz -->', line);
}

/** The run in portions. Returns the most memory, the slowest input and what none reached, or null where one of them found something. */
async function shareOut(): Promise<ShareDone | null> {
  const each = Math.min(PORTION, Math.ceil(total / processes));
  const portions = Math.ceil(total / each);
  let next = 0;
  let isOver = false;
  let most: ShareDone | null = null;

  async function work(): Promise<void> {
    while (next < portions && !isOver) {
      const portion = next++;
      const size = Math.min(each, total - portion * each);
      const done = await runPortion(size, seed + portion * SEEDS_APART);
      if (done === null) isOver = true;
      else most = most === null ? done : together(most, done);
    }
  }
  await Promise.all(Array.from({ length: processes }, work));
  return isOver ? null : most;
}

const together = (one: ShareDone, other: ShareDone): ShareDone => ({
  megabytes: Math.max(one.megabytes, other.megabytes),
  worstMs: Math.max(one.worstMs, other.worstMs),
  missing: one.missing.filter((part) => other.missing.includes(part)),
});

/** By this program, called again with a share and another seed. */
async function runPortion(size: number, portionSeed: number): Promise<ShareDone | null> {
  const program = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [...process.execArgv, program, String(size), String(portionSeed)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let done: ShareDone | null = null;
  child.on('message', (said: ShareDone) => {
    done = said;
  });
  const [code] = await once(child, 'exit');
  return code === 0 ? done : null;
}

const isShared = processes > 1 || total > PORTION;
// A process that only shares out doesn't load the bot.
const done = isShared ? await shareOut() : await (await import('./fuzz-alone.ts')).fuzzAlone(total, seed);
if (done === null) process.exit(1);
// Of a share, the process that shares out judges together with the others.
if (process.send === undefined && total >= ENOUGH && done.missing.length > 0) {
  process.stdout.write(
    `${total} inputs found nothing, and are too tame to (seed ${seed}): ${done.missing.join('; ')}\n`,
  );
  process.exit(1);
}
if (isShared) {
  process.stdout.write(
    `${total} inputs by ${processes} processes at a time, 0 crashes, ${describeWorst(done.worstMs)} (seed ${seed})\n`,
  );
}
process.send?.(done);
if (options.write) write(done);
process.exit(0);

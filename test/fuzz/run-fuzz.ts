import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { readArguments } from '../support/script-arguments.ts';
import { startFuzzedBot } from './fuzzed-bot.ts';
import { readOptions, USAGE } from './read-options.ts';
import { SIGNING_SECRET } from './requests/forge.ts';
import { fuzzEvents } from './runs/fuzz-events.ts';
import { fuzzFrames } from './runs/fuzz-frames.ts';
import { fuzzRepetitions } from './runs/fuzz-repetitions.ts';
import { fuzzRequests } from './runs/fuzz-requests.ts';
import { PORTION, type ShareDone, shareOut } from './runs/share-out.ts';
import { startStuckWatch } from './stuck-watch.ts';
import { createSurfaces } from './surfaces.ts';
import { writeResult } from './write-result.ts';

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
/** A new record for each: what is stored must not grow with the run. */
const BATCH = 2_000;
/** How many of a hundred inputs come by the server, and how many are frames of a connection. */
const BY_SERVER = 5;
const FRAMES = 5;
/** And how many are a word of the vocabulary, 40 times. */
const REPETITIONS = 10;
/** A run with this many inputs reaches everything. */
const ENOUGH = 2_000;

const surfaces = createSurfaces();
const counts = new Map<string, number>();
const count = (kind: string) => void counts.set(kind, (counts.get(kind) ?? 0) + 1);

let crashed: unknown;
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (reason: unknown) => {
    crashed ??= reason ?? new Error('a promise was rejected without a reason');
  });
}

function expectNoCrash(): void {
  if (crashed !== undefined) throw crashed instanceof Error ? crashed : new Error(String(crashed));
}

let worstMs = 0;
const watch = startStuckWatch();

/** The first run counts, and is judged; others only tell whether it was slow by itself. */
async function inTime<T>(input: unknown, handle: () => Promise<T>): Promise<T> {
  watch(input);
  let first: Promise<T> | undefined;
  const ms = await fastestMs(() => {
    const run = handle();
    first ??= run;
    return run;
  });
  worstMs = Math.max(worstMs, ms);
  if (ms > SLOW_MS) throw new Error(`It took ${Math.round(ms)} ms of processor time`);
  if (first === undefined) throw new Error('Nothing was run');
  return first;
}

async function runBatch(batch: number, size: number): Promise<void> {
  const batchSeed = seed + batch;
  const bot = await startFuzzedBot(SIGNING_SECRET);
  await bot.http.receiver.start();
  const parts = { bot, surfaces, inTime, count, expectNoCrash };
  const requests = Math.round((size * BY_SERVER) / 100);
  const frames = Math.round((size * FRAMES) / 100);
  const repetitions = Math.round((size * REPETITIONS) / 100);
  await fuzzFrames(parts, frames, batchSeed);
  await fuzzRequests(parts, requests, batchSeed);
  await fuzzRepetitions(parts, repetitions, batchSeed);
  await fuzzEvents(parts, size - requests - frames - repetitions, batchSeed);
  if (!(await bot.guardedAreSame())) throw new Error('Something of another team was changed, or came to a stranger');
  await bot.end();
  const [refused] = bot.refusedDrafts();
  if (refused !== undefined) throw new Error(`What a form was filled with was refused: ${refused}`);
  expectNoCrash();
}

/** With what it was about: fast-check keeps that in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message}\n${error.cause === undefined ? (error.stack ?? '') : describe(error.cause)}`;
}

const started = Date.now();

const describeWorst = (ms: number) => `the slowest ${Math.round(ms)} ms of processor time`;

function write({ megabytes, worstMs }: ShareDone): void {
  const seconds = (Date.now() - started) / 1000;
  writeResult(new URL('../../docs/reliability.md', import.meta.url), {
    inputs: total,
    seconds,
    seed,
    megabytes,
    worstMs,
  });
}

if (processes > 1 || total > PORTION) {
  const done = await shareOut({ program: fileURLToPath(import.meta.url), total, seed, processes });
  if (done === null) process.exit(1);
  process.stdout.write(
    `${total} inputs by ${processes} processes at a time, 0 crashes, ${describeWorst(done.worstMs)} (seed ${seed})\n`,
  );
  if (options.write) write(done);
  process.exit(0);
}

const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);
let done = 0;
try {
  for (let batch = 0; done < total; batch++) {
    const size = Math.min(BATCH, total - done);
    await runBatch(batch, size);
    done += size;
    if (batch % 10 === 9 || done === total) {
      const perSecond = Math.round((done * 1000) / (Date.now() - started));
      process.stderr.write(`${done} of ${total}, ${perSecond} a second, ${megabytes()} MB\n`);
    }
  }
} catch (error) {
  process.stdout.write(`After ${done} inputs, seed ${seed}:\n${describe(error)}\n`);
  process.exit(1);
}

const missing = done < ENOUGH ? [] : surfaces.missing();
if (missing.length > 0) {
  process.stdout.write(`${done} inputs found nothing, and are too tame to (seed ${seed}): ${missing.join('; ')}\n`);
  process.exit(1);
}
const kinds = [...counts].sort().map(([kind, number]) => `${kind} ${number}`);
process.stdout.write(
  `${done} inputs, 0 crashes, ${describeWorst(worstMs)} (seed ${seed}, ${availableParallelism()} processors)\n${kinds.join(', ')}\n`,
);
const result: ShareDone = { megabytes: megabytes(), worstMs };
process.send?.(result);
if (options.write) write(result);
process.exit(0);

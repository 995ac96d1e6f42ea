import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { writeBetween } from '../support/documents.ts';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { readArguments } from '../support/script-arguments.ts';
import { SIGNING_SECRET } from '../support/signed-request.ts';
import { startFuzzedBot } from './fuzzed-bot.ts';
import { createSurfaces } from './judge.ts';
import { readOptions, USAGE } from './read-options.ts';
import { runBatch } from './runs.ts';

const STUCK_MS = 60_000;

/** Runs in a separate thread, because the one that handles inputs is stuck. Ends the process. */
const WATCH = `
  const { writeSync } = require('node:fs');
  let timer;
  require('node:worker_threads').parentPort.on('message', (input) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeSync(1, 'It took more than ${STUCK_MS / 1000} s, and goes on: ' + input + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }, ${STUCK_MS});
  });
`;

/** Prints the input in progress and ends the process where no other follows within 60 s. */
function startStuckWatch(): (input: unknown) => void {
  const worker = new Worker(WATCH, { eval: true });
  worker.unref();
  return (input) => worker.postMessage(JSON.stringify(input) ?? '');
}

/** What a process that does a share says when it found nothing. */
interface ShareDone {
  megabytes: number;
  /** Of the slowest input, in ms of processor time. */
  worstMs: number;
}

/** A process slows down as it grows: a new one starts after at most this many inputs, some three times as fast as one that does a million. */
const PORTION = 20_000;
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
/** A new record for each: what is stored must not grow with the run. */
const BATCH = 2_000;
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

async function fuzz(batch: number, size: number): Promise<void> {
  const bot = await startFuzzedBot(SIGNING_SECRET);
  await bot.http.receiver.start();
  await runBatch({ bot, surfaces, inTime, count, expectNoCrash }, size, seed + batch);
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

/** Writes what came of a run that found nothing into docs/reliability.md. */
function write({ megabytes, worstMs }: ShareDone): void {
  const number = (value: number) => Math.round(value).toLocaleString('en-US');
  const seconds = (Date.now() - started) / 1000;
  const date = new Date().toISOString().slice(0, 10);
  const line = `The last long run, on ${date} with Node ${process.versions.node}: ${number(total)} inputs, 0 crashes, ${number(seconds)} s, seed ${seed}, ${number(megabytes)} MB at most in a process at its end, ${number(worstMs)} ms of processor time for the slowest input.`;
  writeBetween(
    'docs/reliability.md',
    '<!-- fuzz: written by npm run fuzz -- 1000000 --write -->',
    '<!-- /fuzz -->',
    line,
  );
}

/** The run in portions. Returns the most memory and the slowest input of any, or null where one of them found something. */
async function shareOut(): Promise<ShareDone | null> {
  const each = Math.min(PORTION, Math.ceil(total / processes));
  const portions = Math.ceil(total / each);
  let next = 0;
  let isOver = false;
  const most = { megabytes: 0, worstMs: 0 };

  async function work(): Promise<void> {
    while (next < portions && !isOver) {
      const portion = next++;
      const size = Math.min(each, total - portion * each);
      const done = await runPortion(size, seed + portion * SEEDS_APART);
      if (done === null) isOver = true;
      else {
        most.megabytes = Math.max(most.megabytes, done.megabytes);
        most.worstMs = Math.max(most.worstMs, done.worstMs);
      }
    }
  }
  await Promise.all(Array.from({ length: processes }, work));
  return isOver ? null : most;
}

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

if (processes > 1 || total > PORTION) {
  const done = await shareOut();
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
    await fuzz(batch, size);
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

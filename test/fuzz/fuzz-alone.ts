import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { SIGNING_SECRET } from '../support/signed-request.ts';
import { startFuzzedBot } from './fuzzed-bot.ts';
import { createSurfaces } from './judge.ts';
import { runBatch } from './runs.ts';
import { describeWorst, type ShareDone } from './share-done.ts';

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

/** A new record for each: what is stored must not grow with the run. */
const BATCH = 2_000;

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

async function fuzzBatch(size: number, seed: number): Promise<void> {
  const bot = await startFuzzedBot(SIGNING_SECRET);
  await bot.http.receiver.start();
  await runBatch({ bot, surfaces, inTime, count, expectNoCrash }, size, seed);
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

const megabytes = () => Math.round(process.memoryUsage().rss / 1e6);

/** Hands the bot as many inputs in this process. Returns null where one of them found something, which is printed. */
export async function fuzzAlone(total: number, seed: number): Promise<ShareDone | null> {
  const started = Date.now();
  let done = 0;
  try {
    for (let batch = 0; done < total; batch++) {
      const size = Math.min(BATCH, total - done);
      await fuzzBatch(size, seed + batch);
      done += size;
      if (batch % 10 === 9 || done === total) {
        const perSecond = Math.round((done * 1000) / (Date.now() - started));
        process.stderr.write(`${done} of ${total}, ${perSecond} a second, ${megabytes()} MB\n`);
      }
    }
  } catch (error) {
    process.stdout.write(`After ${done} inputs, seed ${seed}:\n${describe(error)}\n`);
    return null;
  }
  const kinds = [...counts].sort().map(([kind, number]) => `${kind} ${number}`);
  process.stdout.write(
    `${done} inputs, 0 crashes, ${describeWorst(worstMs)} (seed ${seed}, ${availableParallelism()} processors)\n${kinds.join(', ')}\n`,
  );
  return { megabytes: megabytes(), worstMs, missing: surfaces.missing() };
}

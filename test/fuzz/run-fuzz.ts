import { availableParallelism } from 'node:os';
import fc from 'fast-check';
import { readFrame } from '../../src/slack/transport/socket/read-frame.ts';
import { anyRequest, SIGNING_SECRET, send } from './forged-requests.ts';
import { type FuzzedBot, startFuzzedBot } from './fuzzed-bot.ts';
import { anyInput } from './inputs/any-input.ts';
import { anyJson } from './inputs/hostile-text.ts';
import { judge } from './judge.ts';

/**
 * Hands the bot so many inputs: commands, forms, dialogs, buttons, mentions, malformed payloads, frames, and requests to its
 * server, signed and forged.
 *
 *   tsx test/fuzz/run-fuzz.ts [inputs, 20000 unless told] [seed]
 *
 * Ends with 1 at the first input that crashes it, is not answered, pings somebody, or shows a stranger another team's data;
 * the seed and the smallest such input are printed.
 */
const [total = 20_000, given] = process.argv.slice(2).map(Number);
const seed = given ?? Date.now() % 1_000_000_000;
/** A new record for each: what is stored must not grow with the run. */
const BATCH = 2_000;
/** Of a hundred inputs so many come by the server, and so many are frames of a connection. */
const BY_SERVER = 5;
const FRAMES = 5;

const counts = new Map<string, number>();
const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);

let crashed: unknown;
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (reason: unknown) => {
    crashed ??= reason ?? new Error('a promise was rejected without a reason');
  });
}

function expectNoCrash(): void {
  if (crashed !== undefined) throw crashed instanceof Error ? crashed : new Error(String(crashed));
}

async function fuzzEvents(bot: FuzzedBot, runs: number, batchSeed: number): Promise<void> {
  const property = fc.asyncProperty(anyInput, async (input) => {
    count(input.kind.startsWith('malformed') ? 'malformed' : input.kind);
    const faults = judge(input, await bot.handle(input));
    expectNoCrash();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
  await fc.assert(property, { numRuns: runs, seed: batchSeed });
}

async function fuzzRequests(bot: FuzzedBot, runs: number, batchSeed: number): Promise<void> {
  const port = bot.http.port() ?? 0;
  const property = fc.asyncProperty(anyRequest, async (forged) => {
    count(`request ${forged.what}`);
    const status = await send(port, forged);
    expectNoCrash();
    const isCut = forged.what === 'oversized' && status === 0;
    if (!isCut && !forged.allowed.includes(status)) throw new Error(`${forged.what}: status ${status}`);
  });
  await fc.assert(property, { numRuns: runs, seed: batchSeed });
}

function fuzzFrames(runs: number, batchSeed: number): void {
  const frame = fc.oneof(
    anyInput.map(({ body }) => JSON.stringify({ type: 'interactive', envelope_id: 'e', payload: body })),
    anyJson.map((value) => JSON.stringify(value) ?? ''),
    fc
      .record({ type: fc.oneof(fc.string(), fc.constantFrom('events_api', 'close', 'disconnect')), payload: anyJson })
      .map((value) => JSON.stringify(value)),
    fc.string(),
  );
  const property = fc.property(frame, (data) => {
    count('frame');
    readFrame(data);
  });
  fc.assert(property, { numRuns: runs, seed: batchSeed });
}

/** With what it was about: fast-check keeps that in the cause. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message}\n${error.cause === undefined ? (error.stack ?? '') : describe(error.cause)}`;
}

const started = Date.now();
let done = 0;
try {
  for (let batch = 0; done < total; batch++) {
    const size = Math.min(BATCH, total - done);
    const batchSeed = seed + batch;
    const bot = await startFuzzedBot(SIGNING_SECRET);
    await bot.http.receiver.start();
    const requests = Math.round((size * BY_SERVER) / 100);
    const frames = Math.round((size * FRAMES) / 100);
    await fuzzEvents(bot, size - requests - frames, batchSeed);
    await fuzzRequests(bot, requests, batchSeed);
    fuzzFrames(frames, batchSeed);
    if (!(await bot.guardedAreSame())) throw new Error('A stranger changed a review of another team');
    await bot.end();
    expectNoCrash();
    done += size;
    if (batch % 10 === 9 || done === total) {
      const perSecond = Math.round((done * 1000) / (Date.now() - started));
      process.stderr.write(
        `${done} of ${total}, ${perSecond} a second, ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
      );
    }
  }
} catch (error) {
  process.stdout.write(`After ${done} inputs, seed ${seed}:\n${describe(error)}\n`);
  process.exit(1);
}

const kinds = [...counts].sort().map(([kind, number]) => `${kind} ${number}`);
process.stdout.write(
  `${done} inputs, 0 crashes (seed ${seed}, ${availableParallelism()} processors)\n${kinds.join(', ')}\n`,
);
process.exit(0);

import * as quantities from '../../src/wording/quantities/index.ts';
import { readAsk } from '../../src/wording/read-ask.ts';
import { readWhatIf } from '../../src/wording/read-what-if.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { fastestMs, stoppedAfter } from './processor-time.ts';
import { workload } from './workloads.ts';

/** By the clock, and so far above what a busy machine needs for any input that isn't stuck. */
const STOP_MS = 10_000;
/** A pattern that backtracks takes seconds; 120 names of instance types take 70 ms on a quiet machine. */
const SLOW_READING_MS = 150;
/** The other threads of a test's process collect and compile meanwhile, and their time counts: more runs than the fuzz gives. */
const RUNS = 12;
/** A few are enough to see what is wrong. */
const SHOWN_MAX = 5;

const CURRENT = workload({ trafficPattern: 'steady', monthlyRequests: 60_000, payloadSizeMB: 3, modelCount: 4 });
const READERS: readonly [name: string, read: (text: string) => unknown][] = [
  ['readWords', (text) => readWords(text)],
  ['readWhatIf', (text) => readWhatIf(text, CURRENT)],
  ['readAsk', readAsk],
  ...Object.entries(quantities).flatMap(([name, reader]) =>
    name.startsWith('read') ? [[name, reader] as [string, (text: string) => unknown]] : [],
  ),
];

/** What a reader takes more than 150 ms of processor time for: its name, the milliseconds, the beginning of the text. */
export async function slowReadings(texts: readonly string[]): Promise<string[]> {
  const slow: string[] = [];
  for (const text of texts) {
    if (slow.length >= SHOWN_MAX) break;
    for (const [name, read] of READERS) {
      const run = () => stoppedAfter(STOP_MS, () => read(text));
      const ms = await fastestMs(run, { runs: RUNS, slowMs: SLOW_READING_MS }).catch(() => Number.POSITIVE_INFINITY);
      if (ms > SLOW_READING_MS) slow.push(`${name}: ${Math.round(ms)} ms for ${JSON.stringify(text.slice(0, 60))}`);
    }
  }
  return slow;
}

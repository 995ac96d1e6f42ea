import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { named, parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { atMost, quantile, spreadOf, writeMedian } from '../report.ts';
import type { Measure, Setup } from '../worlds.ts';

const CASES = ['decided-cases', 'sizing-cases'].map(
  (name) => new URL(`../../test/recommender/${name}.json`, import.meta.url),
);
/** By subject: the median and p99. */
const MOST_MS = { 'with flips': [5, 15], 'without flips': [0.5, 2] } as const;

const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** Times calls of the build in a new process for each round. `commandsPerRepeat`: how many of the commands stand for a call of each input. */
async function timeCalls(
  { rounds, commands, build, compiled, say }: Setup,
  timed: 'recommend' | 'reading',
  inputs: unknown,
  commandsPerRepeat: number,
) {
  const repeats = String(Math.ceil(commands / commandsPerRepeat));
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'inputs.json');
  writeFileSync(file, JSON.stringify(inputs));
  const found: Record<string, number[][]> = {};
  for (let round = 0; round < rounds; round++) {
    say(`${timed}, round ${round + 1}`);
    const args = [compiled['timed-child'], build, timed, file, repeats, repeats];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: OUTPUT_LIMIT });
    for (const [subject, times] of Object.entries(JSON.parse(stdout) as Record<string, number[]>)) {
      found[subject] = [...(found[subject] ?? []), times];
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const of = (subject: string, read: (times: number[]) => number) => (found[subject] ?? []).map(read);
  const at = (subject: string, share: number) => of(subject, (times) => quantile(times, share));
  return { subjects: Object.keys(found), of, at };
}

/** With volumes, costs are compared and more can flip. */
const WITH_VOLUMES: Workload[] = [
  {
    ...named('rare'),
    trafficPattern: 'variable',
    responseTimeSeconds: 3,
    monthlyRequests: 30_000,
    processingTimeSeconds: 0.2,
  },
  {
    ...named('many'),
    trafficPattern: 'intermittent',
    responseTimeSeconds: 5,
    monthlyRequests: 3e7,
    processingTimeSeconds: 0.2,
  },
  {
    ...named('queue'),
    trafficPattern: 'steady',
    responseTimeSeconds: 300,
    monthlyRequests: 1e6,
    processingTimeSeconds: 20,
  },
];

/** `recommend` alone, over the decided and the sized cases of the tests, language models among them, and some with volumes. */
export const recommendation: Measure = {
  name: 'recommend',
  async run(setup) {
    // After about ten thousand calls, as with the default of 2,000 commands, the engine has compiled everything, and times no longer fall.
    const { subjects, of, at } = await timeCalls(setup, 'recommend', workloads(), 20);
    const perSecond = (times: number[]) => (times.length * 1000) / times.reduce((sum, time) => sum + time, 0);
    const rows = subjects.map((subject) => [
      subject,
      writeMedian(of(subject, perSecond)),
      ...[0.5, 0.99, 1].map((share) => writeMedian(at(subject, share))),
    ]);
    return {
      tables: [{ caption: 'One recommendation, ms:', head: ['', 'per second', 'p50', 'p99', 'longest'], rows }],
      goals: Object.entries(MOST_MS).flatMap(([subject, [median, p99]]) => [
        atMost(`median ${subject}, ms`, spreadOf(at(subject, 0.5)).median, median, 3),
        atMost(`p99 ${subject}, ms`, spreadOf(at(subject, 0.99)).median, p99, 3),
      ]),
    };
  },
};

function workloads(): Workload[] {
  const cases = CASES.flatMap((file): { id: string; workload: object }[] => JSON.parse(readFileSync(file, 'utf8')));
  const decided = cases.flatMap(({ id, workload }) => {
    const parsed = parseWorkload({ name: id, ...workload });
    return parsed.ok ? [parsed.workload] : [];
  });
  return [...decided, ...WITH_VOLUMES];
}

const PHRASES = new URL('../../test/wording/phrases/public.json', import.meta.url);
/** Slack's limit for a message. */
const LONGEST = 40_000;

/** Reading words alone: single phrases, 500 characters, and the slowest texts. */
export const reading: Measure = {
  name: 'reading',
  async run(setup) {
    const { subjects, at } = await timeCalls(setup, 'reading', texts(), 100);
    const rows = subjects.map((subject) => [
      subject,
      ...[0.5, 0.99, 1].map((share) => writeMedian(at(subject, share))),
    ]);
    return {
      tables: [{ caption: 'Reading one text, ms:', head: ['', 'p50', 'p99', 'longest'], rows }],
      goals: [atMost('p50 of 500 characters, ms', spreadOf(at('500 characters', 0.5)).median, 2, 3)],
    };
  },
};

function texts(): Record<string, string[]> {
  const phrases = (JSON.parse(readFileSync(PHRASES, 'utf8')) as { words: string }[]).map(({ words }) => words);
  const all = phrases.join('. ');
  const cut = (length: number) =>
    Array.from({ length: Math.floor(all.length / length) }, (_, index) =>
      all.slice(index * length, (index + 1) * length),
    );
  const repeated = (words: string) => words.repeat(Math.ceil(LONGEST / words.length)).slice(0, LONGEST);
  return {
    'a phrase': phrases,
    '500 characters': cut(500),
    '40,000 characters': [`${all} `.repeat(9).slice(0, LONGEST)],
    'worst: quantities alone': [repeated('4 x '), repeated('5 MB ')],
    'worst: a word repeated': [repeated('no '), repeated('a '), repeated('each own ')],
  };
}

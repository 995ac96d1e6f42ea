import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { named, parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { atMost } from '../report/report.ts';
import { quantile, spreadOf } from '../report/statistics.ts';
import { writeMedian } from '../report/write-number.ts';
import type { Measure } from './measure.ts';

const CASES = ['decided-cases', 'sizing-cases'].map(
  (name) => new URL(`../../test/recommender/${name}.json`, import.meta.url),
);
const ROUNDS_INSIDE = 100;
/** By subject: the median and p99. */
const MOST_MS = { 'with flips': [5, 15], 'without flips': [0.5, 2] } as const;
const OUTPUT_LIMIT = 256 * 1024 * 1024;

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
  async run({ rounds, build, compiled, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const file = join(folder, 'workloads.json');
    writeFileSync(file, JSON.stringify(workloads()));
    const found: Record<string, number[][]> = {};
    for (let round = 0; round < rounds; round++) {
      say(`recommend, round ${round + 1}`);
      const args = [compiled['recommend-child'], build, file, String(ROUNDS_INSIDE)];
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: OUTPUT_LIMIT });
      for (const [subject, times] of Object.entries(JSON.parse(stdout) as Record<string, number[]>)) {
        found[subject] = [...(found[subject] ?? []), times];
      }
    }
    rmSync(folder, { recursive: true, force: true });
    const of = (subject: string, read: (times: number[]) => number) => (found[subject] ?? []).map(read);
    const at = (share: number) => (times: number[]) => quantile(times, share);
    const perSecond = (times: number[]) => (times.length * 1000) / times.reduce((sum, time) => sum + time, 0);
    const rows = Object.keys(found).map((subject) => [
      subject,
      writeMedian(of(subject, perSecond)),
      ...[0.5, 0.99].map((share) => writeMedian(of(subject, at(share)))),
      writeMedian(of(subject, at(1))),
    ]);
    return {
      tables: [{ caption: 'One recommendation, ms:', head: ['', 'per second', 'p50', 'p99', 'longest'], rows }],
      goals: Object.entries(MOST_MS).flatMap(([subject, [median, p99]]) => [
        atMost(`median ${subject}, ms`, spreadOf(of(subject, at(0.5))).median, median, 3),
        atMost(`p99 ${subject}, ms`, spreadOf(of(subject, at(0.99))).median, p99, 3),
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

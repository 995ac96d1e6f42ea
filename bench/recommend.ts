/**
 * How long one recommendation takes, with the search for flips and without: the decided cases and some with volumes, in
 * turn, after a warm-up. Prints the median and the 99th percentile of single calls.
 */
import { readFileSync } from 'node:fs';
import { parseWorkload, recommend, type Workload } from '../src/recommender/index.ts';
import { judge } from '../src/recommender/judge.ts';
import { explain } from '../src/recommender/recommend.ts';

const ROUNDS_WARM_UP = 40;
const ROUNDS = 100;

const cases: { workload: unknown }[] = JSON.parse(
  readFileSync(new URL('../test/recommender/decided-cases.json', import.meta.url), 'utf8'),
);
const WITH_VOLUMES: Workload[] = [
  {
    name: 'rare',
    trafficPattern: 'variable',
    responseTimeSeconds: 3,
    monthlyRequests: 30_000,
    processingTimeSeconds: 0.2,
  },
  {
    name: 'many',
    trafficPattern: 'intermittent',
    responseTimeSeconds: 5,
    monthlyRequests: 3e7,
    processingTimeSeconds: 0.2,
  },
  {
    name: 'queue',
    trafficPattern: 'steady',
    responseTimeSeconds: 300,
    monthlyRequests: 1e6,
    processingTimeSeconds: 20,
  },
];
const workloads = [
  ...cases.flatMap(({ workload }) => {
    const parsed = parseWorkload(workload);
    return parsed.ok ? [parsed.workload] : [];
  }),
  ...WITH_VOLUMES,
];

const subjects: Record<string, (workload: Workload) => unknown> = {
  'the kernel alone': judge,
  'without flips': (workload) => explain(judge(workload)),
  'with costs and flips': recommend,
};

function measure(subject: (workload: Workload) => unknown): number[] {
  for (let round = 0; round < ROUNDS_WARM_UP; round++) for (const workload of workloads) subject(workload);
  const milliseconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const workload of workloads) {
      const start = performance.now();
      subject(workload);
      milliseconds.push(performance.now() - start);
    }
  }
  return milliseconds.sort((a, b) => a - b);
}

const lines = Object.entries(subjects).map(([name, subject]) => {
  const sorted = measure(subject);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(4).padStart(9);
  return `${name.padEnd(22)} ${at(0.5)} ms ${at(0.99)} ms`;
});
process.stdout.write(`${''.padEnd(22)}    median         p99\n${lines.join('\n')}\n`);

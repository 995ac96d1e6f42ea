/**
 * Times single recommendations and writes the milliseconds, by subject, as JSON. Arguments: the folder of the build, the
 * file with the workloads, how many rounds.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Subject = (workload: unknown) => unknown;

const [build = '', file = '', given = ''] = process.argv.slice(2);
/** About ten thousand calls, after which the engine has compiled everything and times no longer fall. */
const WARM_UP = 100;
const rounds = Number(given);
const load = (path: string) => import(pathToFileURL(`${build}/recommender/${path}`).href);
const { recommend } = await load('index.js');
const { explain } = await load('explain/index.js');
const { judge } = await load('judge/judge.js');
const workloads: unknown[] = JSON.parse(readFileSync(file, 'utf8'));

const subjects: Record<string, Subject> = {
  kernel: judge,
  'without flips': (workload) => explain(judge(workload)),
  'with flips': (workload) => recommend(workload),
};

function time(subject: Subject): number[] {
  for (let round = 0; round < WARM_UP; round++) for (const workload of workloads) subject(workload);
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const workload of workloads) {
      const start = performance.now();
      subject(workload);
      milliseconds.push(performance.now() - start);
    }
  }
  return milliseconds;
}

const times = Object.fromEntries(Object.entries(subjects).map(([name, subject]) => [name, time(subject)]));
process.stdout.write(JSON.stringify(times));

/**
 * Times single calls of the build and writes the milliseconds, by subject, as JSON. Arguments: the folder of the build, what
 * is timed, the file with its inputs, how many uncounted rounds come before, how many are counted.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Subject = { call: (input: unknown) => unknown; inputs: readonly unknown[] };

const [build = '', timed = '', file = '', warmUp = '', rounds = ''] = process.argv.slice(2);
const load = (path: string) => import(pathToFileURL(`${build}/${path}`).href);
const given = JSON.parse(readFileSync(file, 'utf8'));

/** Workloads, by each way to decide. */
async function recommending(): Promise<Record<string, Subject>> {
  const { recommend } = await load('recommender/index.js');
  const { explain } = await load('recommender/explain/index.js');
  const { judge } = await load('recommender/judge/judge.js');
  return {
    kernel: { call: judge, inputs: given },
    'without flips': { call: (workload) => explain(judge(workload)), inputs: given },
    'with flips': { call: (workload) => recommend(workload), inputs: given },
  };
}

/** Texts, by subject. */
async function reading(): Promise<Record<string, Subject>> {
  const { readWords } = await load('wording/read-words.js');
  const subjects = Object.entries(given as Record<string, string[]>);
  return Object.fromEntries(subjects.map(([name, inputs]) => [name, { call: (text) => readWords(text), inputs }]));
}

function time({ call, inputs }: Subject): number[] {
  for (let round = 0; round < Number(warmUp); round++) for (const input of inputs) call(input);
  const milliseconds: number[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    for (const input of inputs) {
      const start = performance.now();
      call(input);
      milliseconds.push(performance.now() - start);
    }
  }
  return milliseconds;
}

const subjects = Object.entries(timed === 'reading' ? await reading() : await recommending());
process.stdout.write(JSON.stringify(Object.fromEntries(subjects.map(([name, subject]) => [name, time(subject)]))));

#!/usr/bin/env node
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openPolicy } from './policy/read-policy.ts';
import { parseWorkload, type Workload } from './recommender/index.ts';
import { readWorkloads } from './terminal/answer.ts';
import { inert, inertLines, writerTo } from './terminal/lines.ts';
import { writePolicyCheck } from './terminal/policy-check.ts';
import { whyUnread } from './wording/why-unread.ts';

const SOUND = 0;
const FAULTY = 1;
const WRONG_USE = 2;

const USAGE = `Checks a policy file, and shows what it changes.

Usage: npm run --silent policy -- check FILE [WORKLOADS...]

Prints each fault with its line and field. Without any, tries the policy on
workloads: JSON files as for npm run recommend, or those in examples/.

  --channel ID       as if in this Slack channel
  --requested-by ID  as if this person asked
  -h, --help         this text

Exit status: 0 no faults, 1 faults, 2 usage error.
Example: npm run --silent policy -- check examples/policy.yml --channel C0PROD
`;

/** Beside `src` and `dist` alike: the package and the image have them too. */
const EXAMPLES = new URL('../examples/', import.meta.url);

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

process.exitCode = await run(process.argv.slice(2));

async function run(args: string[]): Promise<number> {
  const wanted = readArgs(args);
  if (wanted === 'help') {
    await toStdout(USAGE);
    return SOUND;
  }
  if (wanted === undefined) {
    await toStderr(USAGE);
    return WRONG_USE;
  }
  const opened = await openPolicy(wanted.file);
  if (!opened.ok) {
    await toStderr(inertLines(opened.text));
    return FAULTY;
  }
  const files = wanted.workloads.length > 0 ? wanted.workloads : await examples();
  const workloads: Workload[] = [];
  for (const file of files) {
    const read = await workloadsIn(file);
    if (typeof read === 'string') {
      await toStderr(`${inert(`${file instanceof URL ? file.pathname : file}: ${read}`)}\n`);
      return WRONG_USE;
    }
    workloads.push(...read);
  }
  const { channel, requestedBy } = wanted;
  await toStdout(writePolicyCheck(opened.policy, workloads, { channel, requestedBy }));
  return SOUND;
}

interface Wanted {
  file: string;
  workloads: string[];
  channel: string | undefined;
  requestedBy: string | undefined;
}

/** Undefined for wrong use. */
function readArgs(args: string[]): Wanted | 'help' | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        channel: { type: 'string' },
        'requested-by': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const [command, file, ...workloads] = positionals;
    if (command !== 'check' || file === undefined) return undefined;
    return { file, workloads, channel: values.channel, requestedBy: values['requested-by'] };
  } catch {
    return undefined;
  }
}

async function examples(): Promise<URL[]> {
  const names = await readdir(EXAMPLES);
  return names
    .filter((name) => /\.jsonl?$/.test(name))
    .toSorted()
    .map((name) => new URL(name, EXAMPLES));
}

/** The workloads of a file, or what is wrong with it. */
async function workloadsIn(file: string | URL): Promise<Workload[] | string> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    return whyUnread(error);
  }
  const workloads: Workload[] = [];
  for (const entry of readWorkloads(content)) {
    const parsed = entry.ok ? parseWorkload(entry.input) : { ok: false as const, faults: [{ text: entry.text }] };
    if (!parsed.ok) return parsed.faults.map(({ text }) => text).join(' ');
    workloads.push(parsed.workload);
  }
  return workloads;
}

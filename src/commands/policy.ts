import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openPolicy, openPrices } from '../policy/read-policy.ts';
import { parseWorkload, type Workload } from '../recommender/index.ts';
import { readWorkloads } from '../terminal/answer-workload.ts';
import { writePolicyCheck } from '../terminal/policy-check.ts';
import { defineCommand, EXIT, Stop, WrongUsage } from './command.ts';
import { refuseCommand } from './read-arguments.ts';
import { readInput, unusable } from './read-file.ts';

export const command = defineCommand({
  usage: (name) => `Usage: ${name} check FILE [WORKLOADS...]

Prints each fault with its line and field. Without any, tries the policy on
workloads: JSON files as for the command recommend, or those in examples/.

  --prices FILE      what you pay, if not what the policy says
  --channel ID       as if in this Slack channel
  --requested-by ID  as if this person asked
  -h, --help         this text
  --version          the version

Exit status: 0 no faults, 1 faults, 2 usage error.
Example: ${name} check examples/policy.yml --channel C0PROD
`,
  options: {
    prices: { type: 'string', needs: 'a file' },
    channel: { type: 'string', needs: 'the ID of a channel' },
    'requested-by': { type: 'string', needs: 'the ID of a person' },
  },
  async run({ values: { channel, prices: pricesFile, 'requested-by': requestedBy }, words }, { root, toStdout }) {
    const [what, file, ...given] = words;
    if (what === undefined) throw new WrongUsage('Enter check FILE.');
    if (what !== 'check') return refuseCommand(what, ['check']);
    if (file === undefined) throw new WrongUsage('check takes a policy file.');
    const opened = await openPolicy(file);
    if (!opened.ok) throw new Stop(opened.text, opened.isUnread ? EXIT.wrongUsage : EXIT.faults);
    const paid = pricesFile === undefined ? null : await openPrices(pricesFile);
    if (paid?.ok === false) throw new Stop(paid.text, paid.isUnread ? EXIT.wrongUsage : EXIT.faults);
    const workloads: Workload[] = [];
    for (const name of given.length > 0 ? given : await examplesIn(root)) workloads.push(...(await workloadsIn(name)));
    await toStdout(writePolicyCheck(opened.policy, workloads, { channel, requestedBy }, paid?.prices));
    return EXIT.done;
  },
});

/** The workloads that the package and the image have, too. */
async function examplesIn(root: URL): Promise<string[]> {
  const folder = new URL('examples/', root);
  const names = (await readdir(folder)).filter((name) => /\.jsonl?$/.test(name));
  return names.toSorted().map((name) => fileURLToPath(new URL(name, folder)));
}

async function workloadsIn(file: string): Promise<Workload[]> {
  const workloads: Workload[] = [];
  for (const entry of readWorkloads(await readInput(file))) {
    const parsed = entry.ok ? parseWorkload(entry.input) : { ok: false as const, faults: [{ text: entry.text }] };
    if (!parsed.ok) throw unusable(file, parsed.faults.map(({ text }) => text).join(' '));
    workloads.push(parsed.workload);
  }
  return workloads;
}

import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeBetween } from '../support/documents.ts';
import { readArguments } from '../support/script-arguments.ts';
import { readOptions, USAGE } from './options.ts';
import { type Durations, type FaultCase, type Finding, openWorld, type World } from './world.ts';

function buildList(findings: readonly Finding[]): string {
  const lines = findings.map(({ what, sent, lost, doubled, remark, unavoidable, fault }) => {
    const counted = [
      sent > 0 ? String(sent) : '',
      lost > 0 ? `**${lost} lost**` : '',
      doubled > 0 ? `**${doubled} doubled**` : '',
    ].filter((part) => part !== '');
    const told = [remark, unavoidable?.why ?? '', fault === undefined ? '' : `FAULT: ${fault}`]
      .filter((part) => part !== '')
      .map((part) => part.replace(/\.$/, ''));
    return [
      `- ${what}${counted.length === 0 ? '' : ` (${counted.join(', ')})`}`,
      ...(told.length === 0 ? [] : [told.join('. ')]),
    ].join(': ');
  });
  return lines.join('\n');
}

/**
 * Lets the real process go through what can go wrong, counts what was lost and doubled, and prints a list.
 *
 *   npm run faults -- [--short] [--only name,name] [--built] [--write]
 *
 * `--short`: a minute and a half for all of it. `--built`: dist/main.js instead of the source. `--write`: the list goes into
 * docs/reliability.md. Ends with 1 where something was lost or doubled that need not be.
 */

const LONG: Durations = { load: 20, trouble: 60, delay: 10, retryAfter: 30 };
const SHORT: Durations = { load: 4, trouble: 4, delay: 3, retryAfter: 3 };
/** A case that hangs is a failure. */
const LIMIT_MS = 240_000;
const AT_ONCE = 3;

const { cases, ...options } = readArguments(USAGE, readOptions);
const durations = options.short ? SHORT : LONG;
const built = options.built ? fileURLToPath(new URL('../../dist/endpoint-reviewer.js', import.meta.url)) : undefined;

async function runCase(fault: FaultCase): Promise<Finding[]> {
  const worlds: World[] = [];
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not end in ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  const started = Date.now();
  try {
    const open = async (given = {}) => {
      const world = await openWorld(built, given);
      worlds.push(world);
      return world;
    };
    return await Promise.race([fault.run({ durations, open }), limit]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ what: fault.name, sent: 0, arrived: 0, lost: 0, doubled: 0, remark: '', fault: why.slice(0, 500) }];
  } finally {
    clearTimeout(timer);
    await Promise.all(worlds.map((world) => world.end()));
    process.stderr.write(`${fault.name}: ${Math.round((Date.now() - started) / 1000)} s\n`);
  }
}

const found = new Map<FaultCase, Finding[]>();
for (const fault of cases.filter(({ alone }) => alone === true)) found.set(fault, await runCase(fault));
const together = cases.filter(({ alone }) => alone !== true);
const waiting = [...together.filter(({ long }) => long === true), ...together.filter(({ long }) => long !== true)];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift())
      found.set(fault, await runCase(fault));
  }),
);

const findings = cases.flatMap((fault) => found.get(fault) ?? []);
process.stdout.write(`${buildList(findings)}\n`);
if (options.write) {
  const date = new Date().toISOString().slice(0, 10);
  const doubled = findings.reduce((sum, finding) => sum + finding.doubled, 0);
  const about = `Measured on ${date} with Node ${process.versions.node} on ${cpus().length} processors, against the local workspace on the same machine. Nothing was lost but where it says so, and ${doubled === 0 ? 'nothing' : doubled} was there twice.`;
  const [begin, end] = ['<!-- faults -->', '<!-- /faults -->'];
  writeBetween('docs/reliability.md', begin, end, `${about}\n\n${buildList(findings)}`);
}
const isGood = findings.every(
  ({ lost, doubled, unavoidable, fault }) => fault === undefined && doubled === 0 && lost <= (unavoidable?.atMost ?? 0),
);
const notRun = findings.filter(({ isNotRun }) => isNotRun === true).length;
process.stdout.write(
  `${findings.length - notRun} of ${findings.length} cases were run${notRun === 0 ? '' : `; ${notRun} could not be run here`}. ${isGood ? 'Nothing was lost or doubled that need not be.' : 'There is a fault.'}\n`,
);
process.exit(isGood ? 0 : 1);

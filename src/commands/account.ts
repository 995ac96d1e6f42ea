import { writeCsv, writeMarkdown } from '../account/audit-formats.ts';
import { findEndpoint, type Reading, readAccount } from '../account/aws/read-account.ts';
import { writeIamPolicy } from '../account/iam-policy.ts';
import { readPasted } from '../account/pasted.ts';
import { type Audit, rank } from '../account/rank.ts';
import { reviewBy } from '../account/review.ts';
import { unknownWords, writeAudit, writeEndpoint } from '../account/write-account.ts';
import { openAdvisor } from '../advice/advisor.ts';
import type { PriceList } from '../recommender/index.ts';
import { readPolicyFile } from '../settings/config.ts';
import { jsonLine } from '../terminal/answer-workload.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT, type Exit, FLAG, type Given, type Program, Stop, WrongUsage } from './command.ts';
import { refuseCommand } from './read-arguments.ts';
import { nameOf, readInput } from './read-file.ts';
import { regionIn, regionsFor } from './regions.ts';

const PROGRESS_MS = 2000;
const USAGE_DAYS = 30;
/** CloudWatch keeps datapoints of five minutes for 63 days (API_GetMetricData.html, read 2026-11); a day less is safe. */
const DAYS_MAX = 62;
const COMMANDS = ['endpoint', 'audit'];

export const OPTIONS = {
  region: { type: 'string', needs: 'an AWS Region such as eu-west-1' },
  days: { type: 'string', needs: `a number, 1 to ${DAYS_MAX}` },
  from: { type: 'string', needs: 'a file' },
  policy: FLAG,
  prices: { type: 'string', needs: 'a file' },
  json: FLAG,
  csv: FLAG,
  markdown: FLAG,
} as const;

export const command = defineCommand({
  usage: (name) => `Usage: ${name} endpoint NAME [--region R] [--days 30] [--json]
       ${name} audit [--region R] [--days 30] [--json|--csv|--markdown]
       ${name} --from FILE [--region R] [--json|--csv|--markdown]
       ${name} --policy

  endpoint NAME  one endpoint: what runs, its cost, what it should be
  audit          all endpoints and recurring transform jobs, largest saving first
  --from FILE    reads what the AWS CLI prints instead of AWS; - is standard input
  --policy       prints the IAM policy that reading needs

  --region R     one Region; otherwise those in AWS_REGIONS, or AWS_REGION
  --days N       days of metrics, 1 to ${DAYS_MAX}
  --prices FILE  what you pay; otherwise the prices of the policy in POLICY_FILE
  --json         one object per line
  --csv          a line for each endpoint, for a spreadsheet
  --markdown     a table to post by hand, at most 100 endpoints
  -h, --help     this text
  --version      the version

Nothing is ever written to AWS. Ctrl-C ends an audit with what was found.
Exit status: 0 read, also with gaps; 1 not read; 2 usage error.
`,
  options: OPTIONS,
  async run(given, program) {
    const wanted = await readWanted(given);
    switch (wanted.kind) {
      case 'policy':
        await program.toStdout(writeIamPolicy());
        return EXIT.done;
      case 'pasted':
        return pasted(wanted, program);
      case 'endpoint':
        return endpoint(wanted, program);
      case 'audit':
        return audit(wanted, program);
    }
  },
});

interface Common {
  region: string | undefined;
  /** A file of what the team pays. */
  prices: string | undefined;
}

type Format = 'text' | 'json' | 'csv' | 'markdown';

type Wanted =
  | { kind: 'policy' }
  | ({ kind: 'endpoint'; name: string; days: number; json: boolean } & Common)
  | ({ kind: 'audit'; days: number; format: Format } & Common)
  | ({ kind: 'pasted'; file: string; format: Format } & Common);
type Named<Kind extends Wanted['kind']> = Extract<Wanted, { kind: Kind }>;

/** @throws WrongUsage */
export async function readWanted({ values, words }: Given<typeof OPTIONS>): Promise<Wanted> {
  const { from, policy, prices, json = false } = values;
  if (policy) return { kind: 'policy' };
  const format = formatIn(values);
  const region = regionIn(values.region);
  const days = daysIn(values.days);
  const [kind, name, ...more] = words;
  if (from !== undefined) {
    if (kind !== undefined) throw new WrongUsage('Use --from or a command, not both.');
    return { kind: 'pasted', file: from, region, prices, format };
  }
  switch (kind) {
    case 'endpoint':
      if (format === 'csv' || format === 'markdown') throw new WrongUsage(`endpoint takes no --${format}.`);
      if (name === undefined || more.length > 0) throw new WrongUsage('endpoint takes one name.');
      return { kind, name, region, days, prices, json };
    case 'audit':
      if (name !== undefined) throw new WrongUsage('audit takes no name.');
      return { kind, region, days, prices, format };
    case undefined:
      throw new WrongUsage('Name a command: endpoint or audit.');
    default:
      return refuseCommand(kind, COMMANDS);
  }
}

function formatIn({ json, csv, markdown }: Given<typeof OPTIONS>['values']): Format {
  const [first = 'text', ...more] = (
    [
      ['json', json],
      ['csv', csv],
      ['markdown', markdown],
    ] as const
  ).flatMap(([format, isGiven]) => (isGiven ? [format] : []));
  if (more.length > 0) throw new WrongUsage(`Use --${first} or --${more[0]}, not both.`);
  return first;
}

function daysIn(text: string | undefined): number {
  const days = text === undefined ? USAGE_DAYS : Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX) return days;
  throw new WrongUsage(`--days takes 1 to ${DAYS_MAX}.`);
}

/** What bills are counted by: the file's prices, else those of the policy, else AWS's list. @throws Stop for a faulty file. */
async function pricesFor({ prices: pricesFile }: Pick<Common, 'prices'>): Promise<PriceList> {
  const opened = await openAdvisor(readPolicyFile(), { pricesFile });
  if (!opened.ok) throw new Stop(opened.text, pricesFile === undefined ? EXIT.faults : EXIT.wrongUsage);
  return opened.advisor.prices;
}

async function pasted({ file, region, format, ...wanted }: Named<'pasted'>, program: Program): Promise<Exit> {
  const prices = await pricesFor(wanted);
  const read = readPasted(await readInput(file), { region: region ?? null, now: Date.now() });
  if (!read.ok) throw new Stop(`${nameOf(file)}: ${read.text}`);
  const reviewed = read.facts.map((one) => reviewBy(prices, one));
  const [first] = reviewed;
  const ranked = rank([{ reviewed, jobs: [], quotas: [] }], read.unused, prices);
  const isAudit = reviewed.length > 1 || format === 'csv' || format === 'markdown';
  if (isAudit || first === undefined) return print(ranked, format, program);
  await program.toStdout(format === 'json' ? jsonLine(first.line) : writeEndpoint(first.line));
  for (const { what, why } of read.unused) await program.toStderr(`${inert(`${what}: ${why}`)}\n`);
  return EXIT.done;
}

async function endpoint({ name, region, json, ...wanted }: Named<'endpoint'>, { toStdout }: Program): Promise<Exit> {
  const prices = await pricesFor(wanted);
  const read = await findEndpoint(name, regionsFor(region), readingOf(wanted.days, prices));
  if (!read.ok) throw new Stop(read.text);
  await toStdout(json ? jsonLine(read.line) : writeEndpoint(read.line));
  return EXIT.done;
}

async function audit({ region, format, ...wanted }: Named<'audit'>, program: Program): Promise<Exit> {
  const prices = await pricesFor(wanted);
  const read = await readAccount(regionsFor(region), readingOf(wanted.days, prices));
  if (!read.ok) throw new Stop(read.text);
  return print(read.audit, format, program);
}

const WRITERS: Readonly<Record<Exclude<Format, 'json'>, (audit: Audit) => string>> = {
  text: writeAudit,
  csv: ({ lines }) => writeCsv(lines),
  markdown: writeMarkdown,
};

async function print(found: Audit, format: Format, { toStdout, toStderr }: Program): Promise<Exit> {
  // A table has no room for what was not read.
  if (format === 'csv')
    for (const line of unknownWords(found.account.incomplete)) await toStderr(`Not read: ${inert(line)}\n`);
  if (format !== 'json') await toStdout(WRITERS[format](found));
  else for (const line of [...found.lines, found.account]) await toStdout(jsonLine(line));
  return EXIT.done;
}

/** Stops at the first Ctrl-C with what was found; the second ends the process. */
function readingOf(days: number, prices: PriceList): Reading {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  let shown = 0;
  const progress = (line: string) => {
    if (Date.now() - shown < PROGRESS_MS) return;
    shown = Date.now();
    process.stderr.write(`${inert(line)}\n`);
  };
  return { days, now: Date.now(), signal: controller.signal, progress, prices };
}

import { formatUsd, hostingTitle, labelOf, optionTitle, type WorkloadField } from '../recommender/index.ts';
import { bullet, createFootnotes, type Footnotes, inert, table, WIDTH, wrap } from '../terminal/lines.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { confidenceWords } from '../wording/sentences.ts';
import type { Unknown } from './facts.ts';
import type { Audit, Line } from './rank.ts';
import type { EndpointLine } from './review.ts';
import type { Runs } from './runs.ts';

// An endpoint and an account for a terminal: plain text of at most 80 columns.

/** Above this many lines, an audit lists the rest by count. */
const SHOWN_MAX = 100;
const LABEL = 14;

/** One endpoint: what runs, what it costs, what it should be, the saving, what is wrong, and what isn't known. */
export function writeEndpoint(line: EndpointLine): string {
  const footnotes = createFootnotes();
  const title = inert(line.region === null ? line.name : `${line.name} (${line.region})`);
  const sections: [title: string, lines: string[]][] = [
    ['Found', line.findings.flatMap((reason) => bullet(footnotes.cite(reason)))],
    ['Measured and configured', fieldsOf(line)],
    ['Not known', unknownLines(line.unknown)],
    ['Sources', footnotes.lines()],
  ];
  return [
    ...wrap(title, WIDTH),
    '='.repeat(Math.min(WIDTH, title.length)),
    ...labelled('Runs', runsWords(line.runs)),
    ...labelled('Costs', costWords(line)),
    ...labelled('Should be', targetWords(line)),
    ...labelled('Saving', savingWords(line)),
    ...sections.flatMap(([heading, lines]) => (lines.length === 0 ? [] : ['', heading, ...lines])),
    '',
  ].join('\n');
}

function labelled(label: string, text: string): string[] {
  return wrap(inert(text), WIDTH - LABEL).map((line, at) => `${(at === 0 ? label : '').padEnd(LABEL)}${line}`);
}

/** "Real-time Inference, single model, 2 × ml.m5.xlarge, 1 to 4" */
function runsWords(runs: Runs): string {
  if (runs.option === null) return 'could not be read';
  const many = runs.count === null ? '' : `${runs.count} × `;
  const parts = [
    optionTitle(runs.option),
    runs.hosting === null ? undefined : hostingTitle(runs.hosting).toLowerCase(),
    runs.instance === null ? undefined : `${many}${runs.instance}`,
    runs.memorySizeInMB === null ? undefined : `${runs.memorySizeInMB / 1024} GB of memory`,
    runs.maxConcurrency === null ? undefined : `at most ${runs.maxConcurrency} requests at once`,
    runs.provisionedConcurrency === null ? undefined : `${runs.provisionedConcurrency} provisioned concurrency`,
    runs.min === null || runs.max === null || runs.min === runs.max
      ? undefined
      : `scales from ${runs.min} to ${runs.max}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function costWords({ monthlyUsd, counted }: EndpointLine): string {
  const now = monthlyUsd?.now ?? null;
  return now === null
    ? 'not known'
    : `${formatUsd(now)} per month at list prices${counted === null ? '' : ` (${counted})`}`;
}

const isIdle = ({ findings }: Pick<Line, 'findings'>): boolean => findings.some(({ code }) => code === 'idle');

function targetWords(line: EndpointLine): string {
  const { choice } = line.recommendation;
  if (isIdle(line)) return 'deleted, $0 per month';
  if (line.runs.option === null) return 'not known';
  if (choice === null) return 'no option fits';
  const usd = line.monthlyUsd?.recommended ?? null;
  const sure = confidenceWords(choice)?.toLowerCase();
  const cost = usd === null ? 'cost not known' : `${formatUsd(usd)} per month`;
  const { instance } = choice;
  const on = instance === null ? '' : ` on ${instance.type}`;
  return [`${choice.title}${on}`, cost, sure].filter((part) => part !== undefined).join(', ');
}

function savingWords({ saving, monthlyUsd }: EndpointLine): string {
  if (saving !== null) return signed(saving);
  const isPriced = (monthlyUsd?.now ?? null) !== null && (monthlyUsd?.recommended ?? null) !== null;
  return isPriced ? 'not verified: under 14 days of data' : 'not known';
}

const signed = (saving: number): string =>
  saving < 0 ? `none: ${formatUsd(-saving)} more per month` : `${formatUsd(saving)} per month`;

const COLUMNS = [
  { title: 'Field', width: 22 },
  { title: 'Value', width: 16 },
  { title: 'From', width: 34 },
];

function fieldsOf({ workload, measured, configured }: EndpointLine): string[] {
  const fields = Object.keys(workload) as WorkloadField[];
  const rows = fields.flatMap((field) => {
    const from = measured[field];
    const setting = configured[field];
    if (from === undefined && setting === undefined) return [];
    const source =
      from === undefined
        ? `configured: ${setting}`
        : `measured: ${from.statistic} of ${from.metric}, ${periodWords(from.periodSeconds)} ${from.days} days`;
    return [[labelOf(field), inert(writeValue(field, workload[field])), inert(source)]];
  });
  return rows.length === 0 ? [] : table(COLUMNS, rows);
}

/** "each 5 min of", "all of" */
function periodWords(seconds: number): string {
  if (seconds > 86_400) return 'all of';
  return seconds >= 3600 ? `each ${Math.round(seconds / 3600)} h of` : `each ${Math.round(seconds / 60)} min of`;
}

const unknownLines = (unknown: readonly Unknown[]): string[] =>
  unknown.flatMap(({ what, why }) => bullet(inert(`${nameOf(what)}: ${why}`)));

const nameOf = (what: string): string =>
  /^[a-z]+[A-Z]/.test(what) && !what.includes(' ') ? labelOf(what as WorkloadField) : what;

const RANKED = [
  { title: 'Endpoint', width: 24 },
  { title: 'Now', width: 8 },
  { title: 'Saves', width: 9 },
  { title: 'Should be', width: 31 },
];

/** An account: its total, its lines by saving, what was found where, and what was not read. */
export function writeAudit({ lines, account }: Audit): string {
  const footnotes = createFootnotes();
  const shown = lines.slice(0, SHOWN_MAX);
  const { now } = account.monthlyUsd;
  const count = `${account.endpoints} ${account.endpoints === 1 ? 'endpoint' : 'endpoints'}`;
  const head = `${count} · ${formatUsd(now)} per month at list prices · verified saving ${formatUsd(Math.max(0, account.saving))} per month`;
  const rest = lines.length - shown.length;
  return [
    ...wrap(head, WIDTH),
    '',
    ...(lines.length === 0
      ? [account.incomplete.length === 0 ? 'No endpoints.' : 'No endpoint was read.']
      : table(RANKED, shown.map(rowOf))),
    ...(rest > 0 ? [`  … ${rest} more, all of them with --json`] : []),
    ...section('Found', foundLines(shown, footnotes)),
    ...section('Not read', unknownLines(account.incomplete)),
    ...section('Sources', footnotes.lines()),
    '',
    ...wrap("List prices: Savings Plans and discounts can't be seen. What isn't known of each: endpoint NAME.", WIDTH),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function rowOf(line: Line): string[] {
  const now = line.monthlyUsd?.now ?? null;
  const target = line.kind === 'endpoint' ? targetWords(line) : 'not known: records per run';
  const runs = line.kind === 'endpoint' ? '' : ' (transform job)';
  return [
    inert(`${line.name}${runs}`),
    now === null ? 'unknown' : formatUsd(now),
    line.saving === null ? 'unknown' : line.saving < 0 ? `-${formatUsd(-line.saving)}` : formatUsd(line.saving),
    inert(target),
  ];
}

const foundLines = (lines: readonly Line[], footnotes: Footnotes): string[] =>
  lines.flatMap(({ name, findings }) =>
    findings.flatMap((reason) => bullet(`${inert(name)}: ${footnotes.cite(reason)}`)),
  );

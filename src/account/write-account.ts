import { formatUsd, hostingTitle, labelOf, optionTitle, type WorkloadField } from '../recommender/index.ts';
import { bullet, createFootnotes, inert, table, WIDTH, wrap } from '../terminal/lines.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { writePricesOf, writeTeamPrices } from '../wording/team-prices.ts';
import type { Unknown } from './facts.ts';
import { conditionWords, otherFindings, proposalWords, reasonWords } from './proposal.ts';
import { type Audit, forReading, type Line } from './rank.ts';
import type { EndpointLine } from './review.ts';
import type { Runs } from './runs.ts';

// An endpoint and an account in words, and for a terminal: plain text of at most 80 columns.

/** Above this many lines, an audit lists the rest by count. */
const SHOWN_MAX = 100;
const LABEL = 14;

/** A field of a measured workload: what it says, and what that rests on. */
export interface FieldWords {
  readonly field: WorkloadField;
  readonly label: string;
  readonly value: string;
  /** "measured: Sum of Invocations, each 1 h of 30 days", "configured: ProductionVariants[].InstanceType" */
  readonly from: string;
}

/** What is said of an endpoint, wherever it is read. Names, tags and whatever else AWS returned are not escaped for anything. */
export function endpointWords(line: EndpointLine) {
  return {
    title: line.region === null ? line.name : `${line.name} (${line.region})`,
    runs: runsWords(line.runs),
    costs: costWords(line),
    proposal: proposalWords(line),
    /** A sentence; null where nothing changes. */
    reason: reasonWords(line) ?? null,
    saving: savingWords(line),
    fields: fieldsOf(line),
    /** A line each: "Payload: AWS publishes no payload sizes." */
    unknown: unknownWords(line.unknown),
  };
}

/** One endpoint: what runs, what it costs, what it should be, the saving, what is wrong, and what isn't known. */
export function writeEndpoint(line: EndpointLine): string {
  const footnotes = createFootnotes();
  const words = endpointWords(line);
  const title = inert(words.title);
  const rows = words.fields.map(({ label, value, from }) => [label, inert(value), inert(from)]);
  const sections: [title: string, lines: string[]][] = [
    ['Found', line.findings.flatMap((reason) => bullet(footnotes.cite(reason)))],
    ['Measured and configured', rows.length === 0 ? [] : table(COLUMNS, rows)],
    ['Not known', bullets(words.unknown)],
    ['Sources', footnotes.lines()],
  ];
  return [
    ...wrap(title, WIDTH),
    '='.repeat(Math.min(WIDTH, title.length)),
    ...labelled('Runs', words.runs),
    ...labelled('Costs', words.costs),
    ...labelled('Proposed', words.proposal),
    ...(words.reason === null ? [] : labelled('Why', words.reason)),
    ...labelled('Saving', words.saving),
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

function costWords({ monthlyUsd, counted, recommendation }: EndpointLine): string {
  const now = monthlyUsd?.now ?? null;
  return now === null
    ? 'not known'
    : `${formatUsd(now)} per month ${writePricesOf(recommendation.facts.prices)}${counted === null ? '' : ` (${counted})`}`;
}

function savingWords({ saving, likely, monthlyUsd }: EndpointLine): string {
  if (likely !== null) return `likely ${formatUsd(likely.saving)} per month, ${conditionWords(likely, Infinity)}`;
  if (saving !== null) return signed(saving);
  const { now = null, recommended = null } = monthlyUsd ?? {};
  if (now === null || recommended === null) return 'not known';
  return recommended > now
    ? `none: likely ${formatUsd(recommended - now)} more per month`
    : 'not verified: under 14 days of data, or a part was not read';
}

const signed = (saving: number): string =>
  saving < 0 ? `none: ${formatUsd(-saving)} more per month` : `${formatUsd(saving)} per month, verified`;

const COLUMNS = [
  { title: 'Field', width: 22 },
  { title: 'Value', width: 16 },
  { title: 'From', width: 34 },
];

function fieldsOf({ workload, measured, configured }: EndpointLine): FieldWords[] {
  const fields = Object.keys(workload) as WorkloadField[];
  return fields.flatMap((field) => {
    const from = measured[field];
    const setting = configured[field];
    if (from === undefined && setting === undefined) return [];
    const words =
      from === undefined
        ? `configured: ${setting}`
        : `measured: ${from.statistic} of ${from.metric}, ${periodWords(from.periodSeconds)} ${from.days} days`;
    return [{ field, label: labelOf(field), value: writeValue(field, workload[field]), from: words }];
  });
}

/** "each 5 min of", "all of" */
function periodWords(seconds: number): string {
  if (seconds > 86_400) return 'all of';
  return seconds >= 3600 ? `each ${Math.round(seconds / 3600)} h of` : `each ${Math.round(seconds / 60)} min of`;
}

/** What isn't known, named as the form names it: a line for each reason. */
export function unknownWords(unknown: readonly Unknown[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const { what, why } of unknown) byReason.set(why, [...(byReason.get(why) ?? []), nameOf(what)]);
  return [...byReason].map(([why, names]) => `${names.join(', ')}: ${why}`);
}

const bullets = (lines: readonly string[]): string[] => lines.flatMap((line) => bullet(inert(line)));

/** What isn't known, named as the form names it. */
export const nameOf = (what: string): string =>
  /^[a-z]+[A-Z]/.test(what) && !what.includes(' ') ? labelOf(what as WorkloadField) : what;

const RANKED = [
  { title: 'Endpoint', width: 20 },
  { title: 'Now', width: 8 },
  { title: 'Saves', width: 8 },
  { title: 'Proposed', width: 36 },
];

/** The row of an endpoint or a recurring transform job in a table. Its name is as AWS returned it. */
export function rowWords(line: Line) {
  const now = line.monthlyUsd?.now ?? null;
  const rests = line.likely === null ? '' : `Holds ${conditionWords(line.likely)}.`;
  return {
    name: `${line.name}${line.kind === 'endpoint' ? '' : ' (transform job)'}`,
    now: now === null ? 'unknown' : formatUsd(now),
    /** "$599", "likely $475" */
    saves: savesWords(line),
    proposal: line.kind === 'endpoint' ? proposalWords(line) : 'not known: records per run',
    /** What a likely saving rests on, too; '' where nothing changes. */
    why: [reasonWords(line) ?? '', rests].filter((text) => text !== '').join(' '),
    found: otherFindings(line),
  };
}

function savesWords({ saving, likely }: Line): string {
  if (likely !== null) return `likely ${formatUsd(likely.saving)}`;
  if (saving === null) return 'unknown';
  return saving < 0 ? `-${formatUsd(-saving)}` : formatUsd(saving);
}

/** What the amounts leave out, and who else finds endpoints that nobody calls: its resource type is SageMakerEndpoint. */
export function auditNote({ account: { prices }, lines }: Audit): string {
  const own = writeTeamPrices(prices);
  const isIdle = lines.some((line) => line.kind === 'endpoint' && line.findings.some(({ code }) => code === 'idle'));
  const free = isIdle ? ' AWS Compute Optimizer lists idle endpoints too, for free.' : '';
  return own === undefined
    ? `List prices: Savings Plans and discounts can't be seen.${free}`
    : `Amounts are ${own}, from AWS's list of ${prices?.list}.${free}`;
}

/**
 * "42 endpoints · $12,300 per month at list prices · verified saving $4,100 per month · likely $2,000 more", and where one endpoint
 * makes all of that: "$475 more if the payload is under 513 KB".
 */
export function accountWords({ lines, account }: Audit): string {
  const { endpoints, monthlyUsd, saving, likely, prices } = account;
  const [only, ...others] = lines.flatMap((line) => line.likely ?? []);
  const isOne = only !== undefined && others.length === 0 && likely - only.saving < 0.005;
  return [
    `${endpoints} ${endpoints === 1 ? 'endpoint' : 'endpoints'}`,
    `${formatUsd(monthlyUsd.now)} per month ${writePricesOf(prices)}`,
    `verified saving ${formatUsd(Math.max(0, saving))} per month`,
    ...(isOne
      ? [`${formatUsd(likely)} more ${conditionWords(only)}`]
      : likely > 0
        ? [`likely ${formatUsd(likely)} more`]
        : []),
  ].join(' · ');
}

/** An account: its total, a row for each line, and what was not read. */
export function writeAudit(audit: Audit): string {
  const { lines, account } = audit;
  const shown = forReading(lines).slice(0, SHOWN_MAX);
  const rest = lines.length - shown.length;
  const more = account.likely > 0 ? ' A likely saving rests on facts that no metric shows.' : '';
  return [
    ...wrap(inert(accountWords(audit)), WIDTH),
    ...(account.days === null ? [] : [`${account.days} days of metrics`]),
    '',
    ...(lines.length === 0
      ? [account.incomplete.length === 0 ? 'No endpoints.' : 'No endpoint was read.']
      : table(RANKED, shown.map(rowOf))),
    ...(rest > 0 ? [`  … ${rest} more, all of them with --json`] : []),
    ...section('Not read', bullets(unknownWords(account.incomplete))),
    '',
    ...wrap(`${auditNote(audit)}${more} Figures, sources and what isn't known of each: endpoint NAME.`, WIDTH),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function rowOf(line: Line): string[] {
  const { name, now, saves, proposal, why, found } = rowWords(line);
  const also = found.length === 0 ? '' : `Also: ${found.join('. ')}.`;
  return [inert(name), now, saves, inert([`${proposal}.`, why, also].filter((text) => text !== '').join(' '))];
}

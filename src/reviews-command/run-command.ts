import { openAdvisor } from '../advice/advisor.ts';
import { backUp } from '../database/back-up.ts';
import {
  formatUsd,
  type InferenceOptionId,
  optionTitle,
  type Workload,
  type WorkloadField,
} from '../recommender/index.ts';
import { type Correction, correctedFields, listCorrections } from '../reviews/corrections.ts';
import { writeAdr } from '../reviews/decision-record.ts';
import { type Figures, type FiguresOfOption, figuresOf, readCounted } from '../reviews/figures.ts';
import { compareWithToday, isToRevisit, type Replayed } from '../reviews/replay.ts';
import { findHistory, findReview, findTeam, listAll, withNeighbours } from '../reviews/review-store.ts';
import { readPolicyFile } from '../settings/config.ts';
import { inert, table, WIDTH, wrap } from '../terminal/lines.ts';
import {
  deleteOld,
  deleteOne,
  deleteOneTeam,
  deleteUninstalled,
  dropInstall,
  dropStuck,
  encryptInstalls,
  forget,
  retryStuck,
  writeInstalls,
  writeStuck,
} from './changing-commands.ts';
import { type CommandParts, counted, type ReviewsCommand, type Run } from './command.ts';
import { exportReviews } from './export-reviews.ts';
import { importFile } from './import-reviews.ts';

// The administrator's commands. Knows no listener and no form.

/** Runs a command. Returns a sentence where nothing was done. */
export function runCommand<Kind extends ReviewsCommand['kind']>(
  parts: CommandParts,
  command: Extract<ReviewsCommand, { kind: Kind }>,
): Promise<string | undefined> {
  const run = COMMANDS[command.kind as Kind];
  return run(parts, command);
}

const writeExport: Run<'export'> = async ({ db, write }) => {
  for await (const review of exportReviews(db)) await write(`${JSON.stringify(review)}\n`);
  return undefined;
};

const writeBackup: Run<'backup'> = async ({ db, write }, { file, overwrite }) => {
  const copy = await backUp(db, file, { overwrite });
  if (!copy.ok) return inert(copy.text);
  await write(`Backed up to ${inert(copy.path)} (${Math.ceil(copy.bytes / 1024)} KB).\n`);
  return undefined;
};

/** Writes the decision record of a review, with user IDs and without a link: only the bot can ask Slack for names and addresses. */
const writeAdrOf: Run<'adr'> = async ({ db, write }, { reviewId }) => {
  const teamId = await findTeam(db, reviewId);
  const review = teamId === undefined ? undefined : await findReview(db, teamId, reviewId);
  if (review === undefined) return `There is no review "${inert(reviewId)}".`;
  const history = await findHistory(db, review.teamId, reviewId);
  await write(writeAdr(await withNeighbours(db, review), history, { url: null }));
  return undefined;
};

/** Writes corrections as test cases for the reader: a JSON array with one case per line. */
export async function writeCorrections(
  { db, write }: Pick<CommandParts, 'db' | 'write'>,
  { teamId }: { teamId: string | undefined },
): Promise<undefined> {
  let before = '[';
  for await (const correction of listCorrections(db, teamId)) {
    await write(`${before}\n${JSON.stringify(caseOf(correction))}`);
    before = ',';
  }
  await write(before === '[' ? '[]\n' : '\n]\n');
}

/** `says`: what was submitted. `mustNotSay`: what was read and then emptied. */
function caseOf({ reviewId: id, words, read, submitted }: Correction) {
  const differing = correctedFields(read, submitted);
  return {
    id,
    words,
    says: submitted,
    mustNotSay: differing.filter((field) => submitted[field] === undefined),
    unclear: [],
    accept: [],
    note: differing.map((field) => difference(field, read, submitted)).join('; '),
  };
}

function difference(field: WorkloadField, read: Partial<Workload>, submitted: Partial<Workload>): string {
  const [was, is] = [JSON.stringify(read[field]), JSON.stringify(submitted[field])];
  if (is === undefined) return `${field}: read ${was}, emptied`;
  return was === undefined ? `${field}: added ${is}` : `${field}: read ${was}, submitted ${is}`;
}

const REPLAY_COLUMNS = [
  { title: 'review', width: 36 },
  { title: 'name', width: 24 },
  { title: "the team's choice", width: 24 },
  { title: 'today', width: 24 },
  { title: 'USD saved per year', width: 18 },
];

/** Lists the reviews that today's quotas and prices would change. Stores nothing. */
const writeReplay: Run<'replay'> = async ({ db, write }) => {
  const opened = await openAdvisor(readPolicyFile());
  if (!opened.ok) return opened.text;
  const { advisor } = opened;
  const version = advisor.factsVersion();
  let looked = 0;
  const rows: string[][] = [];
  for await (const { id, teamId } of listAll(db)) {
    const review = await findReview(db, teamId, id);
    if (review === undefined || review.latest.factsVersion === version) continue;
    // Closed without a decision, or replaced: a replay is of no use.
    if (review.state === 'withdrawn' || review.state === 'superseded') continue;
    looked += 1;
    const { workload } = review.latest;
    const replayed = compareWithToday(review, advisor.again(review.latest.recommendation));
    if (isToRevisit(replayed)) rows.push([review.id, inert(workload.name), ...cellsOf(replayed)]);
  }
  await write(
    `${looked === 1 ? '1 review rests' : `${looked} reviews rest`} on older quotas or prices than today's (${version}). Today's would decide ${rows.length} differently.\n`,
  );
  if (rows.length > 0) await write(`\n${table(REPLAY_COLUMNS, rows).join('\n')}\n`);
  return undefined;
};

function cellsOf({ before, now, limitBroken, savingUsd }: Replayed): string[] {
  const ruledOut = limitBroken ? ', ruled out now' : '';
  return [`${titleOf(before)}${ruledOut}`, titleOf(now), savingUsd === null ? 'unknown' : amountOf(savingUsd)];
}

const amountOf = (usd: number): string => (usd < 0 ? `-${formatUsd(-usd)}` : formatUsd(usd));

const titleOf = (option: InferenceOptionId | null): string =>
  option === null ? 'no option fits' : optionTitle(option);

const DAY_MS = 24 * 60 * 60 * 1000;

/** Writes how teams decided in the last days, per option and in total. */
const writeStats: Run<'stats'> = async ({ db, write, now }, { days, teamId, format }) => {
  const since = now - days * DAY_MS;
  const figures = figuresOf(await readCounted(db, since, { teamId }));
  if (format === 'text') await write(textOf(figures, days));
  else if (format === 'csv') await write(csvOf(figures));
  else await write(`${JSON.stringify({ days, since: new Date(since).toISOString(), ...figures }, null, 2)}\n`);
  return undefined;
};

type Stats = ReturnType<typeof figuresOf>;

const CSV_HEADINGS = ['option', 'decided', 'overridden', 'median_days_to_decision'];

/** For a spreadsheet (RFC 4180); the last row is the total. */
function csvOf({ options, total }: Stats): string {
  const rows = [...options.map((of) => csvRow(of.option, of)), csvRow('total', total)];
  return [CSV_HEADINGS, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

const csvRow = (option: string, { decided, overridden, medianDays }: Figures): string[] =>
  [option, decided, overridden, rounded(medianDays)].map(String);

const rounded = (value: number | null): number | '' => (value === null ? '' : Math.round(value * 100) / 100);

const STATS_COLUMNS = [
  { title: 'option', width: 22 },
  { title: 'decided', width: 8 },
  { title: 'overridden', width: 11 },
  { title: 'days', width: 6 },
];

function textOf({ options, total }: Stats, days: number): string {
  const title = `The last ${counted(days, 'day')}: ${counted(total.decided, 'decision')}.`;
  if (options.length === 0) return `${title}\n`;
  const rows = [...options.map((of: FiguresOfOption) => rowOf(optionTitle(of.option), of)), rowOf('total', total)];
  const meaning = 'days: median between request and decision.';
  return `${title}\n\n${table(STATS_COLUMNS, rows).join('\n')}\n\n${wrap(meaning, WIDTH).join('\n')}\n`;
}

const rowOf = (option: string, { decided, overridden, medianDays }: Figures): string[] => [
  option,
  `${decided}`,
  `${overridden}`,
  medianDays?.toFixed(1) ?? '–',
];

const COMMANDS: { readonly [Kind in ReviewsCommand['kind']]: Run<Kind> } = {
  'delete-old': deleteOld,
  'delete-review': deleteOne,
  'delete-team': deleteOneTeam,
  'delete-uninstalled': deleteUninstalled,
  forget,
  stuck: writeStuck,
  'stuck-retry': retryStuck,
  'stuck-drop': dropStuck,
  installs: writeInstalls,
  'installs-encrypt': encryptInstalls,
  'installs-drop': dropInstall,
  export: writeExport,
  import: importFile,
  adr: writeAdrOf,
  replay: writeReplay,
  corrections: writeCorrections,
  stats: writeStats,
  backup: writeBackup,
};

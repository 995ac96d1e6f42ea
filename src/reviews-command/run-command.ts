import { backUp } from '../database/back-up.ts';
import type { Workload, WorkloadField } from '../recommender/index.ts';
import { type Correction, correctedFields, listCorrections } from '../reviews/corrections.ts';
import { writeAdr } from '../reviews/decision-record.ts';
import { findHistory, findReview, findTeam, withNeighbours } from '../reviews/review-store.ts';
import { inert } from '../terminal/lines.ts';
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
import type { CommandParts, ReviewsCommand, Run } from './command.ts';
import { exportReviews } from './export-reviews.ts';
import { importFile } from './import-reviews.ts';
import { writeReplay } from './replay.ts';
import { writeStats } from './stats.ts';

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

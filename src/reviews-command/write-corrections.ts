import type { Workload, WorkloadField } from '../recommender/index.ts';
import { type Correction, correctedFields, listCorrections } from '../reviews/corrections.ts';
import type { CommandParts } from './command-parts.ts';

/** Writes corrections as cases for the reader: a JSON array with one case per line. */
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

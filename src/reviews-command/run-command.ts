import type { Kysely } from 'kysely';
import { backUp } from '../database/back-up.ts';
import { exportReviews } from '../reviews/export-reviews.ts';
import { deleteReviewsBefore } from '../reviews/retention.ts';
import type { ReviewTables } from '../reviews/tables.ts';
import { inert } from '../terminal/lines.ts';
import { writeAdrOf } from './adr-command.ts';
import type { Command } from './read-command.ts';
import { writeReplay } from './replay-command.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Does it, writing what it has to say. Answers a sentence where it cannot be done. */
export async function runCommand(
  db: Kysely<ReviewTables>,
  command: Command,
  write: (text: string) => Promise<void>,
  now: number = Date.now(),
): Promise<string | undefined> {
  switch (command.kind) {
    case 'delete': {
      const deleted = await deleteReviewsBefore(db, now - command.olderThanDays * DAY_MS);
      await write(`${deleted === 1 ? '1 review' : `${deleted} reviews`} deleted.\n`);
      return undefined;
    }
    case 'export':
      for await (const review of exportReviews(db)) await write(`${JSON.stringify(review)}\n`);
      return undefined;
    case 'adr':
      return writeAdrOf(db, command.reviewId, write);
    case 'replay':
      return writeReplay(db, write);
    case 'backup': {
      const copy = await backUp(db, command.file, command);
      if (!copy.ok) return inert(copy.text);
      await write(`Backed up to ${inert(copy.path)} (${Math.ceil(copy.bytes / 1024)} KB).\n`);
      return undefined;
    }
  }
}

import { backUp } from '../database/back-up.ts';
import { exportReviews } from '../reviews/retention.ts';
import { inert } from '../terminal/lines.ts';
import {
  deleteOld,
  deleteOne,
  deleteOneTeam,
  deleteUninstalled,
  dropStuck,
  forget,
  retryStuck,
  writeStuck,
} from './changing-commands.ts';
import type { Command, CommandParts } from './command.ts';
import { writeAdrOf, writeCorrections, writeReplay } from './reading-commands.ts';

// The administrator's commands. Knows no listener and no form.
// May import: audit, database, logger (types), open-record (types), recommender, reviews, slack/erasure, slack/outbox,
// terminal.

/** Runs a command. Returns a sentence where nothing was done. */
export async function runCommand(parts: CommandParts, command: Command): Promise<string | undefined> {
  const { db, write } = parts;
  switch (command.kind) {
    case 'delete-old':
      return deleteOld(parts, command);
    case 'delete-review':
      return deleteOne(parts, command);
    case 'delete-team':
      return deleteOneTeam(parts, command);
    case 'delete-uninstalled':
      return deleteUninstalled(parts, command);
    case 'forget':
      return forget(parts, command);
    case 'stuck':
      return writeStuck(parts);
    case 'stuck-retry':
      return retryStuck(parts, command);
    case 'stuck-drop':
      return dropStuck(parts, command);
    case 'export':
      for await (const review of exportReviews(db)) await write(`${JSON.stringify(review)}\n`);
      return undefined;
    case 'adr':
      return writeAdrOf(db, command.reviewId, write);
    case 'replay':
      return writeReplay(db, write);
    case 'corrections':
      return writeCorrections(parts, command);
    case 'backup': {
      const copy = await backUp(db, command.file, command);
      if (!copy.ok) return inert(copy.text);
      await write(`Backed up to ${inert(copy.path)} (${Math.ceil(copy.bytes / 1024)} KB).\n`);
      return undefined;
    }
  }
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { currentReference, inInteraction, type Logger } from '../../logger.ts';
import type { DraftTables } from '../tables.ts';
import { type DraftKey, type StoredDraft, saveNewDrafts } from './draft-store.ts';

/** What forms are filled with when they open. */
export interface FirstDrafts {
  /** Stores it soon, together with those of other forms that open meanwhile. What the database refuses is logged. */
  save: (key: DraftKey, draft: StoredDraft) => void;
  /** Stores it now: resolves when it stands in the database or was refused; at once where nothing of it is under way. */
  written: (draftId: string) => Promise<void>;
  /** The same for all of them. */
  allWritten: () => Promise<void>;
}

/**
 * Over before anybody has read the form that Slack shows meanwhile, in milliseconds. One write in so long holds up fewer than
 * one in a hundred of the commands that come one after the other.
 */
const GATHER_MS = 250;
/** A few milliseconds' work for the embedded database, during which nothing else happens. */
const TOGETHER_MAX = 200;

interface Waiting {
  key: DraftKey;
  draft: StoredDraft;
  /** Of the interaction that opened the form. */
  reference: string | undefined;
}

/** Drafts that are gathered, and then written together. */
interface Round {
  waiting: Waiting[];
  /** Ends the gathering. */
  hurry: () => void;
  /** They are written or refused. Never rejects. */
  done: Promise<void>;
}

/**
 * A transaction on disk for each command would take a third of the processor's time under load, before Slack has even been
 * asked for the form. So they are gathered for a moment. Nobody waits for them meanwhile: what waits is kept in memory, and
 * with it everything that it holds.
 */
export function createFirstDrafts(db: Kysely<DraftTables>, logger: Logger): FirstDrafts {
  const roundOf = new Map<string, Round>();
  let gathering: Round | undefined;
  let last = Promise.resolve();

  function startRound(): Round {
    const waiting: Waiting[] = [];
    const { over, hurry } = aMoment(GATHER_MS);
    const before = last;
    const write = async () => {
      await over;
      await before;
      gathering = undefined;
      for (let start = 0; start < waiting.length; start += TOGETHER_MAX) {
        await writeTogether(db, waiting.slice(start, start + TOGETHER_MAX), logger);
        await nextTurn();
      }
      for (const { key } of waiting) roundOf.delete(key.id);
    };
    last = write();
    return { waiting, hurry, done: last };
  }

  return {
    save(key, draft) {
      gathering ??= startRound();
      gathering.waiting.push({ key, draft, reference: currentReference() });
      roundOf.set(key.id, gathering);
    },
    async written(draftId) {
      const round = roundOf.get(draftId);
      round?.hurry();
      await round?.done;
    },
    async allWritten() {
      gathering?.hurry();
      await last;
    },
  };
}

/** Over after so many milliseconds, or as soon as somebody is in a hurry. */
function aMoment(milliseconds: number): { over: Promise<void>; hurry: () => void } {
  let hurry = (): void => {};
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    hurry = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { over, hurry };
}

/** Where the database refuses them together, each is tried alone, so that one does not take the others with it. */
async function writeTogether(db: Kysely<DraftTables>, batch: readonly Waiting[], logger: Logger): Promise<void> {
  try {
    await transact(db, (trx) => saveNewDrafts(trx, batch));
  } catch {
    for (const waiting of batch) {
      const refused = (error: unknown) =>
        inInteraction(waiting.reference, () => logger.error({ err: error }, 'A draft could not be saved'));
      await saveNewDrafts(db, [waiting]).catch(refused);
    }
  }
}

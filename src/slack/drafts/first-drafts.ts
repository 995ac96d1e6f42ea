import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { type DraftKey, type StoredDraft, saveDraft, saveNewDrafts } from './draft-store.ts';
import type { DraftTables } from './tables.ts';

/** What forms are filled with when they open. */
export interface FirstDrafts {
  /** Stores it soon, together with those of other forms that open meanwhile. Rejects where the database refuses it. */
  save: (key: DraftKey, draft: StoredDraft) => Promise<void>;
  /** What this form was filled with stands in the database, or was refused; at once where nothing of it is under way. */
  written: (draftId: string) => Promise<void>;
}

/** Over before anybody has read the form that Slack shows meanwhile, in milliseconds. */
const GATHER_MS = 40;
const TOGETHER_MAX = 100;

interface Waiting {
  key: DraftKey;
  draft: StoredDraft;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * A transaction on disk for each command would take a third of the processor's time under load, before Slack has even been
 * asked for the form. So they are gathered for a moment and written together.
 */
export function createFirstDrafts(db: Kysely<DraftTables>): FirstDrafts {
  const waiting: Waiting[] = [];
  const underWay = new Map<string, Promise<void>>();
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      await sleep(GATHER_MS);
      do await writeTogether(db, waiting.splice(0, TOGETHER_MAX));
      while (waiting.length >= TOGETHER_MAX);
    }
    // In the same turn as the last look, or what comes in between would wait for ever.
    isWriting = false;
  }

  return {
    async save(key, draft) {
      const saved = new Promise<void>((resolve, reject) => {
        waiting.push({ key, draft, resolve, reject });
      });
      underWay.set(key.id, saved);
      // The writing itself never fails: what the database refuses is told to whoever gave it.
      if (!isWriting) writeAll().catch(() => {});
      try {
        await saved;
      } finally {
        underWay.delete(key.id);
      }
    },
    // Whether it was refused is for the one who gave it.
    written: async (draftId) => void (await Promise.allSettled([underWay.get(draftId)])),
  };
}

/** Where the database refuses them together, each is tried alone, so that one does not take the others with it. */
async function writeTogether(db: Kysely<DraftTables>, batch: Waiting[]): Promise<void> {
  try {
    await saveNewDrafts(db, batch);
    for (const { resolve } of batch) resolve();
  } catch {
    for (const { key, draft, resolve, reject } of batch) await saveDraft(db, key, draft).then(resolve, reject);
  }
}

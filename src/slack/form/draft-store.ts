import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExpressionBuilder, Kysely } from 'kysely';
import { transact } from '../../database/transact.ts';
import { unhurried } from '../../deadline.ts';
import { currentReference, inInteraction, type Logger } from '../../logger.ts';
import type { Workload } from '../../recommender/index.ts';
import type { DraftTables } from '../tables.ts';

interface DraftKey {
  id: string;
  teamId: string;
  userId: string;
}

interface StoredDraft {
  answers: Record<string, string>;
  /** The words that filled it; absent without words. */
  words?: StoredWords;
  /** Where to reach the person privately. Secret: never logged. */
  responseAddress?: ResponseAddress | undefined;
}

/** Words that filled a form, read once. */
export interface StoredWords {
  /** As typed. */
  words: string;
  authorId: string;
  /** The facts that were read in them; absent until they fill a form, and in drafts of the release before. */
  says?: Partial<Workload>;
}

/** A `response_url` takes 5 messages within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
interface ResponseAddress {
  url: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const isOf = (key: DraftKey) => (where: ExpressionBuilder<DraftTables, 'slack_drafts'>) =>
  where.and({ id: key.id, team_id: key.teamId, user_id: key.userId });

/** How long an unsubmitted draft is kept, in milliseconds. */
const DRAFT_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Saves a draft's answers. Keeps other stored fields that aren't given. */
export async function saveDraft(
  db: Kysely<DraftTables>,
  key: DraftKey,
  draft: StoredDraft,
  now: number = Date.now(),
): Promise<void> {
  const answers = JSON.stringify(draft.answers);
  const given = {
    ...(draft.responseAddress && {
      response_url: draft.responseAddress.url,
      response_url_expires_at: draft.responseAddress.expiresAt,
    }),
    ...(draft.words && { heard: JSON.stringify(draft.words) }),
  };
  await db
    .insertInto('slack_drafts')
    .values({ id: key.id, team_id: key.teamId, user_id: key.userId, answers, ...given, updated_at: now })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ answers, ...given, updated_at: now })
        .where('slack_drafts.team_id', '=', key.teamId)
        .where('slack_drafts.user_id', '=', key.userId),
    )
    .execute();
}

/** Saves drafts of forms that open, in one statement. Keeps existing drafts, which are newer. */
async function saveNewDrafts(
  db: Kysely<DraftTables>,
  drafts: readonly { key: DraftKey; draft: StoredDraft }[],
  now: number = Date.now(),
): Promise<void> {
  await db
    .insertInto('slack_drafts')
    .values(drafts.map(({ key, draft }) => rowOf(key, draft, now)))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

function rowOf({ id, teamId, userId }: DraftKey, { answers, words, responseAddress }: StoredDraft, now: number) {
  return {
    id,
    team_id: teamId,
    user_id: userId,
    answers: JSON.stringify(answers),
    heard: words === undefined ? null : JSON.stringify(words),
    response_url: responseAddress?.url ?? null,
    response_url_expires_at: responseAddress?.expiresAt ?? null,
    updated_at: now,
  };
}

/** Returns a person's draft; undefined if it is another person's, was submitted, or is older than a day. */
export async function findDraft(
  db: Kysely<DraftTables>,
  key: DraftKey,
  now: number = Date.now(),
): Promise<StoredDraft | undefined> {
  const row = await db
    .selectFrom('slack_drafts')
    .select(['answers', 'heard', 'response_url', 'response_url_expires_at'])
    .where(isOf(key))
    .where('updated_at', '>', now - DRAFT_LIFETIME_MS)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const answers = JSON.parse(row.answers) as Record<string, string>;
  const words = row.heard === null ? undefined : (JSON.parse(row.heard) as StoredWords);
  const stored = { answers, ...(words && { words }) };
  const { response_url: url, response_url_expires_at: expiresAt } = row;
  if (url === null || expiresAt === null || expiresAt <= now) return stored;
  return { ...stored, responseAddress: { url, expiresAt } };
}

/** Other processes may save the same draft in between, this many times. */
const TRIES = 3;

/**
 * Saves what `change` makes of a draft's answers, and returns it. Undefined where there is no draft, because its form was
 * submitted, or where others changed it at the same time.
 */
export async function changeDraft(
  db: Kysely<DraftTables>,
  key: DraftKey,
  change: (answers: StoredDraft['answers']) => StoredDraft['answers'],
): Promise<StoredDraft['answers'] | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const row = await db.selectFrom('slack_drafts').select('answers').where(isOf(key)).executeTakeFirst();
    if (row === undefined) return undefined;
    const answers = change(JSON.parse(row.answers));
    const { numUpdatedRows } = await db
      .updateTable('slack_drafts')
      .set({ answers: JSON.stringify(answers) })
      .where('id', '=', key.id)
      .where('answers', '=', row.answers)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) return answers;
  }
  return undefined;
}

/** Deletes a draft after its form was submitted or closed. */
export async function deleteDraft(db: Kysely<DraftTables>, key: DraftKey): Promise<void> {
  await db.deleteFrom('slack_drafts').where(isOf(key)).execute();
}

/** Deletes drafts that are older than a day, and response URLs that no longer work. */
export async function sweepDrafts(db: Kysely<DraftTables>, now: number = Date.now()): Promise<void> {
  await db
    .deleteFrom('slack_drafts')
    .where('updated_at', '<=', now - DRAFT_LIFETIME_MS)
    .execute();
  await db
    .updateTable('slack_drafts')
    .set({ response_url: null, response_url_expires_at: null })
    .where('response_url_expires_at', '<=', now)
    .execute();
}

export interface FirstDrafts {
  /** Saves a draft soon, together with those of other forms that open. Errors are logged. */
  save: (key: DraftKey, draft: StoredDraft) => void;
  /** Saves a pending draft now. Resolves when it is saved or has failed. */
  written: (draftId: string) => Promise<void>;
  /** The same for all drafts. */
  allWritten: () => Promise<void>;
}

/**
 * Over before anybody has read the form that Slack shows meanwhile, in milliseconds. One write in so long holds up fewer than
 * one in a hundred of the commands that come one after the other.
 */
const GATHER_MS = 250;
/** Drafts per write. The embedded database blocks the process for a few milliseconds. */
const TOGETHER_MAX = 200;

interface Waiting {
  key: DraftKey;
  draft: StoredDraft;
  /** Of the interaction that opened the form. */
  reference: string | undefined;
}

interface Round {
  waiting: Waiting[];
  /** Starts the write now. */
  hurry: () => void;
  /** Resolves when they are written or have failed. Never rejects. */
  done: Promise<void>;
}

/**
 * Collects drafts for a moment and writes them together: a transaction per command would take a third of the processor's time
 * under load. Nobody waits for the write, because a waiting command would keep its whole form in memory.
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
      gathering ??= unhurried(startRound);
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

/** Resolves after `ms`, or when `hurry()` is called. */
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

/** Writes drafts together. If that fails, writes each alone, so that one doesn't fail the others. */
async function writeTogether(db: Kysely<DraftTables>, batch: readonly Waiting[], logger: Logger): Promise<void> {
  try {
    await transact(db, (trx) => saveNewDrafts(trx, batch));
  } catch {
    for (const waiting of batch) {
      const refused = (error: unknown) =>
        inInteraction(waiting.reference, () => logger.error({ err: error }, 'Could not save a draft'));
      await saveNewDrafts(db, [waiting]).catch(refused);
    }
  }
}

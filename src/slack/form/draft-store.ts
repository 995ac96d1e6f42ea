import type { Kysely } from 'kysely';
import type { DraftTables } from '../tables.ts';

/** A form that one person has open. */
export interface DraftKey {
  id: string;
  teamId: string;
  userId: string;
}

/** What was typed into it so far. */
export interface StoredDraft {
  answers: Record<string, string>;
  /** What it was filled from when it opened; absent where it was filled from no words. */
  heard?: HeardWords;
  /** Where a private word to the person can be sent. A secret: never logged. */
  responseAddress?: ResponseAddress;
}

/** Words that were read. */
export interface HeardWords {
  /** As typed. */
  words: string;
  /** Slack's id of the person who wrote them. */
  authorId: string;
}

/** A `response_url` takes 5 messages within 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
interface ResponseAddress {
  url: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** How long a form that nobody submitted is remembered, in milliseconds. */
const DRAFT_LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Stores the answers in place of those before. What else was stored stays where it is not given. */
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
    ...(draft.heard && { heard: JSON.stringify(draft.heard) }),
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

/** Stores drafts of forms that open, in one statement. One that is there already was answered meanwhile, and stays. */
export async function saveNewDrafts(
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

function rowOf({ id, teamId, userId }: DraftKey, { answers, heard, responseAddress }: StoredDraft, now: number) {
  return {
    id,
    team_id: teamId,
    user_id: userId,
    answers: JSON.stringify(answers),
    heard: heard === undefined ? null : JSON.stringify(heard),
    response_url: responseAddress?.url ?? null,
    response_url_expires_at: responseAddress?.expiresAt ?? null,
    updated_at: now,
  };
}

/** What this person typed; nothing where the form is another's, was submitted, or is older than a day. */
export async function findDraft(
  db: Kysely<DraftTables>,
  key: DraftKey,
  now: number = Date.now(),
): Promise<StoredDraft | undefined> {
  const row = await db
    .selectFrom('slack_drafts')
    .select(['answers', 'heard', 'response_url', 'response_url_expires_at'])
    .where('id', '=', key.id)
    .where('team_id', '=', key.teamId)
    .where('user_id', '=', key.userId)
    .where('updated_at', '>', now - DRAFT_LIFETIME_MS)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const answers = JSON.parse(row.answers) as Record<string, string>;
  const heard = row.heard === null ? undefined : (JSON.parse(row.heard) as HeardWords);
  const stored = { answers, ...(heard && { heard }) };
  const { response_url: url, response_url_expires_at: expiresAt } = row;
  if (url === null || expiresAt === null || expiresAt <= now) return stored;
  return { ...stored, responseAddress: { url, expiresAt } };
}

/** Forgets a form, once what was typed is stored as a review or the form was closed. */
export async function deleteDraft(db: Kysely<DraftTables>, key: DraftKey): Promise<void> {
  await db
    .deleteFrom('slack_drafts')
    .where('id', '=', key.id)
    .where('team_id', '=', key.teamId)
    .where('user_id', '=', key.userId)
    .execute();
}

/** Forgets the forms that nobody came back to within a day, and response addresses that no longer work. */
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

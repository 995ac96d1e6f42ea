import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Workload } from '../../recommender/index.ts';
import type { AskedTables } from './tables.ts';

/** A change that somebody asked about. */
export interface StoredWhatIf {
  id: string;
  reviewId: string;
  teamId: string;
  baseRevision: number;
  changes: Partial<Workload>;
}

/**
 * Stores a change and answers the id that a button can carry: a workload may be too long for one. With the `id` of an earlier
 * one it takes its place, as where the same question is answered again.
 */
export async function saveWhatIf(
  db: Kysely<AskedTables>,
  { id = randomUUID(), reviewId, teamId, baseRevision, changes }: Omit<StoredWhatIf, 'id'> & { id?: string },
  now: number = Date.now(),
): Promise<string> {
  await db
    .insertInto('slack_what_ifs')
    .values({
      id,
      review_id: reviewId,
      team_id: teamId,
      base_revision: baseRevision,
      changes: JSON.stringify(changes),
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ base_revision: baseRevision, changes: JSON.stringify(changes) }),
    )
    .execute();
  return id;
}

/** A change that this team asked about; another team's is not found. What is in it is checked by whoever applies it. */
export async function findWhatIf(
  db: Kysely<AskedTables>,
  teamId: string,
  id: string,
): Promise<StoredWhatIf | undefined> {
  const row = await db
    .selectFrom('slack_what_ifs')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      reviewId: row.review_id,
      teamId: row.team_id,
      baseRevision: row.base_revision,
      changes: JSON.parse(row.changes) as Partial<Workload>,
    }
  );
}

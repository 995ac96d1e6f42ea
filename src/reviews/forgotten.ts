import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Kysely } from 'kysely';
import type { ReviewTables } from './tables.ts';

/** Somebody who was forgotten, without a name. */
export interface Forgotten {
  /** What {@link markOf} returns. */
  person: string;
  /** Whether what they wrote was removed, too. */
  texts: boolean;
}

const derive = promisify<string, string, number, object, Buffer>(scrypt);

/**
 * The mark of a person: the same in every database, so that it can be moved. It takes some 3 ms, so that trying every id of Slack
 * (36^8 and more) takes a century.
 */
export async function markOf(userId: string): Promise<string> {
  const key = await derive(userId, 'endpoint-reviewer forgotten', 24, { N: 1024, r: 8, p: 1 });
  return key.toString('base64url');
}

/** Returns everybody who was forgotten since version 0.4.0. */
export async function listForgotten(db: Kysely<ReviewTables>): Promise<Forgotten[]> {
  const rows = await db.selectFrom('forgotten_people').select(['mark', 'texts']).orderBy('mark').execute();
  return rows.map(({ mark: person, texts }) => ({ person, texts: texts === 1 }));
}

/** Keeps who was forgotten. Texts that were removed once stay removed. */
export async function keepForgotten(
  db: Kysely<ReviewTables>,
  people: readonly Forgotten[],
  now: number,
): Promise<void> {
  for (const { person: mark, texts } of people) {
    await db
      .insertInto('forgotten_people')
      .values({ mark, texts: texts ? 1 : 0, forgotten_at: now })
      .onConflict((conflict) => (texts ? conflict.column('mark').doUpdateSet({ texts: 1 }) : conflict.doNothing()))
      .execute();
  }
}

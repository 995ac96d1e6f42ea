import type { Kysely } from 'kysely';
import { openDatabase } from '../../src/database/open-database.ts';
import type { RecordTables } from '../../src/open-record.ts';

/** Works on the record at an address, which has all tables: beside a bot, or while it is stopped. */
export async function inRecord<T>(url: string, work: (db: Kysely<RecordTables>) => Promise<T>): Promise<T> {
  const opened = await openDatabase<RecordTables>(url);
  if (!opened.ok) throw new Error(opened.text);
  try {
    return await work(opened.db);
  } finally {
    await opened.close();
  }
}

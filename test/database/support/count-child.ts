import { openDatabase } from '../../../src/database/open-database.ts';

/** Adds 1 to a number as often as asked, each time by reading it and writing it back in a transaction. */
const [url = '', times = '0'] = process.argv.slice(2);
const opened = await openDatabase<{ counters: { id: string; value: number } }>(url);
if (!opened.ok) throw new Error(opened.text);
const { db } = opened;
for (let time = 0; time < Number(times); time++) {
  await db.transaction().execute(async (trx) => {
    const { value } = await trx.selectFrom('counters').select('value').executeTakeFirstOrThrow();
    await trx
      .updateTable('counters')
      .set({ value: value + 1 })
      .execute();
  });
}
await opened.close();

import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { ALL_MIGRATIONS, type TestTables } from './all-migrations.ts';

/** Opens the database at the time that was agreed, brings it up to date, and prints what it applied. */
const [url = '', startAt = '0'] = process.argv.slice(2);
while (Date.now() < Number(startAt));
const opened = await openDatabase<TestTables>(url);
if (!opened.ok) throw new Error(opened.text);
const migrated = await migrate(opened.db, ALL_MIGRATIONS);
if (!migrated.ok) throw new Error(migrated.text);
process.stdout.write(`${JSON.stringify(migrated.applied)}\n`);
await opened.close();

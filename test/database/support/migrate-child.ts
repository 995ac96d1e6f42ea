import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { agreedMoment } from './agreed-moment.ts';

/** Opens the database at the agreed moment, brings it up to date, and prints what it applied. */
const [url = ''] = process.argv.slice(2);
await agreedMoment();
const opened = await openDatabase<RecordTables>(url);
if (!opened.ok) throw new Error(opened.text);
const migrated = await migrate(opened.db, MIGRATIONS);
if (!migrated.ok) throw new Error(migrated.text);
process.stdout.write(`${JSON.stringify(migrated.applied)}\n`);
await opened.close();

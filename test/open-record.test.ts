import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open-database.ts';
import { MIGRATIONS, openRecord } from '../src/open-record.ts';
import { DATABASES, makePlace } from './database/support/open-test-database.ts';

const addTable = (name: string, needs?: string): Migration => ({
  name: `add-${name}`,
  ...(needs !== undefined && { needs }),
  async up(db) {
    await db.schema.createTable(name).addColumn('id', 'text').execute();
  },
});

describe.each(DATABASES)('the record in a %s database', (kind) => {
  let place: Awaited<ReturnType<typeof makePlace>>;
  beforeEach(async () => {
    place = await makePlace(kind);
  });
  afterEach(() => place.remove());

  /** Migrates as another version does, and returns the names of all tables. */
  async function migrateAs(owners: readonly (readonly Migration[])[]): Promise<string[]> {
    const opened = await openDatabase(place.url);
    if (!opened.ok) throw new Error(opened.text);
    await migrate(opened.db, owners);
    await opened.close();
    return tables();
  }
  async function tables(): Promise<string[]> {
    const opened = await openDatabase(place.url, { mustExist: true });
    if (!opened.ok) throw new Error(opened.text);
    const found = (await opened.db.introspection.getTables()).map(({ name }) => name);
    await opened.close();
    return found.sort();
  }

  it('of a newer version that this one can work with is opened, and stays as it was', async () => {
    const before = await migrateAs([...MIGRATIONS, [addTable('later')]]);
    for (const asItIs of [false, true]) {
      const opened = await openRecord(place.url, { asItIs });
      if (!opened.ok) throw new Error(opened.text);
      await opened.close();
    }
    expect(await tables()).toEqual(before);
  });

  it('of a newer version that this one can’t work with is refused by the names of its migrations, and stays as it was', async () => {
    const before = await migrateAs([...MIGRATIONS, [addTable('now'), addTable('later', 'add-now')]]);
    for (const asItIs of [false, true]) {
      expect(await openRecord(place.url, { asItIs })).toEqual({
        ok: false,
        ...(asItIs && { tables: 'newer' }),
        text: "The database is newer than this version, which doesn't know migration add-later. Start the newer version, or restore a backup from before the upgrade.",
      });
    }
    expect(await tables()).toEqual(before);
  });

  it('of an older version is read only after the bot has migrated it', async () => {
    const before = await migrateAs(MIGRATIONS.slice(0, -1));
    const refused = await openRecord(place.url, { asItIs: true });
    const missing = (MIGRATIONS.at(-1) ?? []).map(({ name }) => name);
    const what = `migration${missing.length === 1 ? '' : 's'} ${missing.join(', ')}.`;
    expect(refused).toMatchObject({ ok: false, text: expect.stringContaining(`which needs ${what}`) });
    expect(refused).toMatchObject({ text: expect.stringContaining('Start the bot once') });
    expect(await tables()).toEqual(before);

    for (const asItIs of [false, true]) {
      const opened = await openRecord(place.url, { asItIs });
      if (!opened.ok) throw new Error(opened.text);
      expect(await opened.db.selectFrom('reviews').selectAll().execute()).toEqual([]);
      await opened.close();
    }
  });

  it('without tables gets none when it is taken as it is', async () => {
    const created = await openDatabase(place.url);
    if (!created.ok) throw new Error(created.text);
    await created.close();
    expect(await openRecord(place.url, { asItIs: true })).toMatchObject({
      ok: false,
      text: expect.stringContaining('has never run'),
    });
    expect(await tables()).toEqual([]);
  });
});

describe('a database file that is missing', () => {
  it('is not created, nor its folder, when it is taken as it is', async () => {
    const place = await makePlace('embedded');
    const path = place.url.slice('file:'.length);
    expect(await openRecord(place.url, { asItIs: true })).toEqual({
      ok: false,
      text: `There is no database at ${path}.`,
      missingFile: path,
    });
    expect(existsSync(dirname(path))).toBe(false);
    await place.remove();
  });
});

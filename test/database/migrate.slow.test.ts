import { describe, expect, it } from 'vitest';
import { checkMigrations, type Migration, migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { MIGRATIONS } from '../../src/open-record.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { DATABASES, makePlace, openTestDatabase } from './support/open-test-database.ts';
import { startTogether } from './support/run-child.ts';

const addTable = (name: string, needs?: string): Migration => ({
  name: `add-${name}`,
  ...(needs !== undefined && { needs }),
  async up(db) {
    await db.schema.createTable(name).addColumn('id', 'text').execute();
  },
});
const fail: Migration = {
  name: 'fail',
  async up() {
    throw new Error('no');
  },
};

describe.each(DATABASES)('migrations of the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  it('are applied once, in order, and later ones are added', async () => {
    const appliedOf = async (...added: Migration[]) => migrate(database.db, [...MIGRATIONS, added]);
    expect(await appliedOf()).toEqual({ ok: true, applied: [] });
    expect(await appliedOf(addTable('one'))).toEqual({ ok: true, applied: ['add-one'] });
    expect(await appliedOf(addTable('one'), addTable('two'))).toEqual({ ok: true, applied: ['add-two'] });
  });

  it('leave nothing behind when one of them fails', async () => {
    await expect(migrate(database.db, [...MIGRATIONS, [addTable('one'), fail]])).rejects.toThrow('no');
    expect(await migrate(database.db, [...MIGRATIONS, [addTable('one')]])).toEqual({ ok: true, applied: ['add-one'] });
  });

  it('of a newer version that need none that is missing here stop nothing, and those of this version are added', async () => {
    await migrate(database.db, [...MIGRATIONS, [addTable('one'), addTable('two', 'add-one'), addTable('three')]]);
    const known = [...MIGRATIONS, [addTable('one')]];
    expect(await checkMigrations(database.db, known)).toEqual({ ok: true, newer: ['add-three', 'add-two'] });
    expect(await migrate(database.db, known)).toEqual({ ok: true, applied: [] });
    const later = [...MIGRATIONS, [addTable('one'), addTable('four')]];
    expect(await migrate(database.db, later)).toEqual({ ok: true, applied: ['add-four'] });
  });

  it('that version 0.2.0 applied, whose table of them lacks a column, are known', async () => {
    await database.db.schema.alterTable('migrations').dropColumn('needs').execute();
    expect(await checkMigrations(database.db, MIGRATIONS)).toEqual({ ok: true, newer: [] });
    expect(await migrate(database.db, [...MIGRATIONS, [addTable('one'), addTable('two', 'add-one')]])).toMatchObject({
      applied: ['add-one', 'add-two'],
    });
    expect(await migrate(database.db, MIGRATIONS)).toMatchObject({ ok: false });
  });

  it('of 2 after which this version can’t work are named in one sentence, and nothing is changed', async () => {
    const newer = [addTable('one'), addTable('two', 'add-one'), addTable('three', 'add-two')];
    await migrate(database.db, [...MIGRATIONS, newer]);
    const refused = await migrate(database.db, [...MIGRATIONS, [addTable('four')]]);
    expect(refused).toEqual({
      ok: false,
      text: "The database is newer than this version, which doesn't know migrations add-three, add-two. Start the newer version, or restore a backup from before the upgrade.",
    });
    const names = (await database.db.introspection.getTables()).map(({ name }) => name);
    expect(names).toContain('three');
    expect(names).not.toContain('four');
  });

  it('are refused where two have the same name, before anything is changed', async () => {
    await expect(migrate(database.db, [[addTable('one')], [addTable('one')]])).rejects.toThrow('same name');
  });

  it('are applied by one of four processes that start at the same moment on a new database', async () => {
    const { url, remove } = await makePlace(kind);
    const children = await startTogether('test/database/support/migrate-child.ts', Array(4).fill([url]));
    await Promise.all(children.map((child) => child.ended));
    const applied = children.flatMap((child) => child.lines.slice(1).map((line): string[] => JSON.parse(line)));
    expect(applied).toHaveLength(4);
    expect(applied.flat().sort()).toEqual(
      MIGRATIONS.flat()
        .map((migration) => migration.name)
        .sort(),
    );
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);

    const opened = await openDatabase(url);
    if (opened.ok) await opened.close();
    await remove();
  }, 60_000);
});

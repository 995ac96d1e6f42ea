import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { checkDatabase } from '../../src/operating/doctor.ts';
import { makePlace, openTestDatabase } from './support/open-test-database.ts';

/** Lets the system say that every file is on a file system of this number. Returns what is asked about. */
function mount(type: number) {
  const { statfsSync } = fs;
  const asked = vi.spyOn(fs, 'statfsSync').mockImplementation(((path: string) => ({
    ...statfsSync('/'),
    path,
    type,
  })) as never);
  syncBuiltinESMExports();
  return asked;
}
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const WARNING =
  /^The database file is on a network file system \((.+)\), which can damage it\. Use a local disk, or PostgreSQL\.$/;

describe.runIf(process.platform === 'linux')('a database file on a network file system', () => {
  it.each([
    [0x6969, 'NFS'],
    [0xfe534d42, 'SMB'],
    [0xff534d42 | 0, 'CIFS'],
    [0x01021997, '9P'],
  ])('of number %i is named as %s by a start and by the doctor', async (type, name) => {
    const { url, close } = await openTestDatabase('embedded');
    mount(type);
    const opened = await openDatabase(url);
    if (!opened.ok) throw new Error(opened.text);
    await opened.close();
    expect(WARNING.exec(opened.warning ?? '')?.[1]).toBe(name);
    expect(await checkDatabase(url)).toMatchObject([{ verdict: 'ok' }, { verdict: 'note', text: opened.warning }]);
    await close();
  });

  it('is foreseen by the doctor from the first folder that there is, before the first start', async () => {
    const { url, remove } = await makePlace('embedded');
    const asked = mount(0x6969);
    expect(await checkDatabase(url)).toMatchObject([
      { verdict: 'ok', text: expect.stringContaining('first start creates it') },
      { verdict: 'note', text: expect.stringMatching(WARNING) },
    ]);
    expect(asked.mock.calls).toEqual([[dirname(dirname(url.slice('file:'.length)))]]);
    await remove();
  });

  it('is not warned about on a local disk, nor in memory', async () => {
    const { url, close } = await openTestDatabase('embedded');
    expect(await checkDatabase(url)).toMatchObject([{ verdict: 'ok' }]);
    await close();
    const asked = mount(0x6969);
    const memory = await openDatabase('file::memory:');
    if (!memory.ok) throw new Error(memory.text);
    await memory.close();
    expect(memory.warning).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
  });
});

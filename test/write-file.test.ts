import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSamePlace, writeWhole } from '../src/write-file.ts';
import { makeFolder } from './database/support/open-test-database.ts';

let folder: ReturnType<typeof makeFolder>;
let at: (name: string) => string;
beforeEach(() => {
  folder = makeFolder();
  // A temporary folder may itself be reached by a link.
  const real = realpathSync(folder.path);
  at = (name) => join(real, name);
});
afterEach(() => folder.remove());

const write = (name: string, text = 'new') => writeWhole(at(name), (part) => writeFileSync(part, text));
const modeOf = (name: string) => (statSync(at(name)).mode & 0o7777).toString(8);

describe('a file that is written whole', () => {
  it('has its name only once it is complete, and keeps the mode 640 of the one before it', async () => {
    writeFileSync(at('file'), 'old');
    chmodSync(at('file'), 0o640);
    await writeWhole(at('file'), (part) => {
      writeFileSync(part, 'ne');
      expect(readFileSync(at('file'), 'utf8')).toBe('old');
      writeFileSync(part, 'new');
    });
    expect([readFileSync(at('file'), 'utf8'), modeOf('file')]).toEqual(['new', '640']);
    await writeWhole(at('file'), (part) => writeFileSync(part, 'own'), 0o600);
    expect([readFileSync(at('file'), 'utf8'), modeOf('file')]).toEqual(['own', '600']);
    expect(readdirSync(at('.'))).toEqual(['file']);
  });

  it('is the one that links lead to, also where it is not there yet, and the links stay', async () => {
    mkdirSync(at('kept'));
    symlinkSync('kept', at('folder'));
    symlinkSync('folder/file', at('link'));
    symlinkSync('../link', at('kept/link-to-link'));
    for (const name of ['link', 'kept/link-to-link', 'folder/file']) {
      await write(name, name);
      expect(lstatSync(at('kept/file')).isFile()).toBe(true);
      expect(readFileSync(at('kept/file'), 'utf8')).toBe(name);
      expect(isSamePlace(at(name), at('kept/file'))).toBe(true);
    }
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(at('kept'))).toEqual(['file', 'link-to-link']);
  });

  it('that could not be finished leaves the one before it, and no part of itself', async () => {
    writeFileSync(at('file'), 'old');
    for (const name of ['file', 'none']) {
      const half = (part: string) => {
        writeFileSync(part, 'ha');
        throw new Error('no space left on device');
      };
      await expect(writeWhole(at(name), half)).rejects.toThrow('no space left on device');
    }
    expect(readFileSync(at('file'), 'utf8')).toBe('old');
    expect(readdirSync(at('.'))).toEqual(['file']);
  });

  it('is refused in the place of a folder, a device, a pipe, and of links in a circle, which all stay', async () => {
    mkdirSync(at('folder'));
    symlinkSync('circle', at('circle'));
    symlinkSync('/dev/null', at('device'));
    spawnSync('mkfifo', [at('pipe')]);
    const before = readdirSync(at('.'));
    expect(before).toEqual(['circle', 'device', 'folder', 'pipe']);
    for (const name of ['folder', 'device', 'pipe'])
      await expect(write(name)).rejects.toThrow('it is there, and not a file');
    await expect(write('circle')).rejects.toThrow('ELOOP');
    await expect(write('none/file')).rejects.toThrow('ENOENT');
    expect(readdirSync(at('.'))).toEqual(before);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

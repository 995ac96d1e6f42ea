import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdFolder } from '../../../local-workspace/trial/hold-folder.ts';

describe('a folder of npm run try', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'held-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is held by one process, and says by which', async () => {
    const other = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
    writeFileSync(join(folder, 'running'), String(other.pid));
    expect(holdFolder(folder)).toBe(other.pid);
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    expect(holdFolder(folder)).toBeUndefined();
  });

  it('is free where it is new, or where what stands in it names no process', () => {
    expect(holdFolder(join(folder, 'new', 'one'))).toBeUndefined();
    writeFileSync(join(folder, 'running'), 'nonsense');
    expect(holdFolder(folder)).toBeUndefined();
  });
});

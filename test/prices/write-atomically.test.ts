import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically } from '../../src/prices/files/write-atomically.ts';
import { makePriceFolder } from './support/price-folder.ts';

describe('writeAtomically', () => {
  it('replaces a file, and leaves nothing beside it', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'index.ts');
    await writeAtomically(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['index.ts']);
  });

  it('leaves what stands there and nothing beside it where the name cannot be taken', async () => {
    const folder = makePriceFolder();
    const path = join(folder, 'taken');
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'old');
    await expect(writeAtomically(path, 'new')).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['index.ts', 'taken']);
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('old');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

describe('the bundle that `npm run bundle` writes', () => {
  it('holds src, Kysely and zod: no validator, no price tool, nothing of the local workspace, the tests or the bench', async () => {
    const { metafile } = await build({ ...bundleOptions(), metafile: true, write: false, absWorkingDir: ROOT });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('src/main.ts');
    expect(inputs).toContain('src/app.ts');
    expect(inputs.filter((path) => !/^(src|node_modules)\//.test(path))).toEqual([]);
    const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].toSorted()).toEqual(['kysely', 'zod']);
  });
});

/** The script's flags as esbuild's API names them: `--sources-content=false` is `sourcesContent: false`. */
function bundleOptions(): BuildOptions {
  const [command, entry, ...flags] = (scripts['bundle'] ?? '').split(' ');
  expect(command).toBe('esbuild');
  const external = flags.flatMap((flag) => /^--external:(.+)$/.exec(flag)?.[1] ?? []);
  const options = flags.flatMap((flag) => {
    const [, name = '', value = 'true'] = /^--([\w-]+)(?:=(.+))?$/.exec(flag) ?? [];
    const key = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return name === '' ? [] : [[key, value === 'true' || value === 'false' ? value === 'true' : value]];
  });
  return { ...Object.fromEntries(options), entryPoints: [entry ?? ''], external };
}

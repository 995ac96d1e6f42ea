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

describe('the bundle that `npm run build` writes', async () => {
  const { metafile } = await build({ ...bundleOptions(), metafile: true, write: false, absWorkingDir: ROOT });
  const { inputs: sources, outputs } = metafile;

  it('holds src, Kysely and zod: no validator, no price tool, nothing of the local workspace, the tests or the bench', () => {
    const inputs = Object.keys(sources);
    expect(inputs).toContain('src/commands/start.ts');
    expect(inputs).toContain('src/app.ts');
    expect(inputs.filter((path) => !/^(src|node_modules)\//.test(path))).toEqual([]);
    const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].toSorted()).toEqual(['kysely', 'zod']);
  });

  it('loads what writes code only when somebody asks for code, and yaml only for files; a load test is named in every thread', () => {
    const atStart = [...loadedWith('dist/endpoint-reviewer.js'), ...loadedWith(outputOf('src/commands/start.ts'))];
    expect(atStart).toContain('src/recommender/index.ts');
    expect(atStart).toContain('@slack/bolt');
    expect(
      atStart.filter((path) =>
        /^(src\/deploy\/(?!measuring\/|template\.ts|extras\.ts|parts\/names\.ts)|yaml$)/.test(path),
      ),
    ).toEqual([]);
    expect(loadedWith(outputOf('src/deploy/index.ts'))).toContain('src/deploy/cloudformation.ts');
  });

  /** The file of the bundle that a module is imported from later. */
  function outputOf(source: string): string {
    return Object.keys(outputs).find((path) => outputs[path]?.entryPoint === source) ?? '';
  }

  /** The modules and packages that a file of the bundle loads, without those that it imports later. */
  function loadedWith(file: string, seen = new Set<string>()): string[] {
    if (seen.has(file)) return [];
    seen.add(file);
    const { inputs = {}, imports = [] } = outputs[file] ?? {};
    const loaded = imports.filter(({ kind }) => kind === 'import-statement');
    return [
      ...Object.keys(inputs),
      ...loaded.flatMap(({ path, external }) => (external ? [path] : loadedWith(path, seen))),
    ];
  }
});

/** The script's flags as esbuild's API names them: `--sources-content=false` is `sourcesContent: false`. */
function bundleOptions(): BuildOptions {
  const [command, ...words] = (scripts['build']?.split(' && ').find((part) => part.startsWith('esbuild')) ?? '').split(
    ' ',
  );
  const flags = words.filter((word) => word.startsWith('--'));
  expect(command).toBe('esbuild');
  const external = flags.flatMap((flag) => /^--external:(.+)$/.exec(flag)?.[1] ?? []);
  const options = flags.flatMap((flag) => {
    const [, name = '', value = 'true'] = /^--([\w-]+)(?:=(.+))?$/.exec(flag) ?? [];
    const key = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    return name === '' ? [] : [[key, value === 'true' || value === 'false' ? value === 'true' : value]];
  });
  return { ...Object.fromEntries(options), entryPoints: words.filter((word) => !word.startsWith('--')), external };
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { scripts, devDependencies } = z
  .object({ scripts: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
  .parse(read('package.json'));
const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
  .parse(read('package-lock.json'));

describe('a production install', () => {
  it('has nothing of the page, of what compiles it, or of what tries it', () => {
    const ofThePage = ['react', 'react-dom', 'slack-blocks-to-jsx', 'tsx', 'playwright-core', '@axe-core/playwright'];
    for (const name of ofThePage) {
      expect(devDependencies, name).toHaveProperty([name]);
      // Not even by way of something else that is installed.
      expect(packages[`node_modules/${name}`]?.dev, name).toBe(true);
    }
  });

  it('starts what was built from src, which may import nothing from here', () => {
    expect(scripts['start']).toBe(
      'node --enable-source-maps --max-semi-space-size=8 --import ./dist/stop-with-parent.js dist/main.js',
    );
    const built = z
      .object({ compilerOptions: z.object({ rootDir: z.string() }), include: z.array(z.string()) })
      .parse(read('tsconfig.build.json'));
    expect([built.compilerOptions.rootDir, built.include]).toEqual(['src', ['src']]);
  });
});

describe('the bundle that `npm run bundle` writes', () => {
  it('holds src, Kysely and zod: no validator, no price tool, nothing of the local workspace, the tests or the bench', async () => {
    const { metafile } = await build({ ...bundleOptions(), metafile: true, write: false, absWorkingDir: ROOT });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('src/main.ts');
    expect(inputs).toContain('src/slack/posting/send-job.ts');
    expect(inputs.filter((path) => !/^(src|node_modules)\//.test(path))).toEqual([]);
    const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    expect([...new Set(packages)].toSorted()).toEqual(['kysely', 'zod']);
  });
});

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

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

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fieldTable } from './fields.ts';

/** The library's doors: what an import names after the package, and the file it leads to. */
export const DOORS = {
  '.': 'tools/library/index.ts',
  './deploy': 'src/deploy/index.ts',
  './words': 'tools/library/words.ts',
} as const;

const nameOf = (door: string): string => (door === '.' ? 'index' : basename(door));

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
}

/**
 * Packs the recommender, the deploy room and the reader of words as a package that depends on zod alone. `into`: a folder, where
 * the tarball is written.
 *
 * @returns the path of the tarball, `endpoint-recommender-VERSION.tgz`.
 */
export async function packLibrary(into: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-recommender-'));
  try {
    await writeLibrary(folder);
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', into], {
      cwd: folder,
      encoding: 'utf8',
    });
    return join(into, packed.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the package into an empty folder. */
export async function writeLibrary(folder: string): Promise<void> {
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.entries(DOORS).map(([door, path]) => ({ in: path, out: nameOf(door) })),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    // As of Node 20.
    target: 'es2023',
    packages: 'external',
    chunkNames: 'shared-[hash]',
    logLevel: 'warning',
  });
  const types = ['-p', 'tsconfig.library.json', '--outDir', join(folder, 'types')];
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), types, { cwd: ROOT, stdio: 'inherit' });
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const readme = readFileSync(join(ROOT, 'tools/library/README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), readme.replace('<!-- fields -->', fieldTable()));
  const doors = Object.entries(DOORS).map(([door, path]) => [
    door,
    { types: `./types/${path.replace(/\.ts$/, '.d.ts')}`, default: `./${nameOf(door)}.js` },
  ]);
  const manifest = {
    name: 'endpoint-recommender',
    version: own.version,
    description: 'Recommends how to serve a model on Amazon SageMaker AI',
    license: own.license,
    type: 'module',
    sideEffects: false,
    engines: own.engines,
    exports: { ...Object.fromEntries(doors), './package.json': './package.json' },
    dependencies: { zod: own.dependencies['zod'] },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

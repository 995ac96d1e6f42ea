import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fieldTable } from './fields.ts';

/** The library's doors: what an import names after the package, and the file it leads to. */
export const DOORS = {
  '.': 'tools/library/index.ts',
  './deploy': 'tools/library/deploy.ts',
  './words': 'tools/library/words.ts',
} as const;

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
export function packLibrary(into: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-recommender-'));
  try {
    writeLibrary(folder);
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', into], {
      cwd: folder,
      encoding: 'utf8',
    });
    return join(into, packed.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes the package into an empty folder: a module for each source, so that a bundler keeps those that are used. In one file it keeps
 * whatever a module makes as it loads. `doors`: of the page, which takes more.
 */
export function writeLibrary(folder: string, doors: Readonly<Record<string, string>> = DOORS): void {
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const asked = ['-p', 'tsconfig.library.json', '--outDir', folder];
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), asked, { cwd: ROOT, stdio: 'inherit' });
  writeData(folder);
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const readme = readFileSync(join(ROOT, 'tools/library/README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), readme.replace('<!-- fields -->', fieldTable()));
  const exported = Object.entries(doors).map(([door, path]) => [
    door,
    { types: `./${path.replace(/\.ts$/, '.d.ts')}`, default: `./${path.replace(/\.ts$/, '.js')}` },
  ]);
  const manifest = {
    name: 'endpoint-recommender',
    version: own.version,
    description: 'Recommends how to serve a model on Amazon SageMaker AI',
    license: own.license,
    type: 'module',
    sideEffects: false,
    engines: own.engines,
    exports: { ...Object.fromEntries(exported), './package.json': './package.json' },
    dependencies: { zod: own.dependencies['zod'] },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Bundlers and Nodes differ in how they import JSON, so data become modules. */
function writeData(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (name.endsWith('.json')) {
      writeFileSync(`${path}.js`, `export default ${readFileSync(path, 'utf8').trim()};\n`);
      rmSync(path);
    } else if (name.endsWith('.js')) {
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, text.replaceAll(/(from '[^']+\.json)' with \{ type: 'json' \}/g, "$1.js'"));
    }
  }
}

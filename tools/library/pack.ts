import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { fieldTable, workloadType } from './fields.ts';

/** The library's doors: what an import names after the package, and the file it leads to. */
export const DOORS = {
  '.': 'src/recommender/index.ts',
  './deploy': 'src/deploy/index.ts',
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
 * Packs the recommender, the deploy room and the reader of words as a package that depends on zod alone. What else they import is
 * bundled, with its license. `into`: a folder, where the tarball is written.
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
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.values(DOORS).map((path) => ({ in: path, out: nameOf(path) })),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'neutral',
    // As of Node 20.
    target: 'es2023',
    mainFields: ['module', 'main'],
    external: ['zod'],
    chunkNames: 'shared-[hash]',
    metafile: true,
    logLevel: 'warning',
  });
  writeTypes(folder);
  writeLicenses(folder, metafile);
  copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const readme = readFileSync(join(ROOT, 'tools/library/README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), readme.replace('<!-- fields -->', fieldTable()));
  const doors = Object.entries(DOORS).map(([door, path]) => [
    door,
    { types: `./types/${path.replace(/\.ts$/, '.d.ts')}`, default: `./${nameOf(path)}.js` },
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

/** `index` for the recommender's door, `deploy` and `words` for the others. */
function nameOf(path: (typeof DOORS)[keyof typeof DOORS]): string {
  const door = Object.entries(DOORS).find(([, file]) => file === path)?.[0] ?? '.';
  return door === '.' ? 'index' : basename(door);
}

/** The declarations that a door leads to. They name each other as .js, since not every compiler takes .ts. */
function writeTypes(folder: string): void {
  const all = mkdtempSync(join(tmpdir(), 'endpoint-recommender-types-'));
  try {
    const compiler = join(ROOT, 'node_modules/.bin/tsc');
    execFileSync(compiler, ['-p', 'tsconfig.library.json', '--outDir', all], { cwd: ROOT, stdio: 'inherit' });
    const waiting = Object.values(DOORS).map((path) => join(all, path.replace(/\.ts$/, '.d.ts')));
    const written = new Set<string>();
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (written.has(path)) continue;
      written.add(path);
      const text = described(readFileSync(path, 'utf8'), relative(all, path));
      for (const [, from = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)\.ts'/g))
        waiting.push(join(dirname(path), `${from}.d.ts`));
      const target = join(folder, 'types', relative(all, path));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text.replaceAll(/((?:from |import\()'\.[^']+)\.ts'/g, "$1.js'"));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

/** The declarations of a file; those of a workload with each field described. */
function described(text: string, path: string): string {
  if (path !== 'src/recommender/workload/workload.d.ts') return text;
  const inferred = 'export type Workload = z.infer<typeof workloadSchema>;';
  if (!text.includes(inferred)) throw new Error(`${path} has no "${inferred}" to describe`);
  return text.replace(inferred, workloadType());
}

/** The license of each package that is bundled. */
function writeLicenses(folder: string, { inputs }: Metafile): void {
  const bundled = new Set(
    Object.keys(inputs).flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  for (const name of bundled) {
    const at = join(ROOT, 'node_modules', name);
    const file = readdirSync(at).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} is bundled and has no license file`);
    cpSync(join(at, file), join(folder, 'licenses', `${name.replace('/', '-')}.txt`));
  }
}
